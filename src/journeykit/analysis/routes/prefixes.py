"""The walks of several networks together, or of one without too many repeats: best first, by search.

A prefix of a walk is worth at most the sum of what each network can still make of it (best-first search with an
admissible estimate: Hart, Nilsson & Raphael 1968), so that the first whole walk taken out is the best. One network
without a bound on repeats needs no search (`sidetracks`); there, estimates are exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush, heappushpop
from math import log2
from typing import Final, TypeAlias

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from journeykit.analysis.routes.costs import UNIT
from journeykit.analysis.routes.network import LENGTH, MOVES, Network

__all__ = ["TooFar", "best_mixed", "goes_round"]

_TRIES: Final = 100_000  # prefixes looked at for one walk
_EQUAL: Final = UNIT >> 30  # sums of probabilities that differ by less than one in 10^9 are one

_Worth: TypeAlias = tuple[int, int]  # cost of the probability and number of moves, both at least
_Visits: TypeAlias = tuple[int, ...]  # the steps visited at least once, twice …, each as a set of bits


class TooFar(Exception):
    """No further walk was found with the effort that may be spent."""


class _Prefix:
    """The beginning of a walk."""

    __slots__ = ("depth", "node", "parent", "spent", "visits")

    def __init__(self, parent: _Prefix | None, node: int, spent: tuple[int, ...], visits: _Visits) -> None:
        self.parent, self.node, self.spent, self.visits = parent, node, spent, visits
        self.depth: int = parent.depth + 1 if parent else 0

    def __lt__(self, other: _Prefix) -> bool:
        """Whether its nodes come first in order; neither begins the other, which was taken out before."""
        one, two = self, other
        while one.depth > two.depth and one.parent:
            one = one.parent
        while two.depth > one.depth and two.parent:
            two = two.parent
        while one.parent is not two.parent:
            one, two = one.parent or one, two.parent or two
        return one.node < two.node

    def nodes(self) -> tuple[int, ...]:
        found = []
        each: _Prefix = self
        while each.parent is not None:
            found.append(each.node)
            each = each.parent
        return tuple(reversed(found))


def best_mixed(networks: Sequence[Network], max_repeats: int | None = None) -> Iterator[tuple[int, ...]]:
    """The nodes of each walk, best first; the probability of a walk is the sum of those it has in each network.

    With several networks, walks whose probabilities agree to nine digits count as equally probable. Raises TooFar where
    one walk takes more effort than may be spent.
    """
    spent = tuple(0 if network.left[network.root] >= 0 else -1 for network in networks)
    if max(spent) < 0:
        return
    ends = frozenset[int]().union(*(network.ends for network in networks))
    bound = _Bound(networks, max_repeats)
    waiting: list[tuple[_Worth, _Prefix]] = []
    worth, prefix = (0, 0), _Prefix(None, networks[0].root, spent, ())
    tries = 0
    while True:
        if prefix.node in ends:
            yield prefix.nodes()
            tries = 0
        tries += 1
        if tries > _TRIES:
            raise TooFar
        found = sorted(_longer(networks, prefix, worth, bound))
        for other in found[1:]:
            heappush(waiting, other)
        if found:
            worth, prefix = heappushpop(waiting, found[0])  # most often the very one that was put in
        elif waiting:
            worth, prefix = heappop(waiting)
        else:
            return


class _Bound:
    """How often steps may be visited."""

    def __init__(self, networks: Sequence[Network], max_repeats: int | None) -> None:
        self.most = max_repeats or 0
        self.looping = frozenset[int]()
        if max_repeats is not None:
            self.looping = self.looping.union(*(goes_round(network) for network in networks))

    def visited(self, visits: _Visits, node: int) -> _Visits | None:
        """The visits with one more; None where that is too many."""
        if node not in self.looping:
            return visits
        bit = 1 << node
        for times, seen in enumerate(visits):
            if not seen & bit:
                return (*visits[:times], seen | bit, *visits[times + 1 :])
        return (*visits, bit) if len(visits) <= self.most else None


def _longer(
    networks: Sequence[Network], prefix: _Prefix, worth: _Worth, bound: _Bound
) -> Iterator[tuple[_Worth, _Prefix]]:
    """The prefixes that are longer by one move."""
    for target in _targets(networks, prefix):
        visits = bound.visited(prefix.visits, target)
        if visits is not None:
            spent, least = _extended(networks, prefix, target)
            if max(spent) >= 0:
                yield max(worth, least), _Prefix(prefix, target, spent, visits)


def goes_round(network: Network) -> frozenset[int]:
    """The nodes that walks can come back to."""
    pairs = [(source, target) for source, moves in enumerate(network.out) for target in moves]
    if not pairs:
        return frozenset()
    source, target = np.array(pairs, dtype=np.int64).T
    shape = (len(network.out), len(network.out))
    graph = sparse.csr_array((np.ones(len(pairs)), (source, target)), shape=shape)
    _, part = csgraph.connected_components(graph, directed=True, connection="strong")
    large = np.bincount(part)[part] > 1
    return frozenset([*np.flatnonzero(large).tolist(), *source[source == target].tolist()])


def _targets(networks: Sequence[Network], prefix: _Prefix) -> Sequence[int]:
    """Where some network that the prefix is a walk of can go on."""
    alive = [network.out[prefix.node] for network, spent in zip(networks, prefix.spent, strict=True) if spent >= 0]
    return list(alive[0]) if len(alive) == 1 else list(dict.fromkeys(target for moves in alive for target in moves))


def _extended(networks: Sequence[Network], prefix: _Prefix, target: int) -> tuple[tuple[int, ...], _Worth]:
    """What a longer prefix has cost in each network (-1: it is no walk there), and what it is worth at best."""
    longer, whole = [], []
    for network, spent in zip(networks, prefix.spent, strict=True):
        move = network.out[prefix.node].get(target) if spent >= 0 else None
        left = network.left[target]
        if move is None or left < 0:
            longer.append(-1)
            continue
        longer.append(spent + move[0])
        whole.append(spent + move[0] + left)
    if not whole:
        return tuple(longer), (0, 0)
    if len(networks) == 1:
        return tuple(longer), (whole[0] >> LENGTH, whole[0] & MOVES)
    least = min(whole) >> LENGTH
    total = sum(2.0 ** -(((cost >> LENGTH) - least) / UNIT) for cost in whole)
    cost = (least - int(log2(total) * 2.0**52 + 0.5) * (UNIT >> 52)) + _EQUAL // 2
    return tuple(longer), (cost // _EQUAL, min(cost & MOVES for cost in whole))
