"""The SVG: stages, lines, cards, labels and legend, on what the layout says."""

from __future__ import annotations

import re
from hashlib import sha256
from math import ceil
from typing import Final

from journeykit.render.brush import Brush
from journeykit.render.flow.edge_art import EdgeArt
from journeykit.render.flow.legend import legend
from journeykit.render.flow.node_art import node_art
from journeykit.render.flow.paths import Line
from journeykit.render.flow.place import Layout
from journeykit.render.flow.stage_art import stage_art
from journeykit.render.scene import Scene
from journeykit.render.svg import element, number, text_of
from journeykit.render.text import wrap
from journeykit.render.theme import Themed

__all__ = ["paint"]

_PAD: Final = 24.0
_TITLE: Final = 22.0
_SUBTITLE: Final = 13.0
_NOTE: Final = 12.0
_NARROWEST: Final = 360.0
_LANGUAGE: Final = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,5}")  # a BCP 47 tag


def paint(layout: Layout, lines: list[Line], theme: Themed) -> str:
    """The finished drawing. The same scene and theme give the same bytes."""
    scene = layout.scene
    over = [node.said for node in scene.nodes if node.said]
    said = f"{theme}\0{scene!r}" + (f"\0{scene.notes}{over}" if scene.notes or over else "")
    said += f"\0{scene.laid}" if scene.laid else ""
    scope = "jk" + sha256(said.encode("utf-8", "backslashreplace")).hexdigest()[:10]
    brush = Brush(theme, scope)
    art = EdgeArt(scene, brush)
    across = max(*(box.right for box in layout.boxes.values()), _NARROWEST)
    deep = max(box.bottom for box in layout.boxes.values())
    head, top = _head(layout, across, brush)
    key, key_height = legend(scene, brush, across)
    notes, notes_height = _notes(scene, across, top + deep + key_height, brush)
    width, height = float(ceil(across + 2 * _PAD)), float(ceil(top + deep + key_height + notes_height + _PAD))
    nodes = [
        node_art(layout.planned.cards[node.id], layout.node(node.id), brush)
        for node in scene.nodes
        if node.id in layout.made.cells
    ]
    drawing = element(
        "g",
        {"transform": _shift(_PAD, top)},
        element("g", {"class": "jk-stages"}, *stage_art(layout, brush)),
        element("g", {"class": "jk-edges", "fill": "none"}, *(art.line(line) for line in lines)),
        element("g", {"class": "jk-nodes"}, *nodes),
        element("g", {"class": "jk-labels"}, *(art.label(line) for line in lines)),
    )
    parts = [
        brush.make("rect", {"width": width, "height": height}, fill="paper"),
        head,
        drawing,
        element("g", {"transform": _shift(_PAD, top + deep), "class": "jk-legend"}, key),
        notes,
    ]
    return (
        f"{_root(layout, scope, width, height, brush.font)}"
        + element("title", {"id": f"{scope}-title"}, text=scene.title)
        + element("desc", {"id": f"{scope}-desc"}, text=scene.description)
        + brush.style()
        + "\n".join(part for part in parts if part)
        + "</svg>\n"
    )


def _root(layout: Layout, scope: str, width: float, height: float, font: str) -> str:
    """The start tag, with what screen readers look for."""
    known = layout.scene.language or ""
    language = f' lang="{known}" xml:lang="{known}"' if _LANGUAGE.fullmatch(known) else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" id="{scope}" class="jk jk-flow" role="img"{language}'
        f' width="{number(width)}" height="{number(height)}" viewBox="0 0 {number(width)} {number(height)}"'
        f' aria-labelledby="{scope}-title" aria-describedby="{scope}-desc" font-family="{text_of(font)}">'
    )


def _shift(x: float, y: float) -> str:
    return f"translate({number(x)} {number(y)})"


def _subtitle(scene: Scene, across: float) -> str:
    """The subtitle in full where that takes one line, else the longest shorter one that takes two at the most."""
    if len(wrap(scene.subtitle, across, _SUBTITLE, lines=2)) < 2:
        return scene.subtitle
    fits = (each for each in scene.shorter if len(wrap(each, across, _SUBTITLE, lines=3)) < 3)
    return next(fits, (scene.subtitle, *scene.shorter)[-1])


def _notes(scene: Scene, across: float, top: float, brush: Brush) -> tuple[str, float]:
    """What must be known of a result that lies over the drawing, and the height that it takes."""
    lines = [line for note in scene.notes for line in wrap(note, across, _NOTE, lines=40)]
    if not lines:
        return "", 0.0
    rows = [
        brush.make("text", {"x": _PAD, "y": top + 22 + at * 17, "font-size": _NOTE}, fill="muted", text=line)
        for at, line in enumerate(lines)
    ]
    return element("g", {"class": "jk-notes"}, *rows), 12 + len(lines) * 17.0


def _head(layout: Layout, across: float, brush: Brush) -> tuple[str, float]:
    """Title and line below it, and the y where the drawing begins."""
    rows = []
    y = _PAD - 6
    for text, size, step, colour, weight in (
        (layout.scene.title, _TITLE, 28.0, "ink", "bold"),
        (_subtitle(layout.scene, across), _SUBTITLE, 20.0, "muted", None),
    ):
        for line in wrap(text, across, size, bold=weight is not None, lines=3 if weight else 2):
            y += step
            place: dict[str, str | float | None] = {"x": _PAD, "y": y - 2, "font-size": size, "font-weight": weight}
            rows.append(brush.make("text", place, fill=colour, text=line))
    return element("g", {"class": "jk-title"}, *rows), y + 14
