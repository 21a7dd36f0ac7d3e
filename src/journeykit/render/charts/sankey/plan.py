"""Where everything of a flow stands: columns, cards, ribbons through the columns they pass, arcs on tracks beside.

All lengths are along the flow or across it. A short flow goes to the right, a long one down the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from journeykit.analysis.chart import Stream
from journeykit.render.charts.sankey.cards import Card, measured
from journeykit.render.charts.sankey.chosen import Chosen
from journeykit.render.charts.sankey.order import ordered
from journeykit.render.charts.sankey.place import placed
from journeykit.render.text import width
from journeykit.render.words import figure

__all__ = ["FIGURE", "Arc", "Plan", "Ribbon", "flag", "plan"]

FIGURE: Final = 12.0  # px of the figures on ribbons
_MOST: Final = 6  # columns beside each other: of more the flow goes down the page
_TALL, _LARGEST = 380.0, 150.0  # px of all ribbons of a column, and of those of one stop
_THIN, _SLOT = 1.2, 17.0  # of a ribbon, and of a line of text
_ROOMY: Final = 40  # so many ribbons have their figures, however thin they are
_ARC: Final = (1.8, 8.0)  # the least width of an arc, and the most
_LEG, _FIRST = 9.0, 14.0  # between the legs of arcs, and before the first
_CHANNEL: Final = 46.0
_GAP, _SMALL_GAP = 18.0, 7.0  # around a card, and around a ribbon that passes
_PENNANT: Final = 24.0


@dataclass(slots=True)
class Ribbon:
    """A stream onward: the places that it passes, its width, and its straight pieces as (from, to, place across)."""

    stream: Stream
    keys: tuple[str, ...]
    thick: float
    said: str
    level: list[tuple[float, float, float]] = field(default_factory=list)


@dataclass(slots=True)
class Arc:
    """A stream back: its width, where its two legs stand along the flow, its track and where that lies across."""

    stream: Stream
    thick: float
    said: str
    out: float = 0.0
    into: float = 0.0
    track: int = 0
    across: float = 0.0

    @property
    def low(self) -> float:
        """Where it begins on its track."""
        return min(self.out, self.into)

    @property
    def high(self) -> float:
        """Where it ends on its track."""
        return max(self.out, self.into)


@dataclass(slots=True)
class Plan:
    """All of it, measured: `scale` is px of a ribbon for one move, `long` and `wide` are the size of everything."""

    cards: dict[str, Card]
    ribbons: list[Ribbon]
    arcs: list[Arc]
    scale: float
    upright: bool
    long: float = 0.0
    wide: float = 0.0

    def at(self, along: float, across: float) -> tuple[float, float]:
        """A place on the page."""
        return (across, along) if self.upright else (along, across)

    def slot(self, ribbon: Ribbon) -> float:
        """The room of a ribbon where it leaves a card."""
        words = 0.0 if not ribbon.said else width(ribbon.said, FIGURE, bold=True) + 12 if self.upright else _SLOT
        return max(ribbon.thick + 1, words)


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
    span = max(min(most * scale, _ARC[1]) - _ARC[0], 0.0)
    arcs = [Arc(each, _ARC[0] + span * each.count / most, _said(each)) for each in made.back]
    found = Plan({}, ribbons, arcs, scale, max(made.layer.values(), default=0) >= _MOST)
    _cards(found, made)
    middles = _stand(found, made)
    _ports(found, made, middles)
    _along(found, made, middles)
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


def _cards(found: Plan, made: Chosen) -> None:
    for stop in made.stops:
        gone = (made.left.get(stop.id, 0.0), made.done.get(stop.id, 0.0))
        out = sum(found.slot(each) for each in found.ribbons if each.stream.source == stop.id)
        out += sum(each.thick + 6 for each in found.arcs if each.stream.source == stop.id)
        out += sum(flag(each, found.scale) for each in gone)
        into = sum(each.thick + 1 for each in found.ribbons if each.stream.target == stop.id)
        into += sum(each.thick + 6 for each in found.arcs if each.stream.target == stop.id)
        found.cards[stop.id] = measured(
            stop, made.layer[stop.id], gone, made.loops.get(stop.id), max(out, into), upright=found.upright
        )  # fmt: skip
    for layer in set(made.layer.values()) if found.upright else ():  # of one row, all cards are of one height
        row = [card for card in found.cards.values() if card.layer == layer]
        for card in row:
            card.long = max(each.long for each in row)


def _stand(found: Plan, made: Chosen) -> dict[str, float]:
    """Order and places across of everything; the middles of ribbons where they pass a column."""
    columns: list[list[str]] = [[] for _ in range(max(made.layer.values(), default=-1) + 1)]
    for stop in made.stops:
        columns[made.layer[stop.id]].append(stop.id)
    sizes = {name: card.wide + card.beside for name, card in found.cards.items()}
    gaps = dict.fromkeys(found.cards, _GAP)
    pairs = []
    for ribbon in found.ribbons:
        for key in ribbon.keys[1:-1]:
            columns[int(key.rpartition("\0")[2])].append(key)
            sizes[key], gaps[key] = ribbon.thick, _SMALL_GAP
        pairs += [(one, other, ribbon.thick + 1) for one, other in pairwise(ribbon.keys)]
    middles = placed(ordered(columns, pairs), sizes, gaps, pairs)
    for name, card in found.cards.items():
        card.across = middles[name] - sizes[name] / 2
        middles[name] = card.across + card.wide / 2
    return middles


def _ports(found: Plan, made: Chosen, middles: Mapping[str, float]) -> None:
    """Where streams leave and reach their cards: in the order of where they go, arcs last."""
    for name, card in found.cards.items():
        out = [each for each in found.ribbons if each.stream.source == name]
        out.sort(key=lambda each: (middles[each.keys[1]], each.keys))
        flags = [flag(each.get(name, 0.0), found.scale) for each in (made.left, made.done)]
        back = [each for each in found.arcs if each.stream.source == name]
        rooms: list[tuple[int, float]] = [(id(each), found.slot(each)) for each in out]
        rooms += [*enumerate(flags), *((id(each), each.thick + 6) for each in back)]
        card.outs = _seats(card, rooms)
        into = [each for each in found.ribbons if each.stream.target == name]
        into.sort(key=lambda each: (middles[each.keys[-2]], each.keys))
        home = [each for each in found.arcs if each.stream.target == name]
        rooms = [(id(each), each.thick + 1) for each in into]
        card.ins = _seats(card, [*rooms, *((id(each), each.thick + 6) for each in home)])


def _seats(card: Card, rooms: Iterable[tuple[int, float]]) -> dict[int, float]:
    """The middles of rooms, side by side around the middle of a card."""
    held = list(rooms)
    at = card.across + (card.wide - sum(room for _, room in held)) / 2
    found = {}
    for name, room in held:
        found[name] = at + room / 2
        at += room
    return found


def _along(found: Plan, made: Chosen, middles: Mapping[str, float]) -> None:
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
    return _SLOT + 6 if found.upright else width(ribbon.said, FIGURE) + 18


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


def _tracks(found: Plan) -> None:
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
