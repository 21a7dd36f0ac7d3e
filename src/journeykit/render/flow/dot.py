"""The frame of the flow as DOT, built with the graphviz package: what the engine lays out.

It holds every card with the size we measured, and the room that lanes and labels need as invisible nodes; its rows are
ranks, its stages clusters. The engine gives positions back. (`export` has the graph with everything it says.)
"""

from __future__ import annotations

from typing import Final

import graphviz

from journeykit.render.flow.cards import CARD
from journeykit.render.flow.grid import Column, Grid
from journeykit.render.flow.lanes import MARGIN, Plan

__all__ = ["CORRIDOR_PAD", "frame", "head_name", "spine_name", "zone_name"]

_INCH: Final = 72.0
CORRIDOR_PAD: Final = 26.0  # stages reach below their last row by less than this


def _size(width: float, height: float) -> dict[str, str]:
    return {"width": f"{max(width, 0.01) / _INCH:.4f}", "height": f"{max(height, 0.01) / _INCH:.4f}"}


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
    graph = graphviz.Digraph("flow")
    graph.attr("graph", newrank="true", ranksep="0.01", nodesep="0.01", splines="false")
    graph.attr("node", shape="box", fixedsize="true", label="", margin="0")
    graph.attr("edge", style="invis", constraint="false")
    spine: list[str] = []
    outer = planned.width((MARGIN, 0), "gap") if ((MARGIN, 0), "gap") in planned.zones else 1.0
    for band, columns in enumerate(made.bands):
        spine += _band(graph, band, columns, made, planned, heads[band], names, outer)
    last = spine_name(len(made.bands), "corridor")
    graph.node(last, **_size(outer, _corridor(planned, len(made.bands))))
    spine.append(last)
    for above, below in zip(spine, spine[1:], strict=False):
        graph.edge(above, below, constraint="true", weight="1000")
    return str(graph.source)


def _corridor(planned: Plan, corridor: int) -> float:
    """A corridor's height: its tracks, and the lower edge of the stages above it."""
    taken = sum(planned.corridors.get(corridor, ()))
    return taken + (CORRIDOR_PAD if corridor else 0.0) + 12.0


def _band(
    graph: graphviz.Digraph,
    band: int,
    columns: list[Column],
    made: Grid,
    planned: Plan,
    head: float,
    names: dict[str, str],
    outer: float,
) -> list[str]:
    """One band of columns: its ranks from the corridor above to its last row. Returns the names of its spine."""
    ranks = [("corridor", _corridor(planned, band)), ("head", head)]
    for row in range(made.rows[band]):
        ranks.append((f"row{row}", 1.0))
        if row + 1 < made.rows[band]:
            ranks.append((f"gap{row}", planned.gaps.get((band, row), 36.0)))
    for rank, height in ranks:
        graph.node(spine_name(band, rank), **_size(outer, height))
    chain = [spine_name(band, "head")]
    index = 0
    while index <= len(columns):
        gap = zone_name(band, index, "gap")
        graph.node(gap, **_size(planned.width((band, index), "gap"), 1))
        chain.append(gap)
        if index == len(columns):
            break
        stage = columns[index].stage
        count = 1
        while stage is not None and index + count < len(columns) and columns[index + count].stage == stage:
            count += 1
        inside = graphviz.Digraph(f"cluster_{band}_{index}")
        inside.attr("graph", margin="0.01")
        for number in range(index, index + count):
            _column(inside, band, number, columns[number], planned, head, names, chain, first=number == index)
        graph.subgraph(inside)
        index += count
    _same(graph, chain)
    for left, right in zip(chain, chain[1:], strict=False):
        graph.edge(left, right, weight="20", constraint="true")
    for row in range(made.rows[band]):
        members = [names[each] for column in columns for each in column.nodes if made.cells[each].row == row]
        _same(graph, [spine_name(band, f"row{row}"), *members])
    return [spine_name(band, rank) for rank, _ in ranks]


def _column(
    inside: graphviz.Digraph,
    band: int,
    number: int,
    column: Column,
    planned: Plan,
    head: float,
    names: dict[str, str],
    chain: list[str],
    *,
    first: bool,
) -> None:
    """The cards of one column, straight below each other, with the zones to their left and right."""
    if not first:  # between two columns of one stage, the channel's middle lies inside the stage
        gap = zone_name(band, number, "gap")
        inside.node(gap, **_size(planned.width((band, number), "gap"), 1))
        chain.append(gap)
    left, top, right = zone_name(band, number, "left"), head_name(band, number), zone_name(band, number + 1, "right")
    inside.node(left, **_size(planned.width((band, number), "left"), 1))
    widest = max((planned.cards[each].width for each in column.nodes), default=1.0)
    inside.node(top, **_size(max(widest, CARD), head))
    inside.node(right, **_size(planned.width((band, number + 1), "right"), 1))
    chain += [left, top, right]
    above = top
    for each in column.nodes:
        card = planned.cards[each]
        inside.node(names[each], **_size(card.width, card.height))
        inside.edge(above, names[each], weight="100", constraint="true")
        above = names[each]


def _same(graph: graphviz.Digraph, members: list[str]) -> None:
    level = graphviz.Digraph()
    level.attr("graph", rank="same")
    for member in members:
        level.node(member)
    graph.subgraph(level)
