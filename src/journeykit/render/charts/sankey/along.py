"""How far apart the columns of a flow stand, where its streams run between them, and the tracks of arcs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from journeykit.render.charts.sankey.cards import Card
from journeykit.render.charts.sankey.chosen import Chosen
from journeykit.render.charts.sankey.parts import FIGURE, SLOT, Arc, Plan, Ribbon
from journeykit.render.text import width

__all__ = ["columns", "tracks"]

_LEG, _FIRST = 9.0, 14.0  # between the legs of arcs, and before the first
_CHANNEL: Final = 46.0
_PENNANT: Final = 24.0


def columns(found: Plan, made: Chosen, middles: Mapping[str, float]) -> None:
    """The columns, as far apart as the legs of arcs and the figures between them need."""
    count = max(made.layer.values(), default=-1) + 1
    outs: list[list[Arc]] = [[] for _ in range(count)]
    ins: list[list[Arc]] = [[] for _ in range(count)]
    for arc in found.arcs:
        outs[made.layer[arc.stream.source]].append(arc)
        ins[made.layer[arc.stream.target]].append(arc)
    sizes = [max((card.long for card in found.cards.values() if card.layer == at), default=0.0) for at in range(count)]
    flags = [any(made.layer[name] == layer for name in (*made.left, *made.done)) for layer in range(count)]
    after = [(_PENNANT if flag else 6.0) + _LEG * len(out) for flag, out in zip(flags, outs, strict=True)]
    before = [_FIRST + _LEG * len(each) for each in ins]
    figures = [max((_figure(found, each) for each in _leaving(found, made, at)), default=0.0) for at in range(count)]
    starts: list[float] = []
    at_ = before[0] - _FIRST if count else 0.0
    for at in range(count):
        starts.append(at_)
        at_ += sizes[at] + after[at] + (figures[at] + _CHANNEL + before[at + 1] if at + 1 < count else 0.0)
    for card in found.cards.values():
        card.along = starts[card.layer]
    for at in range(count):
        end = starts[at] + sizes[at] + (_PENNANT if flags[at] else 6.0)
        _legs(found, (outs[at], ins[at]), end, starts[at] - _FIRST)
    begins = [edge - room for edge, room in zip(starts, before, strict=True)]
    ends = [edge + size + room + more for edge, size, room, more in zip(starts, sizes, after, figures, strict=True)]
    for ribbon in found.ribbons:
        _level(ribbon, found.cards, (begins, ends), middles)
    found.long = at_


def _figure(found: Plan, ribbon: Ribbon) -> float:
    """The room that the figure of a ribbon takes along the flow."""
    if not ribbon.said:
        return 0.0
    return SLOT + 6 if found.upright else width(ribbon.said, FIGURE) + 18


def _leaving(found: Plan, made: Chosen, layer: int) -> list[Ribbon]:
    return [each for each in found.ribbons if made.layer[each.stream.source] == layer]


def _legs(found: Plan, arcs: tuple[list[Arc], list[Arc]], after: float, before: float) -> None:
    """The legs of a column: the nearer a card to the tracks the nearer its leg, so that they do not cross there."""
    for index, arc in enumerate(sorted(arcs[0], key=lambda each: -found.cards[each.stream.source].outs[id(each)])):
        arc.out = after + _LEG * (index + 0.5)
    for index, arc in enumerate(sorted(arcs[1], key=lambda each: -found.cards[each.stream.target].ins[id(each)])):
        arc.into = before - _LEG * (index + 0.5)


def _level(
    ribbon: Ribbon,
    cards: Mapping[str, Card],
    edges: tuple[Sequence[float], Sequence[float]],
    middles: Mapping[str, float],
) -> None:
    """The straight pieces of a ribbon: beside its cards, and through the columns that it passes."""
    source, target = cards[ribbon.keys[0]], cards[ribbon.keys[-1]]
    begins, ends = edges
    ribbon.level.append((source.end, ends[source.layer], source.outs[id(ribbon)]))
    for layer, key in enumerate(ribbon.keys[1:-1], start=source.layer + 1):
        ribbon.level.append((begins[layer], ends[layer], middles[key]))
    ribbon.level.append((begins[target.layer], target.along, target.ins[id(ribbon)]))


def tracks(found: Plan) -> None:
    """Each arc on a track beyond all cards: short ones near, none over another."""
    edge = max((card.across + card.wide + card.beside for card in found.cards.values()), default=0.0)
    widest = max((width(arc.said, FIGURE, bold=True) + 14 for arc in found.arcs), default=0.0)
    apart = widest if found.upright else 21.0
    taken: list[list[tuple[float, float]]] = []
    for arc in sorted(found.arcs, key=lambda each: (each.high - each.low, each.low)):
        words = 17.0 if found.upright else width(arc.said, FIGURE, bold=True) + 16
        half = max((words - (arc.high - arc.low)) / 2, 0.0)
        low, high = arc.low - half, arc.high + half
        free = (at for at, spans in enumerate(taken) if all(high + 8 < a or low - 8 > b for a, b in spans))
        arc.track = next(free, len(taken))
        if arc.track == len(taken):
            taken.append([])
        taken[arc.track].append((low, high))
    for arc in found.arcs:
        arc.across = edge + apart / 2 + 16 + arc.track * apart
    found.wide = max([edge, *(arc.across + apart / 2 + 2 for arc in found.arcs)])
    found.long = max([found.long, *(arc.high + 20 for arc in found.arcs)])
