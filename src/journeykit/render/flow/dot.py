"""The frame of the flow as DOT, built with the graphviz package: what the engine lays out.

It holds every card with the size we measured, and the room that lanes and labels need as invisible nodes; its rows are
ranks, its stages clusters. The engine gives positions back. (`export` has the graph with everything it says.)
"""

from __future__ import annotations

from itertools import groupby, pairwise
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
            spine += self._ranks(band)
            self._columns(band)
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
        """The ranks of a band, from the corridor above it to its last row, with the cards that stand in them."""
        made = [
            self._rank(band, "corridor", self._corridor(band)),
            self._rank(band, "head", self.heads[band]),
        ]
        rows = self.made.rows[band]
        members: list[list[str]] = [[] for _ in range(rows)]
        for column in self.made.bands[band]:
            for node in column.nodes:
                members[self.made.cells[node].row].append(self.names[node])
        for row in range(rows):
            made.append(self._rank(band, f"row{row}", 1.0))
            _same(self.graph, [made[-1], *members[row]])
            if row + 1 < rows:
                made.append(self._rank(band, f"gap{row}", self.planned.gaps.get((band, row), ROW_GAP)))
        return made

    def _columns(self, band: int) -> None:
        """The columns of a band from left to right, those of one stage in one cluster."""
        chain = [spine_name(band, "head")]
        stages = groupby(enumerate(self.made.bands[band]), key=lambda each: each[1].stage)
        for _, columns in stages:
            listed = list(columns)
            first = listed[0][0]
            chain.append(self._zone(self.graph, band, first, "gap"))
            cluster = graphviz.Digraph(f"cluster_{band}_{first}")
            cluster.attr("graph", margin="0.01")
            for number, column in listed:
                if number != first:  # between two columns of one stage, the channel's middle lies inside the stage
                    chain.append(self._zone(cluster, band, number, "gap"))
                chain += self._column(cluster, band, number, column)
            self.graph.subgraph(cluster)
        chain.append(self._zone(self.graph, band, len(self.made.bands[band]), "gap"))
        _same(self.graph, chain)
        for left, right in pairwise(chain):
            self.graph.edge(left, right, weight="20")

    def _zone(self, graph: graphviz.Digraph, band: int, channel: int, zone: Zone) -> str:
        name = zone_name(band, channel, zone)
        wide = self.planned.width((band, channel), zone)
        graph.node(name, **_size(wide, 1))
        return name

    def _column(self, cluster: graphviz.Digraph, band: int, number: int, column: Column) -> list[str]:
        """The cards of one column, straight below each other; returns its zones and its head, left to right."""
        left = self._zone(cluster, band, number, "left")
        head = head_name(band, number)
        cluster.node(head, **_size(CARD, self.heads[band]))
        right = self._zone(cluster, band, number + 1, "right")
        above = head
        for node in column.nodes:
            card = self.planned.cards[node]
            cluster.node(self.names[node], **_size(card.width, card.height))
            cluster.edge(above, self.names[node], weight="100")
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
