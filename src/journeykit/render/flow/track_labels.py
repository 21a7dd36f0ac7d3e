"""Labels over tracks: as near to their source as no vertical line passes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from journeykit.render.flow.paths import Line

__all__ = ["label_tracks"]

_FROM_CORNER: Final = 14.0
_AROUND: Final = 4.0
_REACH: Final = 700.0  # how far from a line too short for its label another place is looked for
Wall = tuple[float, float]  # the y where a vertical line begins and ends


def label_tracks(lines: list[Line]) -> None:
    """Gives each line that runs over a track, and has a label, its label's place: over the line, or close to it."""
    walls: dict[float, list[Wall]] = defaultdict(list)
    for line in lines:
        for (ax, ay), (bx, by) in pairwise(line.points):
            if ax == bx and ay != by and line.tracks:
                walls[ax].append((min(ay, by), max(ay, by)))
    places = sorted(walls)
    for line in lines:
        mark = line.route.pill
        if mark is None or not line.tracks:
            continue
        y = line.tracks[0]
        run = next(((a[0], b[0]) for a, b in pairwise(line.points) if abs(a[1] - y) + abs(b[1] - y) < 0.01), None)
        if run is None:
            line.label = (line.points[0][0], y)
            continue
        low, high = min(run), max(run)
        half, top, bottom = mark.width / 2 + _AROUND, y - mark.height / 2, y + mark.height / 2
        around = places[bisect_left(places, low - _REACH) : bisect_right(places, high + _REACH)]
        blocked = [x for x in around if x in (low, high) or any(a < bottom and b > top for a, b in walls[x])]
        spots = _spots(blocked, half)
        over = [x for x in spots if low + half <= x <= high - half]
        start = run[0]
        x = min(over or spots, key=lambda spot: (abs(spot - start), spot), default=(low + high) / 2)
        line.label = (x, y)


def _spots(walls: list[float], half: float) -> list[float]:
    """Middles with `half` free on both sides: near each wall, and halfway between two."""
    spots: list[float] = []
    for low, high in pairwise(walls):
        if high - low > 2 * half:
            spots.append((low + high) / 2)
            spots += [
                x for x in (low + half + _FROM_CORNER, high - half - _FROM_CORNER) if low + half <= x <= high - half
            ]
    return spots
