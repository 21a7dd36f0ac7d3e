"""Where YAML's parser stopped: what every explanation of a syntax error looks at."""

from __future__ import annotations

import re
from dataclasses import dataclass

from journeykit.io.text import Text
from journeykit.io.yaml12.prose import quoted, rest_of_line

__all__ = ["Found", "Scene", "cut_above"]

Found = tuple[int, str]
"""The index of a character, and what to say about it."""

_ENTRY = re.compile(
    r"""(?P<lead>[ \t]*(?:-[ ]+)*)(?:(?P<key>"[^"\r\n]*"|'[^'\r\n]*'|[^\s"'\[\]{}#,:][^:\r\n]*?):[ ]+)?"""
)
_CUT = re.compile(r"[^\s#][^\r\n#]*[ \t]#[^\r\n]*")
_INSIDE = re.compile(r"(?:^|[,\[{:])[ \t]*([^,\[\]{}:]*[ \t]#[^,\]}\r\n]*)")


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known where the parser stopped: indexes into the text, and the line's entry."""

    text: Text
    problem: str
    context: str
    at: int  # where the parser stopped
    opened: int  # where the part began that it was reading
    quote: tuple[int, int] | None = None  # the quoted text that was read last: its start and end

    @property
    def raw(self) -> str:
        """The characters of the document."""
        return self.text.raw

    def line(self, index: int) -> int:
        """The number of the line that a character stands on, from 1."""
        return self.text.position(index)[0]

    def entry(self, index: int) -> re.Match[str]:
        """The dashes and the key with which the line of a character begins."""
        found = _ENTRY.match(self.raw, self.text.starts[self.line(index) - 1])
        assert found is not None  # noqa: S101 - every part of the pattern may be empty
        return found

    def value_of(self, index: int) -> tuple[int, str]:
        """Where the value of the entry on that line begins, and the value up to the line's end."""
        begins = self.entry(index).end()
        return begins, rest_of_line(self.raw, begins)


def cut_above(scene: Scene, line: int) -> Found | None:
    """A text on that line that a ` #` cut off."""
    if line < 1:
        return None
    begins, value = scene.value_of(scene.text.starts[line - 1])
    found = _CUT.match(value)
    if found is None or value[:1] in {'"', "'"}:
        return None
    inside = _INSIDE.search(value) if value[:1] in {"[", "{"} else None
    text = inside.group(1) if inside else value
    index = begins + min(value.index(sign) for sign in (" #", "\t#") if sign in value) + 1
    return index, f"a space and a # begin a comment, which cut this text off: put it in quotes: {quoted(text)}"
