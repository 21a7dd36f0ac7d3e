"""The SVG: stages, lines, cards, labels and legend, on what the layout says."""

from __future__ import annotations

from hashlib import sha256
from typing import Final

from journeykit.render.brush import Brush
from journeykit.render.flow.cards import CARD, Pill
from journeykit.render.flow.dot import head_name, zone_name
from journeykit.render.flow.grid import Grid
from journeykit.render.flow.lanes import Plan
from journeykit.render.flow.legend import legend
from journeykit.render.flow.node_art import node_art
from journeykit.render.flow.paths import Line, rounded
from journeykit.render.flow.place import Box
from journeykit.render.scene import Edge, Scene, StageBox
from journeykit.render.svg import element, number, text_of
from journeykit.render.text import wrap
from journeykit.render.theme import FONT

__all__ = ["head_height", "paint"]

_PAD: Final = 24.0
_HEAD: Final = 22.0  # the drawing's title
_STAGE: Final = 16.0
_SMALL: Final = 12.0
_NARROWEST: Final = 360.0


def _stage_lines(stage: StageBox, index: int) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """What stands on a stage: the line above its title, the title, and how its steps go."""
    kind = stage.kind.capitalize() if stage.kind else None
    over = " · ".join(part for part in (str(index + 1), kind, stage.phase) if part)
    order = {"any": "in any order", "parallel": "in parallel"}.get(stage.order, "")
    return (
        wrap(over, CARD, _SMALL, bold=True, lines=2),
        wrap(stage.title, CARD, _STAGE, bold=True, lines=3),
        wrap(order, CARD, _SMALL, lines=1),
    )


def head_height(stage: StageBox, index: int) -> float:
    """The room a stage's title takes above its cards."""
    over, title, order = _stage_lines(stage, index)
    return 26 + len(over) * 16 + len(title) * 20 + len(order) * 17


def paint(
    scene: Scene, made: Grid, planned: Plan, boxes: dict[str, Box], names: dict[str, str], lines: list[Line], theme: str
) -> str:
    """The finished drawing. The same scene and theme give the same bytes."""
    scope = "jk" + sha256(f"{theme}\0{scene!r}".encode()).hexdigest()[:10]
    brush = Brush(theme, scope)
    across = max(max(box.right for box in boxes.values()), _NARROWEST)
    title = wrap(scene.title, across, _HEAD, bold=True, lines=3)
    subtitle = wrap(scene.subtitle, across, 13, lines=2)
    top = _PAD + len(title) * 28 + len(subtitle) * 18 + 4
    deep = max(box.bottom for box in boxes.values())
    key, key_height = legend(scene, brush, across)
    width, height = across + 2 * _PAD, top + deep + key_height + _PAD
    parts = [
        brush.make("rect", {"width": width, "height": height}, fill="paper"),
        _head(brush, title, subtitle),
        element(
            "g",
            {"transform": f"translate({number(_PAD)} {number(top)})"},
            element("g", {"class": "jk-stages"}, *_stages(scene, made, boxes, brush)),
            element("g", {"class": "jk-edges", "fill": "none"}, *(_edge(line, scene, brush) for line in lines)),
            element(
                "g",
                {"class": "jk-nodes"},
                *(
                    node_art(planned.cards[node.id], boxes[names[node.id]], brush)
                    for node in scene.nodes
                    if names.get(node.id) in boxes
                ),
            ),
            element("g", {"class": "jk-labels"}, *(_label(line, brush) for line in lines)),
        ),
        element("g", {"transform": f"translate({number(_PAD)} {number(top + deep)})", "class": "jk-legend"}, key),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" id="{scope}" class="jk jk-flow" role="img"'
        f' width="{number(width)}" height="{number(height)}" viewBox="0 0 {number(width)} {number(height)}"'
        + (f' lang="{text_of(scene.language)}" xml:lang="{text_of(scene.language)}"' if scene.language else "")
        + f' aria-labelledby="{scope}-title" aria-describedby="{scope}-desc"'
        f' font-family="{text_of(FONT)}">'
        + element("title", {"id": f"{scope}-title"}, text=scene.title)
        + element("desc", {"id": f"{scope}-desc"}, text=scene.description)
        + brush.style()
        + "\n".join(parts)
        + "</svg>\n"
    )


def _head(brush: Brush, title: tuple[str, ...], subtitle: tuple[str, ...]) -> str:
    rows = [
        brush.make(
            "text", {"x": _PAD, "y": _PAD + 20 + 28 * index, "font-size": _HEAD, "font-weight": "bold"},
            fill="ink", text=line,
        )
        for index, line in enumerate(title)
    ]  # fmt: skip
    rows += [
        brush.make(
            "text", {"x": _PAD, "y": _PAD + 14 + 28 * len(title) + 18 * index, "font-size": 13.0},
            fill="muted", text=line,
        )
        for index, line in enumerate(subtitle)
    ]  # fmt: skip
    return element("g", {"class": "jk-title"}, *rows)


def _stages(scene: Scene, made: Grid, boxes: dict[str, Box], brush: Brush) -> list[str]:
    """The boxes of all stages; those of one band end on one line."""
    found = []
    order = {stage.id: index for index, stage in enumerate(scene.stages)}
    known = {stage.id: stage for stage in scene.stages}
    for band, columns in enumerate(made.bands):
        last = f"spine_{band}_row{made.rows[band] - 1}"
        inside = [name for name, cell in made.cells.items() if cell.band == band]
        index_of = {node.id: f"n{index}" for index, node in enumerate(scene.nodes)}
        bottom = max([boxes[index_of[name]].bottom for name in inside], default=boxes[last].bottom) + 16
        first = 0
        while first < len(columns):
            stage = columns[first].stage
            end = first
            while end + 1 < len(columns) and columns[end + 1].stage == stage:
                end += 1
            if stage is not None:
                left = boxes[zone_name(band, first, "left")].left
                right = boxes[zone_name(band, end + 1, "right")].right
                head = boxes[head_name(band, first)]
                found.append(_stage(known[stage], order[stage], (left, head.top, right, bottom), head, brush))
            first = end + 1
    return found


