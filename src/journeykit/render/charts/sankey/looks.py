"""How streams look: a tint with a rim for those onward, a line for those back, dashes for what is not on the map."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from journeykit.analysis.chart import Stream
from journeykit.render.brush import Brush
from journeykit.render.poster.type import block, set_block
from journeykit.render.svg import number

__all__ = ["OFF", "look", "pill"]

OFF: Final = ' stroke-dasharray="5 3"'
_TINTS: Final = {"plain": ("phase_bar", "forward"), "good": ("gain", "gain_mark"), "bad": ("pain", "pain_mark")}
_SIZE: Final = 12.0


def look(stream: Stream, *, back: bool = False) -> tuple[str, str, str]:
    """The names of its fill and its stroke, and its dashes.

    >>> look(Stream("a", "b", 3)), look(Stream("a", "b", 3, off=True))[1]
    (('phase_bar', 'forward', ''), 'idea_mark')
    """
    if stream.off:
        return "idea", "idea_mark", OFF
    fill, stroke = _TINTS[stream.tone]
    return fill, "back" if back and stream.tone == "plain" else stroke, ""


def pill(brush: Brush, said: str, middle: tuple[float, float], stream: Stream, *, back: bool = False) -> Iterator[str]:
    """A figure on a piece of paper, its middle at a place."""
    words = block(said, 200.0, _SIZE, bold=back or stream.off, lines=1)
    across = words.width + 8
    x, y = middle
    box = f'x="{number(x - across / 2)}" y="{number(y - 7.5)}" width="{number(across)}" height="15" rx="5"'
    yield brush.write("rect", box, fill="paper", stroke="lane_line")
    ink = "idea_mark" if stream.off else "back_text" if back and stream.tone == "plain" else "ink"
    yield from set_block(brush, words, x, y - words.height / 2, ink, anchor="middle")
