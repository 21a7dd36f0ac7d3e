"""What is left out where there is no room for every line: the least likely moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from journeykit.render.scene import Edge

__all__ = ["MOST_AT_A_CARD", "MOST_TRACKS", "fewer"]

MOST_TRACKS: Final = 14  # one above the other: more cannot be followed by eye, and push the cards off the page
MOST_AT_A_CARD: Final = 12  # ends of lines on one card's top


def fewer(edges: Sequence[Edge], places: Mapping[str, int], limit: int) -> list[Edge]:
    """The moves that fit, when at most `limit` lines pass over any place; the most likely come first.

    `places` are the columns of one band by node; a move to another band stands at its one card. The order is kept.

    >>> moves = [Edge(source="a", target="c", probability=0.1), Edge(source="a", target="c", probability=0.4)]
    >>> [each.probability for each in fewer(moves, {"a": 0, "c": 2}, 1)]
    [0.4]
    """
    depth = [0] * (2 * max(places.values(), default=0) + 2)  # over the left and the right half of each card
    ends: Counter[str] = Counter()
    kept: set[int] = set()
    ranked = sorted(range(len(edges)), key=lambda index: (-_likely(edges[index]), index))
    for index in ranked:
        edge = edges[index]
        here = places.get(edge.source, places.get(edge.target, 0))
        low, high = sorted((here, places.get(edge.target, here)))
        first, last = (2 * low + 1, 2 * high + 1) if high > low else (2 * low, 2 * low + 2)
        if max(depth[first:last]) >= limit or max(ends[edge.source], ends[edge.target]) >= MOST_AT_A_CARD:
            continue
        kept.add(index)
        ends.update({edge.source, edge.target})
        for at in range(first, last):
            depth[at] += 1
    return [edge for index, edge in enumerate(edges) if index in kept]


def _likely(edge: Edge) -> float:
    """What nobody knows is not the first to go."""
    if edge.taken is not None:
        return 1.0 if edge.taken.weight is None else edge.taken.weight
    return 1.0 if edge.probability is None or edge.basis == "assumed" else edge.probability
