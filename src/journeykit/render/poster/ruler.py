"""The scale of time under the stages: how long each step takes, and where a column is wider than its time."""

from __future__ import annotations

from typing import Final

from journeykit.render.brush import Brush
from journeykit.render.poster.columns import time_scale
from journeykit.render.poster.geometry import Band, Column
from journeykit.render.poster.sizes import LABELS, SMALL
from journeykit.render.poster.type import block, set_block
from journeykit.render.sheet import Sheet
from journeykit.render.svg import number

__all__ = ["Ruler"]

_HEIGHT: Final = 34.0
_TICK: Final = 5.0


class Ruler:
    """A strip with a measure over each step; a broken one where the step is shorter than its column is wide."""

    def __init__(self, band: Band, sheet: Sheet) -> None:
        self._band, self._facts = band, sheet.facts
        ruler = time_scale(sheet)
        self._shortest = ruler.shortest if ruler else float("inf")
        self.height = _HEIGHT

    def paint(self, brush: Brush) -> list[str]:
        """One measure per step, its duration in its middle."""
        parts = list(
            set_block(brush, block("Time", LABELS - 18, SMALL, bold=True), self._band.left - LABELS + 8, 9, "ink")
        )
        for column in self._band.columns:
            facts = self._facts.get(column.node)
            if facts is None:
                continue
            true = facts.seconds is not None and facts.seconds >= self._shortest
            parts.append(
                brush.make(
                    "path", {"d": _measure(column, broken=not true), "stroke-width": 1.2}, fill="none", stroke="axis"
                )
            )
            words = block(facts.duration or "?", column.width - 30, SMALL, bold=true, lines=1)
            parts += set_block(brush, words, column.middle, 14, "ink" if true else "muted", anchor="middle")
        return parts


def _measure(column: Column, *, broken: bool) -> str:
    """From the column's left to its right, with ticks at the ends, and a break where it is not to scale."""
    left, right, y = column.x + 2, column.x + column.width - 2, 9.0
    path = "".join(f"M{number(x)} {number(y - _TICK)}v{number(2 * _TICK)}" for x in (left, right))
    if not broken:
        return f"{path}M{number(left)} {number(y)}H{number(right)}"
    middle = column.middle
    return (
        f"{path}M{number(left)} {number(y)}H{number(middle - 5)}M{number(middle + 5)} {number(y)}H{number(right)}"
        f"M{number(middle - 7)} {number(y + 4)}l4 -8M{number(middle + 3)} {number(y + 4)}l4 -8"
    )
