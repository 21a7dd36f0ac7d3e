"""How each kind of node looks: kinds differ in shape and sign, feelings in tint, face and figure."""

from __future__ import annotations

from typing import Final

from journeykit.render.brush import Brush
from journeykit.render.flow.cards import DETAIL, LEADING, SECOND_FACE, TITLE, Card, feeling, mood, second_line
from journeykit.render.flow.icons import face, icon, star
from journeykit.render.flow.over import over_art
from journeykit.render.flow.place import Box
from journeykit.render.scene import Node
from journeykit.render.svg import element, number
from journeykit.render.theme import tint

__all__ = ["faces", "mark_colour", "node_art", "node_words", "outline", "sign", "smiley"]

_PAD: Final = 12.0


def mark_colour(emotion: float) -> str:
    """The colour's name of a face.

    >>> mark_colour(-0.5), mark_colour(0), mark_colour(2)
    ('bad_mark', 'mixed_mark', 'good_mark')
    """
    name = tint(emotion)
    return {"very_bad": "bad_mark", "bad": "bad_mark", "mixed": "mixed_mark"}.get(name, "good_mark")


def node_words(node: Node) -> str:
    """All that a node says in one line, for the pointer that rests on it."""
    parts = [node.title, second_line(node) if node.kind != "outcome" else node.result]
    if node.emotion is not None:
        each = ", ".join(f"{name} {feeling(value)}" for name, value in node.emotions)
        parts.append(f"emotion {each or feeling(node.emotion)}")
    if node.moment:
        parts.append(node.moment)
    return " · ".join(part for part in (*parts, *(each.text for each in node.said)) if part)


def node_art(card: Card, box: Box, brush: Brush) -> str:
    """One node as a group with its class, its id as data, and its words as a title."""
    node = card.node
    kind = {"drop_off": "drop-off"}.get(node.kind, node.kind)
    step = node.kind in ("touchpoint", "action", "wait")
    classes = ["jk-step" if step else "jk-node", f"jk-{kind}"]
    if step and node.emotion is not None:
        classes.append("jk-emotion-" + {"bad": "neg", "mixed": "zero"}.get(mark_colour(node.emotion)[:-5], "pos"))
    if node.kind == "outcome":
        classes.append(f"jk-{node.result or 'neutral'}")
    draw = {"outcome": _outcome, "drop_off": _drop_off, "end": _end}.get(node.kind, _step)
    return element(
        "g",
        {"class": " ".join(classes), "data-step" if step else "data-node": node.id},
        element("title", text=node_words(node)),
        *draw(card, box, brush),
    )


def _rows(
    brush: Brush, lines: tuple[str, ...], place: tuple[float, float], *, size: float, colour: str, bold: bool = False
) -> list[str]:
    """Lines of text, their upper left corner at `place`."""
    x, y = place
    return [
        brush.make(
            "text",
            {
                "x": x,
                "y": y + size * 0.95 + index * size * LEADING,
                "font-size": size,
                "font-weight": "bold" if bold else None,
            },
            fill=colour,
            text=line,
        )
        for index, line in enumerate(lines)
    ]


def sign(brush: Brush, path: str, place: tuple[float, float], *, size: float, colour: str, heavy: float = 1.4) -> str:
    """A sign of the 16-square, its upper left corner at `place`."""
    return brush.make(
        "path",
        {
            "d": path,
            "transform": f"translate({number(place[0])} {number(place[1])}) scale({size / 16:.4g})",
            "stroke-width": heavy,
            "stroke-linecap": "round",
            "stroke-linejoin": "round",
        },
        fill="none",
        stroke=colour,
    )


