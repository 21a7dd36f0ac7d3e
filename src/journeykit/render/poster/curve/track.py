"""One persona's curve in one band: where its points stand, and which parts of its line are felt, assumed or unknown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from journeykit.render.poster.curve.cubic import Cubic
from journeykit.render.poster.curve.knots import Knot, apart, knots_of
from journeykit.render.poster.curve.marks import RARE, RING, radius
from journeykit.render.poster.geometry import Band, Column
from journeykit.render.sheet import Curve, Feeling, Sheet

__all__ = ["Dot", "Part", "Style", "Track", "tracks_of"]

Style = Literal["known", "assumed", "rare", "unknown"]


@dataclass(frozen=True, slots=True)
class Dot:
    """A point: x and y in px (0 is the zero line, y grows downwards), `r` half its width, `ring` what one adds to it.

    `tag` says that it is the highest or lowest of its curve; `up`, that the line leaves more room above it than below.
    """

    feeling: Feeling
    column: Column
    x: float
    y: float
    r: float
    tag: str = ""
    up: bool = True
    ring: float = 0.0

    @property
    def reach(self) -> float:
        """Half the width of all that is drawn at the point, as its shape is measured."""
        return self.r + self.ring


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a line from one x to another.

    An `unknown` one bridges steps of which nobody said how they feel; to a step at the end of a `rare` one few come.
    """

    left: float
    right: float
    style: Style


@dataclass(frozen=True, slots=True)
class Track:
    """A curve in a band: its points there, its line (None where it has but one point), and the line's parts."""

    curve: Curve
    dots: tuple[Dot, ...]
    line: Cubic | None
    parts: tuple[Part, ...]


def tracks_of(
    band: Band,
    curves: Sequence[Curve],
    sheet: Sheet,
    unit: float,
    missing: Sequence[frozenset[str]] = (),
) -> tuple[Track, ...]:
    """The curves as they run through a band, `unit` px to one step of the axis.

    `missing` are, curve by curve, the steps that are none of its journey.

    >>> from journeykit.render.sheet import Header
    >>> band = Band(0, 132, 300, (Column("a", 132, 168, 152, "s", 1),), ())
    >>> curve = Curve(persona="anna", name="Anna", points=(Feeling(node="a", value=1),))
    >>> tracks_of(band, [curve], Sheet(header=Header(), facts={}), 30)[0].dots[0].y
    -30
    """
    absent = missing or [frozenset[str]()] * len(curves)
    knots = apart([knots_of(band, curve, sheet, unit, without) for curve, without in zip(curves, absent, strict=True)])
    ringed = sheet.overlay == "evidence"
    return tuple(_track(band, curve, each, ringed=ringed) for curve, each in zip(curves, knots, strict=True))


def _track(band: Band, curve: Curve, knots: Sequence[Knot], *, ringed: bool) -> Track:
    chain = [knot for knot in knots if not knot.loose]
    tags = _extremes(curve)
    dots = [_dot(knot, chain, at, tags, ringed=ringed) for at, knot in enumerate(chain)]
    dots += [_dot(knot, (), 0, tags, ringed=ringed) for knot in knots if knot.loose]
    return Track(
        curve,
        tuple(dot for dot in dots if dot),
        Cubic([(knot.x, knot.y) for knot in chain]) if len(chain) > 1 else None,
        tuple(_parts(band, chain)),
    )


def _extremes(curve: Curve) -> dict[str, str]:
    """The first highest and the first lowest point by node; nothing where all feel the same."""
    if len({point.value for point in curve.points}) < 2:
        return {}
    high = max(curve.points, key=lambda point: point.value)
    low = min(curve.points, key=lambda point: point.value)
    return {high.node: "highest", low.node: "lowest"}


def _dot(knot: Knot, chain: Sequence[Knot], at: int, tags: dict[str, str], *, ringed: bool) -> Dot | None:
    if knot.column is None:
        return None
    tag = tags.get(knot.feeling.node, "")
    beside = [chain[i].y for i in (at - 1, at + 1) if 0 <= i < len(chain)]
    up = tag != "lowest" if tag else knot.y <= sum(beside) / len(beside) if beside else knot.feeling.value >= 0
    ring = RING if ringed and knot.feeling.level == "research" else 0.0
    return Dot(knot.feeling, knot.column, knot.x, knot.y, radius(knot.feeling), tag, up, ring)


def _parts(band: Band, chain: Sequence[Knot]) -> list[Part]:
    """The line cut where its style changes, within the columns of the band's steps."""
    found: list[Part] = []
    steps = [column for column in band.columns if column.number]
    for a, b in pairwise(chain):
        left, right = max(a.x, steps[0].x), min(b.x, steps[-1].x + steps[-1].width)
        if right <= left:
            continue
        style: Style = "assumed" if "assumption" in (a.feeling.level, b.feeling.level) else "known"
        if min(1.0 if each.feeling.share is None else each.feeling.share for each in (a, b)) < RARE:
            style = "rare"
        if b.place - a.place > 1:
            style = "unknown"
        if found and found[-1].style == style and style != "unknown":
            found[-1] = Part(found[-1].left, right, style)
        else:
            found.append(Part(left, right, style))
    return found
