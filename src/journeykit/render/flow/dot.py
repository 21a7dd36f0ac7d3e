"""The frame of the flow as DOT, built with the graphviz package: what the engine lays out.

It holds every card with the size we measured, and the room that lanes and labels need as invisible nodes. Rows are
ranks; columns hang under the heads of their stages, which stand in one chain per band. The engine gives positions
back. (`export` has the graph with everything it says, stages as clusters.)
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import graphviz

from journeykit.render.flow.cards import CARD
from journeykit.render.flow.grid import Column, Grid
from journeykit.render.flow.lanes import MARGIN, ROW_GAP, Plan, Zone

__all__ = ["CORRIDOR_PAD", "frame", "head_name", "spine_name", "zone_name"]

CORRIDOR_PAD: Final = 26.0  # stages reach below their last row by less than this
_INCH: Final = 72.0


def spine_name(band: int, rank: str) -> str:
    """The invisible node that gives a rank its height; `rank` is `corridor`, `head`, `row3` or `gap3`."""
    return f"spine_{band}_{rank}"


def zone_name(band: int, channel: int, zone: str) -> str:
    """The invisible node that keeps a zone of a channel free."""
    return f"zone_{band}_{channel}_{zone}"


def head_name(band: int, column: int) -> str:
    """The invisible node on top of a column, where a stage's title stands."""
    return f"head_{band}_{column}"


def frame(made: Grid, planned: Plan, heads: list[float], names: dict[str, str]) -> str:
    """The DOT whose layout is the drawing's. `heads` are the heights of the titles per band, `names` the nodes'."""
    return _Frame(made, planned, heads, names).source()


class _Frame:
    """Builds the DOT band by band; every rank has a node in the spine at the far left."""

    def __init__(self, made: Grid, planned: Plan, heads: list[float], names: dict[str, str]) -> None:
        self.made, self.planned, self.heads, self.names = made, planned, heads, names
        self.graph = graphviz.Digraph("flow")
        self.graph.attr("graph", newrank="true", ranksep="0.01", nodesep="0.01", splines="false")
        self.graph.attr("node", shape="box", fixedsize="true", label="", margin="0")
        self.graph.attr("edge", style="invis")
        outer = ((MARGIN, 0), "gap") in planned.zones
        self.margin = planned.width((MARGIN, 0), "gap") if outer else 1.0

    def source(self) -> str:
        """The text."""
        spine: list[str] = []
        for band in range(len(self.made.bands)):
            ranks = self._ranks(band)
            spine += ranks
            self._columns(band)
            self._rows(band)
        spine.append(self._rank(len(self.made.bands), "corridor", self._corridor(len(self.made.bands))))
        for above, below in pairwise(spine):
            self.graph.edge(above, below, weight="1000")
        return str(self.graph.source)

    def _rank(self, band: int, rank: str, height: float) -> str:
        name = spine_name(band, rank)
        self.graph.node(name, **_size(self.margin, height))
        return name

    def _corridor(self, corridor: int) -> float:
        """A corridor's height: its tracks, and the lower edge of the stages above it."""
        return sum(self.planned.corridors.get(corridor, ())) + (CORRIDOR_PAD if corridor else 0.0) + 12.0

    def _ranks(self, band: int) -> list[str]:
        """The spine of a band, from the corridor above it to its last row."""
        made = [
            self._rank(band, "corridor", self._corridor(band)),
            self._rank(band, "head", self.heads[band]),
        ]
        for row in range(self.made.rows[band]):
            made.append(self._rank(band, f"row{row}", 1.0))
            if row + 1 < self.made.rows[band]:
                made.append(self._rank(band, f"gap{row}", self.planned.gaps.get((band, row), ROW_GAP)))
        return made

    def _rows(self, band: int) -> None:
        """The cards that stand in each row."""
        members = [[spine_name(band, f"row{row}")] for row in range(self.made.rows[band])]
        for column in self.made.bands[band]:
            for node in column.nodes:
                members[self.made.cells[node].row].append(self.names[node])
        for row in members:
            _same(self.graph, row)

    def _columns(self, band: int) -> None:
        """The columns of a band and their zones, in one chain from left to right."""
        columns = self.made.bands[band]
        chain = [spine_name(band, "head")]
        for number, column in enumerate(columns):
            chain.append(self._zone(band, number, "gap"))
            chain += self._column(band, number, column)
        chain.append(self._zone(band, len(columns), "gap"))
        _same(self.graph, chain)
        for left, right in pairwise(chain):
            self.graph.edge(left, right, weight="20")

    def _zone(self, band: int, channel: int, zone: Zone) -> str:
        name = zone_name(band, channel, zone)
        self.graph.node(name, **_size(self.planned.width((band, channel), zone), 1))
        return name

    def _column(self, band: int, number: int, column: Column) -> list[str]:
        """The cards of one column, straight below each other; returns its zones and its head, left to right."""
        left = self._zone(band, number, "left")
        head = head_name(band, number)
        widest = max((self.planned.cards[node].width for node in column.nodes), default=CARD)
        self.graph.node(head, **_size(CARD if column.stage is not None else widest, self.heads[band]))
        right = self._zone(band, number + 1, "right")
        above = head
        for node in column.nodes:
            card = self.planned.cards[node]
            self.graph.node(self.names[node], **_size(card.width, card.height))
            self.graph.edge(above, self.names[node], weight="100")
            above = self.names[node]
        return [left, head, right]


def _size(width: float, height: float) -> dict[str, str]:
    return {"width": f"{max(width, 0.01) / _INCH:.4f}", "height": f"{max(height, 0.01) / _INCH:.4f}"}


def _same(graph: graphviz.Digraph, members: list[str]) -> None:
    level = graphviz.Digraph()
    level.attr("graph", rank="same")
    for member in members:
        level.node(member)
    graph.subgraph(level)
