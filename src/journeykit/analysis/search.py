"""The search for sets of solutions: every set where they are few, greedy with swaps beyond."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np

from journeykit.analysis.chain import Floats, Ints
from journeykit.analysis.variants import Bools, Variants

__all__ = ["Sets", "front", "greedy"]

_TOGETHER: Final = 13  # solutions whose sets are eliminated at once; the others are taken one set at a time
_GAIN: Final = 1e-13  # less is rounding


@dataclass(frozen=True, eq=False)
class Sets:
    """Any sets of n solutions: what they do to the goal, and which are impossible together."""

    chains: tuple[Variants, ...]
    count: int
    apart: tuple[tuple[int, int], ...]

    def of(self, bits: Bools) -> Floats:
        """The goal's probability for m sets, given as m by n truths; NaN for sets that cannot be."""
        total = np.zeros(len(bits))
        if not len(bits):
            return total
        for chain in self.chains:
            goal, possible, _ = chain.goal({index: bits[:, index] for index in range(self.count)})
            total += chain.weight * np.where(possible, goal, np.nan)
        for one, other in self.apart:
            total[bits[:, one] & bits[:, other]] = np.nan
        return total

    def all(self) -> Floats:
        """The goal's probability for all 2^n sets: solution i is in those whose number has bit i set."""
        every = np.arange(1 << self.count)
        total = np.zeros(len(every))
        for chain in self.chains:
            relevant = sum(1 << index for index in chain.solutions)
            total += chain.weight * self._every(chain)[every & relevant]
        for one, other in self.apart:
            total[(every >> one & 1 & every >> other) == 1] = np.nan
        return total

    def _every(self, chain: Variants) -> Floats:
        found = np.full(1 << self.count, np.nan)
        first = chain.solutions[: max(0, len(chain.solutions) - _TOGETHER)]
        for given in product((False, True), repeat=len(first)):
            goal, possible, bits = chain.goal({index: np.array([bit]) for index, bit in zip(first, given, strict=True)})
            numbers = np.zeros(len(goal), dtype=np.int64)
            for index, bit in bits.items():
                numbers += bit.astype(np.int64) << index
            found[numbers] = np.where(possible, goal, np.nan)
        return found


def front(goals: Floats, efforts: Floats, most: float) -> Ints:
    """The sets that no other one beats by more gain for no more effort: the Pareto front, by rising effort."""
    able = np.flatnonzero(~np.isnan(goals) & (efforts <= most + _GAIN))
    able = able[np.lexsort((able, -goals[able], np.round(efforts[able], 9)))]
    best = np.maximum.accumulate(goals[able])
    before = np.concatenate([[-np.inf], best[:-1]])
    found: Ints = able[goals[able] > before + _GAIN]
    return found


def greedy(sets: Sets, efforts: Floats, most: float) -> list[Bools]:
    """Sets of rising effort: always the addition that gains most per effort, then swaps while they gain.

    A swap exchanges one solution for another without more effort than the budget, or the set before it, allows.
    """
    now = np.zeros(sets.count, dtype=np.bool_)
    value = float(sets.of(now[None])[0])
    found = [now]
    while True:
        spent = float(efforts @ now)
        new = np.flatnonzero(~now & (spent + efforts <= most + _GAIN))
        added = _with(now, new)
        gains = (_known(sets.of(added)) - value) / efforts[new]
        if not gains.max(initial=-np.inf) > _GAIN:
            return found
        now = added[int(gains.argmax())]
        value = float(sets.of(now[None])[0])
        while True:
            swapped = np.concatenate([_with(_less(now, int(out)), np.flatnonzero(~now)) for out in np.flatnonzero(now)])
            swapped = swapped[swapped @ efforts <= efforts @ now + _GAIN]
            goals = _known(sets.of(swapped))
            if not goals.max(initial=-np.inf) > value + _GAIN:
                break
            now, value = swapped[int(goals.argmax())], float(goals.max())
        found.append(now)


def _known(goals: Floats) -> Floats:
    return np.where(np.isnan(goals), -np.inf, goals)


def _with(now: Bools, some: Ints) -> Bools:
    wider = np.tile(now, (len(some), 1))
    wider[np.arange(len(some)), some] = True
    return wider


def _less(now: Bools, out: int) -> Bools:
    narrower = now.copy()
    narrower[out] = False
    return narrower
