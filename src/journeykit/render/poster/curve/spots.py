"""Where words may stand: near their point without more, farther away with a thin line that leads to it."""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot
from typing import Final

from journeykit.render.poster.curve.board import Box
from journeykit.render.poster.curve.track import Dot

__all__ = ["Leader", "Spot", "away_from", "beside", "far", "half", "leader", "near"]

Leader = tuple[float, float, float, float]  # x and y of its end at the point, and at the words
Spot = tuple[float, float, str]  # the left upper corner of a box, and where its lines are held

_NEAR: Final = (3.5, 8.0, 14.0)  # px between a point and its words
_FAR: Final = (14.0, 22.0, 30.0, 40.0, 52.0, 66.0, 82.0)
_OTHER: Final = 40.0  # px beyond which the other half is too far
_SHORT: Final = 3.0  # px before words at which a leader ends: some scripts are higher than a line is taken to be
_ASIDE: Final = 16.0  # px beside the point at which the words of a leader may end


def beside(dot: Dot) -> float:
    """The px from a point's middle to words beside it."""
    return dot.r + 6 + dot.ring * 1.25


def half(dot: Dot, top: float, bottom: float) -> bool:
    """Whether a box is in the half of its point: a good feeling below the zero line reads as a bad one."""
    return dot.y == 0 or (bottom <= 0 if dot.y < 0 else top >= 0)


def near(dot: Dot, size: tuple[float, float], lift: tuple[float, float], *, right: bool = False) -> Iterator[Spot]:
    """Places to try, the best first: on the free side of the line, then on the other, then beside the point.

    All are in the half of the point.

    `lift` are the px that a star takes above the point and below it; `right` begins on the right of the point.
    """
    wide, high = size
    aside, reach = beside(dot), dot.reach
    sides = [(dot.x + aside, dot.y - high / 2, "start"), (dot.x - aside - wide, dot.y - high / 2, "end")]
    if right:
        yield sides[0]
    for away in _NEAR:
        for up in (dot.up, not dot.up):
            y = dot.y - reach - away - lift[0] - high if up else dot.y + reach + away + lift[1]
            if half(dot, y, y + high):
                for x in (dot.x - wide / 2, dot.x - wide + 8, dot.x - 8):
                    yield x, y, "middle"
    for x, y, anchor in sides:
        for shift in (0.0, -high / 2, high / 2):
            if half(dot, y + shift, y + shift + high):
                yield x, y + shift, anchor


def far(dot: Dot, size: tuple[float, float], lift: tuple[float, float]) -> Iterator[Spot]:
    """Places farther above and below, the nearer ones first: above the zero line for a good feeling."""
    wide, high = size
    first = dot.up if dot.y == 0 else dot.y < 0
    for away in _FAR:
        for up in (first, not first):
            y = dot.y - dot.reach - away - lift[0] - high if up else dot.y + dot.reach + away + lift[1]
            if away > _OTHER and not half(dot, y, y + high):
                continue
            for x in (dot.x - wide / 2, dot.x + _ASIDE, dot.x - _ASIDE - wide):
                yield x, y, "middle"


def away_from(box: Box, x: float, y: float) -> float:
    """The px from a place to a box.

    >>> away_from(Box(0, 0, 10, 10), 13, 14)
    5.0
    """
    return hypot(max(box.left - x, 0.0, x - box.right), max(box.top - y, 0.0, y - box.bottom))


def leader(dot: Dot, box: Box) -> Leader:
    """The line from the edge of a point nearly to the nearest place of its words."""
    inset = min(6.0, (box.right - box.left) / 2)
    x = min(max(dot.x, box.left + inset), box.right - inset)
    y = box.bottom if box.bottom <= dot.y else box.top if box.top >= dot.y else (box.top + box.bottom) / 2
    if box.top < dot.y < box.bottom:
        x = box.left if box.left > dot.x else box.right
    long = hypot(x - dot.x, y - dot.y) or 1.0
    start, end = min((dot.reach * 1.25 + 2.5) / long, 1.0), max((long - _SHORT) / long, 0.0)
    wide, high = x - dot.x, y - dot.y
    return dot.x + wide * start, dot.y + high * start, dot.x + wide * max(end, start), dot.y + high * max(end, start)
