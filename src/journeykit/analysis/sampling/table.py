"""Sampled walks through a chain, all at once: each round moves everybody who is still on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from journeykit.analysis.chain import Chain, Floats, Ints
from journeykit.analysis.solve import Solver

__all__ = ["MOST_EVENTS", "Table", "Walks", "drawn"]

MOST_EVENTS: Final = 20_000_000
"""More than so many expected visits are refused before anything is drawn: they would not fit into memory."""


@dataclass(frozen=True, eq=False)
class Walks:
    """Some walks, one after the other: `lengths` of each; of all visits the `states` and the `moves` that left them.

    `states` are indices of steps, `moves` rows of the table, `ends` the index of the end of each walk.
    """

    lengths: Ints
    states: Ints
    moves: Ints
    ends: Ints


class Table:
    """The moves of one chain, ready to be drawn from. Raises TrapError where walks could not end.

    >>> import numpy as np
    >>> from journeykit.analysis.chain import chains
    >>> from journeykit.model import JourneyMap, Stage
    >>> ((_, chain),) = chains(JourneyMap(stages=[Stage("buy", ["basket", "pay"])]))
    >>> walks = Table(chain).walks(3, np.random.default_rng(0))
    >>> walks.states.tolist(), walks.lengths.tolist()
    ([0, 1, 0, 1, 0, 1], [2, 2, 2])
    """

    def __init__(self, chain: Chain) -> None:
        self.size = len(chain.steps)
        self.visits = float(Solver(chain).visits.sum())
        self.entry = chain.entry
        sources = np.concatenate([chain.source, chain.leaver])
        targets = np.concatenate([chain.target, chain.end + self.size])
        shares = np.concatenate([chain.probability, chain.leaving])
        kept = np.flatnonzero(shares > 0)
        order = kept[np.argsort(sources[kept], kind="stable")]
        self.source, self.target, shares = sources[order], targets[order], shares[order]
        counts = np.bincount(self.source, minlength=self.size)
        self._last = np.cumsum(counts) - 1
        self._first = self._last - counts + 1
        # Row by row the shares add up from k to k + 1: one search for k + u draws for everybody, wherever they stand.
        # Differences of one running sum are off by 1e-11 at most, on maps of 100,000 steps.
        running = np.concatenate([[0.0], np.cumsum(shares)])
        total = running[self._last + 1] - running[self._first]
        within = (running[1:] - running[self._first[self.source]]) / np.maximum(total[self.source], 1e-300)
        self._bounds = self.source + np.clip(within, 0.0, 1.0)

    def walks(self, count: int, rng: np.random.Generator) -> Walks:
        """So many walks. Raises ValueError where nobody begins, or where they would be too long to hold."""
        if not self.entry.any():
            raise ValueError("no journey begins: the map has no step that these customers meet")
        if self.visits * count > MOST_EVENTS:
            raise ValueError(
                f"{count:,} journeys of {self.visits:,.0f} visits each are more than {MOST_EVENTS:,}: "
                "take fewer, or mend the loop that hardly anybody leaves"
            )
        active = np.arange(count)
        state = drawn(self.entry, count, rng)
        rounds = []
        lengths = np.zeros(count, dtype=np.int64)
        ends = np.zeros(count, dtype=np.int64)
        while len(active):
            found = np.searchsorted(self._bounds, state + rng.random(len(active)), side="right")
            # k + u may be rounded up to k + 1, which is the next row
            move = np.clip(found, self._first[state], self._last[state])
            rounds.append((active, state, move))
            lengths[active] += 1
            target = self.target[move]
            on = target < self.size
            ends[active[~on]] = target[~on] - self.size
            active, state = active[on], target[on]
        begins = np.cumsum(lengths) - lengths
        states = np.empty(int(lengths.sum()), dtype=np.int64)
        moves = np.empty_like(states)
        for number, (who, where, which) in enumerate(rounds):
            states[begins[who] + number] = where
            moves[begins[who] + number] = which
        return Walks(lengths, states, moves, ends)


def drawn(shares: Floats, count: int, rng: np.random.Generator) -> Ints:
    """So many indices, drawn by their shares; one with share 0 never."""
    possible = np.flatnonzero(shares > 0)
    bounds = np.cumsum(shares[possible])
    found = np.searchsorted(bounds / bounds[-1], rng.random(count), side="right")
    return possible[np.minimum(found, len(possible) - 1)]
