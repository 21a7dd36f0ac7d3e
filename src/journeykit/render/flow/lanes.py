"""The ways edges may take: vertical lanes between columns, horizontal tracks between bands, and routes along them.

Between two columns of cards runs a channel of lanes, between two bands a corridor of tracks. An edge leaves a card at
its side, follows lanes and tracks, and enters another card at its side; only a move to the next card below goes
straight down. Labels stand in the gaps between rows, over a track, or beside a card, where no other line passes. So
lines run neither through cards nor through the labels of others, by construction.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from journeykit.render.flow.cards import Card, Pill
from journeykit.render.scene import Edge

__all__ = ["MARGIN", "PORT", "ROW_GAP", "STEM", "Channel", "Lane", "Plan", "Route", "Side", "Track", "Zone", "ZoneKey"]

Side: TypeAlias = Literal["left", "right", "top", "bottom"]
Zone: TypeAlias = Literal["right", "gap", "left"]  # of a channel: in the stage before it, between, in the next stage
Channel: TypeAlias = tuple[int, int]  # band, and the number of the column to the right of it
ZoneKey: TypeAlias = tuple[Channel, Zone]

MARGIN: Final = -1  # the band of the channel at the far left, which passes bands by
ROW_GAP: Final = 36.0  # between two cards without a label
PORT: Final = 15.0  # between two lines at a card's side
STEM: Final = 12.0  # of a line before its first corner, so that its arrow has room
_THIN: Final = 14.0
_LEAST: Final = {"right": 14.0, "gap": 22.0, "left": 18.0}


@dataclass(slots=True, eq=False)
class Lane:
    """A vertical piece in a channel, from position `low` to `high` (row r is 2r, the gap below it 2r + 1).

    `from_left` and `from_right` are the positions where horizontals come in. `beside` says that the label stands on
    the horizontal, in a row. A `trunk` is shared by all lanes of that name.
    """

    channel: Channel
    zone: Zone
    low: float
    high: float
    from_left: tuple[float, ...] = ()
    from_right: tuple[float, ...] = ()
    pill: Pill | None = None
    beside: bool = False
    trunk: str | None = None
    index: int = 0

    @property
    def room(self) -> float:
        """The width it takes in its channel."""
        return _THIN if self.pill is None else self.pill.width + (26 if self.beside else 12)


@dataclass(slots=True, eq=False)
class Track:
    """A horizontal piece in a corridor; `low` and `high` count channels of `band`, which is None between bands."""

    corridor: int
    band: int | None
    low: int
    high: int
    pill: Pill | None = None
    nest: tuple[float, ...] = ()  # sorts the tracks of a corridor: from its band outwards, or from the top
    index: int = 0

    @property
    def room(self) -> float:
        """The height it takes in its corridor."""
        return _THIN if self.pill is None else self.pill.height + 8


@dataclass(slots=True, eq=False)
class Route:
    """An edge's way: out of one side (None for an entry), along the hops, into another.

    `stub` says that the label stands beside the card that the edge leaves, or enters from outside.
    """

    edge: Edge
    out: Side | None
    into: Side
    hops: list[Lane | Track] = field(default_factory=list)
    pill: Pill | None = None
    stub: bool = False

    def height(self, *, leaving: bool) -> float:
        """How much of a card's side one end takes."""
        if (self.out if leaving else self.into) not in ("left", "right"):
            return 0.0
        if self.edge.source == self.edge.target:  # its label may stand higher than the card
            return PORT
        level = len(self.hops) == 1 and isinstance(self.hops[0], Lane) and self.hops[0].beside
        if self.pill is not None and (level or (self.stub and (leaving or self.out is None))):
            return max(PORT, self.pill.height + 3)
        return PORT


@dataclass(slots=True)
class Plan:
    """All routes, and the room that they need: lanes per zone, tracks per corridor, gaps below rows, sized cards.

    Lanes are counted from the card outwards in the zones `right` and `left`, and from left to right in `gap`. `stubs`
    is the room for labels that stand beside cards, before the first lane. Gaps are by band and row.
    """

    routes: list[Route]
    cards: dict[str, Card]
    zones: dict[ZoneKey, list[float]]
    stubs: dict[ZoneKey, float]
    corridors: dict[int, list[float]]
    gaps: dict[tuple[int, int], float]

    def width(self, channel: Channel, zone: Zone) -> float:
        """The room of a zone, lanes and labels beside cards together."""
        key = (channel, zone)
        lanes = sum(self.zones.get(key, ()))
        stem = STEM if lanes and zone != "gap" else 0.0
        taken = lanes + max(self.stubs.get(key, 0.0), stem)
        around = 14.0 if zone == "gap" else 6.0
        return max(_LEAST[zone], taken + around if taken else 0.0)
