"""Mermaid inside Markdown: the fenced blocks that hold a journey, and the one that is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from journeykit.io.mermaid.lines import Line

__all__ = ["Block", "fenced"]

_OPENS = re.compile(r"([ \t>]*)(`{3,}|~{3,}|:{3,})[ \t]*(.*)")
_MERMAID = re.compile(r"(?:\{[ \t]*\.?)?mermaid\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """The lines between two fences; `number` is that of the line that opens it."""

    number: int
    lines: tuple[Line, ...]


def fenced(lines: Sequence[Line]) -> list[Block]:
    r"""The blocks of Mermaid in a Markdown document.

    Fences are ``` or ~~~, with `mermaid` or `{mermaid}` behind them, or Azure's `::: mermaid`, in lists and quotes too.
    One that is not closed goes to the end of the document, as Markdown has it.

    >>> from journeykit.io.mermaid.lines import lines_of
    >>> from journeykit.io.text import Text
    >>> (block,) = fenced(lines_of(Text("a\n```mermaid\nb\n```")))
    >>> block.number, [line.text for line in block.lines]
    (2, ['b'])
    """
    found: list[Block] = []
    index = 0
    while index < len(lines):
        opening = _OPENS.fullmatch(lines[index].text)
        index += 1
        if not opening:
            continue
        before, fence, word = opening.groups()
        if fence[0] == "`" and "`" in word:
            continue  # code in a line of text
        closing = re.compile(rf"[ \t>]*{re.escape(fence[0])}{{{len(fence)},}}[ \t]*")
        inside: list[Line] = []
        start = index
        while index < len(lines) and not closing.fullmatch(lines[index].text):
            inside.append(_inside(lines[index], before))
            index += 1
        index += 1
        if _MERMAID.match(word):
            found.append(Block(lines[start - 1].number, tuple(inside)))
        elif fence[0] == ":":
            index = start  # a container of Markdown, which may hold fences
    return found


def _inside(line: Line, before: str) -> Line:
    """A line without the indentation and the marks of quotation that its fence has."""
    quotes = before.count(">")
    start = 0
    while start < len(line.text) and (line.text[start] in " \t" or (line.text[start] == ">" and quotes)):
        quotes -= line.text[start] == ">"
        start += 1
    return Line(line.number, line.column + start, line.text[start:])
