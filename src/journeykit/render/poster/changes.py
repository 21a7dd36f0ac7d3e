"""What became of things since another map: a sign, a frame and words for each, never a colour alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from journeykit.render.brush import Brush
from journeykit.render.poster.sizes import LEADING, SMALL
from journeykit.render.poster.type import Block, block, set_block
from journeykit.render.sheet import Difference, Mark
from journeykit.render.svg import number

__all__ = ["COLOURS", "Badges", "frame", "rim", "sign"]

COLOURS: Final[dict[Difference, str]] = {
    "added": "idea_mark",
    "removed": "pain_mark",
    "moved": "back",
    "changed": "gain_mark",
}
"""Of signs and frames."""

_SIGNS: Final[dict[Difference, str]] = {  # on a square of 16
    "added": "M8 2.5v11M2.5 8h11",
    "removed": "M2.5 8h11",
    "moved": "M2 8h11M9 3.5l4.5 4.5l-4.5 4.5",
    "changed": "M2 9.5c2-4 4-4 6-1.5s4 2.5 6-1.5",
}
_FRAMES: Final[dict[Difference, tuple[float, str | None]]] = {  # width and dash
    "added": (3.0, None),
    "removed": (1.8, "5 4"),
    "moved": (2.2, "14 3 3 3"),
    "changed": (1.4, None),
}
_SIZE, _GAP, _TOP = 12.0, 6.0, 6.0


class Badges:
    """The lines at the foot of a card."""

    def __init__(self, marks: Sequence[Mark], room: float, language: str | None = None) -> None:
        self.marks = tuple(marks)
        self._lines: list[tuple[Mark, Block]] = [
            (mark, block(mark.words, room - _SIZE - _GAP, SMALL, bold=True, lines=6, language=language))
            for mark in self.marks
        ]
        self.height = sum(words.height + 2 for _, words in self._lines) + _TOP if self._lines else 0.0

    @property
    def gone(self) -> bool:
        """Whether the thing is there no more."""
        return any(mark.change == "removed" for mark in self.marks)

    @property
    def spoken(self) -> tuple[str, ...]:
        """The words alone."""
        return tuple(mark.words for mark in self.marks)

    def paint(self, brush: Brush, x: float, y: float) -> Iterator[str]:
        """Line by line from the top left."""
        y += _TOP
        for mark, words in self._lines:
            yield sign(brush, mark.change, (x, y + (SMALL * LEADING - _SIZE) / 2))
            yield from set_block(brush, words, x + _SIZE + _GAP, y, "ink")
            y += words.height + 2


def sign(brush: Brush, change: Difference, place: tuple[float, float], size: float = _SIZE) -> str:
    """The sign of a difference with its top left at a place."""
    look: dict[str, str | float | None] = {
        "d": _SIGNS[change],
        "class": f"jk-change jk-{change}",
        "transform": f"translate({number(place[0])} {number(place[1])}) scale({size / 16:.4g})",
        "stroke-width": 3.0,
        "stroke-linecap": "round",
        "stroke-linejoin": "round",
    }
    return brush.make("path", look, fill="none", stroke=COLOURS[change])


def rim(brush: Brush, change: Difference, box: tuple[float, float, float, float]) -> str:
    """The rim of an item in its box (x, y, width, height): the same lines, thinner and one of each."""
    heavy, dash = _FRAMES[change]
    place: dict[str, str | float | None] = {
        "x": box[0], "y": box[1], "width": box[2], "height": box[3], "rx": 5.0,
        "stroke-width": min(heavy, 2.0), "stroke-dasharray": dash,
    }  # fmt: skip
    return brush.make("rect", place, fill="none", stroke=COLOURS[change])


def frame(
    brush: Brush, change: Difference, box: tuple[float, float, float, float], round: float = 5.0
) -> Iterator[str]:
    """A frame just inside a box (x, y, width, height), where no arrow ends.

    It is heavy if added, broken if removed, of dashes and dots if moved, double if changed.
    """
    heavy, dash = _FRAMES[change]
    x, y, wide, high = box
    for inside in (2.5, 5.5) if change == "changed" else (3.2,):
        place: dict[str, str | float | None] = {
            "x": x + inside, "y": y + inside, "width": wide - 2 * inside, "height": high - 2 * inside, "rx": round,
            "stroke-width": heavy, "stroke-dasharray": dash,
        }  # fmt: skip
        yield brush.make("rect", place, fill="none", stroke=COLOURS[change])
