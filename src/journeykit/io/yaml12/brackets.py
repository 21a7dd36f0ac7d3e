"""What went wrong inside of { } and [ ]: one that is not closed, a comma that is missing, a second colon."""

from __future__ import annotations

import re

from journeykit.io.yaml12.prose import quoted
from journeykit.io.yaml12.scene import Found, Scene, cut_above

__all__ = ["bracket"]

_CLOSING = {"{": "}", "[": "]"}
_SEARCHED = 50  # lines behind a bracket that are looked at
_BEGINS = re.compile(r"[ \t]*(?:-[ ]|(?:\"[^\"\r\n]*\"|'[^'\r\n]*'|[\w-][^\s:,{}\[\]]*):(?:\s|$))")
_LAST = re.compile(r"[:,\[{]\s*([^:,\[\]{}]*)$")
_GOES_ON = re.compile(r"(?P<before>\S.*?)\s+(?P<key>[\w-]+)\s*", re.DOTALL)
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_KEY = re.compile(r"[a-z_][a-z0-9_]*")
_NEXT = re.compile(r"[\w-]+\s*:(?:\s|$)|[\"'{\[]")


def bracket(scene: Scene) -> Found | None:
    """For a part in brackets that YAML cannot read on."""
    sign = scene.raw[scene.opened : scene.opened + 1]
    if sign not in _CLOSING:
        return None
    first, last = scene.line(scene.opened), scene.line(scene.at)
    for line in range(first, min(last, first + _SEARCHED) + 1):
        found = cut_above(scene, line)
        if found is not None:
            return found
    if not scene.raw[scene.at :].strip() or _next_entry(scene, first, last):
        mend = f"write a {_CLOSING[sign]} where it ends, or put a text that begins with {sign} in quotes"
        return scene.opened, f"this {sign} is never closed: {mend}"
    return _no_comma(scene) or _other(scene, sign)


def _next_entry(scene: Scene, first: int, last: int) -> bool:
    """Whether a line behind the bracket begins an entry of the list or mapping that the bracket stands in."""
    entry = scene.entry(scene.opened)
    begin = scene.text.starts[first - 1]
    column = entry.start("key") - begin if entry["key"] is not None else entry["lead"].rfind("-")
    for line in range(first + 1, min(last, first + _SEARCHED) + 1):
        start = scene.text.starts[line - 1]
        found = _BEGINS.match(scene.raw, start)
        if found and len(found.group()) - len(found.group().lstrip(" \t")) <= column:
            return True
    return False


def _no_comma(scene: Scene) -> Found | None:
    """For two entries without a comma between them."""
    if scene.raw[scene.at : scene.at + 1] != ":":
        follows = _NEXT.match(scene.raw, scene.at)
        return (scene.at, "a comma is missing between the entries: write one before this") if follows else None
    last = _LAST.search(scene.raw, scene.opened, scene.at)
    entry = _GOES_ON.fullmatch(last.group(1)) if last else None
    if last is None or entry is None:
        return None
    key, index = entry["key"], last.start(1) + entry.start("key")
    missing = f"a comma is missing between the entries: write one before {quoted(key)[1:-1]!r}"
    if _NUMBER.fullmatch(entry["before"]):
        return index, missing
    if _KEY.fullmatch(key):
        return index, f"{missing}, or put a text with a colon in quotes"
    return None


def _other(scene: Scene, sign: str) -> Found:
    if scene.raw[scene.at : scene.at + 1] == ":":
        return scene.at, f"a second colon in one entry inside {sign}: put a text with a colon in quotes"
    line, column = scene.text.position(scene.opened)
    return scene.at, (
        f"the {sign} of line {line}, column {column} should have been closed, or gone on with a comma, before this: "
        "put texts with , : [ ] { } in quotes"
    )
