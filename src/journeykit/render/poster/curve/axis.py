"""The axis of feelings, from very bad to very good: zones, lines, figures and words."""

from __future__ import annotations

from typing import Final

from journeykit.render.brush import Brush
from journeykit.render.flow.cards import feeling
from journeykit.render.poster.geometry import Band

__all__ = ["WORDS", "axis"]

WORDS: Final = {2: "very good", 1: "good", 0: "neutral", -1: "bad", -2: "very bad"}
_GAP: Final = 8.0


def axis(brush: Brush, band: Band, unit: float, limits: tuple[float, float], *, size: float, words: bool) -> list[str]:
    """Zones between the `limits` (y from the zero line), a line for each step of the axis, and what they mean."""
    top, bottom = limits
    across = band.right - band.left
    place: dict[str, str | float | None] = {"x": band.left, "y": top, "width": across, "height": -top}
    parts = [
        brush.make("rect", place, fill="zone_good"),
        brush.make("rect", {**place, "y": 0, "height": bottom}, fill="zone_bad"),
    ]
    for span in band.spans[1:]:
        rule: dict[str, str | float | None] = {"x1": span.x, "x2": span.x, "y1": top, "y2": bottom}
        parts.append(brush.make("line", {**rule, "stroke-width": 1}, stroke="lane_line"))
    every = 1 if unit >= size * 1.36 else 2
    for value, word in WORDS.items():
        y = -value * unit
        zero = value == 0
        line: dict[str, str | float | None] = {
            "x1": band.left, "x2": band.right, "y1": y, "y2": y,
            "stroke-width": 1.2 if zero else 0.8, "stroke-dasharray": None if zero else "1 5",
        }  # fmt: skip
        parts.append(brush.make("line", line, stroke="axis"))
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
