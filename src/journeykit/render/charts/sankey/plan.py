"""Where everything of a flow stands: columns, cards, ribbons through the columns they pass, arcs on tracks below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from journeykit.analysis.chart import Stream
from journeykit.render.charts.sankey.cards import WIDE, Card, measured
from journeykit.render.charts.sankey.chosen import Chosen
from journeykit.render.charts.sankey.order import ordered
from journeykit.render.charts.sankey.place import placed
from journeykit.render.text import width
from journeykit.render.words import figure

__all__ = ["FIGURE", "Arc", "Plan", "Ribbon", "flag", "plan"]

FIGURE: Final = 12.0  # px of the figures on ribbons
_TALL, _LARGEST = 380.0, 150.0  # px of all ribbons of a column, and of those of one stop
_THIN, _SLOT = 1.2, 17.0  # of a ribbon, and of one with its figure
_ROOMY: Final = 40  # so many ribbons have their figures, however thin they are
_ARC: Final = (1.8, 8.0)  # the least width of an arc, and the most
_LEG, _FIRST = 9.0, 14.0  # between the legs of arcs, and before the first
_CHANNEL: Final = 46.0
_GAP, _SMALL_GAP = 18.0, 7.0  # around a card, and around a ribbon that passes
_PENNANT: Final = 24.0


@dataclass(slots=True)
class Ribbon:
    """A stream onward: the places that it passes, its width, and its level pieces as (from x, to x, y)."""

    stream: Stream
    keys: tuple[str, ...]
    thick: float
    said: str
    level: list[tuple[float, float, float]] = field(default_factory=list)


@dataclass(slots=True)
class Arc:
    """A stream back: its width, the x of its two legs, its track and that track's y."""

    stream: Stream
    thick: float
    said: str
    out: float = 0.0
    into: float = 0.0
    track: int = 0
    y: float = 0.0

    @property
    def low(self) -> float:
        """The left end on its track."""
        return min(self.out, self.into)

    @property
    def high(self) -> float:
        """The right end on its track."""
        return max(self.out, self.into)


@dataclass(slots=True)
class Plan:
    """All of it, measured."""

    cards: dict[str, Card]
    ribbons: list[Ribbon]
    arcs: list[Arc]
    scale: float  # px of a ribbon for one move
    width: float = 0.0
    height: float = 0.0


def plan(made: Chosen) -> Plan:
    """The places of what was chosen."""
    scale = _scale(made)
    roomy = len(made.onward) <= _ROOMY
    ribbons = []
    for at, stream in enumerate(made.onward):
        between = range(made.layer[stream.source] + 1, made.layer[stream.target])
        keys = (stream.source, *(f"\0{at}\0{layer}" for layer in between), stream.target)
        thick = max(stream.count * scale, _THIN)
        ribbons.append(Ribbon(stream, keys, thick, _said(stream) if roomy or thick >= _SLOT else ""))
    most = max((each.count for each in made.back), default=1.0)
    arcs = [
        Arc(each, _ARC[0] + max(min(most * scale, _ARC[1]) - _ARC[0], 0.0) * each.count / most, _said(each))
        for each in made.back
    ]
    found = Plan(_cards(made, ribbons, arcs, scale), ribbons, arcs, scale)
    middles = _stand(found, made)
    _ports(found, made, middles)
    _across(found, made, middles)
    _tracks(found)
    return found


def flag(number: float, scale: float) -> float:
    """The room of a flag for so many."""
    return max(number * scale, 5.0) + 3 if number else 0.0


def _said(stream: Stream) -> str:
    return ("+ " if stream.off else "") + figure(stream.count)


def _scale(made: Chosen) -> float:
    """Pixels for one move, so that the fullest column and the largest stop keep their measure."""
    columns: dict[int, float] = defaultdict(float)
    largest = 1e-9
    for stop in made.stops:
        out = sum(each.count for each in made.onward if each.source == stop.id)
        out += made.left.get(stop.id, 0.0) + made.done.get(stop.id, 0.0)
        into = sum(each.count for each in made.onward if each.target == stop.id)
        columns[made.layer[stop.id]] += max(out, into)
        largest = max(largest, out, into)
    for each in made.onward:
        for layer in range(made.layer[each.source] + 1, made.layer[each.target]):
            columns[layer] += each.count
    return min(_TALL / max([*columns.values(), 1e-9]), _LARGEST / largest)


