"""The stages above the chart, as arrows in the direction of the journey."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from journeykit.render.brush import Brush
from journeykit.render.curve_view.frame import SIZE
from journeykit.render.poster.geometry import Band, Span
from journeykit.render.poster.sizes import LEADING
from journeykit.render.scene import Scene
from journeykit.render.svg import element, number
from journeykit.render.text import wrap

__all__ = ["Heads"]

_TIP: Final = 9.0
_PAD: Final = 6.0
_NARROW: Final = 74.0  # px of a stage below which its number stands for it, and the key says its name


@dataclass(frozen=True, slots=True)
class _Head:
    span: Span
    lines: tuple[str, ...]


class Heads:
    """The stages of a band, measured. `short` are the numbers and names of those that have no room for theirs."""

    def __init__(self, band: Band, scene: Scene) -> None:
        names = {stage.id: (index, stage.title) for index, stage in enumerate(scene.stages, start=1)}
        self._heads: list[_Head] = []
        self.short: list[tuple[int, str]] = []
        for span in band.spans:
            index, title = names.get(span.stage or "", (0, "Outcomes"))
            lines = wrap(title, span.width - _TIP - 14, SIZE, bold=True, lines=5)
            if index and (span.width < _NARROW or len(lines) > 4):
                self.short.append((index, title))
                lines = (str(index),)
            elif not index and span.width < _NARROW:
                lines = ("",)
            self._heads.append(_Head(span, lines))
        deepest = max((len(head.lines) for head in self._heads), default=0)
        self.height = deepest * SIZE * LEADING + 2 * _PAD if deepest else 0.0

    def paint(self, brush: Brush, top: float) -> str:
        """The group, its top at `top`."""
        parts: list[str] = []
        for at, head in enumerate(self._heads):
            last = at == len(self._heads) - 1
            parts.append(self._arrow(brush, head.span, top, first=not at, last=last))
            step = SIZE * LEADING
            y = top + (self.height - len(head.lines) * step) / 2
            for row, line in enumerate(head.lines):
                place: dict[str, str | float | None] = {
                    "x": head.span.x + (head.span.width - (0 if last else 2)) / 2 + (0 if not at else 3),
                    "y": y + row * step + step / 2 + SIZE * 0.36,
                    "font-size": SIZE, "font-weight": "bold", "text-anchor": "middle",
                }  # fmt: skip
                parts.append(brush.make("text", place, fill="on_head" if head.span.stage else "ink", text=line))
        return element("g", {"class": "jk-stages"}, *parts)

    def _arrow(self, brush: Brush, span: Span, top: float, *, first: bool, last: bool) -> str:
        """A ribbon: notched unless it is the first, pointed unless it is the last."""
        x, end, half = span.x, span.x + span.width - (0 if last else 2), self.height / 2
        tip = min(_TIP, span.width / 4)
        notch = "" if first else f"l{number(tip)} {number(-half)}l{number(-tip)} {number(-half)}"
        if last:
            side = f"H{number(end)}v{number(self.height)}"
        else:
            side = f"H{number(end)}l{number(tip)} {number(half)}l{number(-tip)} {number(half)}"
        path = f"M{number(x)} {number(top)}{side}H{number(x)}{notch}Z"
        return brush.make("path", {"d": path}, fill="head" if span.stage else "neutral")
