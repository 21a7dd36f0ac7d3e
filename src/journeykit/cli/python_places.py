"""Where the parts of a map in Python are written: told by their ids and texts, since code may build a map anyhow."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from journeykit.io.parsed import location
from journeykit.model.document import document

if TYPE_CHECKING:
    from journeykit.model import JourneyMap

__all__ = ["PythonPlaces"]

_NAMES = ("id", "touchpoint", "action", "wait", "text", "type")  # what a noun is known by, as a file writes it


class PythonPlaces:
    r"""Finds the parts of a map in the text of the Python file that it comes from.

    A part stands where its id or its text is the first argument of a call, or its `id`; else where that string stands
    at all; else it has the place of what is around it, and the map that of the name which it is bound to.

    Args:
        text: of the file.
        name: which the map is bound to.
        journey: the map.

    >>> from journeykit.model import JourneyMap
    >>> text = 'import journeykit as jk\nshop = jk.JourneyMap(stages=[jk.Stage("buy", ["basket"])])'
    >>> shop = JourneyMap(stages=[{"id": "buy", "steps": ["basket"]}])
    >>> places = PythonPlaces(text, "shop", shop)
    >>> places.locate("stages[0]"), places.locate("stages[0].steps[0]"), places.locate("scope")
    ((2, 30), (2, 47), (2, 1))
    """

    def __init__(self, text: str, name: str, journey: JourneyMap) -> None:
        self._tree = document(journey)
        self._lines = text.splitlines()
        self._bound: tuple[int, int] | None = None
        self._called: dict[str, tuple[int, int]] = {}
        self._written: dict[str, tuple[int, int]] = {}
        try:
            for node in ast.walk(ast.parse(text)):
                self._note(node, name)
        except (SyntaxError, ValueError, RecursionError):  # it ran a moment ago: somebody is writing it
            return

    def locate(self, place: str) -> tuple[int, int] | None:
        """Line and column of a place like `stages[1].steps[0]`, or of the nearest part around it that is found."""
        for name in self._names(place):
            found = self._called.get(name) or self._written.get(name)
            if found is not None:
                return found
        return self._bound

    def _names(self, place: str) -> Iterator[str]:
        """What the parts on the way are known by, the innermost first; the map itself is known by its name."""
        part: object = self._tree
        way: list[object] = []
        for step in location(place):
            if isinstance(part, dict) and step in part:
                part = part[str(step)]
            elif isinstance(part, list) and isinstance(step, int) and step < len(part):
                part = part[step]
            else:
                break
            way.append(part)
        for each in reversed(way):
            names = [each.get(key) for key in _NAMES] if isinstance(each, dict) else [each]
            yield from (name for name in names if isinstance(name, str))

    def _note(self, node: ast.AST, name: str) -> None:
        if isinstance(node, ast.Call):
            named = [keyword.value for keyword in node.keywords if keyword.arg == "id"]
            for value in (*node.args[:1], *named):
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    self._first(self._called, value.value, node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            self._first(self._written, node.value, node)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(each, ast.Name) and each.id == name for each in targets):
                self._bound = self._at(node)

    def _first(self, known: dict[str, tuple[int, int]], name: str, node: ast.expr) -> None:
        at = self._at(node)
        known[name] = min(at, known.get(name, at))

    def _at(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        """Line and column, both from 1; Python counts columns in bytes."""
        before = self._lines[node.lineno - 1].encode()[: node.col_offset]
        return node.lineno, len(before.decode("utf-8", "replace")) + 1
