"""The graph that walks are searched in, with the shortest way to an end from everywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from math import prod
from typing import Final

import numpy as np

from journeykit.analysis.chain import Chain
from journeykit.analysis.routes.costs import costs

__all__ = ["LENGTH", "MOVES", "Network", "network_of"]

LENGTH: Final = 32
"""A cost is that of the probability, and below it, in so many bits, the number of moves: fewer moves break ties."""

MOVES: Final = (1 << LENGTH) - 1


@dataclass(frozen=True, eq=False)
class Network:
    """Nodes are numbers: steps as they stand on the map, then ends, then the root, from which entries are moves.

    Attributes:
        root: the node where every walk begins.
        out: for each node the moves with probability above 0, as target: (cost, probability).
        ends: the nodes at which walks may end.
    """

    root: int
    out: Sequence[Mapping[int, tuple[int, float]]]
    ends: frozenset[int]

    @cached_property
    def left(self) -> list[int]:
        """The least cost from each node to an end, -1 where none can be reached (Dijkstra 1959, backwards)."""
        back: list[list[tuple[int, int]]] = [[] for _ in self.out]
        for source, moves in enumerate(self.out):
            for target, (cost, _) in moves.items():
                back[target].append((source, cost))
        found = [-1] * len(self.out)
        heap = [(0, end) for end in sorted(self.ends)]
        while heap:
            cost, node = heappop(heap)
            if found[node] >= 0:
                continue
            found[node] = cost
            for source, more in back[node]:
                if found[source] < 0:
                    heappush(heap, (cost + more, source))
        return found

    @cached_property
    def following(self) -> list[int]:
        """The next node on the best way to an end; of equally good ones the first of the map. -1 where none is."""
        left = self.left
        found = [-1] * len(self.out)
        for node, moves in enumerate(self.out):
            if left[node] > 0:
                found[node] = min(
                    target
                    for target, (cost, _) in moves.items()
                    if left[target] >= 0 and cost + left[target] == left[node]
                )
        return found

    def probability(self, nodes: Sequence[int]) -> float:
        """That of a whole walk from the root, which is not among the nodes; 0.0 where a move is none of these."""
        out, none = self.out, (0, 0.0)
        before = (self.root, *nodes)
        return prod([out[source].get(target, none)[1] for source, target in zip(before, nodes, strict=False)])


def network_of(
    chain: Chain,
    places: Mapping[str, int],
    weight: float = 1.0,
    *,
    start: str | None = None,
    end: str | None = None,
) -> Network:
    """The network of a chain, whose entries count by `weight`.

    Args:
        chain: Steps and moves.
        places: The number of each step and end, counted from 0.
        weight: The share of journeys that walk this chain, above 0.
        start: The step at which walks begin, instead of the entries.
        end: The only end that counts. A step counts as one, when it is first reached: the node after all ends.
    """
    reached = len(places)
    root = reached + 1
    out: list[dict[int, tuple[int, float]]] = [{} for _ in range(root + 1)]
    steps = np.array([places[step] for step in chain.steps], dtype=np.int64)
    ends = np.array([places[each] for each in chain.ends], dtype=np.int64)
    begins = chain.entry if start is None else np.array([step == start for step in chain.steps], dtype=np.float64)
    source = np.concatenate([np.full(len(steps), root), steps[chain.source], steps[chain.leaver]])
    target = np.concatenate([steps, steps[chain.target], ends[chain.end]])
    share = np.concatenate([begins * weight, chain.probability, chain.leaving])
    if end in chain.index:
        kept = source != places[end]
        source, target, share = source[kept], target[kept], share[kept]
        source, target, share = np.append(source, places[end]), np.append(target, reached), np.append(share, 1.0)
    on = share > 0
    source, target, share = source[on], target[on], share[on]
    shared = costs(share)
    for one, other, cost, probability in zip(source.tolist(), target.tolist(), shared, share.tolist(), strict=True):
        out[one][other] = ((cost << LENGTH) + 1, probability)
    if end is None:
        return Network(root, out, frozenset(ends.tolist()))
    return Network(root, out, frozenset([reached if end in chain.index else places[end]]))
