"""Where the parts of a JSON document stand: found only when asked, by walking the way to the part."""

from __future__ import annotations

import json
import re

from journeykit.io.parsed import Loc
from journeykit.io.text import Position, Text

__all__ = ["JsonPlaces"]

_SPACE = re.compile(r"[ \t\n\r]*")
_LINK = re.compile(r'[^\s>"]+')  # an id of a chain "a >> b"

Member = tuple[str | int, int, int]


class JsonPlaces:
    r"""Finds places in a JSON document that has been read without fault (a `journeykit.io.parsed.Places`).

    Everything that does not lie on the way is skipped by the standard library's parser, at its speed.

    >>> JsonPlaces(Text('{"flow": ["in order",\n  {"from": "a"}]}')).locate(("flow", 1, "from"), key=False)
    (2, 12)
    """

    def __init__(self, text: Text) -> None:
        self._text = text
        self._decoder = json.JSONDecoder()
        self._known: dict[int, list[Member]] = {}

    def locate(self, loc: Loc, *, key: bool) -> Position | None:
        """Line and column of the value at `loc`, or of its key, or of the nearest part around it."""
        raw, name, value = self._text.raw, 0, self._space(0)
        single = False  # whether one item, with its index, stands for a list: "flow": "a >> b"
        for part in loc:
            found = next((each for each in reversed(self._members(value)) if each[0] == part), None)
            if found is not None:
                name, value = found[1], found[2]
                single = isinstance(part, int)
            elif part == 0 and raw[value] == '"' and not single:
                single = True
            elif isinstance(part, int) and raw[value] == '"':
                return self._text.position(self._link(value, part))
            else:
                return self._text.position(value)
        return self._text.position(name if key else value)

    def remark(self, loc: Loc, code: str) -> str:  # noqa: ARG002 - asked of every notation
        """JSON has no traps for prose: every text stands in quotes."""
        return ""

    def members(self, loc: Loc) -> list[Member]:
        """The keys (or indexes) of the part at `loc`, each with where it and its value begin."""
        value = self._space(0)
        for part in loc:
            value = next(each for each in reversed(self._members(value)) if each[0] == part)[2]
        return self._members(value)

    def _members(self, start: int) -> list[Member]:
        raw = self._text.raw
        if raw[start] not in "[{":
            return []
        if start in self._known:
            return self._known[start]
        found: list[Member] = []
        at = self._space(start + 1)
        while raw[at] not in "]}":
            name: str | int = len(found)
            value = at
            if raw[start] == "{":
                name, end = self._decoder.raw_decode(raw, at)
                value = self._space(self._space(end) + 1)  # past the colon
            found.append((name, at, value))
            _, end = self._decoder.raw_decode(raw, value)
            at = self._space(end)
            if raw[at] == ",":
                at = self._space(at + 1)
        self._known[start] = found
        return found

    def _space(self, index: int) -> int:
        found = _SPACE.match(self._text.raw, index)
        return found.end() if found else index

    def _link(self, start: int, number: int) -> int:
        """Where the id with that number begins in a chain."""
        end = self._decoder.raw_decode(self._text.raw, start)[1]
        for count, match in enumerate(_LINK.finditer(self._text.raw, start, end)):
            if count == number:
                return match.start()
        return start
