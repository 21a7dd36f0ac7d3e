"""What is felt on the way, by end: expected lowest, strongest and last emotion of a chain.

Of all journeys, not of listed ones. The strongest emotion of a journey is at most x if it meets no step above x: that
is the probability to end in the chain confined to the other steps, so that each level of emotion costs one solve and
gives the distribution for all ends at once. The last known emotion is what is felt where the last stretch of steps
with unknown emotion begins. Peak and last depend on each other, but the expectation of their mean does not mind.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from journeykit.analysis.chain import Chain, Floats, Ints
from journeykit.analysis.confined import confined
from journeykit.analysis.goals import ending
from journeykit.analysis.solve import Solver

Bools: TypeAlias = NDArray[np.bool_]

__all__ = ["LEVELS", "Felt", "felt", "ratio", "stronger"]

LEVELS: Final = 64
"""So many distinct emotions are told apart exactly; more are rounded to a grid of as many cells, with bounds."""


@dataclass(frozen=True, eq=False)
class Felt:
    """Sums over journeys, for each of the k ends: expectations times the probability of the end, so that they add up.

    Attributes:
        ended: the probability of the end.
        known: the probability of the end after at least one known emotion, the end's own included.
        moments, total: the expected number of moments with a known emotion, and the expected sum of these emotions.
        lowest, peak: the expected lowest and strongest emotion: lower and upper bounds, 2 rows, equal where exact.
        last: the expected last known emotion.
    """

    ended: Floats
    known: Floats
    moments: Floats
    total: Floats
    lowest: Floats
    peak: Floats
    last: Floats

    @classmethod
    def summed(cls, each: Sequence[tuple[float, Felt]]) -> Felt:
        """The weighted sum, of chains with the same ends."""
        weighted = [[weight * getattr(one, name.name) for weight, one in each] for name in fields(cls)]
        return cls(*(np.sum(column, axis=0) for column in weighted))

    def placed(self, put: Callable[[Floats], Floats]) -> Felt:
        """The same with its ends put elsewhere."""
        return Felt(*(put(getattr(self, name.name)) for name in fields(self)))


def felt(chain: Chain, visits: Floats, absorbed: Floats, emotions: Floats, at_end: Floats) -> Felt:
    """What is felt, by end.

    Args:
        chain: a chain of n steps and k ends without traps.
        visits: n expected visits, as `Solver.visits`.
        absorbed: B, n by k: the probability to end in each end from each step.
        emotions: n emotions, NaN where unknown.
        at_end: k emotions of the ends, NaN where unknown.

    >>> from journeykit.analysis.chain import chains
    >>> from journeykit.model import JourneyMap, Stage
    >>> ((_, chain),) = chains(JourneyMap(stages=[Stage("buy", ["look", "queue", "pay"])]))
    >>> found = felt(chain, np.ones(3), np.array([[1.0, 0.0]] * 3), np.array([1.0, -1.5, np.nan]), np.full(2, np.nan))
    >>> found.lowest[0].tolist(), found.peak[0].tolist(), found.last.tolist()
    ([-1.5, 0.0], [-1.5, 0.0], [-1.5, 0.0])
    """
    unknown = np.isnan(emotions)
    value = np.where(unknown, 0.0, emotions)
    ended = ending(chain, visits)
    none, last = _last(chain, visits, unknown, value)
    ends = _Ends(~np.isnan(at_end), np.nan_to_num(at_end, nan=0.0), none, ended)
    settled, feeling, met = ends.settled, ends.feeling, visits > 0
    low, weak = _low_ranks(emotions, met), _peak_ranks(emotions, met)
    return Felt(
        ended,
        np.where(settled, ended, np.maximum(ended - none, 0.0)),
        (visits * ~unknown) @ absorbed + settled * ended,
        (visits * value) @ absorbed + feeling * ended,
        np.array([_extreme(chain, ranks, ends, np.minimum) for ranks in low]),
        np.array([_extreme(chain, ranks, ends, stronger) for ranks in weak]),
        np.where(settled, feeling * ended, last),
    )


def ratio(over: Floats, under: Floats) -> float | None:
    """The sum over all ends divided by another one; None where that is 0."""
    total = float(np.sum(under))
    return float(np.sum(over)) / total if total > 0 else None


def stronger(one: Floats, other: Floats) -> Floats:
    """The stronger of two emotions: the larger absolute value, on a tie the negative one.

    >>> stronger(np.array([1.0, 1.0, 2.0]), np.array([-1.0, .5, -1.5])).tolist()
    [-1.0, 1.0, 2.0]
    """
    first = (np.abs(one) > np.abs(other)) | ((np.abs(one) == np.abs(other)) & (one < 0))
    return np.where(first, one, other)


@dataclass(frozen=True, eq=False)
class _Ends:
    """The k ends: whether their emotion is known, what it is, and how likely they are, also with no emotion before."""

    settled: Bools
    feeling: Floats
    none: Floats
    ended: Floats


_Ranks: TypeAlias = tuple[Ints, Floats]  # the rank of each step, -1 where unknown, and the emotion of each rank
_Pick: TypeAlias = Callable[[Floats, Floats], Floats]


def _low_ranks(emotions: Floats, met: Bools) -> Sequence[_Ranks]:
    """Ranks from the highest emotion to the lowest: once if exact, else from below and from above."""
    levels = np.unique(emotions[met & ~np.isnan(emotions)])[::-1]
    if len(levels) <= LEVELS:
        return [(_rank(emotions, levels), levels)] * 2
    cell, low, high = _cells(emotions, float(levels[-1]), float(levels[0]))
    return [(np.where(cell < 0, -1, len(low) - 1 - cell), edge[::-1]) for edge in (low, high)]


def _peak_ranks(emotions: Floats, met: Bools) -> Sequence[_Ranks]:
    """Ranks from the weakest emotion to the strongest; of two alike the negative one is stronger."""
    levels = np.unique(emotions[met & ~np.isnan(emotions)])
    if len(levels) <= LEVELS:
        levels = levels[np.lexsort((levels < 0, np.abs(levels)))]
        return [(_rank(emotions, levels), levels)] * 2
    sizes = np.abs(levels)
    cell, low, high = _cells(np.abs(emotions), float(sizes.min()), float(sizes.max()))
    negative = emotions < 0
    # within one cell nobody knows which is stronger: the negative one from below, the positive one from above
    below = np.stack([low, -high], axis=1).ravel()
    above = np.stack([-low, high], axis=1).ravel()
    return [
        (np.where(cell < 0, -1, 2 * cell + negative), below),
        (np.where(cell < 0, -1, 2 * cell + ~negative), above),
    ]


def _rank(emotions: Floats, levels: Floats) -> Ints:
    if not len(levels):
        return np.full(len(emotions), -1, dtype=np.int64)
    order = np.argsort(levels)
    places = np.searchsorted(levels[order], np.nan_to_num(emotions, nan=0.0))
    return np.where(np.isnan(emotions), -1, order[np.minimum(places, len(levels) - 1)])


def _cells(values: Floats, least: float, most: float) -> tuple[Ints, Floats, Floats]:
    """The cell of each value, -1 where unknown, and the lower and upper edge of each cell."""
    edges = np.linspace(least, most, LEVELS // 2 + 1)
    place = np.searchsorted(edges, np.where(np.isnan(values), least, values), side="right") - 1
    cell = np.where(np.isnan(values), -1, np.clip(place, 0, len(edges) - 2))
    return cell.astype(np.int64), edges[:-1], edges[1:]


def _extreme(chain: Chain, ranks: _Ranks, ends: _Ends, pick: _Pick) -> Floats:
    """For each end the expectation of the level with the highest rank that is met, the end's own emotion included."""
    rank, levels = ranks
    gathered, before = ends.feeling * ends.none, ends.none
    for place, level in enumerate(levels):
        if place == len(levels) - 1:
            upto = ends.ended
        elif np.any(rank == place):
            part = confined(chain, rank <= place)
            upto = ending(part, Solver(part).visits)[: len(ends.ended)]
        else:
            continue
        each = np.full(len(ends.ended), level)
        gathered = gathered + (upto - before) * np.where(ends.settled, pick(each, ends.feeling), each)
        before = upto
    return gathered


def _last(chain: Chain, visits: Floats, unknown: Bools, value: Floats) -> tuple[Floats, Floats]:
    """For each end the probability to come there without a known emotion, and the expected last one that is known."""
    count = len(chain.ends)
    silent = confined(chain, unknown)
    solver = Solver(silent)
    held = visits * value
    on = ~unknown[chain.source] & unknown[chain.target]
    moving = held[chain.source[on]] * chain.probability[on]
    begun = np.bincount(chain.target[on], moving, len(visits)).astype(np.float64)
    later = ending(silent, solver.transposed(begun))[:count]
    return ending(silent, solver.visits)[:count], later + ending(chain, held)
