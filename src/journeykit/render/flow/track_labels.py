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
Wall = tuple[float, float]  # the y where a vertical line begins and ends


def label_tracks(lines: list[Line]) -> None:
    """Gives each line that runs over a track, and has a label, its label's place."""
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
        between = places[bisect_right(places, low) : bisect_left(places, high)]
        blocked = [x for x in between if any(a < bottom and b > top for a, b in walls[x])]
        line.label = (_nearest(run[0], [low, *blocked, high], half), y)


def _nearest(start: float, walls: list[float], half: float) -> float:
    """The middle nearest to `start` with `half` free on both sides; the middle of all where there is none."""
    spots: list[float] = []
    for low, high in pairwise(walls):
        if high - low > 2 * half:
            spots.append((low + high) / 2)
            spots += [
                x for x in (low + half + _FROM_CORNER, high - half - _FROM_CORNER) if low + half <= x <= high - half
            ]
    return min(spots, key=lambda x: (abs(x - start), x), default=(walls[0] + walls[-1]) / 2)
