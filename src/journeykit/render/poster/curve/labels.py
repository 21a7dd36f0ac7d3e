"""Words at the points: the persona's name, the figure, the extreme and the feeling, where they cover nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil

from journeykit.render.poster.curve.board import Box
from journeykit.render.poster.curve.spots import Leader
from journeykit.render.poster.curve.track import Dot

__all__ = ["Label", "Labels", "Left"]

_PIECE = 6.0  # px of a leader that a box stands for


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of words at a point, in a box; the first `strong` ones are bold. A `leader` runs to the point."""

    lines: tuple[str, ...]
    strong: int
    box: Box
    anchor: str = "middle"
    leader: Leader | None = None

    @property
    def x(self) -> float:
        """Where the lines are held."""
        return {"start": self.box.left, "end": self.box.right}.get(self.anchor, (self.box.left + self.box.right) / 2)

    @property
    def boxes(self) -> list[Box]:
        """All the room that it takes, its leader's in small pieces."""
        if self.leader is None:
            return [self.box]
        x, y, to_x, to_y = self.leader
        count = max(1, ceil(max(abs(to_x - x), abs(to_y - y)) / _PIECE))
        stops = [(x + (to_x - x) * at / count, y + (to_y - y) * at / count) for at in range(count + 1)]
        pieces = pairwise(stops)
        return [self.box, *(Box(min(a, c), min(b, d), max(a, c), max(b, d)) for (a, b), (c, d) in pieces)]


@dataclass(frozen=True, slots=True)
class Left:
    """Words that found no room in the chart: of which track, at which point. Empty: the persona's name alone."""

    track: int
    dot: Dot
    text: str


@dataclass(slots=True)
class Labels:
    """What stands where: labels and stars by track and node, and what is left over."""

    placed: dict[tuple[int, str], Label] = field(default_factory=dict)
    stars: dict[tuple[int, str], tuple[float, float]] = field(default_factory=dict)
    left: list[Left] = field(default_factory=list)
    top: float = 0.0  # of all that is placed
    bottom: float = 0.0
