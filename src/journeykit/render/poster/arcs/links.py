"""The lines of one band and their words, before they have a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from journeykit.render.poster.arcs.link import Link
from journeykit.render.poster.arcs.moves import Row
from journeykit.render.poster.arcs.pills import mark, numerals, pill
from journeykit.render.poster.geometry import Band, Column
from journeykit.render.poster.sizes import SMALL
from journeykit.render.scene import Edge
from journeykit.render.text import wrap
from journeykit.render.words import isolated, listed

__all__ = ["Lines"]

_WIDEST: Final = 196.0  # of a pill
_NARROWEST: Final = 88.0
_OWN: Final = 124.0  # of a pill over one card


@dataclass(frozen=True)
class Lines:
    """Makes the lines of bands. `columns` are those of all bands by node, `titles` the nodes'.

    `numbers` are those of the moves that are left out, by the identity of their edges.
    """

    columns: Mapping[str, Column]
    titles: Mapping[str, str]
    numbers: Mapping[int, int]

    def of(self, band: Band, row: Row) -> list[Link]:
        """All lines over the cards of a band."""
        places = {column.node: index for index, column in enumerate(band.columns)}
        own = min(_OWN, band.right - band.left)
        kept = [edge for edge in row.arcs if id(edge) not in self.numbers]
        busy = {node for edge in kept if edge.source != edge.target for node in (edge.source, edge.target)}
        return [
            *(_start(edge, places[edge.target], own) for edge in row.starts),
            *(
                _loop(edge, places, own, busy) if edge.source == edge.target else _arc(edge, band, places)
                for edge in kept
            ),
            *(self._leaving(edge, places[edge.source], own) for edge in row.leaving if id(edge) not in self.numbers),
            *self._coming(row, places, own),
            *self._numbered(row, places),
        ]

    def _leaving(self, edge: Edge, here: int, room: float) -> Link:
        words = self._named("to", edge.target)
        if edge.label:  # the number says which card it is, so a long title may end early
            words = f"{wrap(words, room, SMALL, lines=1)[0]}: {edge.label}"
        return Link("out", (edge,), here, here, pill(edge.figure, words, room, lines=6))

    def _coming(self, row: Row, places: Mapping[str, int], room: float) -> Iterator[Link]:
        """One line for all moves from other bands that reach the same card."""
        arrivals: dict[tuple[str, bool], list[Edge]] = defaultdict(list)
        for edge in row.coming:
            if id(edge) not in self.numbers:
                arrivals[edge.target, edge.taken is not None and edge.taken.ghost].append(edge)
        for (target, _), edges in arrivals.items():
            alone = len(edges) == 1
            words = self._named("from", edges[0].source) if alone else f"from {self._sources(edges, room)}"
            yield Link("in", tuple(edges), places[target], places[target], pill(None, words, room, lines=6))

    def _sources(self, edges: Sequence[Edge], room: float) -> str:
        """Steps by their numbers; outcomes, which have none, by their names, long ones shortened."""
        ends = [node for node in dict.fromkeys(edge.source for edge in edges) if not self.columns[node].number]
        steps = [number for edge in edges if (number := self.columns[edge.source].number)]
        if not ends:
            return numerals(steps)
        most = max(2 * room / (len(ends) + 1), _NARROWEST)
        short = [wrap(self.titles[node], most, SMALL, lines=1)[0] for node in ends]
        return listed([*(numerals(steps).split(", ") if steps else ()), *map(isolated, short)])

    def _named(self, word: str, node: str) -> str:
        number = self.columns[node].number
        return f"{word}\u00a0{number} {self.titles[node]}" if number else f"{word} {self.titles[node]}"

    def _numbered(self, row: Row, places: Mapping[str, int]) -> Iterator[Link]:
        """The marks of what is left out: at a card one for all that leaves it, and one for all that reaches it."""
        ends: dict[tuple[str, bool], list[Edge]] = defaultdict(list)
        for edge in (*row.arcs, *row.leaving, *row.lost, *row.coming) if self.numbers else ():
            if id(edge) in self.numbers:
                for node, leaving in ((edge.source, True), (edge.target, False)):
                    if node in places:
                        ends[node, leaving].append(edge)
        for (node, leaving), edges in ends.items():
            sign = mark([self.numbers[id(edge)] for edge in edges])
            yield Link("lost" if leaving else "found", tuple(edges), places[node], places[node], sign)


def _start(edge: Edge, here: int, room: float) -> Link:
    return Link("start", (edge,), here, here, pill(edge.figure, "start here" if edge.figure else "start", room))


def _loop(edge: Edge, places: Mapping[str, int], room: float, busy: AbstractSet[str]) -> Link:
    """A loop over one card; other lines of that card pass beside its words."""
    here = places[edge.source]
    told = pill(edge.figure, edge.label or "", min(room, _NARROWEST) if edge.source in busy else room, lines=5)
    return Link("loop", (edge,), here, here, told)


def _arc(edge: Edge, band: Band, places: Mapping[str, int]) -> Link:
    here, there = places[edge.source], places[edge.target]
    room = abs(band.columns[there].middle - band.columns[here].middle) - 40
    told = pill(edge.figure, edge.label or "", min(max(room, _NARROWEST), _WIDEST, band.right - band.left), lines=4)
    return Link("arc", (edge,), here, there, told)