def _stage(stage: StageBox, index: int, sides: tuple[float, float, float, float], head: Box, brush: Brush) -> str:
    left, top, right, bottom = sides
    over, title, order = _stage_lines(stage, index)
    x, y = head.x - CARD / 2, top + 14
    rows = [
        brush.make(
            "rect",
            {"x": left, "y": top, "width": right - left, "height": bottom - top, "rx": 14.0},
            fill="stage",
            stroke="stage_line",
        )
    ]
    for lines, size, step, colour, weight in (
        (over, _SMALL, 16.0, "phase", "bold"),
        (title, _STAGE, 20.0, "stage_head", "bold"),
        (order, _SMALL, 17.0, "muted", None),
    ):
        for line in lines:
            y += step
            rows.append(
                brush.make(
                    "text", {"x": x, "y": y - 3, "font-size": size, "font-weight": weight}, fill=colour, text=line
                )
            )
    kind = f" jk-{stage.kind}" if stage.kind else ""
    words = " · ".join(part for part in (" ".join(over), stage.title, " ".join(order)) if part)
    return element("g", {"class": f"jk-stage{kind}", "data-stage": stage.id}, element("title", text=words), *rows)


def line_colour(edge: Edge, *, fails: bool) -> str:
    """The colour's name of an edge: ways back, ways out and ways on differ, in dashes as well."""
    if edge.kind in ("back", "self"):
        return "back"
    return "leave" if edge.kind == "drop_off" or fails else "forward"


def _edge(line: Line, scene: Scene, brush: Brush) -> str:
    edge = line.route.edge
    colour = line_colour(edge, fails=_fails(edge, scene))
    known = edge.probability if edge.basis not in (None, "assumed") else None
    wide = 1.4 if known is None else 1.2 + 3.0 * known
    if edge.kind in ("entry", "end"):
        wide = 1.8
    dash = {"back": "7 4", "self": "7 4", "drop_off": "3 3"}.get(edge.kind, "4 4" if edge.loose else None)
    points = list(line.points)
    arrow = ""
    if not edge.loose:
        (ax, ay), (bx, by) = points[-2], points[-1]
        length, half = 7.5 + wide, 3.2 + 0.75 * wide
        ux, uy = (bx > ax) - (bx < ax), (by > ay) - (by < ay)
        if abs(bx - ax) > 0.01 and abs(by - ay) > 0.01:
            ux, uy = 0, 1
        points[-1] = (bx - ux * length * 0.8, by - uy * length * 0.8)
        corners = (
            (bx, by),
            (bx - ux * length - uy * half, by - uy * length + ux * half),
            (bx - ux * length + uy * half, by - uy * length - ux * half),
        )
        arrow = brush.make("polygon", {"points": " ".join(f"{number(x)},{number(y)}" for x, y in corners)}, fill=colour)
    path = brush.make("path", {"d": rounded(points), "stroke-width": wide, "stroke-dasharray": dash}, stroke=colour)
    dot = ""
    if edge.kind == "entry":
        dot = brush.make("circle", {"cx": points[0][0], "cy": points[0][1], "r": 6.0}, fill="ink")
    return element(
        "g",
        {"class": f"jk-edge jk-edge-{edge.kind.replace('_', '-')}", "data-source": edge.source,
         "data-target": edge.target},
        element("title", text=_words(edge, scene)), path, arrow, dot,
    )  # fmt: skip


def _fails(edge: Edge, scene: Scene) -> bool:
    return edge.target in _failures(scene)


def _failures(scene: Scene) -> frozenset[str]:
    return frozenset(node.id for node in scene.nodes if node.kind == "outcome" and node.result == "failure")


def _words(edge: Edge, scene: Scene) -> str:
    titles = {node.id: node.title for node in scene.nodes}
    return " · ".join(
        part for part in (f"{titles.get(edge.source)} → {titles.get(edge.target)}", edge.figure, edge.label) if part
    )


def _label(line: Line, brush: Brush) -> str:
    mark, middle = line.route.pill, line.label
    if mark is None or middle is None:
        return ""
    edge = line.route.edge
    colour = {"back": "back_text", "self": "back_text", "drop_off": "leave_text"}.get(edge.kind, "ink")
    return element(
        "g",
        {"class": "jk-label", "text-anchor": "middle", "data-source": edge.source, "data-target": edge.target},
        *_pill(mark, middle, colour, brush),
    )


def _pill(mark: Pill, middle: tuple[float, float], colour: str, brush: Brush) -> list[str]:
    left, top = middle[0] - mark.width / 2, middle[1] - mark.height / 2
    parts = [
        brush.make(
            "rect", {"x": left, "y": top, "width": mark.width, "height": mark.height, "rx": 6.0},
            fill="pill", stroke="pill_line",
        )
    ]  # fmt: skip
    for index, line in enumerate(mark.lines):
        bold = "bold" if index == 0 and mark.figure else None
        parts.append(
            brush.make(
                "text",
                {"x": middle[0], "y": top + 13.5 + 15 * index, "font-size": 12.0, "font-weight": bold},
                fill=colour,
                text=line,
            )
        )
    return parts
