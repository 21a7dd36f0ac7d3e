"""A document as lines that know where they stand, and which of them are Mermaid's own business."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from journeykit.io.mermaid.words import SPACES
from journeykit.io.text import Position, Text

__all__ = ["Line", "lines_of", "without_directives", "without_front_matter"]

_OPENS, _CLOSES = "%%{", "}%%"
_FENCE = re.compile(r"[ \t]*---[ \t]*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or what is left of one: its number in the document, and the column of its first character, from 1."""

    number: int
    column: int
    text: str

    def at(self, index: int) -> Position:
        """Where a character of the line stands in the document."""
        return self.number, self.column + index

    def stripped(self) -> Line:
        """Without the spaces around it."""
        left = self.text.lstrip(SPACES)
        return Line(self.number, self.column + len(self.text) - len(left), left.rstrip(SPACES))


def lines_of(text: Text) -> list[Line]:
    r"""The lines of a document.

    >>> lines_of(Text("a\r\n b"))
    [Line(number=1, column=1, text='a'), Line(number=2, column=1, text=' b')]
    """
    return [Line(number, 1, text.line(number)) for number in range(1, len(text.starts) + 1)]


def without_front_matter(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    r"""The lines of the YAML in front of a diagram, and the rest; empty lines before it do not matter.

    >>> front, rest = without_front_matter(lines_of(Text("---\ntitle: a\n---\njourney")))
    >>> [each.text for each in front], [each.text for each in rest]
    (['title: a'], ['journey'])
    """
    start = next((index for index, line in enumerate(lines) if line.text.strip(SPACES)), len(lines))
    if start < len(lines) and _FENCE.fullmatch(lines[start].text):
        for end in range(start + 1, len(lines)):
            if _FENCE.fullmatch(lines[end].text):
                return list(lines[start + 1 : end]), list(lines[end + 1 :])
    return [], list(lines)


def without_directives(lines: Sequence[Line]) -> tuple[list[Line], list[Position]]:
    r"""What the lines say without `%%{…}%%`, which may go over several of them, and where each of these began.

    One that never ends is its line, and nothing more; nothing is left of empty lines.

    >>> rest, places = without_directives(lines_of(Text("%%{init: {\n}}%% journey\nA: 5")))
    >>> [each.text for each in rest], places
    ([' journey', 'A: 5'], [(1, 1)])
    """
    last = max((index for index, line in enumerate(lines) if _CLOSES in line.text), default=-1)
    kept: list[Line] = []
    places: list[Position] = []
    inside = False
    for index, line in enumerate(lines):
        text, column = line.text, line.column
        if inside:
            end = text.find(_CLOSES)
            if end < 0:
                continue
            text, column, inside = text[end + 3 :], column + end + 3, False
        while (start := text.find(_OPENS)) >= 0:
            places.append((line.number, column + start))
            kept.append(Line(line.number, column, text[:start]))
            end = text.find(_CLOSES, start)
            inside = end < 0 and index < last
            text, column = (text[end + 3 :], column + end + 3) if end >= 0 else ("", column)
        kept.append(Line(line.number, column, text))
    return [line for line in kept if line.text.strip(SPACES)], places
