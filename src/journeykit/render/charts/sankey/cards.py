"""The places of a flow as cards: what stands on them, and how high they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from journeykit.analysis.chart import Stop
from journeykit.render.brush import Brush
from journeykit.render.poster.marks import mark
from journeykit.render.poster.sizes import BODY, SMALL
from journeykit.render.poster.type import Block, block, set_block
from journeykit.render.svg import element, number
from journeykit.render.words import figure, percent

__all__ = ["WIDE", "Card", "measured"]

WIDE: Final = 158.0
_PAD: Final = 9.0
_SIGN: Final = 17.0
_FILL: Final = {"plain": "paper", "good": "success", "bad": "failure"}
_RIM: Final = {"plain": "mixed_mark", "good": "good_mark", "bad": "bad_mark"}


@dataclass(slots=True)
class Card:
    """A stop, measured; `x` and `y` are its upper left corner once it is placed.

    `below` is the room of its loop. `outs` and `ins` are the heights at which streams leave and reach it.
    """

    stop: Stop
    layer: int
    name: Block
    count: Block
    left: Block
    height: float
    below: float
    x: float = 0.0
    y: float = 0.0
    outs: dict[int, float] = field(default_factory=dict)
    ins: dict[int, float] = field(default_factory=dict)

    @property
    def right(self) -> float:
        """The x of its right side."""
        return self.x + WIDE

    def paint(self, brush: Brush) -> str:
        """The card and its words."""
        end = self.stop.kind in ("end", "start")
        fill = "neutral" if end and self.stop.tone == "plain" else _FILL[self.stop.tone]
        box = (
            f'x="{number(self.x)}" y="{number(self.y)}" width="{WIDE:g}" height="{number(self.height)}"'
            f' rx="{16 if end else 5}" stroke-width="{1.2 if self.stop.tone == "plain" else 1.8}"'
        )
        return element(
            "g",
            {"class": "jk-stop"},
            brush.write("rect", box, fill=fill, stroke=_RIM[self.stop.tone]),
            *self._words(brush),
        )

    def _words(self, brush: Brush) -> Iterator[str]:
        rows = self.name.height + self.count.height + self.left.height
        y = self.y + (self.height - rows) / 2
        yield from set_block(brush, self.name, self.x + _PAD, y, "ink")
        y += self.name.height
        yield from set_block(brush, self.count, self.x + _PAD, y, "muted")
        if self.left.lines:
            y += self.count.height
            yield mark(brush, "leave", (self.x + _PAD, y + 1.5), 13.0, "pain_mark")
            yield from set_block(brush, self.left, self.x + _PAD + _SIGN, y, "ink")


def measured(stop: Stop, layer: int, left: float, flow: float, *, loop: bool) -> Card:
    """A card with its words, no lower than the streams at its sides; `left` is how many are gone from here."""
    room = WIDE - 2 * _PAD
    name = block(stop.name, room, BODY, bold=True, lines=3)
    count = block(stop.text or figure(stop.count), room, SMALL, lines=2)
    share = f" ({percent(min(left / stop.count, 1.0))})" if left and stop.count > 0 else ""
    gone = block(f"{figure(left)} leave{share}" if left else "", room - _SIGN, SMALL, lines=2)
    height = max(name.height + count.height + gone.height + 12, flow + 8)
    return Card(stop, layer, name, count, gone, height, 24.0 if loop else 0.0)
