"""Where everything of a flow stands: columns, cards, ribbons through the columns they pass, arcs on tracks beside.

All lengths are along the flow or across it. A short flow goes to the right, a long one down the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Final

from journeykit.analysis.chart import Stream
from journeykit.render.charts.sankey import along
from journeykit.render.charts.sankey.cards import Card, measured
from journeykit.render.charts.sankey.chosen import Chosen
from journeykit.render.charts.sankey.order import ordered
from journeykit.render.charts.sankey.parts import LINE, SLOT, Arc, Plan, Ribbon
from journeykit.render.charts.sankey.place import placed
from journeykit.render.words import figure

__all__ = ["flag", "plan"]

_MOST: Final = 6  # columns beside each other: of more the flow goes down the page
_TALL, _LARGEST = 380.0, 150.0  # px of all ribbons of a column, and of those of one stop
_THIN: Final = 1.2  # px of a ribbon
_ROOMY: Final = 40  # so many ribbons have their figures, however thin they are
_GAP, _SMALL_GAP = 18.0, 7.0  # around a card, and around a ribbon that passes


def plan(made: Chosen) -> Plan:
    """The places of what was chosen."""
    scale = _scale(made)
    roomy = len(made.onward) <= _ROOMY
    ribbons = []
    for at, stream in enumerate(made.onward):
        between = range(made.layer[stream.source] + 1, made.layer[stream.target])
        keys = (stream.source, *(f"\0{at}\0{layer}" for layer in between), stream.target)
        thick = max(stream.count * scale, _THIN)
        ribbons.append(Ribbon(stream, keys, thick, _said(stream) if roomy or thick >= SLOT else ""))
    most = max((each.count for each in (*made.back, *made.loops.values())), default=1.0)
    lines = max(min(most * scale, LINE[1]) - LINE[0], 0.0) / most
    found = Plan({}, ribbons, [], scale, lines, max(made.layer.values(), default=0) >= _MOST)
    found.arcs += [Arc(each, found.line(each.count), _said(each)) for each in made.back]
    _cards(found, made)
    middles = _stand(found, made)
    _ports(found, made, middles)
    along.columns(found, made, middles)
    along.tracks(found)
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
