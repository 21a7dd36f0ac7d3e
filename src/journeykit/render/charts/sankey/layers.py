"""Columns of a flow: those that are given, or from the usual order, in which the rarest moves break the circles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from journeykit.analysis.chart import Stop, Stream

__all__ = ["layers"]

_STRONG: Final = 0.15  # of the largest out of a stop or into one: rarer moves do not make a flow longer


def layers(stops: Sequence[Stop], streams: Sequence[Stream]) -> dict[str, int]:
    """The column of each stop, from 0 on and without gaps.

    >>> stops = [Stop(name, name, 1) for name in "abc"]
    >>> layers(stops, [Stream("a", "b", 9), Stream("b", "c", 8), Stream("c", "a", 3)])
    {'a': 0, 'b': 1, 'c': 2}
    """
    found = {stop.id: stop.layer for stop in stops if stop.layer is not None}
    free = [stop for stop in stops if stop.layer is None]
    if free:
        onward = _onward(stops, streams)
        strong = _strong(onward)
        before: dict[str, list[str]] = defaultdict(list)
        for stream in strong:
            before[stream.target].append(stream.source)
        for name in _topological([stop.id for stop in stops], onward):
            if name not in found:
                found[name] = max((found[each] + 1 for each in before[name]), default=0)
        last = max((found[stop.id] for stop in stops if stop.kind != "end"), default=0)
        found |= {stop.id: max(last + 1, found[stop.id]) for stop in free if stop.kind == "end"}
    ranks = {layer: rank for rank, layer in enumerate(sorted({found[stop.id] for stop in stops}))}
    return {stop.id: ranks[found[stop.id]] for stop in stops}


def _onward(stops: Sequence[Stop], streams: Sequence[Stream]) -> list[Stream]:
    """The moves that lead on: from the most frequent down, those that close no circle."""
    known = {stop.id for stop in stops}
    ways: dict[str, set[str]] = defaultdict(set)
    kept = []
    for stream in sorted(streams, key=lambda each: (-each.count, each.source, each.target)):
        inside = stream.source in known and stream.target in known
        if inside and stream.source != stream.target and not _reaches(ways, stream.target, stream.source):
            ways[stream.source].add(stream.target)
            kept.append(stream)
    return kept


def _reaches(ways: dict[str, set[str]], start: str, end: str) -> bool:
    seen, todo = {start}, [start]
    while todo:
        here = todo.pop()
        if here == end:
            return True
        new = ways[here] - seen if here in ways else set()
        seen |= new
        todo += sorted(new)
    return False


def _strong(streams: Sequence[Stream]) -> list[Stream]:
    """Those that count beside the largest that leaves the same stop and the largest that reaches the other."""
    out: dict[str, float] = defaultdict(float)
    into: dict[str, float] = defaultdict(float)
    for stream in streams:
        out[stream.source] = max(out[stream.source], stream.count)
        into[stream.target] = max(into[stream.target], stream.count)
    return [
        stream
        for stream in streams
        if stream.count >= min(_STRONG * out[stream.source], into[stream.target])
        and stream.count >= _STRONG * into[stream.target]
    ]


def _topological(names: Sequence[str], streams: Sequence[Stream]) -> list[str]:
    """The names so that each stands behind those that lead to it; else in their own order."""
    before: dict[str, set[str]] = {name: set() for name in names}
    for stream in streams:
        before[stream.target].add(stream.source)
    found: list[str] = []
    rest = list(names)
    while rest:
        ready = [name for name in rest if before[name].issubset(found)]
        found += ready
        rest = [name for name in rest if name not in ready]
    return found
