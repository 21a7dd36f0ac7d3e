"""Repairs of a plain tree: what the text must mean after it has been mended."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from journeykit.io.fixing.edits import UnsafeError

__all__ = ["Way", "emptied", "repaired"]

Way = tuple[str | int, ...]


def repaired(tree: Any, removed: Iterable[Way], replaced: Iterable[tuple[Way, str]]) -> Any:
    """The tree without some of its parts and with others replaced; it is changed. What is emptied goes, too.

    Raises UnsafeError where there is no such part, or nothing would be left.

    >>> repaired({"id": "a", "thoughts": {"mia": [" "]}}, [("thoughts", "mia", 0)], [])
    {'id': 'a'}
    """
    for way, value in replaced:
        parent, last = _parent(tree, way), way[-1]
        if isinstance(parent[last], dict) and "text" in parent[last]:
            parent, last = parent[last], "text"
        if not isinstance(parent[last], str):
            raise UnsafeError("no text stands there")
        parent[last] = value
    every = set(removed)
    for way in every:
        _parent(tree, way)
    for way in sorted(emptied(tree, every), key=_backwards, reverse=True):
        del _parent(tree, way)[way[-1]]
    return tree


def emptied(tree: Any, removed: Iterable[Way]) -> set[Way]:
    """What goes: a list or a mapping all of whose parts go, in place of its parts. Raises UnsafeError for all."""
    gone = set(removed)
    while full := next(_full(tree, gone), None):
        gone = {way for way in gone if way[: len(full)] != full} | {full}
    if () in gone:
        raise UnsafeError("nothing would be left")
    return {way for way in gone if not any(way[:length] in gone for length in range(len(way)))}


def _full(tree: Any, gone: set[Way]) -> Any:
    counts: dict[Way, int] = {}
    for way in gone:
        if way:
            counts[way[:-1]] = counts.get(way[:-1], 0) + 1
    for way, count in counts.items():
        if way not in gone and way and count == len(_at(tree, way)):
            yield way
        elif not way and count == len(tree):
            raise UnsafeError("nothing would be left")


def _at(tree: Any, way: Way) -> Any:
    for part in way:
        tree = tree[part]
    return tree


def _parent(tree: Any, way: Way) -> Any:
    """The part that holds the last of a way. Raises UnsafeError where there is none."""
    try:
        parent = _at(tree, way[:-1])
        parent[way[-1]]
    except (LookupError, TypeError):
        raise UnsafeError("the file does not write it so") from None
    return parent


def _backwards(way: Way) -> tuple[tuple[bool, str | int], ...]:
    """For an order in which what is deleted first does not move what is deleted later."""
    return tuple((isinstance(part, str), part) for part in way)
