"""Through which points a line runs in a band: those inside, and those that it comes from and goes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from journeykit.render.poster.curve.marks import radius
from journeykit.render.poster.geometry import Band, Column
from journeykit.render.sheet import Curve, Feeling, Sheet

__all__ = ["Knot", "apart", "knots_of"]

_NEAR, _STEP, _ASIDE = 6.0, 5.0, 12.0  # px: what counts as the same height, and how far equal points step aside
_WIDE = 168.0  # px of a column where a band has none to go by


@dataclass(frozen=True, slots=True)
class Knot:
    """A feeling at (x, y). `place` counts columns from the band's first step; `column` is None out of the band.

    A `loose` one is an outcome's: outcomes are ways to end, one beside the other, and no line leads through them.
    """

    feeling: Feeling
    place: int
    column: Column | None
    x: float
    y: float
    loose: bool = False


def knots_of(band: Band, curve: Curve, sheet: Sheet, unit: float, missing: frozenset[str] = frozenset()) -> list[Knot]:
    """The points of a curve in a band, from left to right, with the two next ones of the bands before and after.

    Those of other bands stand where they would stand if this band went on, so that lines meet at the edges. Steps in
    `missing` are none of this curve's journey: they are no gap in what is known of it.
    """
    steps = [column for column in band.columns if column.number]
    places = {node: index for index, node in enumerate(each.node for each in steps if each.node not in missing)}
    points = curve.points
    found: list[Knot] = []
    if steps:
        first, last = _inside(curve, sheet, steps[0].number, places)
        for at in range(max(0, first - 2), min(len(points), last + 3)):
            knot = _knot(points[at], sheet, band, places, away=at - first if at < first else at - last)
            if knot and (not found or knot.x > found[-1].x):
                found.append(_at(knot, unit))
    for point in points:
        column = band.places.get(point.node)
        if column is not None and not column.number:
            found.append(Knot(point, -1, column, column.middle, -point.value * unit, loose=True))
    return found


def _at(knot: Knot, unit: float) -> Knot:
    return Knot(knot.feeling, knot.place, knot.column, knot.x, -knot.feeling.value * unit)


def _inside(curve: Curve, sheet: Sheet, number: int, places: Mapping[str, int]) -> tuple[int, int]:
    """The first and the last point in the band; where there is none, the first after it and the last before it."""
    inside = [at for at, point in enumerate(curve.points) if point.node in places]
    if inside:
        return inside[0], inside[-1]
    facts = sheet.facts
    before = sum(each.node in facts and facts[each.node].number < number for each in curve.points)
    return before, before - 1


def _knot(point: Feeling, sheet: Sheet, band: Band, places: Mapping[str, int], away: int) -> Knot | None:
    """A point of the line; None for an outcome. `away` counts the points from the band's edge."""
    place = places.get(point.node)
    if place is not None:
        column = band.places[point.node]
        return Knot(point, place, column, column.middle, 0)
    facts = sheet.facts.get(point.node)
    if facts is None and (sheet.facts or not away):
        return None
    steps = [column for column in band.columns if column.number]
    wide = fmean(column.width for column in steps) or _WIDE
    if facts is not None:
        away = facts.number - (steps[0] if facts.number < steps[0].number else steps[-1]).number
    if away < 0:
        return Knot(point, away, None, steps[0].x + (away + 0.5) * wide, 0)
    edge = steps[-1].x + steps[-1].width
    return Knot(point, len(places) - 1 + away, None, edge + (away - 0.5) * wide, 0)


def apart(tracks: Sequence[Sequence[Knot]]) -> list[list[Knot]]:
    """The same points; those of several personas that would touch stand a few px aside, so that none covers another."""
    here: dict[str, list[tuple[float, int, int]]] = {}
    for track, knots in enumerate(tracks):
        for index, knot in enumerate(knots):
            here.setdefault(knot.feeling.node, []).append((knot.y, track, index))
    found = [list(knots) for knots in tracks]
    for those in here.values():
        those.sort()
        air = max(len(those) - 2, 0) / 2 * _STEP  # what groups that are spread may grow towards each other
        group: list[tuple[float, int, int]] = []
        for each in those:
            if group and each[0] - group[-1][0] >= _reach(found, group[-1]) + _reach(found, each) + air:
                _spread(found, group)
                group = []
            group.append(each)
        _spread(found, group)
    return found


def _reach(found: list[list[Knot]], which: tuple[float, int, int]) -> float:
    return radius(found[which[1]][which[2]].feeling) * 1.15


def _spread(found: list[list[Knot]], group: Sequence[tuple[float, int, int]]) -> None:
    """Points that touch side by side; equal ones a little apart in height too: lines that run together stay two."""
    if len(group) < 2:
        return
    heights = _heights([y for y, _, _ in group])
    for rank, (_, track, index) in enumerate(group):
        knot = found[track][index]
        wide = knot.column.width if knot.column else _WIDE
        aside = (rank - (len(group) - 1) / 2) * min(_ASIDE, wide / (len(group) + 1))
        found[track][index] = Knot(knot.feeling, knot.place, knot.column, knot.x + aside, heights[rank], knot.loose)


def _heights(ys: Sequence[float]) -> list[float]:
    """The same heights, runs of nearly equal ones spread around their mean.

    >>> _heights([0, 0, 30])
    [-2.5, 2.5, 30]
    """
    runs: list[list[float]] = []
    for y in ys:
        if runs and y - runs[-1][-1] < _NEAR:
            runs[-1].append(y)
        else:
            runs.append([y])
    return [
        run[0] if len(run) == 1 else fmean(run) + (rank - (len(run) - 1) / 2) * _STEP
        for run in runs
        for rank in range(len(run))
    ]
