"""Words kept off lines: which way a pill leans, and which of two pills stands above the other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from typing import Final, NamedTuple

from journeykit.render.poster.arcs.link import Link
from journeykit.render.poster.geometry import Band

__all__ = ["BEND", "CLEAR", "arranged", "spots"]

BEND: Final = 8.0  # of a line that is seen on either side of its pill
CLEAR: Final = 8.0  # between a pill and a line that passes by
_APART: Final = 10.0  # between two lines or pills of a track
_MOST: Final = 150  # lines of a band for which more than what is at hand is tried
_PASSES: Final = 3

Above = Mapping[int, Sequence[int]]


def spots(link: Link, band: Band) -> tuple[float, ...]:
    """Where the middle of a pill that is wider than its line may be, the best look first."""
    if link.pill is None:
        return ()
    middle, half = (link.low + link.high) / 2, link.pill.width / 2
    slack = max(half - (link.high - link.low) / 2 - BEND, 0.0)
    shifts = (0.0, -slack / 2, slack / 2, -slack, slack)
    return tuple(max(min(middle + shift, band.right - half), band.left + half) for shift in shifts)


class _Made(NamedTuple):
    """An arrangement: how bad it is, how many lines pass behind words, its tracks, and each line's pill and track."""

    cost: int
    hidden: int
    tracks: int
    seats: tuple[tuple[float, int], ...]


def arranged(band: Band, links: Sequence[Link], most: int) -> int:
    """Give every line its track, 0 the lowest; pills over single cards may move to where they hide fewer lines.

    A track more is taken where it uncovers a line, as long as there are no more than `most`. Returns their number.
    """
    best = _made(links, _stacked(sorted(links, key=lambda each: each.reach), {}))
    most = max(best.tracks, most)
    wide = [link for link in links if link.pill is not None and not link.reach and len(set(spots(link, band))) > 1]
    tries = [[link.centre for link in wide]]
    if len(links) <= _MOST:
        tries += _leaning(band, wide)
    for centres in tries if best.hidden else ():
        _seat(wide, centres)
        for _ in range(_PASSES):
            for high in (False, True):
                found = _made(links, _stacked(*_ordered(links, high=high)))
                if found.tracks <= most and found[:2] < best[:2]:
                    best = found
            _moved(band, wide, links)
    _seat(links, [centre for centre, _ in best.seats])
    for link, (_, track) in zip(links, best.seats, strict=True):
        link.track = track
    return best.tracks


def _made(links: Sequence[Link], count: int) -> _Made:
    legs = _legs(links)
    hidden = sum(_hidden(link, link.centre, legs) for link in links if link.over or not link.reach)
    return _Made(count + hidden, hidden, count, tuple((link.centre, link.track) for link in links))


def _legs(links: Sequence[Link]) -> list[tuple[float, int]]:
    """Where lines go up, and to which track."""
    return sorted((x, link.track) for link in links for x in {link.start, link.end})


def _hidden(link: Link, centre: float, legs: Sequence[tuple[float, int]]) -> int:
    """How many lines from higher tracks pass behind a pill."""
    if link.pill is None:
        return 0
    return sum(track > link.track for _, track in _within(link, centre, legs))


def _leaning(band: Band, wide: Sequence[Link]) -> Iterator[list[float]]:
    """All pills to the left of their lines, all to the right, and away from the middle of their cards."""
    ends = [spots(link, band)[-2:] for link in wide]
    outward = [link.low > band.columns[link.source].middle for link in wide]
    for ways in ([False] * len(wide), [True] * len(wide), outward):
        yield [pair[way] for pair, way in zip(ends, ways, strict=True)]


def _seat(links: Sequence[Link], centres: Sequence[float]) -> None:
    for link, centre in zip(links, centres, strict=True):
        link.centre = centre


