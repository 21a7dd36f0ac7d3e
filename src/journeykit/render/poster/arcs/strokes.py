"""Strokes and arrow heads: as wide as a move is likely, in its colour, in dashes where it leads back."""

from __future__ import annotations

from typing import Final, Literal

from journeykit.render.brush import Brush
from journeykit.render.scene import Edge
from journeykit.render.svg import number

__all__ = ["arrow", "bow", "colour", "dashes", "ends", "said", "wide"]

_CORNER: Final = 9.0
Way = Literal["up", "down", "right"]


def wide(edge: Edge) -> float:
    """The width of a move's line; what is not known is drawn neither likely nor unlikely.

    >>> wide(Edge(source="a", target="b", probability=1.0, basis="stated")), wide(Edge(source="a", target="b"))
    (3.5, 1.8)
    """
    if edge.taken is not None:
        return edge.taken.wide(5.0)
    if edge.probability is None or edge.basis in (None, "assumed"):
        return 1.8
    # the only way on is no news: it is drawn without a figure, and not as the heaviest line of all
    return 1.2 + 2.3 * edge.probability if edge.figure else 2.4


def colour(edge: Edge) -> str:
    """The name of a line's colour."""
    if edge.taken is not None and edge.taken.colour:
        return edge.taken.colour
    return "back" if edge.kind in ("back", "self") else "forward"


def dashes(edge: Edge) -> str | None:
    """The dashes of a line."""
    if edge.taken is not None and edge.taken.dash:
        return edge.taken.dash
    return "6 4" if edge.kind in ("back", "self") else None


def ends(edge: Edge) -> dict[str, str | float | None]:
    """The class of a move's group, and where it leads from and to."""
    return {"class": f"jk-move jk-{edge.kind.replace('_', '-')}", "data-from": edge.source, "data-to": edge.target}


def said(edge: Edge, titles: dict[str, str]) -> str:
    """All that a move says, for the pointer that rests on it."""
    way = f"{titles.get(edge.source, edge.source)} → {titles.get(edge.target, edge.target)}"
    return " · ".join(part for part in (way, edge.figure, edge.label) if part)


def arrow(brush: Brush, tip: tuple[float, float], way: Way, heavy: float, name: str) -> tuple[float, str]:
    """An arrow's head, and how far before its tip the line should stop."""
    length, half = 6.5 + 0.8 * heavy, 2.9 + 0.7 * heavy
    x, y = tip
    if way == "right":
        corners = ((x, y), (x - length, y - half), (x - length, y + half))
    else:
        up = length if way == "up" else -length
        corners = ((x, y), (x - half, y + up), (x + half, y + up))
    points = " ".join(f"{number(a)},{number(b)}" for a, b in corners)
    return length - 1.5, brush.make("polygon", {"points": points}, fill=name)


def bow(start: float, end: float, top: float, bottom: float, stop: float) -> str:
    """The path of an arc from `bottom` up to `top`, over to `end` and down to `stop`, its corners round.

    >>> bow(0, 50, 10, 60, 52)
    'M0 60V19Q0 10 9 10H41Q50 10 50 19V52'
    """
    bend = min(_CORNER, abs(end - start) / 2, max(stop - top, 0.0))
    side = bend if end > start else -bend
    up, high, down = number(top + bend), number(top), number(end)
    return (
        f"M{number(start)} {number(bottom)}V{up}Q{number(start)} {high} {number(start + side)} {high}"
        f"H{number(end - side)}Q{down} {high} {down} {up}V{number(stop)}"
    )
