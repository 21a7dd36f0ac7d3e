"""Which streams are drawn, and how: as ribbons onward, as arcs back, as loops, or as people who leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from journeykit.analysis.chart import Sankey, Stop, Stream
from journeykit.render.charts.sankey.layers import layers
from journeykit.render.words import figure, percent

__all__ = ["Chosen", "chosen"]

_ONWARD, _BACK = 90, 24  # ribbons and arcs: more cannot be followed by eye
_NEAR = 2  # columns that a ribbon to a plain end passes; from farther away it says nothing that a flag does not


@dataclass(frozen=True, slots=True)
class Chosen:
    """The stops with their columns, and the streams by how they are drawn, the most frequent first.

    `loops`, `left` and `done` are by stop: who comes again, who leaves, and who ends there, far from where the end
    stands. The end is no stop where more than half end far from it: it would look like the end of all. `notes` say what
    is not drawn.
    """

    stops: tuple[Stop, ...]
    layer: Mapping[str, int]
    onward: tuple[Stream, ...]
    back: tuple[Stream, ...]
    loops: Mapping[str, Stream]
    left: Mapping[str, float]
    done: Mapping[str, float]
    notes: tuple[str, ...]


def chosen(chart: Sankey) -> Chosen:
    """What of a flow is drawn.

    >>> stops = (Stop("a", "A", 9, 0), Stop("b", "B", 8, 1), Stop("gone", "Left", 1, kind="left"))
    >>> made = chosen(Sankey("F", stops, (Stream("a", "b", 8), Stream("b", "a", 2), Stream("a", "gone", 1))))
    >>> len(made.onward), len(made.back), dict(made.left)
    (1, 1, {'a': 1.0})
    """
    stops = tuple({stop.id: stop for stop in chart.stops if stop.kind != "left"}.values())
    gone = {stop.id for stop in chart.stops if stop.kind == "left"}
    known = {stop.id for stop in stops}
    streams = _merged([each for each in chart.streams if each.count > 0 and each.source in known])
    left = _sums(each for each in streams if each.target in gone)
    inner = [stream for stream in streams if stream.target in known]
    place = layers(stops, inner)
    plain = {stop.id for stop in stops if stop.kind == "end" and stop.tone == "plain"}
    far = [each for each in inner if each.target in plain and place[each.target] > place[each.source] + _NEAR]
    ended = _sums((each for each in inner if each.target in plain), "target")
    away = _sums(far, "target")
    bare = {name for name, count in away.items() if 2 * count > ended[name] and len(plain) == 1}
    far = [each for each in inner if each in far or each.target in bare]
    inner = [each for each in inner if each not in far]
    stops = tuple(_part(stop, ended[stop.id], away[stop.id]) if stop.id in away else stop for stop in stops)
    stops = tuple(stop for stop in stops if stop.id not in bare)
    onward = [each for each in inner if place[each.target] > place[each.source]]
    back = [each for each in inner if place[each.target] <= place[each.source] and each.source != each.target]
    kept, kept_back = _most(onward, _ONWARD), back[:_BACK]
    total = sum(each.count for each in (*inner, *far))
    rest = [each for each in inner if each.source != each.target and each not in kept and each not in kept_back]
    return Chosen(
        stops=stops,
        layer={stop.id: place[stop.id] for stop in stops},
        onward=tuple(kept),
        back=tuple(kept_back),
        loops={each.source: each for each in inner if each.source == each.target},
        left=left,
        done=_sums(far),
        notes=_said(rest, total),
    )


def _sums(streams: Iterable[Stream], by: Literal["source", "target"] = "source") -> dict[str, float]:
    """How many they are by the stop that they leave, or reach."""
    found: dict[str, float] = {}
    for each in streams:
        name = each.source if by == "source" else each.target
        found[name] = found.get(name, 0.0) + each.count
    return found


def _part(stop: Stop, ended: float, away: float) -> Stop:
    """An end that says how many of all come there."""
    return replace(stop, text=f"{figure(ended - away)} of {figure(ended)}, the others end earlier")


def _merged(streams: Sequence[Stream]) -> list[Stream]:
    """One for each pair and kind, the most frequent first."""
    found: dict[tuple[str, str, bool], Stream] = {}
    for each in streams:
        held = found.get((each.source, each.target, each.off))
        count = each.count + (held.count if held else 0.0)
        first = held or each
        found[each.source, each.target, each.off] = Stream(
            first.source, first.target, count, first.text, first.tone, first.off
        )
    return sorted(found.values(), key=lambda each: (-each.count, each.source, each.target, each.off))


def _most(streams: Sequence[Stream], limit: int) -> list[Stream]:
    """The most frequent; of every stop at least the largest that leaves it and the largest that reaches it."""
    first: set[tuple[str, bool]] = set()
    must = []
    for each in streams:
        ends = {(each.source, True), (each.target, False)}
        must.append(not ends <= first)
        first |= ends
    room = max(limit - sum(must), 0)
    kept = []
    for each, needed in zip(streams, must, strict=True):
        if needed or room > 0:
            kept.append(each)
            room -= not needed
    return kept


def _said(rest: Sequence[Stream], total: float) -> tuple[str, ...]:
    if not rest:
        return ()
    count = sum(each.count for each in rest)
    many = f"{len(rest)} rare ones" if len(rest) > 1 else "1 rare one"
    verb = "are" if len(rest) > 1 else "is"
    which = f"{many}, with {figure(count)} moves ({percent(count / total)} of theirs), {verb} not drawn either"
    why = f"more than {_ONWARD} onward or {_BACK} back cannot be followed"
    return (f"Of the links that this picture was given, {which}: {why}.",)
