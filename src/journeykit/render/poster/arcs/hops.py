"""Straight arrows from card to card, and their figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from journeykit.render.brush import Brush
from journeykit.render.poster.arcs.strokes import arrow, colour, ends, said, wide
from journeykit.render.poster.geometry import Band
from journeykit.render.poster.sizes import SMALL
from journeykit.render.scene import Edge
from journeykit.render.svg import element, number
from journeykit.render.text import width

if TYPE_CHECKING:
    from journeykit.render.poster.arcs.gutter import Gutter

__all__ = ["figures", "hop_arrows"]

_UNDER: Final = 6.0  # from a figure's foot to the cards


def hop_arrows(band: Band, gutter: Gutter, brush: Brush, middle: float) -> list[str]:
    """The arrows in the gaps between neighbouring cards, at the height `middle` of the card row.

    Where reading goes on in the next band, an arrow leaves the last card here and another reaches the first card there.
    """
    drawn = []
    for edge in (*gutter.hops, *gutter.entering):
        here, there = band.places.get(edge.source), band.places.get(edge.target)
        first = here.right if here else band.left
        last = there.left if there else here.x + here.width if here else band.left
        heavy, name = min(wide(edge), 2.6 if edge.taken is None else 4.0), colour(edge)
        stop, head = arrow(brush, (last - 1.5, middle), "right", heavy, name)
        path = f"M{number(first + 1.5)} {number(middle)}H{number(max(last - 1.5 - stop, first + 1.5))}"
        dash = edge.taken.dash if edge.taken is not None else None
        drawn_line: dict[str, str | float | None] = {"d": path, "stroke-width": heavy, "stroke-dasharray": dash}
        line = brush.make("path", drawn_line, fill="none", stroke=name)
        parts = [element("title", text=said(edge, gutter.titles)), line, head]
        if edge.figure and here and there:  # from its figure a thread leads to the arrow, which is told apart from arcs
            thread = f"M{number((first + last) / 2)} {number(-_UNDER)}V{number(middle)}"
            parts.insert(1, brush.make("path", {"d": thread, "stroke-width": 1.0}, fill="none", stroke="forward"))
        drawn.append(element("g", ends(edge), *parts))
    return drawn


def figures(band: Band, hops: Sequence[Edge], brush: Brush, bottom: float) -> Iterator[str]:
    """The figures of straight arrows, each over its gap, on the cards' top at `bottom`."""
    for edge in hops:
        here, there = band.places.get(edge.source), band.places.get(edge.target)
        if not edge.figure or here is None or there is None:
            continue
        x, across = (here.right + there.left) / 2, width(edge.figure, SMALL, bold=True) + 8
        paper: dict[str, str | float | None] = {
            "x": x - across / 2, "y": bottom - _UNDER - 16, "width": across, "height": 16.0, "rx": 8.0,
        }  # fmt: skip
        place: dict[str, str | float | None] = {
            "x": x, "y": bottom - _UNDER - 4, "font-size": SMALL, "font-weight": "bold", "text-anchor": "middle",
        }  # fmt: skip
        yield element(
            "g",
            {**ends(edge), "class": f"{ends(edge)['class']} jk-label"},
            brush.make("rect", paper, fill="paper", stroke="lane_line"),
            brush.make("text", place, fill=_ink(edge), text=edge.figure),
        )


def _ink(edge: Edge) -> str:
    own = edge.taken.ink if edge.taken is not None else None
    return own or ("fade" if edge.weak else "muted")
