"""One lane of one band as a group: its ground, its name, the lines between stages, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from journeykit.render.brush import Brush
from journeykit.render.layers import group
from journeykit.render.poster.geometry import Band, Strip
from journeykit.render.poster.sizes import BODY, HINT, LABELS, PAD
from journeykit.render.poster.type import Block, block, set_block
from journeykit.render.scene import Scene
from journeykit.render.sheet import Lane
from journeykit.render.svg import number

__all__ = ["LaneRow"]

_ROOM: Final = LABELS - 18
_LINE: Final = 24.0  # what a line with words above a lane takes
_LEAST: Final = 30.0
_WIDE: Final = 1_600.0  # from here on a line says its name at both ends


@dataclass(frozen=True)
class LaneRow:
    """A lane with its strip in one band. `shade` gives every second lane a ground of its own."""

    lane: Lane
    band: Band
    strip: Strip
    scene: Scene
    shade: bool = False

    @property
    def top(self) -> float:
        """Where the strip begins: below the line, if there is one."""
        return _LINE if self.lane.line else 0.0

    @cached_property
    def _named(self) -> tuple[Block, Block]:
        return block(self.lane.title, _ROOM, BODY, bold=True), block(self.lane.hint, _ROOM, HINT)

    @cached_property
    def height(self) -> float:
        """As high as the strip, or as the lane's name."""
        named = sum(each.height for each in self._named) + 2 * PAD
        return self.top + max(self.strip.height, named, _LEAST)

    def paint(self, brush: Brush, name: str, y: float) -> str:
        """The group, `y` px below the band's top."""
        margin = self.band.left - LABELS
        parts = []
        if self.shade:
            parts.append(self._rect(brush, margin, self.band.right - margin, "lane"))
        parts += self._waits(brush)
        parts += self._between(brush)
        if self.lane.line:
            parts += self._line(brush, margin)
        title, hint = self._named
        parts += set_block(brush, title, margin + 8, self.top + PAD, "ink")
        parts += set_block(brush, hint, margin + 8, self.top + PAD + title.height, "muted")
        inside = [*self.strip.paint(brush), *self._sides(brush)]
        if self.top:
            inside = [f'<g transform="translate(0 {number(self.top)})">', *inside, "</g>"]
        attributes: dict[str, str | float | None] = {
            "class": "jk-lane",
            "data-lane": self.lane.name,
            "data-height": self.height,
            "transform": f"translate(0 {number(y)})",
            "role": "group",
            "aria-label": self.lane.title,
        }
        return group(name, f"Lane: {self.lane.title}", *parts, *inside, layer=True, attributes=attributes)

    def _rect(self, brush: Brush, x: float, wide: float, fill: str) -> str:
        return brush.make("rect", {"x": x, "y": 0.0, "width": wide, "height": self.height}, fill=fill)

    def _waits(self, brush: Brush) -> list[str]:
        """Waits have a ground of their own in every lane, so that time in which nothing happens is seen."""
        waits = {node.id for node in self.scene.nodes if node.kind == "wait"}
        if self.lane.kind == "emotion":  # its ground is taken: dashed sides, painted after it
            return []
        return [
            self._rect(brush, column.x + 1, column.width - 2, "wait")
            for column in self.band.columns
            if column.node in waits
        ]

    def _sides(self, brush: Brush) -> list[str]:
        """The sides of waits, where their ground does not show."""
        if self.lane.kind != "emotion":
            return []
        waits = {node.id for node in self.scene.nodes if node.kind == "wait"}
        edges = [(c.x + 1, c.x + c.width - 1) for c in self.band.columns if c.node in waits]
        path = "".join(f"M{number(x)} 0v{number(self.height)}" for pair in edges for x in pair)
        look: dict[str, str | float | None] = {"d": path, "stroke-width": 1.0, "stroke-dasharray": "6 4"}
        return [brush.make("path", look, fill="none", stroke="axis")] if path else []

    def _between(self, brush: Brush) -> list[str]:
        edges = [span.x for span in self.band.spans]
        path = "".join(f"M{number(x)} 0v{number(self.height)}" for x in edges)
        return [brush.make("path", {"d": path, "stroke-width": 1.0}, fill="none", stroke="lane_line")] if path else []

    def _line(self, brush: Brush, margin: float) -> list[str]:
        """A dashed line over the whole width, with its words where one begins to read, and again at the end."""
        words = block(self.lane.line or "", 300.0, HINT)
        left, right = self.band.left, self.band.right
        end = right - words.width - 10 if right - left > _WIDE else right
        middle = number(_LINE / 2)
        place = f"M{number(margin)} {middle}H{number(left)}M{number(left + words.width + 20)} {middle}H{number(end)}"
        again = set_block(brush, words, right - 4, _LINE / 2 - words.height / 2, "muted", anchor="end")
        return [
            brush.make(
                "path", {"d": place, "stroke-width": 1.6, "stroke-dasharray": "8 5"}, fill="none", stroke="muted"
            ),
            *set_block(brush, words, left + 10, _LINE / 2 - words.height / 2, "muted"),
            *(again if right - left > _WIDE else ()),
        ]
