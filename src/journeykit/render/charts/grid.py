"""A matrix of shares: the darker a square and the longer its bar, the larger the share; its figure stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from journeykit.analysis.chart import Grid
from journeykit.render.brush import Brush
from journeykit.render.poster.sizes import BODY, SMALL
from journeykit.render.poster.type import block, set_block
from journeykit.render.svg import number
from journeykit.render.words import percent

__all__ = ["GridArt", "spoken"]

_CELL_WIDE, _CELL_HIGH, _NAMES = 64.0, 34.0, 220.0
_SHOWN: Final = 0.0005  # smaller shares are not worth a square
_SOME, _MANY = 1 / 3, 2 / 3  # from here on a square is darker


class GridArt:
    """The grid, measured."""

    def __init__(self, chart: Grid) -> None:
        self._chart = chart
        self._names = [block(name, _NAMES, SMALL, lines=2) for name in chart.rows]
        self._heads = [block(name, _CELL_WIDE - 6, SMALL, lines=5) for name in chart.columns]
        self._top = max((head.height for head in self._heads), default=0.0) + 8
        self.width = _NAMES + 14 + _CELL_WIDE * len(chart.columns)
        self.height = self._top + _CELL_HIGH * len(chart.rows) + 6

    def paint(self, brush: Brush) -> Iterator[str]:
        """Names, heads, squares with their figures."""
        left = _NAMES + 14
        for index, head in enumerate(self._heads):
            yield from set_block(brush, head, left + index * _CELL_WIDE + 3, self._top - 6 - head.height, "ink")
        for row, (name, values) in enumerate(zip(self._names, self._chart.cells, strict=True)):
            y = self._top + row * _CELL_HIGH
            yield from set_block(brush, name, 0.0, y + (_CELL_HIGH - name.height) / 2, "ink")
            for column, value in enumerate(values):
                yield from self._cell(brush, value, left + column * _CELL_WIDE, y)

    def _cell(self, brush: Brush, value: float | None, x: float, y: float) -> Iterator[str]:
        if value is None or value < _SHOWN:
            line = f'd="M{number(x + 8)} {number(y + _CELL_HIGH / 2)}h{_CELL_WIDE - 18:g}" stroke-dasharray="1 5"'
            yield brush.write("path", line, fill="none", stroke="lane_line")
            return
        frame = f'x="{number(x)}" y="{number(y)}" width="{_CELL_WIDE - 2:g}" height="{_CELL_HIGH - 2:g}" rx="3"'
        tint = "very_good" if value >= _MANY else "good" if value >= _SOME else "neutral"
        yield brush.write("rect", frame, fill=tint)
        bar = f'x="{number(x)}" y="{number(y + _CELL_HIGH - 6)}" height="4"'
        yield brush.write("rect", f'{bar} width="{number((_CELL_WIDE - 2) * min(1.0, value))}"', fill="head")
        words = block(percent(value), _CELL_WIDE, BODY, lines=1)
        yield from set_block(
            brush, words, x + _CELL_WIDE / 2 - 1, y + (_CELL_HIGH - 7 - words.height) / 2, "ink", anchor="middle"
        )


def spoken(chart: Grid) -> str:
    """The shares in words, as many as one listens to."""
    cells = (
        f"{row} to {column}: {value:.0%}"
        for row, values in zip(chart.rows, chart.cells, strict=True)
        for column, value in zip(chart.columns, values, strict=True)
        if value
    )
    return "; ".join(list(cells)[:60])
