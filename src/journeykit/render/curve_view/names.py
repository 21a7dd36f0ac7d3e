"""The steps below the chart: their names in one row or two, or their numbers with a key, by the room there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from journeykit.render.brush import Brush
from journeykit.render.curve_view.frame import SIZE, STAGGERED
from journeykit.render.curve_view.pair import Pair
from journeykit.render.poster.geometry import Band, Column
from journeykit.render.poster.sizes import LEADING
from journeykit.render.svg import element, number
from journeykit.render.text import wrap

__all__ = ["Names", "how"]

How = Literal["row", "staggered", "numbers"]
_ROW: Final = 84.0  # px of a column from which names stand side by side
_STEP: Final = SIZE * LEADING
_KEY: Final = 226.0  # px of a column of the key
_TICK: Final = 8.0


@dataclass(frozen=True, slots=True)
class _Name:
    """What stands at a step: its lines, the `muted` last ones of them smaller in voice; `deep` in the second row."""

    column: Column
    lines: tuple[str, ...]
    muted: int
    whole: str
    deep: bool = False


def how(bands: Sequence[Band]) -> How:
    """The way to name the steps that fits all columns."""
    least = min((column.width for band in bands for column in band.columns), default=_ROW)
    return "row" if least >= _ROW else "staggered" if least >= STAGGERED else "numbers"


class Names:
    """The names of a band's steps, measured. `more` are words by node that found no room in the chart."""

    def __init__(self, band: Band, pair: Pair, way: How, more: Mapping[str, Sequence[str]], *, timed: bool) -> None:
        self._band, self._way = band, way
        self._nodes = {node.id: node for node in pair.scene.nodes}
        self._pair, self._more, self._timed = pair, more, timed
        self._names = [self._name(at, column) for at, column in enumerate(band.columns)]
        rows = [max((len(n.lines) for n in self._names if n.deep == deep), default=0) for deep in (False, True)]
        self._deep = 4 + rows[0] * _STEP + 4
        self.height = self._deep + (rows[1] * _STEP + 4 if rows[1] else 0.0) if band.columns else 0.0

    @property
    def key(self) -> list[tuple[str, str, list[str]]]:
        """Number, name and what else there is to say, where only numbers stand at the chart."""
        if self._way != "numbers":
            return []
        return [(self._mark(column), *self._said(column)) for column in self._band.columns]

    def _said(self, column: Column) -> tuple[str, list[str]]:
        """The name of a step, and its length and the words that are left over."""
        facts = self._pair.sheet.facts.get(column.node)
        parts = [facts.duration if facts and self._timed else "", *self._more.get(column.node, ())]
        return self._nodes[column.node].title, [part for part in parts if part]

    def _mark(self, column: Column) -> str:
        sign = self._pair.signs.get(column.node, "")
        return sign + (str(column.number) if column.number else "\u25cf")

    def _name(self, at: int, column: Column) -> _Name:
        title, more = self._said(column)
        if self._way == "numbers":
            return _Name(column, (self._mark(column),), 0, title)
        sign = self._pair.signs.get(column.node, "")
        room, deep = column.width - 8, False
        if self._way == "staggered":
            deep = at % 2 == 1
            room = self._room(at)
        lines = wrap(f"{sign}\u00a0{title}" if sign else title, room, SIZE, lines=40)
        below = [line for each in more for line in wrap(each, room, SIZE, lines=80)]
        return _Name(column, (*lines, *below), len(below), title, deep)

    def _room(self, at: int) -> float:
        """Up to halfway to the next names of the same row, and to the sides of the drawing."""
        columns, band = self._band.columns, self._band
        middle = columns[at].middle
        left = (columns[at - 2].middle + middle) / 2 if at >= 2 else band.left - 40
        right = (columns[at + 2].middle + middle) / 2 if at + 2 < len(columns) else band.right + 16
        if at % 2 == 1:  # a leader from the chart stands between two names of the first row
            return 2 * min(middle - left, right - middle) - 8
        beside = [columns[i].middle for i in (at - 1, at + 1) if 0 <= i < len(columns)]
        return 2 * min([middle - left, right - middle, *(abs(each - middle) for each in beside)]) - 8

    def paint(self, brush: Brush, top: float) -> str:
        """The group, its top (the chart's bottom) at `top`."""
        return element(
            "g", {"class": "jk-names", "role": "list"}, *(self._paint(brush, each, top) for each in self._names)
        )

    def _paint(self, brush: Brush, name: _Name, top: float) -> str:
        column = name.column
        y = top + (self._deep if name.deep else 4.0)
        parts = []
        if name.deep:
            leader: dict[str, str | float | None] = {
                "d": f"M{number(column.middle)} {number(top)}V{number(y)}", "stroke-width": 1.0,
            }  # fmt: skip
            parts.append(brush.make("path", leader, fill="none", stroke="axis"))
        sign = column.node in self._pair.signs
        for row, line in enumerate(name.lines):
            place: dict[str, str | float | None] = {
                "x": column.middle,
                "y": y + row * _STEP + _STEP / 2 + SIZE * 0.36,
                "font-size": SIZE,
                "font-weight": "bold" if sign and row < len(name.lines) - name.muted else None,
                "text-anchor": "middle",
            }
            colour = "muted" if row >= len(name.lines) - name.muted else "ink"
            parts.append(brush.make("text", place, fill=colour, text=line))
        step: dict[str, str | float | None] = {
            "class": "jk-step", "data-step": column.node, "role": "listitem", "aria-label": name.whole,
        }  # fmt: skip
        return element("g", step, *parts)
