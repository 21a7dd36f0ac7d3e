"""Lines, points and their words as SVG."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from journeykit.render.brush import Brush
from journeykit.render.flow.cards import feeling
from journeykit.render.poster.curve.labels import Label, Labels
from journeykit.render.poster.curve.marks import colour_of, dash_of, marker, shape, star_at
from journeykit.render.poster.curve.track import Dot, Style, Track
from journeykit.render.poster.sizes import LEADING
from journeykit.render.sheet import Curve, Feeling
from journeykit.render.svg import element, number
from journeykit.render.words import percent

__all__ = ["Look", "group", "paint_line", "paint_points", "said"]

_WIDTH: Final[dict[Style, float]] = {"known": 2.6, "assumed": 1.8, "rare": 1.1, "unknown": 1.6}
_LEVELS: Final = {"assumption": "assumption", "partial": "partly researched", "research": "researched"}
_DASH: Final[dict[Style, str]] = {"assumed": "4 3.5", "rare": "3 5", "unknown": "0.1 7"}


@dataclass(frozen=True, slots=True)
class Look:
    """How points are painted: the font's `size`; `plain` where no other curve is near, and words need no colour to
    belong to theirs.
    """

    size: float
    plain: bool


def group(curve: Curve, *children: str) -> str:
    """The group of a persona's curve."""
    return element("g", {"class": "jk-curve", "data-persona": curve.persona or None}, *children)


def paint_line(brush: Brush, track: Track) -> str:
    """The line in its parts: a bridge over the unknown is dotted, what is assumed is thin and dashed."""
    if track.line is None:
        return ""
    index = track.curve.index
    parts = [
        brush.make(
            "path",
            {
                "d": track.line.path(part.left, part.right),
                "stroke-width": _WIDTH[part.style],
                "stroke-dasharray": _DASH.get(part.style, dash_of(index)),
                "stroke-linecap": "round" if part.style == "unknown" else None,
            },
            fill="none",
            stroke=colour_of(index),
        )
        for part in track.parts
    ]
    return group(track.curve, *parts) if parts else ""


def paint_points(brush: Brush, at: int, track: Track, labels: Labels, look: Look) -> str:
    """The points of the track at a place in the chart, with their words."""
    dots = [_point(brush, (at, track), dot, labels, look) for dot in track.dots]
    return group(track.curve, *dots) if dots else ""


def _point(brush: Brush, which: tuple[int, Track], dot: Dot, labels: Labels, look: Look) -> str:
    at, track = which
    index, felt, key = track.curve.index, dot.feeling, (at, dot.feeling.node)
    colour = colour_of(index)
    parts = [element("title", text=said(felt, track.curve.name, dot.tag))]
    if dot.ring:
        ring: dict[str, str | float | None] = {"d": shape(index, dot.x, dot.y, dot.reach), "stroke-width": 1.6}
        parts.append(brush.make("path", ring, fill="none", stroke=colour))
    parts.append(marker(brush, index, (dot.x, dot.y), dot.r, hollow=felt.level == "assumption"))
    if key in labels.stars:
        parts.append(star_at(brush, *labels.stars[key]))
    label = labels.placed.get(key)
    if label:
        parts += _leader(brush, label)
        parts += _rows(brush, label, look.size, colour, "ink" if look.plain else colour)
    return element("g", {"class": "jk-point", "data-step": felt.node}, *parts)


def _leader(brush: Brush, label: Label) -> list[str]:
    """The thin line from a point to words that stand away from it."""
    if label.leader is None:
        return []
    x, y, to_x, to_y = label.leader
    path = f"M{number(x)} {number(y)}L{number(to_x)} {number(to_y)}"
    return [brush.make("path", {"d": path, "stroke-width": 1}, fill="none", stroke="axis")]


def _rows(brush: Brush, label: Label, size: float, strong: str, weak: str) -> list[str]:
    return [
        brush.make(
            "text",
            {
                "x": label.x,
                "y": label.box.top + size * 0.95 + row * size * LEADING,
                "font-size": size,
                "font-weight": "bold" if row < label.strong else None,
                "text-anchor": None if label.anchor == "start" else label.anchor,
            },
            fill=strong if row < label.strong else weak,
            text=line,
        )
        for row, line in enumerate(label.lines)
    ]


def said(felt: Feeling, name: str, tag: str = "") -> str:
    """All that a point says, in a line.

    >>> said(Feeling(node="a", value=1, words="hopeful", intensity=4, moment=True), "Anna", "highest")
    'Anna: +1, hopeful · highest · intensity 4 of 5 · moment of truth · assumption'
    """
    figure = feeling(felt.value) + (f", {felt.words}" if felt.words else "")
    parts = (
        f"{name}: {figure}" if name else figure,
        tag,
        f"intensity {felt.intensity:g} of 5" if felt.intensity is not None else "",
        "moment of truth" if felt.moment else "",
        f"{percent(felt.share)} of them come here" if felt.share is not None else _LEVELS[felt.level],
    )
    return " · ".join(part for part in parts if part)
