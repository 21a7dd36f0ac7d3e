"""The whole graph as DOT: titles, labels, edges and colours, for anybody's Graphviz."""

from __future__ import annotations

from typing import Final

import graphviz

from journeykit.render.flow.cards import mood, second_line
from journeykit.render.scene import Edge, Node, Scene, StageBox
from journeykit.render.text import wrap
from journeykit.render.theme import LIGHT, Theme, tint

__all__ = ["stage_words", "whole"]

_LARGE: Final = 500  # nodes above which straight lines must do


def whole(scene: Scene) -> str:
    """The graph with everything it says, readable and ready for any Graphviz.

    >>> from journeykit.render.scene import Node
    >>> dot = whole(Scene(id="m", title="<b>Me</b>", nodes=(Node(id="a", kind="touchpoint", title="A"),)))
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
    members: dict[str | None, list[Node]] = {}
    for node in scene.nodes:
        members.setdefault(node.stage, []).append(node)
    for stage in scene.stages:
        box = graphviz.Digraph(f"cluster_{_name(stage.id)}")
        box.attr("graph", label=_text(stage_words(stage)), fontsize="13", labeljust="l")
        box.attr("graph", style="rounded,filled", fillcolor=LIGHT.stage, color=LIGHT.stage_line)
        for node in members.pop(stage.id, []):
            _node(box, node)
        graph.subgraph(box)
    for rest in members.values():
        for node in rest:
            _node(graph, node)
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


def _text(*texts: str) -> str:
    """A label that says exactly this: each text on lines of its own, nothing in them read as markup or as an escape."""
    lines = [
        str(graphviz.escape(line.replace("&", "&amp;"))) for text in texts for line in wrap(text, 190, 12, lines=6)
    ]
    label: str = graphviz.nohtml(r"\n".join(lines))
    return label


_SHAPES: Final = {"action": "box", "wait": "box", "outcome": "ellipse", "drop_off": "octagon", "start": "point"}


def _node(graph: graphviz.Digraph, node: Node) -> None:
    colours: Theme = LIGHT
    lines = [node.title]
    if node.kind in ("touchpoint", "action", "wait"):
        said = f"emotion {mood(node)}" if mood(node) else ""
        lines.append(" · ".join(each for each in (second_line(node), said) if each))
        lines += [each.text for each in node.said]
    style = {"action": "filled", "wait": "rounded,filled,dashed"}.get(node.kind, "rounded,filled")
    fill = getattr(colours, tint(node.emotion) if node.kind != "outcome" else (node.result or "neutral"))
    if node.kind == "end":
        graph.node(_name(node.id), label="", shape="doublecircle", width="0.2", style="filled", fillcolor=colours.ink)
        return
    shape = _SHAPES.get(node.kind, "box")
    label = "" if shape == "point" else _text(*lines)
    fill = colours.ink if shape == "point" else fill
    graph.node(_name(node.id), label=label, shape=shape, style=style if shape == "box" else "filled", fillcolor=fill)


def _edge(graph: graphviz.Digraph, edge: Edge) -> None:
    words = [part for part in (edge.figure, edge.label) if part]
    extra: dict[str, str] = {}
    if words:
        extra["label"] = _text(*words)
    if edge.kind == "back":
        extra |= {"constraint": "false", "style": "dashed", "color": LIGHT.back}
    if edge.kind == "drop_off":
        extra |= {"style": "dashed", "color": LIGHT.leave}
    if edge.loose:
        extra |= {"arrowhead": "none", "style": "dashed"}
    if edge.taken is not None and edge.taken.colour:
        extra |= {"style": "dashed" if edge.taken.dash else "solid", "color": getattr(LIGHT, edge.taken.colour)}
    known = edge.probability if edge.basis not in (None, "assumed") else None
    if edge.taken is not None:
        extra["penwidth"] = f"{edge.taken.wide(6.0):.2f}"
    elif known is not None:
        extra["penwidth"] = f"{1 + 3 * known:.2f}"
    graph.edge(_name(edge.source), _name(edge.target), **extra)
