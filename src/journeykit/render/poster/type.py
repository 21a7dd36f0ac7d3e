"""Lines of text, set below each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeykit.render.brush import Brush
from journeykit.render.poster.even import even
from journeykit.render.poster.sizes import LEADING
from journeykit.render.svg import line_of, number
from journeykit.render.text import first_strong, is_wide, width

__all__ = ["Block", "block", "set_block"]

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Wrapped text of one size."""

    lines: Lines
    size: float
    room: float
    bold: bool = False
    italic: bool = False

    @property
    def height(self) -> float:
        """Of all its lines, leading included."""
        return len(self.lines) * self.size * LEADING

    @property
    def width(self) -> float:
        """Of its longest line."""
        return max((width(line, self.size, bold=self.bold) for line in self.lines), default=0.0)


def block(
    text: str,
    room: float,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    lines: int = 40,
    language: str | None = None,
) -> Block:
    """The text wrapped to the room, in lines of about one length; more than `lines` lines end in an ellipsis."""
    if not text:
        return Block((), size, room, bold, italic)
    slanted = italic and (text.isascii() or not any(is_wide(sign) for sign in text))  # ideographs have no italics
    text = text.replace(" · ", "\u00a0· ")  # a line may end in a dot between two things, and begins with none
    return Block(even(text, room, size, bold=bold, lines=lines, language=language), size, room, bold, slanted)


def set_block(
    brush: Brush, made: Block, x: float, y: float, colour: str, *, anchor: str | None = None
) -> Iterator[str]:
    """The lines as text elements, the first with its top at y; from right to left, they end at the room's right."""
    step = made.size * LEADING
    base = y + step / 2 + made.size * 0.36
    turned = (
        anchor is None and bool(made.lines) and not made.lines[0].isascii() and first_strong(made.lines[0]) == "rtl"
    )
    at, how = (x + made.room, "end") if turned else (x, anchor)
    begin = f'x="{number(at)}" y="'
    look = f'" font-size="{number(made.size)}"'
    if made.bold:
        look += ' font-weight="bold"'
    if made.italic:
        look += ' font-style="italic"'
    if how:
        look += f' text-anchor="{how}"'
    for line in made.lines:
        yield brush.write("text", f"{begin}{number(base)}{look}", fill=colour, inside=line_of(line))
        base += step
