"""A line over the cards while it is being placed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from journeykit.render.poster.arcs.pills import Pill
from journeykit.render.scene import Edge

__all__ = ["LIFT", "Link", "LinkKind"]

LIFT: Final = 7.0  # from a line to the pill above it
LinkKind = Literal["arc", "loop", "out", "in", "start", "lost", "found"]


@dataclass(slots=True)
class Link:
    """One line: an arc between two cards, or a short one between a card and its pill.

    `source` and `target` are places of columns in the band, the same for all but arcs. `lost` and `found` carry the
    numbers of moves that are listed elsewhere, at the card they leave and at the one they reach.
    """

    kind: LinkKind
    edges: tuple[Edge, ...]
    source: int
    target: int
    pill: Pill | None
    start: float = 0.0  # x of the line's two ends
    end: float = 0.0
    centre: float = 0.0  # x of the pill's middle
    track: int = 0
    over: bool = False  # the pill is too wide for its line and stands above it

    @property
    def reach(self) -> int:
        """How many columns it goes."""
        return abs(self.target - self.source)

    @property
    def low(self) -> float:
        """The x of the line's left end."""
        return min(self.start, self.end)

    @property
    def high(self) -> float:
        """The x of the line's right end."""
        return max(self.start, self.end)

    @property
    def height(self) -> float:
        """What it takes of its track's height; a line without words takes what every track has."""
        if self.pill is None:
            return 0.0
        return self.pill.height + (LIFT if self.over else 0.0)

    @property
    def span(self) -> tuple[float, float]:
        """From where to where the line and its pill take room."""
        if self.pill is None:
            return self.low, self.high
        half = self.pill.width / 2
        return min(self.low, self.centre - half), max(self.high, self.centre + half)
