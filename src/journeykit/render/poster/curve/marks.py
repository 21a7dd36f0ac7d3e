"""How each persona's line and points look: four colours, dashes and shapes, so that none is told by colour alone."""

from __future__ import annotations

from math import sqrt
from typing import Final

from journeykit.render.brush import Brush
from journeykit.render.flow.icons import star
from journeykit.render.sheet import Feeling
from journeykit.render.svg import number

__all__ = ["RARE", "RING", "STAR", "colour_of", "dash_of", "marker", "radius", "shape", "star_at"]

STAR: Final = 13.0  # px across
RING: Final = 4.0  # px beyond the marker at which the ring of a researched feeling runs
RARE: Final = 0.1
"""Where fewer of those whose curve it is come to a step, the line to it is thin."""
_DASHES: Final = (None, "11 4.5", "12 4 2.5 4", "20 5", "6 3", "16 3.5 2.5 3.5 2.5 3.5")
_DEFAULT: Final = 6.0


def colour_of(index: int) -> str:
    """The name of a line's colour.

    >>> colour_of(0), colour_of(5)
    ('line_1', 'line_2')
    """
    return f"line_{index % 4 + 1}"


def dash_of(index: int) -> str | None:
    """The dash of a line, None for the unbroken one."""
    return _DASHES[index % 6]


def radius(feeling: Feeling) -> float:
    """The marker's half width in px by how strongly it is felt, 1 to 5; or its area by how many come there.

    >>> [radius(Feeling(node="a", value=0, intensity=each)) for each in (None, 1, 5)]
    [6.0, 4.5, 9.0]
    >>> [radius(Feeling(node="a", value=0, share=each)) for each in (1, 0.25, 0.01)]
    [9.0, 4.5, 2.5]
    """
    if feeling.share is not None:
        return max(9.0 * sqrt(feeling.share), 2.5)
    if feeling.intensity is None:
        return _DEFAULT
    return 4.5 + (max(1.0, min(5.0, feeling.intensity)) - 1) * 1.125


def shape(index: int, x: float, y: float, r: float) -> str:
    """The path of a marker: circle, diamond, square, triangle, triangle on its tip or cross, of about the same area.

    >>> shape(2, 10, 10, 5)
    'M5.5 5.5h9v9h-9z'
    """
    kind = index % 6
    if kind == 0:
        arc = f"a{number(r)} {number(r)} 0 1 0"
        return f"M{number(x - r)} {number(y)}{arc} {number(2 * r)} 0{arc} {number(-2 * r)} 0z"
    if kind == 1:
        d = r * 1.24
        return (
            f"M{number(x)} {number(y - d)}l{number(d)} {number(d)}l{number(-d)} {number(d)}l{number(-d)} {number(-d)}z"
        )
    if kind == 2:
        s = r * 0.9
        return f"M{number(x - s)} {number(y - s)}h{number(2 * s)}v{number(2 * s)}h{number(-2 * s)}z"
    d = r * 1.2
    if kind == 3:
        return f"M{number(x)} {number(y - d)}l{number(d)} {number(1.8 * d)}h{number(-2 * d)}z"
    if kind == 4:  # on its tip
        return f"M{number(x)} {number(y + d)}l{number(d)} {number(-1.8 * d)}h{number(-2 * d)}z"
    a, b = r * 1.15, r * 0.42  # a cross
    arms = f"h{number(2 * b)}v{number(a - b)}h{number(a - b)}v{number(2 * b)}h{number(b - a)}v{number(a - b)}"
    back = f"h{number(-2 * b)}v{number(b - a)}h{number(b - a)}v{number(-2 * b)}h{number(a - b)}z"
    return f"M{number(x - b)} {number(y - a)}{arms}{back}"


def marker(brush: Brush, index: int, place: tuple[float, float], r: float, *, hollow: bool = False) -> str:
    """A point's sign; hollow with a dashed rim where the feeling is but assumed."""
    colour = colour_of(index)
    path = shape(index, *place, r)
    if hollow:
        rim: dict[str, str | float | None] = {"d": path, "stroke-width": 1.8, "stroke-dasharray": "2.6 1.6"}
        return brush.make("path", rim, fill="paper", stroke=colour)
    return brush.make("path", {"d": path, "stroke-width": 1.6}, fill=colour, stroke="paper")


def star_at(brush: Brush, x: float, y: float) -> str:
    """The star of a moment of truth with its middle at (x, y), on a rim that parts it from lines."""
    side = STAR / 16
    place = f"translate({number(x - STAR / 2)} {number(y - STAR / 2)}) scale({side:.4g})"
    return brush.make(
        "path", {"d": star(), "transform": place, "stroke-width": 2.2, "paint-order": "stroke"},
        fill="moment", stroke="paper",
    )  # fmt: skip
