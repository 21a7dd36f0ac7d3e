"""A scene as a table: what a drawing says, for readers and machines that see no picture."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from html import escape

from journeykit.render.flow.cards import mood
from journeykit.render.scene import Edge, Scene
from journeykit.render.text import clean, clusters

__all__ = ["HEADINGS", "as_html", "as_text", "rows"]

HEADINGS = ("Stage", "Step", "Kind", "Channel", "Emotion", "Leads to")


def rows(scene: Scene) -> list[tuple[str, ...]]:
    """One row per step, in reading order, under HEADINGS.

    >>> from journeykit.render.scene import Node, StageBox
    >>> rows(Scene(id="m", title="Map", stages=(StageBox(id="s", title="Choose"),),
    ...            nodes=(Node(id="a", kind="wait", title="Waits", stage="s", emotion=1),)))
    [('Choose', 'Waits', 'wait', '', '+1', '')]
    """
    stages = {stage.id: stage.title for stage in scene.stages}
    titles = {node.id: node.title for node in scene.nodes}
    leaving: dict[str, list[Edge]] = defaultdict(list)
    for edge in scene.edges:
        leaving[edge.source].append(edge)
    return [
        (
            clean(stages.get(node.stage or "", "")),
            clean(node.title),
            node.kind,
            clean(node.channel_title or ""),
            mood(node),
            "; ".join(_leads(edge, titles) for edge in leaving[node.id]),
        )
        for node in scene.nodes
        if node.kind in ("touchpoint", "action", "wait")
    ]


def _leads(edge: Edge, titles: dict[str, str]) -> str:
    extra = ", ".join(part for part in (edge.figure, clean(edge.label or "")) if part)
    return clean(titles.get(edge.target, edge.target)) + (f" ({extra})" if extra else "")


def _cells(text: str) -> int:
    """Columns of a terminal that a text takes."""
    return sum(
        0 if unicodedata.combining(each[0]) else 2 if unicodedata.east_asian_width(each[0]) in "WF" else 1
        for each in clusters(text)
    )


def as_text(scene: Scene) -> str:
    """The table in aligned plain text, under the map's title; a drawing of a result in words."""
    if not scene.nodes and not scene.stages:
        return "\n".join([clean(scene.title), "", *map(clean, scene.description.split("; "))])
    table = [HEADINGS, *rows(scene)]
    wide = [max(_cells(row[index]) for row in table) for index in range(len(HEADINGS))]
    lines = [
        "  ".join(cell + " " * (wide[index] - _cells(cell)) for index, cell in enumerate(row)).rstrip() for row in table
    ]
    return "\n".join([clean(scene.title), "", lines[0], "  ".join("-" * each for each in wide), *lines[1:]])


def as_html(scene: Scene) -> str:
    """The table for a notebook that cannot show the drawing."""

    def row(cells: tuple[str, ...], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"

    body = "".join(row(each, "td") for each in rows(scene))
    return (
        f"<table><caption>{escape(clean(scene.title))}</caption>"
        f"<thead>{row(HEADINGS, 'th')}</thead><tbody>{body}</tbody></table>"
    )
