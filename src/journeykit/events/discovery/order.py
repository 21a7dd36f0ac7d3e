"""The order of steps along the journey, and where one stage ends and the next begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf, sqrt

__all__ = ["cut", "in_line", "stage_count"]

Pair = tuple[str, str]
_EVEN = 0.1  # what a stage twice as long as the others costs, in shares of the moves that cross


def in_line(
    positions: Mapping[str, float], moves: Mapping[Pair, int], line: Sequence[str] = (), first: str | None = None
) -> tuple[str, ...]:
    """The steps in an order in which few customers go back.

    They begin by their mean position in the cases; then each moves to wherever fewer moves lead backwards, as long as
    that helps. The steps of `line` keep their order; `first` stays in front of all, unless the line begins otherwise.

    >>> in_line({"a": .1, "c": .4, "b": .5}, {("a", "b"): 5, ("b", "c"): 5, ("c", "b"): 1})
    ('a', 'b', 'c')
    """
    places = dict(positions)
    furthest = -inf
    for name in line:
        furthest = places[name] = max(furthest, places[name])
    rank = {name: number for number, name in enumerate(line)}
    front = [first] if first in places and rank.get(first, 0) == 0 else []
    order = sorted(places.keys() - front, key=lambda name: (places[name], rank.get(name, -1), name))
    for _ in range(len(order)):
        moved = [_better(order, name, moves, rank) for name in tuple(order)]
        if not any(moved):
            break
    return (*front, *order)


def _better(order: list[str], name: str, moves: Mapping[Pair, int], rank: Mapping[str, int]) -> bool:
    """Move one step to where the fewest moves between it and the others lead back; whether that helped."""
    others = [each for each in order if each != name]
    back = sum(moves.get((name, each), 0) for each in others)  # standing last, all its moves lead back
    costs = {len(others): back}
    for place in range(len(others) - 1, -1, -1):
        back += moves.get((others[place], name), 0) - moves.get((name, others[place]), 0)
        costs[place] = back
    if name in rank:
        low = max((i + 1 for i, each in enumerate(others) if each in rank and rank[each] < rank[name]), default=0)
        high = min(
            (i for i, each in enumerate(others) if each in rank and rank[each] > rank[name]), default=len(others)
        )
        costs = {place: cost for place, cost in costs.items() if low <= place <= high}
    here = order.index(name)
    best = min(costs, key=lambda place: (costs[place], abs(place - here)))
    if costs[best] >= costs[here]:
        return False
    order[:] = [*others[:best], name, *others[best:]]
    return True


def stage_count(steps: int) -> int:
    """How many stages so many steps fall into, if nobody says.

    >>> [stage_count(n) for n in (1, 3, 6, 12, 24, 40)]
    [1, 1, 2, 3, 5, 6]
    """
    return 1 if steps <= 3 else max(2, min(round(sqrt(steps)), steps // 2, 8))


def cut(order: Sequence[str], moves: Mapping[Pair, int], stages: int) -> tuple[tuple[str, ...], ...]:
    """The order cut into stages where few moves cross, none of them much larger than the others, nor of one
    step where there are enough.

    >>> cut(["a", "b", "c", "d"], {("a", "b"): 9, ("b", "a"): 4, ("b", "c"): 5, ("c", "d"): 9, ("d", "c"): 4}, 2)
    (('a', 'b'), ('c', 'd'))
    """
    n = len(order)
    stages = max(1, min(stages, n))
    if not n:
        return ()
    crossing = _crossing(order, moves)
    even = n / stages
    least = 2 if n >= 2 * stages else 1  # a stage of one step says no more than the step
    # the best cost of the first i steps in k stages, and where the last of them begins
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for k in range(1, stages + 1):
        row: dict[int, tuple[float, int]] = {}
        for end in range(k, n - (stages - k) + 1):
            found = [
                (best[k - 1][begin][0] + crossing[begin] + _EVEN * ((end - begin) / even - 1) ** 2, begin)
                for begin in range(k - 1, end - least + 1)
                if begin in best[k - 1]
            ]
            if found:
                row[end] = min(found)
        best.append(row)
    parts: list[tuple[str, ...]] = []
    end = n
    for k in range(stages, 0, -1):
        begin = best[k][end][1]
        parts.append(tuple(order[begin:end]))
        end = begin
    return tuple(reversed(parts))


def _crossing(order: Sequence[str], moves: Mapping[Pair, int]) -> list[float]:
    """For each place between two steps the share of moves that pass it; those that lead back count twice."""
    at = {name: place for place, name in enumerate(order)}
    total = sum(count for (a, b), count in moves.items() if a in at and b in at) or 1
    found = [0.0] * (len(order) + 1)
    for (a, b), count in moves.items():
        if a in at and b in at:
            low, high = sorted((at[a], at[b]))
            for place in range(low + 1, high + 1):
                found[place] += count * (2 if at[b] < at[a] else 1) / total
    return found
