"""How sure the probability of one walk is, and that of all walks down to it.

A walk's probability is a product, P = entry · p1 · p2 …, so that its derivative in a share is P times the sum of 1 / p
over the moves that the share is part of: P · d log P. Walks of several personas add up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from journeykit.analysis.chain import Floats

if TYPE_CHECKING:
    from journeykit.analysis.counted import Counted
    from journeykit.analysis.ends.walk import Walk
    from journeykit.analysis.intervals.doubt import Doubt
    from journeykit.analysis.routes.network import Network

__all__ = ["walk_spans"]

Spans = tuple[float, float, float, float, float]
"""The ends of a walk's interval and its standard error; the ends of the interval of all walks down to it."""

_Turn = tuple[int, int, Floats, float]
"""How often a counted step (by its position among them) is left so; the derivative of that share; the share."""


def walk_spans(
    doubt: Doubt,
    networks: Sequence[Network],
    names: Sequence[str],
    walks: Sequence[tuple[tuple[int, ...], float, float]],
) -> list[Spans]:
    """The intervals of walks, given as nodes with their probabilities and the sums down to them.

    `networks` are those of `doubt.found`, `names` those of their nodes.
    """
    ways = [_ways(walk, position, doubt.known, names) for position, walk in enumerate(doubt.found)]
    found = []
    if doubt.method.name == "sampling":
        total = np.zeros(doubt.method.n)
        for nodes, _, _ in walks:
            drawn = np.zeros(doubt.method.n)
            for network, way in zip(networks, ways, strict=True):
                drawn += network.probability(nodes) * _drawn(doubt, _turns(network, way, nodes))
            total = total + drawn
            low, high, errors = doubt.method.among(np.stack([drawn, np.minimum(total, 1.0)], axis=1))
            found.append(_spans(low, high, errors))
        return found
    sums = [np.zeros(len(each.q)) for each in doubt.known]
    for nodes, probability, cumulated in walks:
        slopes = [np.zeros(len(each.q)) for each in doubt.known]
        for network, way in zip(networks, ways, strict=True):
            share = network.probability(nodes)
            for times, at, slope, now in _turns(network, way, nodes):
                slopes[at] += share * times * slope / now
        sums = [before + slope for before, slope in zip(sums, slopes, strict=True)]
        both = [np.stack(each, axis=1) for each in zip(slopes, sums, strict=True)]
        found.append(_spans(*doubt.ends(np.array([probability, cumulated]), both)))
    return found


def _ways(
    walk: Walk, position: int, known: Sequence[Counted], names: Sequence[str]
) -> dict[tuple[int, int], tuple[int, Floats]]:
    """The moves of counted steps, by their nodes: which step it is, and the derivative of the move in its shares."""
    chain = walk.chain
    node = {name: index for index, name in enumerate(names)}
    places = [node[name] for name in (*chain.steps, *chain.ends)]
    found: dict[tuple[int, int], tuple[int, Floats]] = {}
    for at, each in enumerate(known):
        for row in each.rows:
            if row.walk != position:
                continue
            for group, way in enumerate(row.ways):
                for place, share in way:
                    pair = (places[row.step], places[place])
                    slope = found.setdefault(pair, (at, np.zeros(len(each.q))))[1]
                    slope[group] += row.free * share
    return found


def _turns(network: Network, ways: dict[tuple[int, int], tuple[int, Floats]], nodes: tuple[int, ...]) -> list[_Turn]:
    """The counted moves of a walk."""
    pairs = Counter(pair for pair in pairwise(nodes) if pair in ways)
    found = []
    for (source, target), times in pairs.items():
        now = network.out[source].get(target, (0, 0.0))[1]
        if now > 0:
            found.append((times, *ways[source, target], now))
    return found


def _drawn(doubt: Doubt, turns: Sequence[_Turn]) -> Floats:
    """By how much each draw changes the probability of a walk."""
    found = np.ones(doubt.method.n)
    for times, at, slope, now in turns:
        share = now + (doubt.draws[at] - doubt.known[at].q) @ slope
        found *= np.maximum(share / now, 0.0) ** times
    return found


def _spans(low: Floats, high: Floats, errors: Floats) -> Spans:
    low, high = np.clip(low, 0.0, 1.0), np.clip(high, 0.0, 1.0)
    return float(low[0]), float(high[0]), float(errors[0]), float(low[1]), float(high[1])
