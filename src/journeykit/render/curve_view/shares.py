"""Below the curves: of a hundred whose curve it is, how many come to each step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from journeykit.render.brush import Brush
from journeykit.render.curve_view.frame import AXIS
from journeykit.render.curve_view.pair import Met
from journeykit.render.poster.curve.marks import colour_of
from journeykit.render.poster.curve.signs import line_sign
from journeykit.render.poster.geometry import Band, Column
from journeykit.render.svg import element, number

__all__ = ["Shares"]

_ROW: Final = 27.0
_ABOVE: Final = 8.0
_FIGURE: Final = 12.0
_BAR: Final = 4.0
_NOBODY: Final = 5e-4


class Shares:
    """A row for each curve: a figure and a bar in each column, measured."""

    def __init__(self, band: Band, met: Sequence[Met]) -> None:
        self._band, self._met = band, met
        self.height = _ABOVE + _ROW * len(met)

    def paint(self, brush: Brush, top: float) -> str:
        """The group, its top at `top`."""
        rows = [self._row(brush, one, top + _ABOVE + at * _ROW) for at, one in enumerate(self._met)]
        return element("g", {"class": "jk-shares", "role": "list"}, *rows)

    def _row(self, brush: Brush, one: Met, y: float) -> str:
        left, base = self._band.left - AXIS, y + 14.0
        words = f"Of 100 of {one.name}, so many come to each step"
        parts = [element("title", text=words), *line_sign(one.index)(brush, left, base - 4.5)]
        place: dict[str, str | float | None] = {"x": left + 36, "y": base, "font-size": _FIGURE}
        parts.append(brush.make("text", place, fill="muted", text="of\u00a0100"))
        for column in self._band.columns:
            parts += self._cell(brush, one, column, y)
        return element("g", {"class": "jk-share", "role": "listitem"}, *parts)

    def _cell(self, brush: Brush, one: Met, column: Column, y: float) -> Iterator[str]:
        share = one.shares.get(column.node, 0.0)
        somebody = share >= _NOBODY
        room = column.width - min(8.0, column.width / 4)
        left = column.middle - room / 2
        text: dict[str, str | float | None] = {
            "x": column.middle, "y": y + 14, "font-size": _FIGURE, "text-anchor": "middle",
            "font-weight": "bold" if somebody else None,
        }  # fmt: skip
        yield brush.make("text", text, fill=colour_of(one.index) if somebody else "muted", text=_of_hundred(share))
        bar = f'y="{number(y + 18)}" height="{_BAR:g}" x="{number(left)}"'
        yield brush.write("rect", f'{bar} width="{number(room)}"', fill="lane_line")
        if somebody:
            yield brush.write("rect", f'{bar} width="{number(room * share)}"', fill=colour_of(one.index))


def _of_hundred(share: float) -> str:
    """So many of a hundred, whole people; nearly nobody is not nobody, and nearly all are not all.

    >>> [_of_hundred(each) for each in (0, .004, .352, .997, 1)]
    ['0', '<1', '35', '>99', '100']
    """
    if _NOBODY <= share < 0.005:
        return "<1"
    return ">99" if 0.995 <= share < 1 - 1e-9 else f"{100 * share:.0f}"
