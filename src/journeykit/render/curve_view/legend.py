"""What the lines and the signs of a curve drawing mean: only those that it uses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from journeykit.render.brush import Brush
from journeykit.render.curve_view.frame import SIZE
from journeykit.render.curve_view.pair import MINUS, Pair
from journeykit.render.poster.curve.signs import (
    Draw,
    assumed_sign,
    bridge_sign,
    line_sign,
    moment_sign,
    rare_sign,
    ring_sign,
    sizes_sign,
)
from journeykit.render.svg import element
from journeykit.render.text import width

__all__ = ["Legend"]

_ROW: Final = 24.0
_SIGN: Final = 36.0


class Legend:
    """The lines by name, and the signs that the drawing uses, in rows."""

    def __init__(self, pair: Pair, across: float, *, gaps: bool, rare: bool = False) -> None:
        self._items: list[tuple[float, float, str, Draw]] = []
        x = y = 0.0
        for words, draw in _items(pair, gaps=gaps, rare=rare):
            wide = _SIGN + width(words, SIZE) + 22
            if x and x + wide > across:
                x, y = 0.0, y + _ROW
            self._items.append((x, y, words, draw))
            x += wide
        self.height = y + _ROW if self._items else 0.0

    def paint(self, brush: Brush, left: float, top: float) -> str:
        """The group, with its upper left corner there."""
        parts: list[str] = []
        for x, y, words, draw in self._items:
            middle = top + y + _ROW / 2
            parts += draw(brush, left + x, middle)
            place: dict[str, str | float | None] = {"x": left + x + _SIGN, "y": middle + SIZE * 0.36, "font-size": SIZE}
            parts.append(brush.make("text", place, fill="muted", text=words))
        return element("g", {"class": "jk-legend"}, *parts) if parts else ""


def _items(pair: Pair, *, gaps: bool, rare: bool) -> Iterator[tuple[str, Draw]]:
    curves = [curve for group in pair.groups for curve in group.curves]
    names = {(curve.index, curve.name): curve for curve in curves if curve.name}
    if pair.met:
        for group in pair.met:  # also of those whose feelings nobody stated
            yield group.name, line_sign(group.index)
    elif len(names) > 1 and (pair.versions or len(pair.groups) == 1):
        for curve in names.values():
            yield curve.name, line_sign(curve.index)
    points = [point for curve in curves for point in curve.points]
    first = curves[0].index if curves else 0  # a sign of somebody who is in the drawing
    said: tuple[tuple[bool, str, Draw], ...] = (
        (any(point.moment for point in points), "moment of truth", moment_sign),
        (any(point.intensity is not None for point in points), "the larger, the more intense", sizes_sign(first)),
        (bool(pair.met and points), "the larger, the more of them come here", sizes_sign(first)),
        (rare, "fewer than a tenth of them come here", rare_sign(first)),
        (any(point.level == "assumption" for point in points), "assumed", assumed_sign(first)),
        (
            pair.sheet.overlay == "evidence" and any(p.level == "research" for p in points),
            "researched",
            ring_sign(first),
        ),
        (gaps, "no feeling stated", bridge_sign(first)),
        (MINUS in pair.signs.values(), f"step only {(pair.versions or ('', ''))[0]}", _text(MINUS)),
        ("+" in pair.signs.values(), f"step only {(pair.versions or ('', ''))[1]}", _text("+")),
    )
    for used, words, draw in said:
        if used:
            yield words, draw


def _text(sign: str) -> Draw:
    def draw(brush: Brush, x: float, y: float) -> list[str]:
        place: dict[str, str | float | None] = {
            "x": x + 14, "y": y + SIZE * 0.36, "font-size": SIZE + 2, "font-weight": "bold", "text-anchor": "middle",
        }  # fmt: skip
        return [brush.make("text", place, fill="ink", text=sign)]

    return draw