def _slot(ribbon: Ribbon) -> float:
    """The room of a ribbon where it leaves a card."""
    return max(ribbon.thick + 1, _SLOT if ribbon.said else 0.0)


def _cards(made: Chosen, ribbons: Sequence[Ribbon], arcs: Sequence[Arc], scale: float) -> dict[str, Card]:
    cards = {}
    for stop in made.stops:
        out = sum(_slot(each) for each in ribbons if each.stream.source == stop.id)
        out += sum(each.thick + 6 for each in arcs if each.stream.source == stop.id)
        gone = (made.left.get(stop.id, 0.0), made.done.get(stop.id, 0.0))
        out += sum(flag(each, scale) for each in gone)
        into = sum(each.thick + 1 for each in ribbons if each.stream.target == stop.id)
        into += sum(each.thick + 6 for each in arcs if each.stream.target == stop.id)
        cards[stop.id] = measured(stop, made.layer[stop.id], gone, max(out, into), loop=stop.id in made.loops)
    return cards


def _stand(found: Plan, made: Chosen) -> dict[str, float]:
    """Order and height of everything; the middles of ribbons where they pass a column."""
    columns: list[list[str]] = [[] for _ in range(max(made.layer.values(), default=-1) + 1)]
    for stop in made.stops:
        columns[made.layer[stop.id]].append(stop.id)
    heights = {name: card.height + card.below for name, card in found.cards.items()}
    gaps = dict.fromkeys(found.cards, _GAP)
    pairs = []
    for ribbon in found.ribbons:
        for key in ribbon.keys[1:-1]:
            columns[int(key.rpartition("\0")[2])].append(key)
            heights[key], gaps[key] = ribbon.thick, _SMALL_GAP
        pairs += [(one, other, ribbon.thick + 1) for one, other in pairwise(ribbon.keys)]
    middles = placed(ordered(columns, pairs), heights, gaps, pairs)
    for name, card in found.cards.items():
        card.y = middles[name] - heights[name] / 2
        middles[name] = card.y + card.height / 2
    return middles


def _ports(found: Plan, made: Chosen, middles: dict[str, float]) -> None:
    """The heights at which streams leave and reach their cards: in the order of where they go, arcs at the bottom."""
    for name, card in found.cards.items():
        out = [each for each in found.ribbons if each.stream.source == name]
        out.sort(key=lambda each: (middles[each.keys[1]], each.keys))
        back = [each for each in found.arcs if each.stream.source == name]
        flags = [flag(each.get(name, 0.0), found.scale) for each in (made.left, made.done)]
        y = card.y + (card.height - sum(map(_slot, out)) - sum(flags) - sum(each.thick + 6 for each in back)) / 2
        for each in out:
            card.outs[id(each)] = y + _slot(each) / 2
            y += _slot(each)
        for at, high in enumerate(flags):  # those who leave, those who end
            card.outs[at] = y + high / 2
            y += high
        for arc in back:
            card.outs[id(arc)] = y + arc.thick / 2 + 3
            y += arc.thick + 6
        into = [each for each in found.ribbons if each.stream.target == name]
        into.sort(key=lambda each: (middles[each.keys[-2]], each.keys))
        home = [each for each in found.arcs if each.stream.target == name]
        y = card.y + (card.height - sum(r.thick + 1 for r in into) - sum(a.thick + 6 for a in home)) / 2
        for each in into:
            card.ins[id(each)] = y + (each.thick + 1) / 2
            y += each.thick + 1
        for arc in home:
            card.ins[id(arc)] = y + arc.thick / 2 + 3
            y += arc.thick + 6


