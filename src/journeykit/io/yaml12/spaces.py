"""Spaces that look like one and are none for YAML, and spaces that are missing after a colon or a dash."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import name

from journeykit.io.text import Text
from journeykit.io.yaml12.prose import quoted, rest_of_line

if TYPE_CHECKING:
    from journeykit.io.yaml12.nodes import Node
    from journeykit.io.yaml12.scene import Found

__all__ = ["Glued", "glued", "glued_dash", "odd_space", "remark", "wrong"]

_BLANK = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ODD = _BLANK + "\u200b-\u200d\u2060\ufeff"  # with those that have no width, and may belong to a word
_IN_LINE = re.compile(rf"[ \t-]*(?:[A-Za-z_]\w*[ \t]*:)?([{_ODD}])")
_FIRST = re.compile(rf"-?([{_BLANK}])")
_AFTER_COLON = re.compile(rf"(?:-[ ]+)?[a-z_][a-z0-9_]*:[ ]*([{_ODD}])")
_BEFORE_COLON = re.compile(rf"[a-z_][a-z0-9_]*([{_ODD}])")
_GLUED = re.compile(rf"([A-Za-z_][\w-]*):(?!//)([{_ODD}]?)([^\s:]{{1,80}})")
_DASH = re.compile(r"-([A-Za-z]\S*(?: [^\r\n:]*)?)")
_NEXT_DASH = re.compile(r"[\r\n][ \t]*-[ A-Za-z]")
_IN_ORDER = re.compile(r"-?\s*in[-_ ]?order", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Glued:
    """An entry without a space after its colon, and what to say where."""

    name: str
    value: str
    at: int
    message: str


def odd_space(text: Text, first: int, last: int) -> Found | None:
    """The first odd space at the beginning of those lines, or behind their keys."""
    starts = text.starts
    for line in range(max(first, 1), min(last, len(starts)) + 1):
        found = _IN_LINE.match(text.raw, starts[line - 1])
        if found is not None:
            return found.start(1), _told(found.group(1))
    return None


def wrong(raw: str, node: Node) -> str:
    """For an unquoted text that begins with an odd space, or with a dash that was to begin an item, else ""."""
    found = _FIRST.match(raw, node.start, node.end)
    if found is not None:
        return _told(found.group(1))
    if raw.startswith("-", node.start) and _NEXT_DASH.search(raw, node.start, node.end):
        return glued_dash(rest_of_line(raw, node.start))
    return ""


def remark(raw: str, node: Node, *, key: bool) -> str:
    """For a key or a value that the model refuses: the space that is odd in it, or missing; else ""."""
    if node.style != "plain":
        return ""
    odd = (_BEFORE_COLON.fullmatch if key else _AFTER_COLON.match)(raw, node.start, node.end)
    if odd is not None:
        return _told(odd.group(1))
    if key:
        return ""
    if _IN_ORDER.fullmatch(raw, node.start, node.end):
        return "did you mean `- in order`?"
    return glued_dash(raw[node.start : node.end])


def glued(raw: str, key: Node) -> Glued | None:
    """For a word between the entries of a mapping: the entry that it was meant to be, `{anna:-2}`."""
    found = _GLUED.fullmatch(raw, key.start, key.end) if key.style == "plain" else None
    if found is None:
        return None
    name, odd, value = found.groups()
    if odd:
        return Glued(name, value, found.start(2), _told(odd))
    return Glued(name, value, key.start, f"a space is missing after the colon: write `{name}: {quoted(value)[1:-1]}`")


def glued_dash(line: str) -> str:
    """For a line that begins with a dash and no space after it, else ""."""
    found = _DASH.fullmatch(line)
    return f"a space is missing after the dash: did you mean `- {quoted(found[1])[1:-1]}`?" if found else ""


def _told(space: str) -> str:
    kind = name(space, "invisible character").lower()
    return f"an invisible character stands here, U+{ord(space):04X} ({kind}): replace it by a space"
