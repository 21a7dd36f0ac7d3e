"""A document as lines that know where they stand, and which of them are Mermaid's own business."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from journeykit.io.mermaid.words import SPACES
from journeykit.io.text import Position, Text

__all__ = ["Directive", "Line", "lines_of", "without_directives", "without_front_matter"]

_DIRECTIVE = re.compile(r"\s{0,99}\w{1,99}\s{0,99}(?::\s{0,99}\{|\Z)", re.ASCII)
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


@dataclass(frozen=True, slots=True)
class Directive:
    """What stood between `%%{` and `}%%`, and where it began; one that never ends is the rest of its line."""

    position: Position
    text: str
    closed: bool = True

    @property
    def odd(self) -> bool:
        """Whether Mermaid would take another end for it than the one that is written."""
        return not self.closed or _DIRECTIVE.match(self.text) is None


def without_directives(lines: Sequence[Line]) -> tuple[list[Line], list[Directive]]:
    r"""What the lines say without `%%{…}%%`, which may go over several of them, and these; empty lines are left out.

    >>> rest, directives = without_directives(lines_of(Text("%%{init: {\n}}%% journey\nA: 5")))
    >>> [each.text for each in rest], directives[0].position, directives[0].odd
    ([' journey', 'A: 5'], (1, 1), False)
    """
    last = max((index for index, line in enumerate(lines) if _CLOSES in line.text), default=-1)
    kept: list[Line] = []
    found: list[Directive] = []
    begun: list[str] = []
    for index, line in enumerate(lines):
        text, column = line.text, line.column
        if begun:
            inside, end, rest = text.partition(_CLOSES)
            begun.append(inside)
            if not end:
                continue
            found[-1] = Directive(found[-1].position, "\n".join(begun))
            text, column, begun = rest, column + len(inside) + len(_CLOSES), []
        while (start := text.find(_OPENS)) >= 0:
            kept.append(Line(line.number, column, text[:start]))
            position = line.number, column + start
            inside, end, rest = text[start + len(_OPENS) :].partition(_CLOSES)
            found.append(Directive(position, inside, bool(end)))
            begun = [inside] if not end and index < last else []
            column += len(text) - len(rest)
            text = rest
        kept.append(Line(line.number, column, text))
    return [line for line in kept if line.text.strip(SPACES)], found
