"""The places of a flow as cards: what stands on them, and how much room they take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from journeykit.analysis.chart import Stop, Stream
from journeykit.render.brush import Brush
from journeykit.render.poster.marks import mark
from journeykit.render.poster.sizes import BODY, SMALL
from journeykit.render.poster.type import Block, block, set_block
from journeykit.render.svg import element, number
from journeykit.render.words import figure, percent

__all__ = ["WIDE", "Card", "again", "measured", "titled"]

WIDE: Final = 144.0
_PAD: Final = 9.0
_SIGN: Final = 17.0
_LOOP: Final = 24.0  # beside a card, for its loop
_FILL: Final = {"plain": "paper", "good": "success", "bad": "failure"}
_RIM: Final = {"plain": "mixed_mark", "good": "good_mark", "bad": "bad_mark"}
_COLOURS: Final = {"leave": "pain_mark", "goal": "mixed_mark", "again": "back"}


@dataclass(slots=True)
class Card:
    """A stop, measured. A flow goes along one axis, from column to column, and its streams lie across it.

    `along` and `across` are where the card begins, `long` and `wide` its size. `beside` is the room of its loop.
    `outs` and `ins` are the places across at which streams leave and reach it. An `upright` flow goes down the page.
    """

    stop: Stop
    layer: int
    name: Block
    count: Block
    more: tuple[tuple[str, Block], ...]
    long: float
    wide: float
    beside: float
    upright: bool
    along: float = 0.0
    across: float = 0.0
    outs: dict[int, float] = field(default_factory=dict)
    ins: dict[int, float] = field(default_factory=dict)

    @property
    def end(self) -> float:
        """Where it ends along the flow."""
        return self.along + self.long

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Its x, y, width and height on the page."""
        if self.upright:
            return self.across, self.along, self.wide, self.long
        return self.along, self.across, self.long, self.wide

    def paint(self, brush: Brush) -> str:
        """The card and its words."""
        end = self.stop.kind in ("end", "start")
        fill = "neutral" if end and self.stop.tone == "plain" else _FILL[self.stop.tone]
        x, y, across, down = self.box
        box = (
            f'x="{number(x)}" y="{number(y)}" width="{number(across)}" height="{number(down)}"'
            f' rx="{16 if end else 5}" stroke-width="{1.2 if self.stop.tone == "plain" else 1.8}"'
        )
        rim = brush.write("rect", box, fill=fill, stroke=_RIM[self.stop.tone])
        return element("g", {"class": "jk-stop"}, rim, *self._words(brush))

    def _words(self, brush: Brush) -> Iterator[str]:
        x, y, across, down = self.box
        x += _PAD + (across - WIDE) / 2 if self.upright else _PAD
        y += (down - _text(self.name, self.count, self.more)) / 2
        yield from set_block(brush, self.name, x, y, "ink")
        y += self.name.height
        yield from set_block(brush, self.count, x, y, "muted")
        y += self.count.height
        for sign, words in self.more:
            yield mark(brush, sign, (x, y + 1.5), 13.0, _COLOURS[sign])
            yield from set_block(brush, words, x + _SIGN, y, "ink")
            y += words.height


def measured(
    stop: Stop, layer: int, out: tuple[float, float], loop: Stream | None, flow: float, *, upright: bool
) -> Card:
    """A card with its words, no smaller than the streams at its sides: `flow` px.

    `out` is how many leave, and how many end here; `loop` is the stream of those who come here again.
    """
    room = WIDE - 2 * _PAD
    name = titled(stop.name)
    count = block(stop.text or figure(stop.count), room, SMALL, lines=2)
    said = [
        (sign, _out(many, words, stop.count))
        for sign, words, many in zip(("leave", "goal"), ("leave", "end here"), out, strict=True)
        if many
    ]
    if loop is not None and upright:  # else the words stand beside the loop
        said.append(("again", again(loop)))
    more = tuple((sign, block(words, room - _SIGN, SMALL, lines=2)) for sign, words in said)
    text = _text(name, count, more) + 12
    size = (text, max(WIDE, flow + 8)) if upright else (WIDE, max(text, flow + 8))
    return Card(stop, layer, name, count, more, *size, _LOOP if loop is not None else 0.0, upright)


def titled(name: str) -> Block:
    """A name as it stands on a card."""
    return block(name, WIDE - 2 * _PAD, BODY, bold=True, lines=3)


def again(loop: Stream) -> str:
    """How many come to a stop again at once.

    >>> again(Stream("a", "a", 33, off=True))
    '+ 33 again'
    """
    return f"{'+ ' if loop.off else ''}{figure(loop.count)} again"


def _text(name: Block, count: Block, more: tuple[tuple[str, Block], ...]) -> float:
    return name.height + count.height + sum(words.height for _, words in more)


def _out(many: float, words: str, of: float) -> str:
    share = f" ({percent(min(many / of, 1.0))})" if of > 0 else ""
    return f"{figure(many)} {words}{share}"
