"""The walks of one network, best first, each in little more than the time to write it down.

After David Eppstein, Finding the k shortest paths, SIAM Journal on Computing 28 (1998): a walk is the best way to an
end but for some sidetracks, each of which leaves the best way from where the one before it led. The sidetracks that can
follow are kept in heaps that share their parts, made only for the nodes that walks have come to.

Ties: of equally good walks comes first the one whose nodes are first in order. So the best way takes the first of
equally good moves, and sidetracks that cost the same are ordered by the walks they lead to: those to a node before the
one on the best way, where the earlier sidetrack wins; then those to a node after it, where the later one does.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush
from typing import TypeAlias

from journeykit.analysis.routes.network import MOVES, Network

__all__ = ["best_walks"]

_Key: TypeAlias = tuple[int, int, int]  # what it costs more, its place among equals, its target


class _Heap:
    """A leftist heap of sidetracks that is never changed, only made anew on the way to what was put in."""

    __slots__ = ("key", "left", "rank", "right", "tail")

    def __init__(self, key: _Key, tail: int, left: _Heap | None = None, right: _Heap | None = None) -> None:
        if right is not None and (left is None or left.rank < right.rank):
            left, right = right, left
        self.key, self.tail, self.left, self.right = key, tail, left, right
        self.rank: int = 1 + (right.rank if right else 0)


def _put(heap: _Heap | None, key: _Key, tail: int) -> _Heap:
    """The heap with one more sidetrack."""
    passed: list[_Heap] = []
    while heap is not None and heap.key < key:
        passed.append(heap)
        heap = heap.right
    found = _Heap(key, tail, heap)
    for above in reversed(passed):
        found = _Heap(above.key, above.tail, above.left, found)
    return found


class _Walk:
    """A walk as its last sidetrack, on top of a heap, and the walk that it leaves; the best has no parent."""

    __slots__ = ("depth", "heap", "parent")

    def __init__(self, parent: _Walk | None, heap: _Heap) -> None:
        self.parent, self.heap = parent, heap
        self.depth: int = parent.depth + 1 if parent else 0

    def __lt__(self, other: _Walk) -> bool:
        """Whether its nodes come first in order; neither is the other's parent, which was taken out before."""
        one, two = self, other
        while one.depth > two.depth and one.parent:
            one = one.parent
        while two.depth > one.depth and two.parent:
            two = two.parent
        while one.parent is not two.parent:
            one, two = one.parent or one, two.parent or two
        return one.heap.key[1:] < two.heap.key[1:]


def best_walks(network: Network) -> Iterator[tuple[int, ...]]:
    """The nodes of each walk, from the first step to the end: most probable first, then fewest moves, then in order.

    >>> import numpy as np
    >>> from journeykit.analysis.chain import chains
    >>> from journeykit.analysis.routes.network import network_of
    >>> from journeykit.model import JourneyMap, Stage
    >>> shop = JourneyMap(stages=[Stage("buy", ["basket", "pay"])],
    ...                   flow=["in order", {"from": "pay", "to": "basket", "probability": .4}])
    >>> ((_, chain),) = chains(shop)
    >>> found = best_walks(network_of(chain, {"basket": 0, "pay": 1, ".end": 2, ".drop_off": 3}))
    >>> next(found), next(found)
    ((0, 1, 2), (0, 1, 0, 1, 2))
    """
    root, left = network.root, network.left
    if left[root] < 0:
        return
    heaps = _Heaps(network)
    first = _Walk(None, _Heap((0, 0, root), root))
    yield _nodes(network, first)
    waiting: list[tuple[int, _Walk]] = []
    begin = heaps.at(root)
    if begin is not None:
        heappush(waiting, (left[root] + begin.key[0], _Walk(first, begin)))
    while waiting:
        cost, walk = heappop(waiting)
        yield _nodes(network, walk)
        heap = walk.heap
        for instead in (heap.left, heap.right):
            if instead is not None:
                heappush(waiting, (cost + instead.key[0] - heap.key[0], _Walk(walk.parent, instead)))
        further = heaps.at(heap.key[2])
        if further is not None:
            heappush(waiting, (cost + further.key[0], _Walk(walk, further)))


class _Heaps:
    """The sidetracks from the best way to an end, for each node that asks."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.known: dict[int, _Heap | None] = {}

    def at(self, node: int) -> _Heap | None:
        """Those that leave the best way from a node on."""
        following, known = self.network.following, self.known
        way = [node]
        while way[-1] not in known and following[way[-1]] >= 0:
            way.append(following[way[-1]])
        heap = known.get(way[-1])
        for each in reversed(way):
            if each not in known:
                for key in self._leaving(each):
                    heap = _put(heap, key, each)
                known[each] = heap
            heap = known[each]
        return heap

    def _leaving(self, node: int) -> list[_Key]:
        left, best = self.network.left, self.network.following[node]
        moves_left = left[node] & MOVES  # shrinks along the best way, and so says who comes first
        return [
            (cost + left[target] - left[node], -moves_left if target < best else moves_left, target)
            for target, (cost, _) in self.network.out[node].items()
            if target != best and left[target] >= 0
        ]


def _nodes(network: Network, walk: _Walk) -> tuple[int, ...]:
    sidetracks: list[_Heap] = []
    while walk.parent is not None:
        sidetracks.append(walk.heap)
        walk = walk.parent
    following, found, node = network.following, [], network.root
    for sidetrack in reversed(sidetracks):
        while node != sidetrack.tail:
            node = following[node]
            found.append(node)
        node = sidetrack.key[2]
        found.append(node)
    while following[node] >= 0:
        node = following[node]
        found.append(node)
    return tuple(found)
