"""Elementary cycles, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import networkx as nx

__all__ = ["cycles"]


def cycles(links: Iterable[tuple[int, int]]) -> Iterator[tuple[int, ...]]:
    """The elementary cycles of a graph, lazily: each node once, beginning with the smallest.

    Johnson's algorithm (1975): each further cycle costs no more than time that grows with nodes and links. There may
    be more of them than anybody can count, so take as many as you want. Equal links in equal order give the same order.

    >>> list(cycles([(0, 1), (1, 0), (1, 2), (2, 0)]))
    [(0, 1), (0, 1, 2)]
    """
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_edges_from(links)
    for cycle in nx.simple_cycles(graph):
        first = cycle.index(min(cycle))
        yield (*cycle[first:], *cycle[:first])
