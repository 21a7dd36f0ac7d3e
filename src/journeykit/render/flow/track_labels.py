"""Labels over tracks: as near to their source as no vertical line passes.

A line whose run is too short for its label, or crossed too often, has it beside the run, at the end of a leader.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from journeykit.render.flow.cards import Pill
    from journeykit.render.flow.paths import Line

__all__ = ["label_tracks"]

_FROM_CORNER: Final = 14.0
_AROUND: Final = 4.0
_CORNER: Final = 9.0
_REACH: Final = 700.0  # how far from a line too short for its label another place is looked for
Wall = tuple[float, float]  # the y where a vertical line begins and ends


def label_tracks(lines: list[Line]) -> None:
    """Gives each line over a track that has a label its label's place: over the line, or beside it with a leader."""
    placing = _Placing(lines)
    for line in lines:
        if line.route.pill is None or not line.tracks:
            continue
        y = line.tracks[0]
        run = next(((a[0], b[0]) for a, b in pairwise(line.points) if abs(a[1] - y) + abs(b[1] - y) < 0.01), None)
        if run is None:
            line.label = (line.points[0][0], y)
        else:
            placing.label(line, line.route.pill, y, run)


class _Placing:
    """What labels over tracks must keep clear of: vertical lines, and what else lies at a track's height."""

    def __init__(self, lines: list[Line]) -> None:
        self.walls: dict[float, list[Wall]] = defaultdict(list)
        self.level: dict[float, list[tuple[Line | None, float, float]]] = defaultdict(list)
        for line in lines:
            for (ax, ay), (bx, by) in pairwise(line.points) if line.tracks else ():
                if ax == bx and ay != by:
                    self.walls[ax].append((min(ay, by), max(ay, by)))
                elif ay == by:
                    self.level[round(ay, 2)].append((line, min(ax, bx), max(ax, bx)))
        self.places = sorted(self.walls)

    def label(self, line: Line, mark: Pill, y: float, run: tuple[float, float]) -> None:
        """Sets the label of one line, whose track runs so."""
        low, high = min(run), max(run)
        half, top, bottom = mark.width / 2 + _AROUND, y - mark.height / 2, y + mark.height / 2
        around = self.places[bisect_left(self.places, low - _REACH) : bisect_right(self.places, high + _REACH)]
        blocked = [x for x in around if x in (low, high) or any(a < bottom and b > top for a, b in self.walls[x])]
        spots = _spots(blocked, half)
        over = [x for x in spots if low + half <= x <= high - half]
        if over:
            line.label = (min(over, key=lambda spot: (abs(spot - run[0]), spot)), y)
            return
        taken = self.level[round(y, 2)]
        others = [(a, b) for owner, a, b in taken if owner is not line]
        # neither the label nor its leader may lie along another line, or over the label of one
        free = [x for x in spots if not any(a < max(high, x + half) and b > min(low, x - half) for a, b in others)]
        x = min(free or spots, key=lambda spot: (_away(spot, low, high), spot), default=(low + high) / 2)
        line.label = (x, y)
        taken.append((None, x - half, x + half))
        if _away(x, low, high) > mark.width / 2:
            inside = min(_CORNER, (high - low) / 2)  # the run's ends are round corners
            near, end = (mark.width / 2, low + inside) if x < low else (-mark.width / 2, high - inside)
            line.leader = ((x + near, y), (end, y))


def _away(x: float, low: float, high: float) -> float:
    """How far a place is from a run."""
    return max(low - x, x - high, 0.0)


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
