"""The traps that YAML sets for plain prose, explained to somebody who writes maps and not parsers.

In YAML a comma (inside of brackets), a colon followed by a space, a `#` after a space and several first characters
have a meaning of their own. A text that holds one of them needs quotes, and that is what each message here says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeykit.io.text import showable
from journeykit.near import near

if TYPE_CHECKING:
    from collections.abc import Collection

    from journeykit.io.yaml12.nodes import Node

__all__ = [
    "Spot",
    "alias",
    "comment",
    "cut",
    "decimal_comma",
    "empty_block",
    "key_that_is_none",
    "lost_item",
    "quoted",
    "remark",
    "rest_of_line",
    "tag",
    "unused_anchor",
]

_MOST = 70  # characters of a text that a message repeats
_LINE = re.compile(r"[^\r\n]*")
_HEADER = re.compile(r"[>|][+-]?[1-9][^\r\n]*")
_ITEM = re.compile(r"[\r\n][ \t]*- ")
_WHOLE = re.compile(r"[-+]?[0-9]{1,9}")
_WORD = re.compile(r"[a-z_][a-z0-9_]*")


def quoted(text: str) -> str:
    r"""The text as it should have been written, cut where it is long.

    >>> print(quoted("Asks a friend, then a neighbour"), quoted('say "yes"'))
    "Asks a friend, then a neighbour" 'say "yes"'
    """
    text = showable(" ".join(text[: 4 * _MOST].split()))
    text = text[:_MOST] + "…" if len(text) > _MOST else text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def rest_of_line(raw: str, start: int) -> str:
    """What stands from there to the end of the line."""
    found = _LINE.match(raw, start)
    return found.group().rstrip() if found else ""


def cut(raw: str, start: int, at: int, end: int) -> str:
    """For a word without a colon between the entries of a mapping."""
    if raw[:at].rstrip().endswith("?"):
        text = "? " + raw[at:end]
        return f"a text that begins with a question mark and a space needs quotes: {quoted(text)}"
    if start == at:
        shown = quoted(raw[at:end])
        return f"{shown} has no colon and no value: write `key: value`, and put a text with a comma in quotes"
    text = raw[start:end]
    return (
        "the comma before this cut a text in two, because commas separate entries inside { }: "
        f"put the text in quotes: {quoted(text)}"
    )


def comment(raw: str, node: Node) -> str:
    """For a text with ` #` after it: a message where that is surely no comment, else "".

    A comment has a space after its `#`, or two before it; `We are #1` and `see ticket #42` have neither.
    """
    if not raw[node.end + 2 : node.end + 3].isalnum():
        return ""
    text = raw[node.start : node.end] + rest_of_line(raw, node.end)
    return (
        "the text ends here, because a space and a # begin a comment: "
        f"put the text in quotes: {quoted(text.strip())}; if it is a comment, write a space after the #"
    )


def lost_item(raw: str, start: int, end: int) -> int:
    """Where in an unquoted text of several lines one begins with a dash and a space; 0 where none does."""
    found = _ITEM.search(raw, start, end)
    return found.end() - 2 if found else 0


def empty_block(header: str) -> str:
    """For a block text without any lines: a message where its sign was surely meant as a character, else ""."""
    found = _HEADER.match(header)
    if found is None:
        return ""
    return f"{header[0]} at the start announces a text on the lines below: put it in quotes: {quoted(found.group())}"


def tag(raw: str) -> str:
    """For a value with a tag."""
    text = quoted(rest_of_line(raw, 0))
    return f"a value that begins with ! is a YAML tag, and tags are not read: put it in quotes if it is text: {text}"


def unused_anchor(raw: str, node: Node) -> str:
    """For a text with an anchor that nothing refers to, which most likely is a text that begins with `&`."""
    text = quoted(raw[node.start : node.end])
    return f"a word that begins with & is a name for what follows, and nothing uses it: put the text in quotes: {text}"


def alias(raw: str, start: int, name: str, known: Collection[str]) -> str:
    """For an alias whose anchor does not exist."""
    guess = near(name, known)
    if guess is not None:
        return f"nothing is named `&{name}`: did you mean `*{guess}`?"
    text = quoted(rest_of_line(raw, start))
    return f"a text that begins with * refers to a part named with &, and there is no `&{name}`: use quotes: {text}"


@dataclass(frozen=True, slots=True)
class Spot:
    """A value that the model refuses, and what stands around it."""

    node: Node
    name: Node | None  # its key
    around: Node  # the mapping or list that it belongs to
    before: Node | None  # the value before it in the same list or mapping
    item: bool  # whether the mapping around it is an item of a list, where a text may stand


def remark(raw: str, spot: Spot, code: str) -> str:
    """What the notation may have done to a value that the model refuses, "" where nothing is suspected."""
    if spot.name is not None and code == "extra_forbidden":
        alone = spot.item and len(spot.around.children) == 1
        return _comma_before_key(raw, spot, spot.name) or _colon(raw, spot.name, spot.node, alone=alone)
    found = (_no_text(raw, spot.node) if code.startswith("string") else "") or _comma(raw, spot)
    return found or _behind(raw, spot.node)


def _comma_before_key(raw: str, spot: Spot, name: Node) -> str:
    """For a key inside of { } that may be the rest of a text with a comma."""
    before = spot.before
    word = raw[name.start : name.end]
    if before is None or before.style != "plain" or spot.around.style != "flow" or _WORD.fullmatch(word):
        return ""
    text = quoted(raw[before.start : spot.node.end])
    return f"the comma before this ended a text: if it is one text, put it in quotes: {text}"


def _no_text(raw: str, node: Node) -> str:
    """For something else where a text belongs."""
    if node.children and node.style == "flow":
        return "write one text in the place of the { }"
    if node.children:
        key, value = next(iter(node.children.values()))
        return _colon(raw, key, value, alone=True)
    if node.items and node.style == "block" and raw.startswith("-", node.start):
        return "a dash and a space begin a list: put a text that begins with a dash in quotes"
    if node.style != "plain" or node.empty or isinstance(node.value, str):
        return ""
    shown = raw[node.start : node.end]
    return f"without quotes, {shown} is {kind_of(node.value)}: write {quoted(shown)}"


def kind_of(value: object) -> str:
    """What YAML takes an unquoted word for."""
    if value is None:
        return "nothing"
    return "true or false" if isinstance(value, bool) else "a number"


def _comma(raw: str, spot: Spot) -> str:
    """For an item inside of brackets that a comma may have cut off from the one before it."""
    node, before = spot.node, spot.before
    words = node.style == "plain" and " " in raw[node.start : node.end]
    if not words or before is None or before.style != "plain" or spot.around.style != "flow":
        return ""
    text = quoted(raw[before.start : node.end])
    return f"the comma before this begins a new item: put a text with a comma in quotes: {text}"


def _behind(raw: str, node: Node) -> str:
    """For a text that a comment may have cut off."""
    follows = rest_of_line(raw, node.end)
    if node.style != "plain" or not follows.lstrip().startswith("#"):
        return ""
    text = quoted(raw[node.start : node.end] + follows)
    return f"what follows the # is a comment: if it is part of the text, write {text}"


def key_that_is_none(raw: str, key: Node) -> str:
    """For a key that is no text."""
    shown = raw[key.start : key.end]
    if isinstance(key.value, dict | list):
        return "a list or mapping cannot be a key: put texts that begin with [ or { in quotes"
    if key.empty:
        return "a key is missing before the colon: put texts that begin with a colon in quotes"
    return f"the key {shown[:40]} is read as {kind_of(key.value)}, and keys are words: write {quoted(shown)}"


def decimal_comma(raw: str, before: Node | None, key: Node) -> str:
    """For a number as a key that is what follows the comma of the number before it: `{anna: -1,5}`."""
    if before is None or before.style != "plain" or raw[before.end : key.start] != ",":
        return ""
    whole, rest = raw[before.start : before.end], raw[key.start : key.end]
    if not _WHOLE.fullmatch(whole) or not rest.isdigit():
        return ""
    return f"a comma separates entries, and a decimal point is meant: write {whole}.{rest}"


def _colon(raw: str, name: Node, value: Node, *, alone: bool) -> str:
    """For a key that may be the start of a text with a colon: one that looks like no key, or the only one."""
    word, whole = raw[name.start : name.end], raw[name.start : value.end]
    if name.style != "plain" or value.empty or len(whole.splitlines()) != 1:
        return ""
    if _WORD.fullmatch(word) and not alone:
        return ""
    return f"the colon made a key of the words before it: if this is one text, put it in quotes: {quoted(whole)}"