def outline(brush: Brush, kind: str, box: Box, *, fill: str, stroke: str, heavy: float) -> str:
    """The shape of a step: a rounded card, an action with cut corners, a wait with round ends and a dashed rim."""
    if kind == "action":
        cut = min(11.0, box.height / 4)
        path = (
            f"M{number(box.left + cut)} {number(box.top)}H{number(box.right - cut)}L{number(box.right)} "
            f"{number(box.top + cut)}V{number(box.bottom - cut)}L{number(box.right - cut)} {number(box.bottom)}"
            f"H{number(box.left + cut)}L{number(box.left)} {number(box.bottom - cut)}V{number(box.top + cut)}Z"
        )
        return brush.make("path", {"d": path, "stroke-width": heavy}, fill=fill, stroke=stroke)
    return brush.make(
        "rect",
        {
            "x": box.left,
            "y": box.top,
            "width": box.width,
            "height": box.height,
            "rx": min(24.0, box.height / 2) if kind == "wait" else 9.0,
            "stroke-width": heavy,
            "stroke-dasharray": "5 3" if kind == "wait" else None,
        },
        fill=fill,
        stroke=stroke,
    )


def left_half(brush: Brush, kind: str, box: Box, *, fill: str) -> str:
    """The left half of a step's shape, without a rim."""
    bend = min(11.0, box.height / 4) if kind == "action" else min(24.0, box.height / 2) if kind == "wait" else 9.0
    turn = (
        f"L{number(box.left + bend)} {number(box.top)}"
        if kind == "action"
        else (f"A{number(bend)} {number(bend)} 0 0 1 {number(box.left + bend)} {number(box.top)}")
    )
    back = (
        f"L{number(box.left)} {number(box.bottom - bend)}"
        if kind == "action"
        else (f"A{number(bend)} {number(bend)} 0 0 1 {number(box.left)} {number(box.bottom - bend)}")
    )
    path = (
        f"M{number(box.left)} {number(box.top + bend)}{turn}H{number(box.x)}V{number(box.bottom)}"
        f"H{number(box.left + bend)}{back}Z"
    )
    return brush.make("path", {"d": path}, fill=fill)


def smiley(brush: Brush, emotion: float, x: float, y: float, *, size: float, fill: str = "none") -> list[str]:
    """A face with its middle at (x, y)."""
    colour = mark_colour(emotion)
    place = (x - size / 2, y - size / 2)
    return [
        brush.make("circle", {"cx": x, "cy": y, "r": size / 2, "stroke-width": 1.5}, fill=fill, stroke=colour),
        sign(brush, face(emotion), place, size=size, colour=colour, heavy=1.5),
    ]


def _step(card: Card, box: Box, brush: Brush) -> list[str]:
    node = card.node
    rim, heavy = ("moment", 2.4) if node.moment else ("card_line", 1.2)
    fill = tint(node.torn[1] if node.torn else node.emotion)
    parts = [outline(brush, node.kind, box, fill=fill, stroke=rim, heavy=heavy)]
    if node.torn:
        parts.append(left_half(brush, node.kind, box, fill=tint(node.torn[0])))
        parts.append(outline(brush, node.kind, box, fill="none", stroke=rim, heavy=heavy))
    titles = len(card.title) * TITLE * LEADING
    below = max(len(card.detail) * DETAIL * LEADING, 22.0 if node.emotion is not None else 0.0)
    x, y = box.left + _PAD, box.y - (titles + (5 + below if below else 0) + card.over_height) / 2
    parts += _rows(brush, card.title, (x, y), size=TITLE, colour="ink", bold=True)
    y += titles + 5
    if card.detail:
        name = node.kind if node.kind in ("wait", "action") else node.channel
        first = y + (below - len(card.detail) * DETAIL * LEADING) / 2
        if name:
            parts.append(sign(brush, icon(name), (x, first), size=15, colour="muted"))
        parts += _rows(brush, card.detail, (x + (20 if name else 0), first), size=DETAIL, colour="muted")
    if node.emotion is not None:
        parts += _feeling(brush, node, node.emotion, (box.right - _PAD, y + below / 2))
    parts += over_art(brush, card.overs, (x, y + below), box.width - 2 * _PAD)
    if node.moment:
        parts += _moment(brush, box.right - 18, box.top)
    return parts


