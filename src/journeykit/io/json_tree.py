"""From JSON text to a plain tree, with plain messages for what is no JSON."""

from __future__ import annotations

import json
import re
from typing import NoReturn

from journeykit.errors import Fault
from journeykit.io.json_places import JsonPlaces
from journeykit.io.parsed import Loc, Parsed, place_name
from journeykit.io.text import Text, refuse

__all__ = ["read"]

_DEEPEST = 200  # levels; a map needs about fifteen, a persona's rule a few more
_MOST_VALUES = 2_000_000  # each of them may be wrong, and each fault takes memory
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|NaN|-?Infinity|-?[0-9]+|[\[{]|[\]}]', re.DOTALL)
_HALF = re.compile(r"\\u[dD][89abAB]|\\u[dD][c-fC-F]|[\ud800-\udfff]")
_WORDS = (
    ("Expecting property name", "a key in double quotes belongs here (a comma before } is one too many)"),
    ("Illegal trailing comma", "a comma before } or ] is one too many: delete it"),
    ("Expecting ',' delimiter", "a comma, or the closing bracket, is missing before this"),
    ("Expecting ':' delimiter", "a colon is missing between the key and its value"),
    ("Expecting value", "a value belongs here: a text in double quotes, a number, true, false, null, [ or {"),
    ("Unterminated string", "the text that begins here is never closed: add the closing quote"),
    ("Invalid control character", "a line break, tab or control character inside a text: write \\n, \\t or \\u0000"),
    ("Extra data", "the document has ended before this: delete the rest"),
    ("Invalid \\", "a backslash begins an escape, and this is none: write two backslashes"),
)


def read(text: Text) -> Parsed:
    """The tree of a JSON document. Raises FormatError where there is none to be had."""
    doubled: list[dict[str, object]] = []

    def entries(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) != len(pairs):
            doubled.append(found)
        return found

    if sum(map(text.raw.count, ",[{")) > _MOST_VALUES:
        refuse(f"the document holds more than {_MOST_VALUES:,} values: no map has that many", "too_large")
    if not text.raw.strip():
        refuse("the document is empty: a map begins with {", "empty")
    try:
        tree = json.loads(text.raw, object_pairs_hook=entries, parse_constant=_constant)
    except json.JSONDecodeError as error:
        message = next((words for start, words in _WORDS if error.msg.startswith(start)), error.msg)
        refuse(f"this is no JSON: {message}", "syntax", text.position(error.pos))
    except RecursionError:
        _too_deep(text)
    except (_NoNumberError, ValueError):
        _no_number(text)
    places = JsonPlaces(text)
    faults = [fault for entry in doubled for fault in _doubled_faults(tree, entry, text, places)]
    return Parsed(tree, places, (*faults, *_halves(text)))


class _NoNumberError(Exception):
    """NaN or Infinity."""


def _constant(name: str) -> NoReturn:
    raise _NoNumberError(name)


def _no_number(text: Text) -> NoReturn:
    for match in _TOKEN.finditer(text.raw):
        token = match.group()
        if token in {"NaN", "Infinity", "-Infinity"}:
            message = f"{token} is no JSON number: leave the entry out where nothing is known"
            refuse(message, "number", text.position(match.start()))
        if token[-1].isdigit() and len(token) > 4_300:  # the most that Python converts
            message = f"a number of {len(token)} digits is not read: write it in quotes if it is text"
            refuse(message, "number", text.position(match.start()))
    refuse("a number in this document cannot be read", "number")


def _too_deep(text: Text) -> NoReturn:
    depth = 0
    for match in _TOKEN.finditer(text.raw):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(match.group(), 0)
        if depth > _DEEPEST:
            message = f"more than {_DEEPEST} levels of lists and objects: no map is that deep"
            refuse(message, "too_deep", text.position(match.start()))
    refuse("lists and objects are nested too deeply", "too_deep")


def _doubled_faults(tree: object, entry: dict[str, object], text: Text, places: JsonPlaces) -> list[Fault]:
    loc = _find(tree, entry)
    if loc is None:  # it stands below a key that is doubled itself, and was replaced
        return []
    first: dict[object, int] = {}
    found: list[Fault] = []
    for key, start, _ in places.members(loc):
        if key in first:
            line, column = text.position(first[key])
            message = f"the key {key!r} stands twice, first on line {line}, column {column}: keep one of them"
            here = text.position(start)
            place = place_name((*loc, str(key)))
            found.append(Fault(place, message, "duplicate_key", line=here[0], column=here[1]))
        first.setdefault(key, start)
    return found


def _find(tree: object, wanted: object) -> Loc | None:
    """The way to a part of the tree."""
    waiting: list[tuple[tuple[str | int, ...], object]] = [((), tree)]
    while waiting:
        loc, part = waiting.pop()
        if part is wanted:
            return loc
        if isinstance(part, dict):
            waiting.extend(((*loc, key), value) for key, value in part.items())
        elif isinstance(part, list):
            waiting.extend(((*loc, index), value) for index, value in enumerate(part))
    return None


def _halves(text: Text) -> list[Fault]:
    """Texts with half of a character in them, which no file can hold."""
    if not _HALF.search(text.raw):
        return []
    found: list[Fault] = []
    for match in _TOKEN.finditer(text.raw):
        token = match.group()
        if token[0] == '"' and _HALF.search(token):
            try:
                json.loads(token).encode("utf-8")
            except UnicodeEncodeError:
                line, column = text.position(match.start())
                message = "a text with half of a character (U+D800 to U+DFFF) in it: delete the escape"
                found.append(Fault("", message, "character", line=line, column=column))
    return found
