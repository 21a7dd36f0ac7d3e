"""The parts of a YAML document with their places, and the way from a place in the tree to one in the text."""

from __future__ import annotations

import re

from journeykit.io.parsed import Loc
from journeykit.io.text import Position, Text
from journeykit.io.yaml12 import prose, spaces

__all__ = ["Node", "NodePlaces"]

_LINK = re.compile(r"[^\s>\"'|]+")  # an id of a chain `a >> b`, past quotes
_BREAK = re.compile(r"[\r\n]")
_ANCHOR = re.compile(r"&\S+\s+")


class Node:
    """One value of a document: `value` is the plain one, `start` and `end` count characters from 0."""

    __slots__ = ("children", "end", "items", "start", "style", "value", "weight")

    def __init__(self, value: object, start: int, end: int, style: str, weight: int = 1) -> None:
        self.value = value
        self.start = start
        self.end = end
        self.style = style  # "plain", "quoted", "block" for text; "flow", "block" for what has parts
        self.weight = weight  # how many values it stands for once aliases are followed; long texts count more
        self.children: dict[str, tuple[Node, Node]] = {}  # of a mapping: the key and the value of each entry
        self.items: list[Node] = []  # of a list

    @property
    def empty(self) -> bool:
        """Whether nothing at all is written where this value would be."""
        return self.value is None and self.start == self.end

    def at(self, start: int, end: int) -> Node:
        """The same value seen from an alias: a text is found where the alias stands, parts where they are written."""
        twin = Node(self.value, start, end, "alias", self.weight)
        twin.children, twin.items = self.children, self.items
        return twin


class NodePlaces:
    """Finds places in a composed document (a `journeykit.io.parsed.Places`)."""

    def __init__(self, text: Text, root: Node) -> None:
        self._text = text
        self._root = root

    @property
    def root(self) -> Node:
        """The whole document."""
        return self._root

    def locate(self, loc: Loc, *, key: bool) -> Position | None:
        """Line and column of the value at `loc`, or of its key, or of the nearest part around it."""
        name, node, rest = self._find(loc)
        if not rest and name is not None and (key or node.empty):
            return self._text.position(name.start)
        if len(rest) == 1 and isinstance(rest[0], int) and isinstance(node.value, str):
            return self._text.position(self._link(node, rest[0]))
        return self._text.position(node.start)

    def remark(self, loc: Loc, code: str) -> str:
        """What YAML may have done to the text at `loc`."""
        name, node, rest = self._find(loc)
        if rest:
            return ""
        raw = self._text.raw
        about_key = name is not None and code == "extra_forbidden"
        space = spaces.remark(raw, name if about_key and name is not None else node, key=about_key)
        if space:
            return space
        around = self._find(loc[:-1])[1]
        values = around.items or [value for _, value in around.children.values()]
        index = next((index for index, each in enumerate(values) if each is node), 0)
        before = values[index - 1] if index else None
        item = len(loc) > 1 and isinstance(loc[-2], int)
        return prose.remark(raw, prose.Spot(node, name, around, before, item), code)

    def _find(self, loc: Loc) -> tuple[Node | None, Node, Loc]:
        """The deepest node on the way, its key, and what of the way is left."""
        name: Node | None = None
        node = self._root
        single = False  # whether one item, with its index, stands for a list: `evidence: talks`
        for depth, part in enumerate(loc):
            if isinstance(part, str):
                if part not in node.children:
                    return name, node, loc[depth:]
                name, node = node.children[part]
                single = False
            elif part < len(node.items):
                name, node = None, node.items[part]
            elif part > 0 or single or name is None or node.items:
                return name, node, loc[depth:]
            else:
                single = True
        return name, node, ()

    def _link(self, node: Node, number: int) -> int:
        """Where the id with that number begins in a chain."""
        raw = self._text.raw
        anchor = _ANCHOR.match(raw, node.start)
        start = anchor.end() if anchor else node.start
        if node.style == "block":
            line = _BREAK.search(raw, start)  # the ids stand below the sign of a folded text
            start = line.end() if line else start
        for count, match in enumerate(_LINK.finditer(raw, start, node.end)):
            if count == number:
                return match.start()
        return node.start
