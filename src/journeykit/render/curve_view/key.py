"""What the numbers below a chart stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from journeykit.render.brush import Brush
from journeykit.render.curve_view.frame import SIZE
from journeykit.render.poster.sizes import LEADING
from journeykit.render.svg import element
from journeykit.render.text import wrap

__all__ = ["Key"]

_STEP: Final = SIZE * LEADING
_COLUMN: Final = 240.0
_MARK: Final = 34.0


@dataclass(frozen=True, slots=True)
class _Entry:
    mark: str
    lines: tuple[str, ...]
    muted: int

    @property
    def rows(self) -> int:
        """As many as it has lines; the number of one without a name takes one."""
        return max(len(self.lines), 1)


class Key:
    """Numbers with their names, in columns read from the top down."""

    def __init__(self, entries: Sequence[tuple[str, str, Sequence[str]]], across: float) -> None:
        self._columns = max(1, int(across // _COLUMN))
        self._wide = across / self._columns
        room = self._wide - _MARK - 12
        made = []
        for mark, title, more in entries:
            below = [line for each in more for line in wrap(each, room, SIZE, lines=80)]
            made.append(_Entry(mark, (*wrap(title, room, SIZE, lines=40), *below), len(below)))
        self._entries = list(self._placed(made))
        self.height = max((y + each.rows * _STEP for each, _, y in self._entries), default=0.0)

    def _placed(self, entries: Sequence[_Entry]) -> Iterator[tuple[_Entry, float, float]]:
        """Each entry with its x and y, the columns about equally deep."""
        total = sum(each.rows for each in entries)
        deep = -(-total // self._columns) if entries else 0
        column, used = 0, 0
        for each in entries:
            if used and used + each.rows / 2 > deep and column < self._columns - 1:
                column, used = column + 1, 0
            yield each, column * self._wide, used * _STEP
            used += each.rows

    def paint(self, brush: Brush, left: float, top: float) -> str:
        """The group, with its upper left corner there."""
        parts = []
        for entry, x, y in self._entries:
            base = top + y + _STEP / 2 + SIZE * 0.36
            bold: dict[str, str | float | None] = {
                "x": left + x + _MARK - 8, "y": base, "font-size": SIZE, "font-weight": "bold", "text-anchor": "end",
            }  # fmt: skip
            parts.append(brush.make("text", bold, fill="ink", text=entry.mark))
            for row, line in enumerate(entry.lines):
                place: dict[str, str | float | None] = {
                    "x": left + x + _MARK, "y": base + row * _STEP, "font-size": SIZE,
                }  # fmt: skip
                colour = "muted" if row >= len(entry.lines) - entry.muted else "ink"
                parts.append(brush.make("text", place, fill=colour, text=line))
        return element("g", {"class": "jk-key"}, *parts) if parts else ""