def _across(found: Plan, made: Chosen, middles: dict[str, float]) -> None:
    """The columns, as far apart as the legs of arcs and the figures between them need."""
    count = max(made.layer.values(), default=-1) + 1
    outs: list[list[Arc]] = [[] for _ in range(count)]
    ins: list[list[Arc]] = [[] for _ in range(count)]
    for arc in found.arcs:
        outs[made.layer[arc.stream.source]].append(arc)
        ins[made.layer[arc.stream.target]].append(arc)
    flags = [any(made.layer[name] == layer for name in (*made.left, *made.done)) for layer in range(count)]
    after = [(_PENNANT if flag else 6.0) + _LEG * len(out) for flag, out in zip(flags, outs, strict=True)]
    before = [_FIRST + _LEG * len(each) for each in ins]
    said = [[width(r.said, FIGURE) + 18 for r in _leaving(found, made, at) if r.said] for at in range(count)]
    figures = [max(each, default=0.0) for each in said]
    left: list[float] = []
    x = before[0] - _FIRST if count else 0.0
    for at in range(count):
        left.append(x)
        x += WIDE + after[at] + (figures[at] + _CHANNEL + before[at + 1] if at + 1 < count else 0.0)
    for card in found.cards.values():
        card.x = left[card.layer]
    for at in range(count):
        _legs(found, (outs[at], ins[at]), left[at] + WIDE + (_PENNANT if flags[at] else 6.0), left[at] - _FIRST)
    starts = [edge - room for edge, room in zip(left, before, strict=True)]
    ends = [edge + WIDE + room + more for edge, room, more in zip(left, after, figures, strict=True)]
    for ribbon in found.ribbons:
        _level(ribbon, found.cards, (starts, ends), middles)
    found.width = x


def _leaving(found: Plan, made: Chosen, layer: int) -> list[Ribbon]:
    return [each for each in found.ribbons if made.layer[each.stream.source] == layer]


def _legs(found: Plan, arcs: tuple[list[Arc], list[Arc]], right: float, left: float) -> None:
    """The legs of a column: the lower a card the nearer its leg, so that level pieces cross no legs of the column."""
    for index, arc in enumerate(sorted(arcs[0], key=lambda each: -found.cards[each.stream.source].outs[id(each)])):
        arc.out = right + _LEG * (index + 0.5)
    for index, arc in enumerate(sorted(arcs[1], key=lambda each: -found.cards[each.stream.target].ins[id(each)])):
        arc.into = left - _LEG * (index + 0.5)


def _level(
    ribbon: Ribbon,
    cards: Mapping[str, Card],
    edges: tuple[Sequence[float], Sequence[float]],
    middles: Mapping[str, float],
) -> None:
    """The level pieces of a ribbon: beside its cards, and through the columns that it passes."""
    source, target = cards[ribbon.keys[0]], cards[ribbon.keys[-1]]
    starts, ends = edges
    ribbon.level.append((source.right, ends[source.layer], source.outs[id(ribbon)]))
    for layer, key in enumerate(ribbon.keys[1:-1], start=source.layer + 1):
        ribbon.level.append((starts[layer], ends[layer], middles[key]))
    ribbon.level.append((starts[target.layer], target.x, target.ins[id(ribbon)]))


def _tracks(found: Plan) -> None:
    """Each arc on a track below all cards: short ones above, none over another."""
    bottom = max((card.y + card.height + card.below for card in found.cards.values()), default=0.0)
    taken: list[list[tuple[float, float]]] = []
    for arc in sorted(found.arcs, key=lambda each: (each.high - each.low, each.low)):
        half = max((width(arc.said, FIGURE, bold=True) + 16 - (arc.high - arc.low)) / 2, 0.0)
        low, high = arc.low - half, arc.high + half
        free = (at for at, spans in enumerate(taken) if all(high + 8 < a or low - 8 > b for a, b in spans))
        arc.track = next(free, len(taken))
        if arc.track == len(taken):
            taken.append([])
        taken[arc.track].append((low, high))
    for arc in found.arcs:
        arc.y = bottom + 26 + arc.track * 21.0
    found.height = max([bottom, *(arc.y + 12 for arc in found.arcs)])
    found.width = max([found.width, *(arc.high + 20 for arc in found.arcs)])
