"""The short way to the chain of a plain map, for large ones: all probabilities at once instead of one by one.

A map is plain where nobody moves on terms of their own, every move is written once and by itself, and none has a
count or a prior for its only figure. `chain_of(moves(…))` gives the same chain for every map, and is the definition.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from journeykit.model.flow import Transition
from journeykit.model.transitions import implicit_ends

if TYPE_CHECKING:
    from journeykit.model import JourneyMap

__all__ = ["Plain", "plain"]

_SLACK: Final = 1e-9  # what people's rounding may make a sum miss 1 by, as in graph/filling.py
_EXACT: Final = 1e-12
_PERSONAS, _SOURCE, _TARGET = map(attrgetter, ("personas", "source", "target"))

Plain = tuple[
    tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]],
    NDArray[np.float64],
    NDArray[np.float64],
    frozenset[str],
]
"""Moves (source, target, probability), the share that ends and the share that drops off at each step, and the steps
whose shares are assumed. Steps count from 0 in stage order, outcomes go on after them."""


def plain(journey: JourneyMap) -> Plain | None:
    """The moves of a plain map; None for any other.

    >>> from journeykit.model import JourneyMap, Stage
    >>> shop = JourneyMap(stages=[Stage("buy", ["basket", "pay"])],
    ...                   flow=[{"from": "basket", "to": "pay", "probability": .7}])
    >>> (source, target, share), ends, drop_off, assumed = plain(shop)
    >>> source.tolist(), target.tolist(), share.tolist(), ends.tolist(), drop_off.round(3).tolist()
    ([0], [1], [0.7], [0.0, 1.0], [0.3, 0.0])
    """
    flow, steps = journey.flow, journey.steps
    if flow is None or not all(type(move) is Transition for move in flow) or any(step.personas for step in steps):
        return None
    said = [move for move in flow if isinstance(move, Transition)]
    if any(map(_PERSONAS, said)):
        return None
    given = np.array([move.probability for move in said], dtype=np.float64)  # NaN where there is none
    silent = np.isnan(given)
    if any((said[at].count, said[at].prior) != (None, None) for at in np.flatnonzero(silent).tolist()):
        return None
    size = len(steps)
    names = [*(step.id for step in steps), *(outcome.id for outcome in journey.outcomes)]
    place = {name: index for index, name in enumerate(names)}
    source = np.fromiter(map(place.__getitem__, map(_SOURCE, said)), np.int64, len(said))
    target = np.fromiter(map(place.__getitem__, map(_TARGET, said)), np.int64, len(said))
    pairs = np.sort(source * len(names) + target)
    if (pairs[1:] == pairs[:-1]).any():
        return None
    ending = np.isin(np.array(names[:size], dtype=object), implicit_ends(journey)) if not journey.outcomes else None
    ends = np.zeros(size) if ending is None else ending.astype(np.float64)
    left = np.array([step.drop_off or 0.0 for step in steps], dtype=np.float64)
    share, rest, takers = _filled(source, given, left, ends)
    drop_off = left + np.where(takers == 0, rest, 0.0)
    each = np.divide(rest, takers, out=np.zeros(size), where=takers > 0)
    guessed = np.unique(source[silent & (takers[source] > 1)])
    share = np.where(silent, each[source], share)
    return (source, target, share), each * ends, drop_off, frozenset(names[index] for index in guessed.tolist())


def _filled(
    source: NDArray[np.int64], given: NDArray[np.float64], left: NDArray[np.float64], ends: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """The stated shares, what they leave at each step, and how many moves share that."""
    size = len(left)
    silent = np.isnan(given)
    stated = np.where(silent, 0.0, given)
    total, room = np.bincount(source, stated, size), 1.0 - left
    rounded = (np.abs(room - total) <= _SLACK) & (np.abs(room - total) > _EXACT) & (total > 0)
    factor = np.where(rounded, room / np.where(rounded, total, 1.0), 1.0)
    share = stated * factor[source]
    rest = 1.0 - (np.bincount(source, share, size) + left)
    takers = np.bincount(source, silent, size) + ends
    return share, np.where(rest > _EXACT, rest, 0.0), takers
