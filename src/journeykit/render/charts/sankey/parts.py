"""What a flow consists of while it is being placed: ribbons, arcs, and the plan that holds them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from journeykit.analysis.chart import Stream
from journeykit.render.charts.sankey.cards import Card
from journeykit.render.text import width

__all__ = ["FIGURE", "LINE", "SLOT", "Arc", "Plan", "Ribbon"]

LINE: Final = (1.8, 8.0)  # the least width of a line back or a loop, and the most
FIGURE: Final = 12.0  # px of the figures on ribbons
SLOT: Final = 17.0  # px of a line of text


@dataclass(slots=True)
class Ribbon:
    """A stream onward: the places that it passes, its width, and its straight pieces as (from, to, place across)."""

    stream: Stream
    keys: tuple[str, ...]
    thick: float
    said: str
    level: list[tuple[float, float, float]] = field(default_factory=list)


@dataclass(slots=True)
class Arc:
    """A stream back: its width, where its two legs stand along the flow, its track and where that lies across."""

    stream: Stream
    thick: float
    said: str
    out: float = 0.0
    into: float = 0.0
    track: int = 0
    across: float = 0.0

    @property
    def low(self) -> float:
        """Where it begins on its track."""
        return min(self.out, self.into)

    @property
    def high(self) -> float:
        """Where it ends on its track."""
        return max(self.out, self.into)


@dataclass(slots=True)
class Plan:
    """All of it, measured: `scale` is px of a ribbon for one move, `long` and `wide` are the size of everything.

    `lines` is px of a line back or a loop for one move, beyond the least width of a line.
    """

    cards: dict[str, Card]
    ribbons: list[Ribbon]
    arcs: list[Arc]
    scale: float
    lines: float
    upright: bool
    long: float = 0.0
    wide: float = 0.0

    def at(self, along: float, across: float) -> tuple[float, float]:
        """A place on the page."""
        return (across, along) if self.upright else (along, across)

    def line(self, count: float) -> float:
        """The width of a line back or a loop: they have a scale of their own, or a frequent one would hide the rest."""
        return LINE[0] + self.lines * count

    def slot(self, ribbon: Ribbon) -> float:
        """The room of a ribbon where it leaves a card."""
        words = 0.0 if not ribbon.said else width(ribbon.said, FIGURE, bold=True) + 12 if self.upright else SLOT
        return max(ribbon.thick + 1, words)
