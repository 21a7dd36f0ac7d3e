"""Where the activities of a flow stand: their order along the journey, and the column of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Final, TypeAlias

__all__ = ["columns", "in_order"]

_STRONG: Final = 0.2  # a link that brings this share of an activity's arrivals puts it in a later column
_ROUNDS: Final = 100

Moves: TypeAlias = Mapping[tuple[int, int], int]


def in_order(places: Sequence[int], moves: Moves, starts: Mapping[int, int]) -> list[int]:
    """The activities in order, neighbours changed where more moves lead back than forth, until none are.

    What only long cases hold has a late mean position, though it comes early in them: the moves know better. Where two
    take turns, though, a few more moves back say little: the cases that start with an activity count for it as moves
    forth do, and one that most cases start with is the first. Each change makes the moves that lead back fewer, so that
    it ends; after 100 rounds it does anyway.

    >>> moves = {(2, 1): 9, (1, 2): 1, (0, 1): 5}
    >>> in_order([0, 1, 2], moves, {0: 5}), in_order([0, 1, 2], moves, {0: 30, 1: 20})
    ([0, 2, 1], [0, 1, 2])
    """
    first = [code for code in places if 2 * starts.get(code, 0) > sum(starts.values())]
    order = [*first, *(code for code in places if code not in first)]
    for _ in range(_ROUNDS):
        changed = False
        for place in range(len(first), len(order) - 1):
            a, b = order[place : place + 2]
            back, forth = moves.get((b, a), 0), moves.get((a, b), 0)
            if back > forth and back + starts.get(b, 0) > forth + starts.get(a, 0):
                order[place : place + 2] = b, a
                changed = True
        if not changed:
            break
    return order


def columns(
    order: Sequence[int], moves: Moves, starts: Mapping[int, int], drawn: Collection[tuple[int, int]]
) -> dict[int, int]:
    """The column of each activity: after those before it in order that bring it many of its arrivals.

    And after those from which a move that is `drawn` leads to it more often than back: else it would look like a way
    back.

    >>> moves = {(0, 1): 90, (0, 2): 50, (1, 2): 3}
    >>> columns([0, 1, 2], moves, {0: 140}, {(0, 1), (0, 2)}), columns([0, 1, 2], moves, {0: 140}, moves)
    ({0: 0, 1: 1, 2: 1}, {0: 0, 1: 1, 2: 2})
    """
    arrivals: dict[int, int] = defaultdict(int, starts)
    sources: dict[int, list[int]] = defaultdict(list)
    for (a, b), count in moves.items():
        if a != b:
            arrivals[b] += count
            sources[b].append(a)
    found: dict[int, int] = {}
    furthest = 0
    for code in order:
        least = _STRONG * max(arrivals[code], 1)
        before = [found[a] for a in sources[code] if a in found and moves[a, code] >= least]
        column = max(before) + 1 if before else 0 if starts.get(code) else furthest
        forth = [a for a in sources[code] if (a, code) in drawn and moves[a, code] > moves.get((code, a), 0)]
        column = max([column, *(found[a] + 1 for a in forth if a in found)])
        found[code] = column
        furthest = max(furthest, column)
    return found
