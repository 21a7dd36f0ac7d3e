"""Lines and their words as elements."""

from __future__ import annotations

from journeykit.render.brush import Brush
from journeykit.render.poster.arcs.link import LIFT, Link
from journeykit.render.poster.arcs.pills import paint
from journeykit.render.poster.arcs.strokes import arrow, bow, colour, dashes, ends, said, wide
from journeykit.render.svg import element, number

__all__ = ["line", "words"]

_DASHED = ("back", "idea_mark", "fade_line")
_AIR = 2.0  # between an arrow's tip and what it points at


def line(link: Link, y: float, bottom: float, brush: Brush, titles: dict[str, str]) -> str:
    """The line of a link on the track at y, with its arrow and its words for the pointer."""
    edge = link.edges[0]
    heavy, name = wide(edge), _colour(link)
    if link.kind in ("arc", "loop"):
        y += link.height / 2 if link.over else 0.0
        stop, head = arrow(brush, (link.end, bottom - _AIR), "down", heavy, name)
        path = bow(link.start, link.end, y, bottom, bottom - _AIR - stop)
    else:
        heavy = 1.8 if len(link.edges) > 1 or link.kind in ("start", "lost", "found") else heavy
        path, head = _stub(link, y, bottom, brush, pen=(heavy, name))
    attributes = ends(edge)
    if len(link.edges) > 1:
        attributes["data-from"] = " ".join(dict.fromkeys(each.source for each in link.edges))
        attributes["data-to"] = " ".join(dict.fromkeys(each.target for each in link.edges))
    drawn: dict[str, str | float | None] = {
        "d": path,
        "stroke-width": heavy,
        "stroke-dasharray": dashes(edge) if name in _DASHED else None,
    }
    return element(
        "g",
        attributes,
        element("title", text="; ".join(said(each, titles) for each in link.edges)),
        brush.make("path", drawn, fill="none", stroke=name),
        head,
    )


def _stub(link: Link, y: float, bottom: float, brush: Brush, *, pen: tuple[float, str]) -> tuple[str, str]:
    """A line straight up from the card into its pill on the track at y, or down onto the card."""
    top = y + link.height / 2
    up = link.kind in ("out", "lost")
    tip = top + 1 if up else bottom - _AIR
    stop, head = arrow(brush, (link.start, tip), "up" if up else "down", *pen)
    first, last = (bottom, tip + stop) if up else (top, tip - stop)
    return f"M{number(link.start)} {number(first)}V{number(last)}", head


def _colour(link: Link) -> str:
    """That of its moves where they have one in common."""
    if link.kind == "start":
        return "ink"
    if link.kind in ("lost", "found"):
        return "forward"
    names = {colour(edge) for edge in link.edges}
    return names.pop() if len(names) == 1 else "forward"


def words(link: Link, y: float, brush: Brush) -> str:
    """The pill of a link."""
    if link.pill is None:
        return ""
    edge = link.edges[0]
    attributes = {**ends(edge), "class": f"{ends(edge)['class']} jk-label"}
    weak = all(each.weak for each in link.edges)
    text = "fade" if weak else "back_text" if _colour(link) == "back" else "muted"
    over = edge.taken if len({each.taken for each in link.edges}) == 1 else None
    if over is not None and link.kind not in ("start", "lost", "found"):
        text = over.ink or text
    rim = "card_line" if link.kind in ("lost", "found") else "stage_line"
    dash = over.dash if over is not None and over.ghost and text == "idea_mark" else None
    rim = "idea_mark" if dash else rim
    y -= LIFT / 2 if link.over else 0.0
    return element("g", attributes, *paint(link.pill, brush, link.centre, y, colour=text, rim=rim, dash=dash))
