"""The axis of feelings, from very bad to very good: zones, lines, figures and words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from journeykit.render.brush import Brush
from journeykit.render.flow.cards import feeling
from journeykit.render.poster.curve.board import Box
from journeykit.render.poster.geometry import Band
from journeykit.render.svg import number

__all__ = ["WORDS", "axis"]

WORDS: Final = {2: "very good", 1: "good", 0: "neutral", -1: "bad", -2: "very bad"}
_GAP: Final = 8.0
_AIR: Final = 3.0  # px between words and the ends of a line that stops for them


def axis(
    brush: Brush,
    band: Band,
    unit: float,
    limits: tuple[float, float],
    *,
    size: float,
    words: bool,
    taken: Sequence[Box] = (),
) -> list[str]:
    """Zones between the `limits` (y from the zero line), a line for each step of the axis, and what they mean.

    Lines stop for the words that are `taken`: both zones show behind them, whatever their colours.
    """
    top, bottom = limits
    across = band.right - band.left
    place: dict[str, str | float | None] = {"x": band.left, "y": top, "width": across, "height": -top}
    parts = [
        brush.make("rect", place, fill="zone_good"),
        brush.make("rect", {**place, "y": 0, "height": bottom}, fill="zone_bad"),
    ]
    for span in band.spans[1:]:
        stops = [(box.top, box.bottom) for box in taken if box.left - 1 < span.x < box.right + 1]
        path = "".join(f"M{number(span.x)} {number(a)}V{number(b)}" for a, b in _pieces(top, bottom, stops))
        rule: dict[str, str | float | None] = {"d": path, "stroke-width": 1}
        parts.append(brush.make("path", rule, fill="none", stroke="lane_line"))
    every = 1 if unit >= size * 1.36 else 2
    for value, word in WORDS.items():
        y = -value * unit
        zero = value == 0
        stops = [(box.left, box.right) for box in taken if box.top - 1 < y < box.bottom + 1]
        path = "".join(f"M{number(a)} {number(y)}H{number(b)}" for a, b in _pieces(band.left, band.right, stops))
        line: dict[str, str | float | None] = {
            "d": path, "stroke-width": 1.2 if zero else 0.8, "stroke-dasharray": None if zero else "1 5",
        }  # fmt: skip
        parts.append(brush.make("path", line, fill="none", stroke="axis"))
        if value % every:
            continue
        text: dict[str, str | float | None] = {
            "x": band.left - _GAP, "y": y + size * 0.36, "font-size": size, "text-anchor": "end",
        }  # fmt: skip
        parts.append(brush.make("text", text, fill="muted", text=feeling(value)))
        if words:
            text["x"] = band.left - _GAP - size * 1.7
            parts.append(brush.make("text", text, fill="muted", text=word))
    return parts


def _pieces(start: float, end: float, stops: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """What is left of a line between two places, without what `stops` take of it.

    >>> _pieces(0, 100, [(40, 50), (90, 120)])
    [(0, 37.0), (53.0, 87.0)]
    """
    found = []
    for low, high in sorted(stops):
        if low - _AIR > start:
            found.append((start, low - _AIR))
        start = max(start, high + _AIR)
    return [*found, (start, end)] if start < end else found
