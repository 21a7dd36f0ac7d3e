"""The order of each column, so that few ribbons cross; a long ribbon has a place in each column that it passes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

__all__ = ["Pair", "ordered"]

Pair = tuple[str, str, float]  # two neighbours and how much runs between them
_SWEEPS: Final = 12


def ordered(columns: Sequence[Sequence[str]], pairs: Sequence[Pair]) -> list[list[str]]:
    """The same columns, each sorted by the middle of what its places are joined with, where that crosses less.

    >>> ordered([["a", "b"], ["c", "d"]], [("a", "d", 1), ("b", "c", 1)])
    [['a', 'b'], ['d', 'c']]
    """
    left: dict[str, list[tuple[str, float]]] = defaultdict(list)
    right: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for one, other, count in pairs:
        right[one].append((other, count))
        left[other].append((one, count))
    best = now = [list(column) for column in columns]
    fewest = _crossings(best, right)
    for sweep in range(_SWEEPS):
        now = _swept(now, left if sweep % 2 == 0 else right, onward=sweep % 2 == 0)
        crossed = _crossings(now, right)
        if crossed < fewest - 1e-9:
            best, fewest = now, crossed
    return best


def _swept(columns: list[list[str]], joined: Mapping[str, list[tuple[str, float]]], *, onward: bool) -> list[list[str]]:
    found = [list(column) for column in columns]
    places = range(1, len(found)) if onward else range(len(found) - 2, -1, -1)
    for at in places:
        beside = found[at - 1 if onward else at + 1]
        spot = {name: (index + 0.5) / len(beside) for index, name in enumerate(beside)}
        own = {name: (index + 0.5) / len(found[at]) for index, name in enumerate(found[at])}

        def middle(name: str, spot: Mapping[str, float] = spot, own: Mapping[str, float] = own) -> float:
            weights = [(spot[other], count) for other, count in joined.get(name, ()) if other in spot]
            total = sum(count for _, count in weights)
            return sum(place * count for place, count in weights) / total if total else own[name]

        found[at].sort(key=middle)  # stable: equal ones keep their order
    return found


def _crossings(columns: Sequence[Sequence[str]], right: Mapping[str, list[tuple[str, float]]]) -> float:
    """How much crosses: for each two ribbons that do, what the thinner one carries."""
    crossed = 0.0
    for one, other in pairwise(columns):
        spot = {name: index for index, name in enumerate(other)}
        lines = [
            (at, spot[to], count) for at, name in enumerate(one) for to, count in right.get(name, ()) if to in spot
        ]
        for index, (a, b, count) in enumerate(lines):
            crossed += sum(min(count, more) for c, d, more in lines[index + 1 :] if (a - c) * (b - d) < 0)
    return crossed
