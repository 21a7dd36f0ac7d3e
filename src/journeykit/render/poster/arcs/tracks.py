"""Lines on tracks, one above the other: what shares a track never overlaps, and short lines lie low."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from typing import Final

from journeykit.render.poster.arcs.clear import BEND, CLEAR, arranged, spots
from journeykit.render.poster.arcs.fewer import MOST_TRACKS
from journeykit.render.poster.arcs.link import Link
from journeykit.render.poster.arcs.pills import Pill, pill
from journeykit.render.poster.geometry import Band

__all__ = ["tracks"]

_NARROW: Final = 84.0  # the least room for a pill's words


def tracks(band: Band, links: Sequence[Link]) -> int:
    """Give every line its track, 0 the lowest, and its pill a place. Returns the number of tracks."""
    legs = sorted(x for link in links for x in {link.start, link.end})
    for link in links:
        _overhang(link, band, legs)
    count = arranged(band, links, MOST_TRACKS)
    _slide(links, count)
    return count


def _roomy(link: Link) -> bool:
    return link.pill is not None and link.high - link.low >= link.pill.width + 2 * BEND


def _overhang(link: Link, band: Band, legs: Sequence[float]) -> None:
    """Place the pill: in the middle, or where it is wider than its line, over the fewest other lines' legs."""
    middle = (link.low + link.high) / 2
    link.centre = middle
    if link.pill is None or _roomy(link):
        return
    link.over = link.kind in ("arc", "loop")
    half = link.pill.width / 2
    best: tuple[int, float] | None = None
    for at in spots(link, band):
        own = sum(at - half - CLEAR < x < at + half + CLEAR for x in {link.start, link.end})
        hidden = bisect_left(legs, at + half + CLEAR) - bisect_right(legs, at - half - CLEAR) - own
        if best is None or (hidden, abs(at - middle)) < best:
            best = (hidden, abs(at - middle))
            link.centre = at


def _slide(links: Sequence[Link], count: int) -> None:
    """Move the pills of long lines to where no line from a higher track passes behind them, near the middle."""
    levels: list[list[Link]] = [[] for _ in range(count)]
    for link in links:
        levels[link.track].append(link)
    above: list[float] = []
    for level in reversed(levels):
        for link in level:
            if link.pill is not None and _roomy(link):
                passing = above[bisect_left(above, link.low) : bisect_right(above, link.high)]
                _settle(link, link.pill, passing)
        for link in level:
            for x in {link.start, link.end}:
                insort(above, x)


def _settle(link: Link, told: Pill, passing: Sequence[float]) -> None:
    """Place a pill where nothing passes behind it; where it is too wide for that, break its lines sooner."""
    gaps = list(zip([link.low + BEND - CLEAR, *passing], [*passing, link.high - BEND + CLEAR], strict=True))
    at = _nearest(link, told.width / 2, gaps)
    if at is None:
        (edge,) = link.edges
        room = max(right - left for left, right in gaps) - 2 * CLEAR
        narrow = pill(edge.figure, edge.label or "", room, lines=5) if room >= _NARROW else None
        if narrow is not None and not narrow.lines[-1][1].endswith("…"):
            at = _nearest(link, narrow.width / 2, gaps)
            link.pill = told if at is None else narrow
    link.centre = (link.low + link.high) / 2 if at is None else at


def _nearest(link: Link, half: float, gaps: Sequence[tuple[float, float]]) -> float | None:
    """The middle of a pill in the gap that is the nearest to the line's middle; None where it fits in none."""
    middle = (link.low + link.high) / 2
    found = [
        min(max(middle, left + half + CLEAR), right - half - CLEAR)
        for left, right in gaps
        if right - left >= 2 * (half + CLEAR)
    ]
    return min(found, key=lambda x: abs(x - middle), default=None)