def _feeling(brush: Brush, node: Node, emotion: float, place_at: tuple[float, float]) -> list[str]:
    """The face and its figure, at the right of a card; two faces where some feel bad and others good."""
    right, middle = place_at
    side = SECOND_FACE if node.torn else 0.0
    place: dict[str, str | float | None] = {
        "x": right - 25 - side, "y": middle + 4.4, "font-size": DETAIL, "font-weight": "bold", "text-anchor": "end",
    }  # fmt: skip
    figure = brush.make("text", place, fill="ink" if node.torn else mark_colour(emotion), text=mood(node))
    if node.torn is None:
        return [*smiley(brush, emotion, right - 10, middle, size=20), figure]
    return [*faces(brush, node.torn, (right - 10 - side, middle), size=20), figure]


def faces(brush: Brush, torn: tuple[float, float], place: tuple[float, float], *, size: float) -> list[str]:
    """The face of the lowest feeling, its middle at `place`, and that of the highest, which covers a little of it."""
    low, high = torn
    x, y = place
    step = size * SECOND_FACE / 20
    return [
        *smiley(brush, low, x, y, size=size, fill=tint(low)),
        *smiley(brush, high, x + step, y, size=size, fill=tint(high)),
    ]


def _moment(brush: Brush, x: float, y: float) -> list[str]:
    """The star of a moment of truth, on a card's rim."""
    place = f"translate({number(x - 6.4)} {number(y - 6.8)}) scale(.8)"
    return [
        brush.make("circle", {"cx": x, "cy": y, "r": 9.5, "stroke-width": 1.6}, fill="paper", stroke="moment"),
        brush.make("path", {"d": star(), "transform": place}, fill="moment"),
    ]


def _outcome(card: Card, box: Box, brush: Brush) -> list[str]:
    """A stadium with a sign in a disc; a failure has a dashed rim, a success a double one."""
    result = card.node.result or "neutral"
    mark = {"success": "good_mark", "failure": "bad_mark"}.get(result, "mixed_mark")
    round_end = min(box.height / 2, 30.0)
    shape: dict[str, str | float | None] = {
        "x": box.left, "y": box.top, "width": box.width, "height": box.height, "rx": round_end, "stroke-width": 2.0,
        "stroke-dasharray": "7 4" if result == "failure" else None,
    }  # fmt: skip
    parts = [brush.make("rect", shape, fill=result, stroke=mark)]
    if result == "success":
        inner = {**shape, "x": box.left + 4, "y": box.top + 4, "width": box.width - 8, "height": box.height - 8}
        parts.append(brush.make("rect", {**inner, "rx": round_end - 4, "stroke-width": 1.0}, fill="none", stroke=mark))
    x = box.left + 26
    parts.append(brush.make("circle", {"cx": x, "cy": box.y, "r": 12.0}, fill=mark))
    parts.append(sign(brush, icon(result), (x - 7, box.y - 7), size=14, colour="on_mark", heavy=2.4))
    titles = len(card.title) * TITLE * LEADING
    below = len(card.detail) * DETAIL * LEADING
    y = box.y - (titles + below) / 2
    parts += _rows(brush, card.title, (box.left + 46, y), size=TITLE, colour="ink", bold=True)
    parts += _rows(brush, card.detail, (box.left + 46, y + titles), size=DETAIL, colour="muted")
    return parts


def _drop_off(card: Card, box: Box, brush: Brush) -> list[str]:
    high = len(card.title) * DETAIL * LEADING
    return [
        brush.make(
            "rect",
            {"x": box.left, "y": box.top, "width": box.width, "height": box.height, "rx": box.height / 2,
             "stroke-width": 1.4, "stroke-dasharray": "3 3"},
            fill="paper", stroke="leave",
        ),
        sign(brush, icon("drop_off"), (box.left + 13, box.y - 7), size=14, colour="leave", heavy=1.6),
        *_rows(brush, card.title, (box.left + 34, box.y - high / 2), size=DETAIL, colour="leave_text", bold=True),
    ]  # fmt: skip


def _end(card: Card, box: Box, brush: Brush) -> list[str]:
    size = card.width / 2 - 2
    return [
        brush.make("circle", {"cx": box.x, "cy": box.y, "r": size, "stroke-width": 1.8}, fill="paper", stroke="ink"),
        brush.make("circle", {"cx": box.x, "cy": box.y, "r": size - 4}, fill="ink"),
    ]
