"""What the signs mean: one line under the drawing, with only the signs it uses."""

from __future__ import annotations

from collections.abc import Callable

from journeykit.render.brush import Brush
from journeykit.render.flow.icons import icon, star
from journeykit.render.flow.node_art import faces, outline, sign, smiley
from journeykit.render.flow.place import Box
from journeykit.render.flow.stage_art import stage_order
from journeykit.render.scene import Scene
from journeykit.render.svg import element, number
from journeykit.render.text import width

__all__ = ["legend"]

_SIZE, _ROW, _SIGN = 12.0, 26.0, 34.0
Draw = Callable[[float, float, Brush], list[str]]


def _line(colour: str, dash: str | None, wide: float) -> Draw:
    def draw(x: float, y: float, brush: Brush) -> list[str]:
        return [
            brush.make(
                "path",
                {"d": f"M{number(x)} {number(y)}h26", "stroke-width": wide, "stroke-dasharray": dash},
                fill="none",
                stroke=colour,
            )
        ]

    return draw


def _kind(kind: str) -> Draw:
    def draw(x: float, y: float, brush: Brush) -> list[str]:
        box = Box(x + 13, y, 28, 20)
        return [
            outline(brush, kind, box, fill="unknown", stroke="card_line", heavy=1.2),
            sign(brush, icon(kind), (x + 7, y - 6), size=12, colour="muted"),
        ]

    return draw


def _faces(x: float, y: float, brush: Brush) -> list[str]:
    return [*smiley(brush, -2, x + 6, y, size=13), *smiley(brush, 2, x + 21, y, size=13)]


def _range(x: float, y: float, brush: Brush) -> list[str]:
    return faces(brush, (-2, 2), (x + 8, y), size=15)


def _order(scene: Scene) -> str:
    """What lines without a direction mean: in the words of the stages that hold them."""
    home = {node.id: node.stage for node in scene.nodes}
    loose = {home.get(edge.source) for edge in scene.edges if edge.loose}
    said = [stage_order(stage) or "in any order" for stage in scene.stages if stage.id in loose]
    return ", ".join(dict.fromkeys(said))


def _star(x: float, y: float, brush: Brush) -> list[str]:
    place = f"translate({number(x + 6)} {number(y - 8)})"
    return [brush.make("path", {"d": star(), "transform": place}, fill="moment")]


def _widths(x: float, y: float, brush: Brush) -> list[str]:
    start, end = number(x), number(x + 26)
    path = f"M{start} {number(y - 0.6)}L{end} {number(y - 3)}V{number(y + 3)}L{start} {number(y + 0.6)}Z"
    return [brush.make("path", {"d": path}, fill="forward")]


def _items(scene: Scene) -> list[tuple[str, Draw]]:
    kinds = {edge.kind for edge in scene.edges if edge.taken is None or not (edge.taken.ghost or edge.taken.never)}
    known = any(edge.probability is not None and edge.basis not in (None, "assumed", "derived") for edge in scene.edges)
    order = _order(scene)
    failures = {node.id for node in scene.nodes if node.result == "failure"}
    lost = any(
        edge.kind in ("forward", "end")
        and edge.target in failures
        and not (edge.taken and edge.taken.colour not in (None, "leave"))
        for edge in scene.edges
    )
    laid = scene.laid
    felt = any(node.emotion is not None for node in scene.nodes if node.kind != "outcome")  # ends show none
    items: list[tuple[bool, str, Draw]] = [
        (felt, "emotion, \u22122 to +2", _faces),
        (any(node.emotions for node in scene.nodes), "\u22122 to +2: from persona to persona", _range),
        (any(node.moment for node in scene.nodes), "moment of truth", _star),
        (any(node.kind == "wait" for node in scene.nodes), "wait", _kind("wait")),
        (any(node.kind == "action" for node in scene.nodes), "the customer alone", _kind("action")),
        (known and not laid, "the wider, the likelier", _widths),
        (any(each.weight for each in laid), "the wider, the more often", _widths),
        (any(each.ghost for each in laid), "+ not on the map", _line("idea_mark", "2 3", 3.0)),
        (any(each.never for each in laid), "on the map, and nobody goes there", _line("fade_line", "1 5", 1.6)),
        (bool(kinds & {"back", "self"}), "back or again", _line("back", "7 4", 2.0)),
        ("drop_off" in kinds, "drop-off", _line("leave", "3 3", 2.0)),
        (lost, "to a failure", _line("leave", None, 2.0)),
        (bool(order), order, _line("forward", "4 4", 1.6)),
    ]
    return [(words, draw) for used, words, draw in items if used]


def legend(scene: Scene, brush: Brush, across: float) -> tuple[str, float]:
    """The legend in rows no wider than `across`, and its height; nothing where there is nothing to explain."""
    items = _items(scene)
    if not items:
        return "", 0.0
    parts: list[str] = []
    x, row = 0.0, 0
    for words, draw in items:
        wide = _SIGN + width(words, _SIZE) + 22
        if x and x + wide > across:
            x, row = 0.0, row + 1
        y = 24 + row * _ROW
        parts += draw(x, y, brush)
        parts.append(brush.make("text", {"x": x + _SIGN, "y": y + 4.2, "font-size": _SIZE}, fill="muted", text=words))
        x += wide
    return element("g", None, *parts), 24 + (row + 1) * _ROW - 10
