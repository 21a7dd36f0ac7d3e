"""A matrix of shares: the darker a square and the longer its bar, the larger the share; its figure stands in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from journeykit.analysis.chart import Grid
from journeykit.render.brush import Brush
from journeykit.render.poster.sizes import BODY, SMALL
from journeykit.render.poster.type import Block, block, set_block
from journeykit.render.svg import element, number
from journeykit.render.text import width
from journeykit.render.words import figure, percent

__all__ = ["GridArt", "spoken"]

_CELL_WIDE, _CELL_HIGH, _NAMES = 64.0, 34.0, 220.0
_SHOWN: Final = 0.0005  # smaller shares are not worth a square
_SOME, _MANY = 1 / 3, 2 / 3  # from here on a square is darker
_TINTS: Final = (("neutral", "less than a third"), ("good", "a third and more"), ("very_good", "two thirds and more"))
_DENSE: Final = 14  # of more columns the squares are smaller, and the heads stand upright
_DENSE_WIDE, _DENSE_HIGH, _HEAD_LONG = 44.0, 27.0, 170.0
_COUNT: Final = 15.0  # px that a count takes below its share
_KEY: Final = 30.0
_LINES: Final = 5  # of a name


class GridArt:
    """The grid, measured."""

    def __init__(self, chart: Grid) -> None:
        self._chart = chart
        self._dense = len(chart.columns) > _DENSE
        counts = [figure(count) for row in chart.counts for count in row if count is not None]
        self._wide = _DENSE_WIDE if self._dense else _CELL_WIDE
        if counts:
            self._wide = max(self._wide, max(width(count, SMALL) for count in counts) + 10)
        self._high = (_DENSE_HIGH if self._dense else _CELL_HIGH) + (_COUNT if counts else 0.0)
        self._size = SMALL if self._dense else BODY
        self._lines = 1 if self._dense and not counts else _LINES
        rows, columns = chart.rows, chart.columns
        self._names, self._heads = self._named(rows), self._headed(columns)
        one, other = _alike(self._names), _alike(self._heads)  # what is cut to the same words is told apart by numbers
        square = set(rows) <= set(columns)
        if one or (other and square):
            self._names = self._named(_numbered(rows, rows))
        if other or (one and square):
            self._heads = self._headed(_numbered(columns, rows if square else columns))
        if self._dense:
            self._top = max((head.width for head in self._heads), default=0.0) + 8
        else:
            self._top = max((head.height for head in self._heads), default=0.0) + 8
        if self._lines > 1:  # a name that takes more lines makes rows taller: two activities and what is between them
            self._high = max(self._high, max((name.height for name in self._names), default=0.0) + 8)
        self._key = bool(counts) or self._dense
        self.width = _NAMES + 14 + self._wide * len(chart.columns)
        self.height = self._top + self._high * len(chart.rows) + 6 + (_KEY if self._key else 0.0)

    def _named(self, names: Sequence[str]) -> list[Block]:
        """The names of the rows."""
        return [block(name, _NAMES, SMALL, lines=self._lines) for name in names]

    def _headed(self, names: Sequence[str]) -> list[Block]:
        """The heads of the columns: narrow, or upright."""
        if self._dense:
            return [block(name, _HEAD_LONG, SMALL, lines=2) for name in names]
        return [block(name, self._wide - 6, SMALL, lines=5) for name in names]

    def paint(self, brush: Brush) -> Iterator[str]:
        """Names, heads, squares with their figures."""
        left = _NAMES + 14
        for index, head in enumerate(self._heads):
            x = left + index * self._wide
            if self._dense:  # upright, read from below
                place = (
                    f"translate({number(x + (self._wide - 2 - head.height) / 2)} {number(self._top - 6)}) rotate(-90)"
                )
                yield element("g", {"transform": place}, *set_block(brush, head, 0.0, 0.0, "ink", anchor="start"))
            else:
                yield from set_block(brush, head, x + 3, self._top - 6 - head.height, "ink")
        for row, (name, values) in enumerate(zip(self._names, self._chart.cells, strict=True)):
            y = self._top + row * self._high
            yield from set_block(brush, name, 0.0, y + (self._high - name.height) / 2, "ink")
            if self._dense:
                line = f'd="M0 {number(y + self._high - 1)}h{number(self.width)}" stroke-width="0.6"'
                yield brush.write("path", line, fill="none", stroke="lane_line")
            counts = self._chart.counts[row] if row < len(self._chart.counts) else ()
            for column, value in enumerate(values):
                count = counts[column] if column < len(counts) else None
                yield from self._cell(brush, value, count, (left + column * self._wide, y))
        if self._key:
            yield from self._legend(brush, self._top + self._high * len(self._chart.rows) + 14)

    def _cell(
        self, brush: Brush, value: float | None, count: float | None, place: tuple[float, float]
    ) -> Iterator[str]:
        x, y = place
        if value is None or (value < _SHOWN and not count):
            if not self._dense:
                line = f'd="M{number(x + 8)} {number(y + self._high / 2)}h{number(self._wide - 18)}"'
                yield brush.write("path", f'{line} stroke-dasharray="1 5"', fill="none", stroke="lane_line")
            return
        frame = f'x="{number(x)}" y="{number(y)}" width="{number(self._wide - 2)}" height="{number(self._high - 2)}"'
        tint = "very_good" if value >= _MANY else "good" if value >= _SOME else "neutral"
        yield brush.write("rect", f'{frame} rx="3"', fill=tint)
        bar = f'x="{number(x)}" y="{number(y + self._high - 6)}" height="4"'
        yield brush.write("rect", f'{bar} width="{number((self._wide - 2) * min(1.0, value))}"', fill="bar")
        words = block(percent(value), self._wide, self._size, lines=1)
        said = block(figure(count) if count is not None else "", self._wide, SMALL, lines=1)
        middle, top = x + self._wide / 2 - 1, y + (self._high - 7 - words.height - said.height) / 2
        yield from set_block(brush, words, middle, top, "ink", anchor="middle")
        yield from set_block(brush, said, middle, top + words.height - 1, "muted", anchor="middle")

    def _legend(self, brush: Brush, y: float) -> Iterator[str]:
        x = 0.0
        for tint, words in _TINTS:
            box = f'x="{number(x)}" y="{number(y)}" width="26" height="16" rx="3" stroke-width="0.8"'
            yield brush.write("rect", box, fill=tint, stroke="card_line")
            said = block(words, 300.0, SMALL, lines=1)
            yield from set_block(brush, said, x + 34, y, "muted")
            x += 34 + said.width + 22


def _alike(blocks: Sequence[Block]) -> bool:
    return len({tuple(each.lines) for each in blocks}) < len(blocks)


def _numbered(names: Sequence[str], order: Sequence[str]) -> list[str]:
    """The names with their places in an order before them, where they have one."""
    places = {name: f"{place}. {name}" for place, name in enumerate(order, 1)}
    return [places.get(name, name) for name in names]


def spoken(chart: Grid) -> str:
    """The shares in words, as many as one listens to."""
    cells = (
        f"{row} to {column}: {percent(value)}"
        for row, values in zip(chart.rows, chart.cells, strict=True)
        for column, value in zip(chart.columns, values, strict=True)
        if value
    )
    return "; ".join(list(cells)[:60])