def _moved(band: Band, wide: Sequence[Link], links: Sequence[Link]) -> None:
    """Each pill to where the fewest of the lines that now pass behind it do, near its own line."""
    legs = _legs(links)
    for link in wide:
        if _hidden(link, link.centre, legs):
            tried = [(_hidden(link, at, legs), rank, at) for rank, at in enumerate(spots(link, band))]
            link.centre = min(tried)[-1]


def _ordered(links: Sequence[Link], *, high: bool) -> tuple[list[Link], Above]:
    """The lines from the lowest on, so that few lines pass behind the words of others, and what lies below each.

    Lines of single cards lie below arcs; with `high`, those whose words would hide an arc's line lie above it, where
    their own line crosses no arc.
    """
    legs = sorted((x, index) for index, link in enumerate(links) for x in {link.start, link.end})
    below = {index: _behind(link, legs) - {index} for index, link in enumerate(links)}
    own = [index for index, link in enumerate(links) if not link.reach]
    arcs = sorted((index for index, link in enumerate(links) if link.reach), key=lambda index: links[index].reach)
    risen = {index for index in own if high and _rises(links[index], links) and below[index] & set(arcs)}
    order = list(_climbed(own, below))
    order = [*(at for at in order if at not in risen), *arcs, *(at for at in order if at in risen)]
    place = {index: rank for rank, index in enumerate(order)}
    under = {
        id(links[index]): [id(links[other]) for other in below[index] if place[other] < place[index]] for index in own
    }
    return [links[index] for index in order], under


def _behind(link: Link, legs: Sequence[tuple[float, int]]) -> set[int]:
    """The second of all that stand behind a pill over one card."""
    if link.pill is None or link.reach:
        return set()
    return {each for _, each in _within(link, link.centre, legs)}


def _within(link: Link, centre: float, legs: Sequence[tuple[float, int]]) -> Sequence[tuple[float, int]]:
    half = (link.pill.width / 2 if link.pill is not None else 0.0) + CLEAR
    return legs[bisect_right(legs, (centre - half, 1 << 30)) : bisect_left(legs, (centre + half, -1))]


def _rises(link: Link, links: Sequence[Link]) -> bool:
    """Whether a line of one card can go up without crossing an arc."""
    return not any(other.low - CLEAR < link.start < other.high + CLEAR for other in links if other.reach)


def _climbed(own: Sequence[int], below: Mapping[int, set[int]]) -> Iterator[int]:
    """Those first whose words hide the fewest of the lines that are still to come."""
    above: dict[int, list[int]] = {index: [] for index in own}
    for index in own:
        for other in below[index] & above.keys():
            above[other].append(index)
    waiting = {index: len(below[index] & above.keys()) for index in own}
    heap = [(count, index) for index, count in waiting.items()]
    heapify(heap)
    while heap:
        count, index = heappop(heap)
        if waiting.get(index) != count:
            continue
        del waiting[index]
        yield index
        for other in above[index]:
            if other in waiting:
                waiting[other] -= 1
                heappush(heap, (waiting[other], other))


def _stacked(order: Sequence[Link], above: Above) -> int:
    """The lowest free track for each line in turn, above those that it has to be above. Returns their number."""
    taken: list[tuple[list[float], list[float]]] = []  # of each track, where its spans begin and where they end
    made: dict[int, int] = {}
    for link in order:
        low, high = link.span
        least = max((made[other] + 1 for other in above.get(id(link), ())), default=0)
        for link.track in range(least, len(taken)):
            begins, ends = taken[link.track]
            index = bisect_right(begins, low)
            if (not index or ends[index - 1] + _APART <= low) and (
                index == len(begins) or high + _APART <= begins[index]
            ):
                break
        else:
            link.track = max(least, len(taken))
            taken += [([], []) for _ in range(link.track + 1 - len(taken))]
            begins, ends = taken[link.track]
        insort(begins, low)
        insort(ends, high)
        made[id(link)] = link.track
    return len(taken)
