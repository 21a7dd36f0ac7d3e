"""The moves of a log that a readable map keeps: the frequent ones, and what joins every step to a start and an end."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from math import log
from typing import Final

__all__ = ["END", "START", "Pair", "line", "reachable", "thinned"]

START: Final = ""
"""Stands before the first event of a case."""
END: Final = "\0"
"""Stands behind the last event of a case."""

Pair = tuple[str, str]


def thinned(counts: Mapping[Pair, int], *, coverage: float | None, min_share: float | None) -> dict[Pair, int]:
    """Keep the moves that matter.

    With `coverage` the most frequent moves stay until that share of the moves between events is kept, and starts and
    ends alike; with `min_share` those that at least this share of their source's departures takes. Beside them, so that
    no step hangs in the air or shows a rare way out as its only one, for each step the strongest way from a start and
    to an end stays (the way whose rarest move is as frequent as can be), and its most frequent departures until they
    are half of all.

    >>> found = thinned({(START, "a"): 9, ("a", "b"): 8, ("a", "c"): 1, ("b", "c"): 1, ("c", END): 2, ("b", END): 7},
    ...                 coverage=.8, min_share=None)
    >>> [pair for pair in found if END not in pair]
    [('', 'a'), ('a', 'b'), ('a', 'c')]
    """
    ranked = sorted((pair for pair, count in counts.items() if count), key=lambda pair: (-counts[pair], pair))
    backwards = {(b, a): count for (a, b), count in counts.items()}
    joining = _strongest(counts, START) | {(a, b) for b, a in _strongest(backwards, END)} | _half(counts, ranked)
    if min_share is not None:
        leaving = _departures(counts)
        wanted = {pair for pair in ranked if counts[pair] >= min_share * leaving[pair[0]]}
    else:
        wanted = _most(counts, ranked, joining, coverage or 0.0)
    return {pair: counts[pair] for pair in ranked if pair in joining or pair in wanted}


def _departures(counts: Mapping[Pair, int]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for (source, _), count in counts.items():
        found[source] += count
    return found


def _most(counts: Mapping[Pair, int], ranked: Sequence[Pair], there: AbstractSet[Pair], coverage: float) -> set[Pair]:
    """Of starts, of ends and of moves between events each the most frequent, until they are that share of their kind.

    Those that are there count.
    """
    total, have = defaultdict[str, int](int), defaultdict[str, int](int)
    for pair, count in counts.items():
        total[_kind(pair)] += count
        have[_kind(pair)] += count if pair in there else 0
    found = set()
    for pair in ranked:
        kind = _kind(pair)
        if pair not in there and have[kind] < coverage * total[kind]:
            found.add(pair)
            have[kind] += counts[pair]
    return found


def _kind(pair: Pair) -> str:
    return START if pair[0] == START else END if pair[1] == END else "between"


def _half(counts: Mapping[Pair, int], ranked: Sequence[Pair]) -> set[Pair]:
    """For each place its most frequent departures, until they are half of all."""
    leaving, have = _departures(counts), defaultdict[str, int](int)
    found = set()
    for pair in ranked:
        if 2 * have[pair[0]] < leaving[pair[0]]:
            found.add(pair)
            have[pair[0]] += counts[pair]
    return found


def _strongest(counts: Mapping[Pair, int], root: str) -> set[Pair]:
    """For each place the last move of the way from the root whose rarest move is most frequent (Dijkstra)."""
    onward: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for (source, target), count in sorted(counts.items()):
        if count:
            onward[source].append((target, count))
    found: dict[str, str | None] = {}
    waiting: list[tuple[float, int, str, str | None]] = [(float("-inf"), 0, root, None)]
    while waiting:
        width, length, place, before = heapq.heappop(waiting)
        if place in found:
            continue
        found[place] = before
        for target, count in onward[place]:
            if target not in found:
                heapq.heappush(waiting, (max(width, -count), length + 1, target, place))
    return {(before, place) for place, before in found.items() if before is not None}


def line(counts: Mapping[Pair, int], kept: Mapping[Pair, int]) -> tuple[str, ...]:
    """The most probable way from a start to an end along the kept moves, without going anywhere twice.

    Probabilities are those of the whole log, so that a way through a rare exit is a rare way.

    >>> counts = {(START, "a"): 10, ("a", "b"): 6, ("a", END): 4, ("b", END): 6}
    >>> line(counts, counts)
    ('a', 'b')
    """
    leaving = _departures(counts)
    onward: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for source, target in sorted(kept):
        if source != target:
            onward[source].append((target, -log(kept[source, target] / leaving[source])))
    best: dict[str, str | None] = {}
    waiting: list[tuple[float, str, str | None]] = [(0.0, START, None)]
    while waiting and END not in best:
        cost, place, before = heapq.heappop(waiting)
        if place in best:
            continue
        best[place] = before
        for target, more in onward[place]:
            if target not in best:
                heapq.heappush(waiting, (cost + more, target, place))
    way: list[str] = []
    place_now: str | None = END if END in best else None
    while place_now is not None and (place_now := best[place_now]) not in (None, START):
        way.append(str(place_now))
    return tuple(reversed(way))


def reachable(counts: Mapping[Pair, int], without: Sequence[str] = ()) -> set[str]:
    """The places that cases come to, if nothing leaves some of them."""
    onward: dict[str, list[str]] = defaultdict(list)
    for (source, target), count in counts.items():
        if count and source not in without:
            onward[source].append(target)
    found, waiting = {START}, [START]
    while waiting:
        for target in onward[waiting.pop()]:
            if target not in found:
                found.add(target)
                waiting.append(target)
    return found
