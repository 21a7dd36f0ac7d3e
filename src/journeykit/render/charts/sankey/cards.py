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

WIDE: Final = 144.0
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
    done: Block
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
        rows = self.name.height + self.count.height + self.left.height + self.done.height
        y = self.y + (self.height - rows) / 2
        yield from set_block(brush, self.name, self.x + _PAD, y, "ink")
        y += self.name.height
        yield from set_block(brush, self.count, self.x + _PAD, y, "muted")
        y += self.count.height
        for words, sign, colour in ((self.left, "leave", "pain_mark"), (self.done, "goal", "mixed_mark")):
            if words.lines:
                yield mark(brush, sign, (self.x + _PAD, y + 1.5), 13.0, colour)
                yield from set_block(brush, words, self.x + _PAD + _SIGN, y, "ink")
                y += words.height


def measured(stop: Stop, layer: int, out: tuple[float, float], flow: float, *, loop: bool) -> Card:
    """A card with its words, no lower than the streams at its sides; `out` is how many leave and how many end here."""
    room = WIDE - 2 * _PAD
    name = block(stop.name, room, BODY, bold=True, lines=3)
    count = block(stop.text or figure(stop.count), room, SMALL, lines=2)
    gone, done = (
        block(_out(number, words, stop.count), room - _SIGN, SMALL, lines=2)
        for number, words in zip(out, ("leave", "end here"), strict=True)
    )
    height = max(name.height + count.height + gone.height + done.height + 12, flow + 8)
    return Card(stop, layer, name, count, gone, done, height, 24.0 if loop else 0.0)


def _out(number: float, words: str, of: float) -> str:
    share = f" ({percent(min(number / of, 1.0))})" if of > 0 else ""
    return f"{figure(number)} {words}{share}" if number else ""
