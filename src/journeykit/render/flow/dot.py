"""The flow as DOT, built with the graphviz package: the frame that the engine lays out, and the whole graph to export.

The frame holds every card with the size we measured, and the room that lanes and labels need as invisible nodes; its
rows are ranks, its stages clusters. The engine gives positions back. The whole graph holds the titles, labels and
edges as well, for anybody's Graphviz.
"""

from __future__ import annotations

from typing import Any, Final

import graphviz

from journeykit.render.flow.cards import Card, second_line
from journeykit.render.flow.grid import Column, Grid
from journeykit.render.flow.lanes import MARGIN, Plan
from journeykit.render.scene import Edge, Scene, StageBox
from journeykit.render.text import clean, wrap
from journeykit.render.theme import LIGHT, Theme, tint

__all__ = ["CORRIDOR_PAD", "frame", "head_name", "spine_name", "whole", "zone_name"]

_INCH: Final = 72.0
CORRIDOR_PAD: Final = 26.0  # stages reach below their last row by less than this
_LARGE: Final = 500  # steps above which splines cost more than they show


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
    inside.node(top, **_size(max(widest, 208.0), head))
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


def whole(scene: Scene, cards: dict[str, Card]) -> str:
    """The graph with everything it says, readable and ready for any Graphviz.

    >>> from journeykit.render.scene import Node
    >>> dot = whole(Scene(id="m", title="<b>Me</b>", nodes=(Node(id="a", kind="touchpoint", title="A"),)), {})
    >>> 'label="<b>Me</b>"' in dot
    True
    """
    large = len(scene.nodes) > _LARGE
    graph = graphviz.Digraph(_name(scene.id))
    graph.attr(
        "graph",
        label=_text(scene.title), labelloc="t", fontname="Arial", fontsize="20", rankdir="TB", compound="true",
        nodesep="0.3", ranksep="0.4", newrank="true", splines="line" if large else "true",
        **({"nslimit": "2", "nslimit1": "2"} if large else {}),
    )  # fmt: skip
    graph.attr("node", shape="box", style="rounded,filled", fontname="Arial", fontsize="12", fillcolor="#ffffff")
    graph.attr("edge", fontname="Arial", fontsize="10", color=LIGHT.forward)
    members: dict[str | None, list[Any]] = {}
    for node in scene.nodes:
        members.setdefault(node.stage, []).append(node)
    for stage in scene.stages:
        box = graphviz.Digraph(f"cluster_{_name(stage.id)}")
        box.attr("graph", label=_text(stage_words(stage)), style="rounded,filled", fillcolor=LIGHT.stage)
        for node in members.pop(stage.id, []):
            _node(box, node, cards)
        graph.subgraph(box)
    for rest in members.values():
        for node in rest:
            _node(graph, node, cards)
    for edge in scene.edges:
        _edge(graph, edge)
    return str(graph.source)


def stage_words(stage: StageBox) -> str:
    """A stage in one line: phase, kind, title, and how its steps go.

    >>> stage_words(StageBox(id="a", title="Choose", kind="before", order="any"))
    'before · Choose · in any order'
    """
    order = {"any": "in any order", "parallel": "in parallel"}.get(stage.order)
    return " · ".join(part for part in (stage.phase, stage.kind, stage.title, order) if part)


def _name(name: str) -> str:
    return name.replace(":", "_").replace("\\", "_") or "_"


def _text(text: str) -> str:
    """A label that says exactly this, in lines of a readable length."""
    return "\n".join(str(graphviz.escape(line)) for line in wrap(clean(text), 190, 12, lines=6)).replace("\n", r"\n")


_SHAPES: Final = {"action": "box", "wait": "box", "outcome": "ellipse", "drop_off": "octagon", "start": "point"}


def _node(graph: graphviz.Digraph, node: Any, cards: dict[str, Card]) -> None:
    colours: Theme = LIGHT
    lines = [_text(node.title)]
    if node.kind in ("touchpoint", "action", "wait"):
        below = second_line(node)
        feeling = "" if node.emotion is None else f"emotion {node.emotion:+g}"
        lines += [_text(part) for part in (" · ".join(each for each in (below, feeling) if each),) if part]
    style = {"action": "filled", "wait": "rounded,filled,dashed"}.get(node.kind, "rounded,filled")
    fill = getattr(colours, tint(node.emotion) if node.kind != "outcome" else (node.result or "neutral"))
    if node.kind == "end":
        graph.node(_name(node.id), label="", shape="doublecircle", width="0.2", style="filled", fillcolor=colours.ink)
        return
    shape = _SHAPES.get(node.kind, "box")
    label = "" if shape == "point" else r"\n".join(lines)
    graph.node(_name(node.id), label=label, shape=shape, style=style if shape == "box" else "filled", fillcolor=fill)


def _edge(graph: graphviz.Digraph, edge: Edge) -> None:
    words = [part for part in (edge.figure, edge.label) if part]
    extra: dict[str, str] = {}
    if words:
        extra["label"] = r"\n".join(_text(part) for part in words)
    if edge.kind == "back":
        extra |= {"constraint": "false", "style": "dashed", "color": LIGHT.back}
    if edge.kind == "drop_off":
        extra |= {"style": "dashed", "color": LIGHT.leave}
    if edge.loose:
        extra |= {"arrowhead": "none", "style": "dashed"}
    known = edge.probability if edge.basis not in (None, "assumed") else None
    if known is not None:
        extra["penwidth"] = f"{1 + 3 * known:.2f}"
    graph.edge(_name(edge.source), _name(edge.target), **extra)
