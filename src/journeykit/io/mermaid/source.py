"""One Mermaid text before its statements are read: what kind of diagram it is, and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from journeykit.errors import FormatError
from journeykit.io.mermaid.lines import Directive, Line, without_directives, without_front_matter
from journeykit.io.mermaid.words import SPACE, SPACES, unbroken
from journeykit.io.text import Text

__all__ = ["Source"]

_JOURNEY = re.compile(r"journey(?![\w-])", re.ASCII)
_ALONE = re.compile(rf"journey(?:[;{SPACES}]*\Z|{SPACE}+(?:title|section|acc\w+)\b)", re.IGNORECASE | re.ASCII)
_TITLE = re.compile(rf"(?:journey{SPACE}{{1,9}})?title(?:{SPACE}+:?|:)(.+)", re.IGNORECASE | re.ASCII)
_OTHER = re.compile(
    r"(flowchart|graph|sequenceDiagram|classDiagram|stateDiagram|erDiagram|gantt|pie|mindmap|timeline|gitGraph"
    r"|quadrantChart|requirementDiagram|C4[A-Z]\w*|sankey|xychart|block|packet|kanban|architecture|radar|treemap|zenuml)"
    r"(?![A-Za-z])"
)


@dataclass(frozen=True, slots=True)
class Source:
    """A diagram's text in parts.

    Attributes:
        number: of the line that it begins on, or of its fence.
        front: the lines of its YAML front matter.
        directives: each `%%{…}%%`.
        head: its first line that is no comment; None where there is none.
        body: the lines from there on.
    """

    number: int
    front: tuple[Line, ...]
    directives: tuple[Directive, ...]
    head: Line | None
    body: tuple[Line, ...]

    @classmethod
    def of(cls, lines: Sequence[Line], number: int = 1) -> Source:
        """The parts of a text, whose fence or first line has that number."""
        front, rest = without_front_matter(lines)
        said, directives = without_directives(rest)
        stripped = [line.stripped() for line in said]
        start = next((index for index, line in enumerate(stripped) if line.text[0] not in "%#"), len(stripped))
        head = stripped[start] if start < len(stripped) else None
        return cls(
            number,
            tuple(front),
            tuple(directives),
            head,
            tuple(stripped[:start]) + tuple(stripped[start + 1 :]),
        )

    @property
    def is_journey(self) -> bool:
        """Whether it is a journey; one with a capital letter stands alone in its line."""
        return self.head is not None and (self.is_surely_journey or _JOURNEY.match(self.head.text) is not None)

    @property
    def is_surely_journey(self) -> bool:
        """Whether its first line says so and nothing else, which no sentence of Markdown does."""
        return self.head is not None and _ALONE.match(self.head.text) is not None

    @property
    def kind(self) -> str:
        """What another diagram of Mermaid calls itself; "" for what is none."""
        match = _OTHER.match(self.head.text) if self.head else None
        return match.group(1) if match else ""

    def title(self) -> str:
        """The title by which people choose it: that of its front matter, or of its `title`."""
        lines = (self.head, *self.body) if self.head else ()
        found = [unbroken(match.group(1)) for line in lines if (match := _TITLE.match(line.text))]
        return found[-1] if found else self.front_title() or ""

    def front_title(self) -> str | None:
        """The title of the front matter, "" for none; None where it cannot be read."""
        from journeykit.io.yaml12.compose import read  # ruamel is loaded only where there is front matter

        text = "\n".join(line.text for line in self.front)
        if not text.strip():
            return ""
        try:
            tree = read(Text(text)).tree
        except FormatError:
            return None
        title = tree.get("title") if isinstance(tree, dict) else None
        return "" if title is None or isinstance(title, dict | list) else " ".join(str(title).split())
