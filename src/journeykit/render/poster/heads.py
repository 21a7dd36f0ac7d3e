"""The bands above the columns: phases, and stages with their kind, as arrows in the direction of the journey."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from journeykit.render.brush import Brush
from journeykit.render.poster.geometry import Band, Span
from journeykit.render.poster.sizes import SMALL
from journeykit.render.poster.type import Block, block, set_block
from journeykit.render.scene import Scene, StageBox
from journeykit.render.svg import element, number

__all__ = ["Heads"]

_TIP, _PAD, _TITLE = 12.0, 7.0, 14.0
_PHASE: Final = 24.0
_KINDS: Final = {"before": "before", "during": "during", "after": "after"}
_ORDERS: Final = {"any": "in any order", "parallel": "at the same time"}


@dataclass(frozen=True, slots=True)
class _Head:
    """One stage's title and the line below it."""

    span: Span
    stage: StageBox | None
    title: Block
    below: Block

    @property
    def height(self) -> float:
        return self.title.height + self.below.height


class Heads:
    """The strip of stage heads in one band."""

    def __init__(self, band: Band, scene: Scene, language: str | None = None) -> None:
        self._band = band
        stages = {stage.id: (index, stage) for index, stage in enumerate(scene.stages, start=1)}
        self._heads = []
        held = Counter(column.stage for column in band.columns)
        for span in band.spans:
            index, stage = stages.get(span.stage or "", (0, None))
            room = span.width - 2 * _TIP - 10
            words = "Outcomes" if stage is None else f"{index}\u2002{stage.title}"
            title = block(words, room, _TITLE, bold=True, lines=4, language=language)
            self._heads.append(
                _Head(span, stage, title, block(_below(span, stage, held[span.stage]), room, SMALL, lines=3))
            )
        deepest = max((head.height for head in self._heads), default=0.0)
        self._phased = any(head.stage is not None and head.stage.phase for head in self._heads)
        self._top = self._phase_height(language) if self._phased else 0.0
        self.height = self._top + deepest + 2 * _PAD

    def _phase_height(self, language: str | None) -> float:
        self._phases: list[tuple[float, float, Block]] = []
        for phase, group in groupby(self._heads, key=lambda head: head.stage.phase if head.stage else None):
            members = list(group)
            if phase:
                x, end = members[0].span.x, members[-1].span.x + members[-1].span.width
                self._phases.append(
                    (x, end - x, block(phase, end - x - 20, 13.0, bold=True, lines=2, language=language))
                )
        return max((made.height for *_, made in self._phases), default=0.0) + 10

    def paint(self, brush: Brush) -> list[str]:
        """Phases first, then stages."""
        parts = []
        if self._phased:
            for x, wide, made in self._phases:
                place: dict[str, str | float | None] = {
                    "x": x,
                    "y": 0.0,
                    "width": wide - 4,
                    "height": self._top - 4,
                    "rx": 4.0,
                }
                parts.append(brush.make("rect", place, fill="phase_bar"))
                parts += set_block(brush, made, x + 10, (self._top - 4 - made.height) / 2, "phase")
        return [*parts, *(self._head(brush, head) for head in self._heads)]

    def _head(self, brush: Brush, head: _Head) -> str:
        x, wide, top, bottom = head.span.x, head.span.width - 3, self._top, self.height
        middle = (top + bottom) / 2
        notch = 0.0 if head.span is self._band.spans[0] and not head.span.continued else _TIP
        tip = 0.0 if head.stage is None else _TIP
        path = (
            f"M{number(x)} {number(top)}H{number(x + wide)}"
            f"L{number(x + wide + tip)} {number(middle)}L{number(x + wide)} {number(bottom)}"
            f"H{number(x)}L{number(x + notch)} {number(middle)}Z"
        )
        parts: list[str] = [brush.make("path", {"d": path}, fill="head" if head.stage is not None else "neutral")]
        ink = "on_head" if head.stage is not None else "ink"
        y = middle - head.height / 2
        left = x + _TIP + 8
        parts += set_block(brush, head.title, left, y, ink)
        parts += set_block(brush, head.below, left, y + head.title.height, ink)
        name = head.stage.id if head.stage is not None else "outcomes"
        return element("g", {"class": "jk-stage", "data-stage": name}, *parts)


def _below(span: Span, stage: StageBox | None, held: int) -> str:
    """When it is, and in which order its `held` steps come, where there are several."""
    if stage is None:
        return ""
    parts: Iterator[str | None] = iter(
        (
            _KINDS.get(stage.kind or ""),
            _ORDERS.get(stage.order) if held > 1 else None,
            "continued" if span.continued else None,
        )
    )
    return " · ".join(part for part in parts if part)
