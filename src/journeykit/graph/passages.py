"""What every way from some nodes to some others passes: single nodes and single links, in one sweep.

In the words of graph theory: the dominators of the goal (Lowry & Medlock 1969), with every link as a node of its own.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence

__all__ = ["passages"]

_FROM, _TO = -2, -1


def passages(
    links: Sequence[tuple[int, int]], starts: Collection[int], goals: Collection[int]
) -> list[tuple[int] | tuple[int, int]] | None:
    """The nodes and links that every way from a start to a goal passes, in the order in which they are passed.

    Goals themselves are left out: a way is over at the first of them. None where no way leads to any. One way is
    found, and then walked along with all detours: where no detour leads past a node, every way passes it. Time and
    memory grow with nodes and links.

    >>> passages([(0, 1), (1, 2), (1, 3), (2, 4), (3, 4), (4, 5)], starts=[0], goals=[5])
    [(0,), (0, 1), (1,), (4,), (4, 5)]
    """
    near: dict[int, list[int]] = {_FROM: list(starts)}
    for source, target in links:
        if source not in goals:
            near.setdefault(source, []).append(target)
    for goal in goals:
        near[goal] = [_TO]
    way = _way(near)
    if way is None:
        return None
    found: list[tuple[int] | tuple[int, int]] = []
    for index, (furthest, ahead) in enumerate(_detours(way, near)):
        node, then = way[index], way[index + 1]
        if furthest == index and node != _FROM and node not in goals:
            found.append((node,))
        if ahead == 1 and node != _FROM and then != _TO:
            found.append((node, then))
    return found


def _detours(way: Sequence[int], near: Mapping[int, Sequence[int]]) -> Iterator[tuple[int, int]]:
    """For each node of the way but the last: the furthest place that detours from before it lead to (itself, if none
    leads past it), and how many links lead from what is explored with it to nodes of the way that are still to come.
    """
    place = {node: index for index, node in enumerate(way)}
    seen = set(way)
    arriving = [0] * len(way)  # links from what is explored to each node of the way
    furthest = ahead = 0
    for index, node in enumerate(way[:-1]):
        before = furthest
        ahead -= arriving[index]
        open_ = [node]
        while open_:
            for target in near.get(open_.pop(), ()):
                if place.get(target, -1) > index:
                    furthest = max(furthest, place[target])
                    arriving[place[target]] += 1
                    ahead += 1
                elif target not in seen:
                    seen.add(target)
                    open_.append(target)
        yield before, ahead


def _way(near: dict[int, list[int]]) -> list[int] | None:
    """One way, a shortest."""
    before: dict[int, int] = {_FROM: _FROM}
    open_ = deque([_FROM])
    while open_:
        node = open_.popleft()
        for target in near.get(node, ()):
            if target not in before:
                before[target] = node
                open_.append(target)
    if _TO not in before:
        return None
    way = [_TO]
    while way[-1] != _FROM:
        way.append(before[way[-1]])
    return way[::-1]
