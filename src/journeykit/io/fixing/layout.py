"""How an entry of a YAML document lies in its text: where it begins and ends, and the comments inside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from journeykit.io.fixing.edits import UnsafeError
from journeykit.io.yaml12.nodes import Node

__all__ = ["BLANK", "Entry", "comments", "content_end", "entries", "line_end", "line_start"]

BLANK = " \t"
_BREAKS = "\r\n"
_COMMENT = re.compile(r"(?:(?<=[\s,\[{])|^)#[^\r\n]*")
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\r\n]*)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value, or an item of a list with its dash: `start` and `end` count characters from 0."""

    name: str | int
    start: int
    end: int
    key: Node | None
    value: Node


def line_start(raw: str, index: int) -> int:
    """Where the line of a character begins."""
    return max(raw.rfind(sign, 0, index) for sign in _BREAKS) + 1


def line_end(raw: str, index: int) -> int:
    """Where the line of a character ends, without its break."""
    found = [at for sign in _BREAKS if (at := raw.find(sign, index)) >= 0]
    return min(found, default=len(raw))


def content_end(raw: str, node: Node) -> int:
    """Where a value ends: behind its last visible character."""
    if node.style == "block" and (node.children or node.items):
        return entries(raw, node)[-1].end
    return node.start + len(raw[node.start : node.end].rstrip())


def entries(raw: str, parent: Node) -> list[Entry]:
    """The entries of a mapping or a list, in the order of the text."""
    if parent.children:
        return [_pair(raw, name, key, value) for name, (key, value) in parent.children.items()]
    column = parent.start - line_start(raw, parent.start)
    found: list[Entry] = []
    for index, item in enumerate(parent.items):
        start = item.start if parent.style == "flow" else _dash(raw, item, column) if index else parent.start
        end = start + 1 if item.empty else content_end(raw, item)
        found.append(Entry(index, start, end, None, item))
    return found


def _pair(raw: str, name: str, key: Node, value: Node) -> Entry:
    end = content_end(raw, value)
    if value.empty:
        end = raw.find(":", key.end) + 1 or key.end
    return Entry(name, key.start, end, key, value)


def _dash(raw: str, item: Node, column: int) -> int:
    """The dash of an item, on its line or some lines above it, where only comments stand between."""
    start = line_start(raw, item.start)
    while True:
        at = start + column
        if raw[at : at + 1] == "-" and not raw[start:at].strip(BLANK) and at < max(item.start, 1):
            return at
        if start == 0:
            raise UnsafeError("the list is written in a way that is not mended")
        start = line_start(raw, start - (2 if raw[start - 2 : start] == "\r\n" else 1))


def comments(raw: str, start: int, end: int, entry: Entry) -> list[str]:
    """The comments that stand from one character to another, around the texts of an entry."""
    found: list[str] = []
    at = start
    for node in (*_words(entry.key), *_words(entry.value)):
        found += _COMMENT.findall(raw[: node.start], at) if node.start > at else []
        if node.style == "block" and (header := _HEADER.match(raw, node.start)):
            found.append(header[1])
        at = max(at, content_end(raw, node))
    return [*found, *(_COMMENT.findall(raw[:end], at) if end > at else [])]


def _words(node: Node | None) -> Iterator[Node]:
    """The texts and numbers of a value in the order of the file; an alias is one of them."""
    if node is None:
        return
    if node.style == "alias" or not (node.children or node.items):
        if not node.empty:
            yield node
        return
    for key, value in node.children.values():
        yield from _words(key)
        yield from _words(value)
    for item in node.items:
        yield from _words(item)
