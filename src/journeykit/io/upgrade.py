"""The version of the file format, and the way from an older one to today's."""

from __future__ import annotations

from collections.abc import Callable, Mapping

__all__ = ["CURRENT", "KEY", "UPGRADES", "stamped", "upgrade", "version_fault"]

KEY = "journeykit"
CURRENT = 1

Tree = dict[str, object]

UPGRADES: Mapping[int, Callable[[Tree], Tree]] = {}
"""From a version to the function that makes the next version's tree. Version 1 is the first, so there is none yet."""


def version_fault(version: object, current: int = CURRENT) -> str:
    """What is wrong with a format version, "" where nothing is.

    >>> version_fault(1)
    ''
    >>> version_fault(7)
    'format version 7 was written by a newer journeykit, and this one reads up to 1: upgrade journeykit'
    """
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        return f"the format version is a whole number from 1: write `{KEY}: {current}`"
    if version > current:
        newer = f"{version}" if version < 10**9 else "of that size"
        return (
            f"format version {newer} was written by a newer journeykit, and this one reads up to {current}: "
            "upgrade journeykit"
        )
    return ""


def upgrade(
    tree: Tree, version: int, table: Mapping[int, Callable[[Tree], Tree]] = UPGRADES, current: int = CURRENT
) -> Tree:
    """The tree as today's version writes it, without its version key.

    >>> upgrade({"journeykit": 1, "id": "x"}, 1)
    {'id': 'x'}
    >>> upgrade({"name": "x"}, 1, {1: lambda tree: {"id": tree["name"]}}, current=2)
    {'id': 'x'}
    """
    tree = {name: value for name, value in tree.items() if name != KEY}
    for step in range(version, current):
        if step in table:
            tree = table[step](tree)
    return tree


def stamped(tree: Tree) -> Tree:
    """The tree with the version of its format as the first key."""
    return {KEY: CURRENT, **tree}
