"""A chain watched at a few steps only: what lies between them is solved once, for whatever these steps may do.

Where a journey goes from anywhere until it comes to a watched step does not depend on what watched steps do. So their
moves can be exchanged again and again at the cost of a system as small as their number: exact, the censored chain of
Kemeny & Snell (Finite Markov Chains, 1960, ch. 6), which in matrices is a Schur complement.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from journeykit.analysis.chain import DROP_OFF, Chain, Floats
from journeykit.analysis.confined import confined
from journeykit.analysis.goals import ending_at
from journeykit.analysis.solve import Solver

__all__ = ["Watched", "reached", "watched"]


@dataclass(frozen=True, eq=False)
class Watched:
    """A chain of n steps and e ends, watched at k steps.

    A place is a step's index, or n plus the index of an end. What follows from a place are k + 2 numbers that sum to 1:
    the probability to come first to each watched step, to reach the goal before any, and to do neither.

    Attributes:
        chain: the chain itself.
        steps: the watched steps, k indices.
        onward: n + e by k + 2; a watched step leads to itself.
        begin: k + 2: the same from the entries.
        shares: k by n + e: the moves of the watched steps, as probabilities of places.
        goal: which watched steps are goals themselves, so that their moves do not matter.
    """

    chain: Chain
    steps: tuple[int, ...]
    onward: Floats
    begin: Floats
    shares: sparse.csr_array[np.float64]
    goal: frozenset[int]

    def place(self, name: str) -> int | None:
        """The place of a step, an outcome or DROP_OFF; None for what is not of this chain."""
        if name in self.chain.index:
            return self.chain.index[name]
        return len(self.chain.steps) + self.chain.end_index[name] if name in self.chain.end_index else None

    @property
    def dropped(self) -> int:
        """The place of those who drop off."""
        return len(self.chain.steps) + self.chain.end_index[DROP_OFF]

    def rows(self) -> Floats:
        """What follows from the moves of each watched step as they are: k by k + 2."""
        return np.asarray(self.shares @ self.onward)


def watched(chain: Chain, steps: Sequence[int], names: Iterable[str], more: Iterable[tuple[int, int]] = ()) -> Watched:
    """The chain watched at some steps, for a goal given by the names of its outcomes and steps.

    `more` are moves (step, place) that the chain does not have and watched steps may get. k + 1 solves. Raises
    TrapError where journeys can reach a part that they cannot leave, `more` included.
    """
    wanted = set(names)
    size, count = len(chain.steps), len(steps)
    goals = {chain.index[name] for name in wanted if name in chain.index}
    ends = [chain.end_index[name] for name in wanted if name in chain.end_index]
    kept = np.ones(size, dtype=np.bool_)
    kept[list(steps)] = False
    kept[list(goals)] = False
    live = reached(chain, more)
    cut = replace(confined(chain, kept), entry=live / max(live.sum(), 1.0))
    column = np.full(size, -1)
    column[list(steps)] = np.arange(count)
    column[list(goals)] = count
    into = kept[chain.source] & ~kept[chain.target]
    arriving = np.zeros((size, count + 1))
    np.add.at(arriving, (chain.source[into], column[chain.target[into]]), chain.probability[into])
    arriving[:, count] += np.where(kept, ending_at(chain, ends), 0.0)
    onward = np.zeros((size + len(chain.ends), count + 2))
    onward[:size, :-1] = np.clip(Solver(cut).solve(arriving), 0.0, 1.0) if size else arriving
    for index in np.flatnonzero(~kept):
        onward[index, :-1] = np.arange(count + 1) == column[index]
    onward[[size + end for end in ends], count] = 1.0
    onward[:, -1] = np.maximum(0.0, 1.0 - onward[:, :-1].sum(axis=1))
    moves = sparse.csr_array(sparse.hstack([chain.q, chain.r]))[list(steps)]
    begin = chain.entry @ onward[:size]
    if not chain.entry.any():
        begin[-1] = 1.0
    goal = frozenset(index for index, step in enumerate(steps) if step in goals)
    return Watched(chain, tuple(steps), onward, begin, moves, goal)


def reached(chain: Chain, more: Iterable[tuple[int, int]]) -> Floats:
    """1 for each step that a journey can come to, also by the further moves; else 0."""
    size = len(chain.steps)
    begin = np.flatnonzero(chain.entry > 0)
    on = chain.probability > 0
    new = [(source, place) for source, place in more if place < size]
    source = np.concatenate([chain.source[on], np.full(len(begin), size), [one for one, _ in new]]).astype(np.int64)
    target = np.concatenate([chain.target[on], begin, [one for _, one in new]]).astype(np.int64)
    graph = sparse.csr_array((np.ones(len(source)), (source, target)), shape=(size + 1, size + 1))
    found = np.zeros(size + 1)
    found[csgraph.breadth_first_order(graph, size, return_predecessors=False)] = 1.0
    return found[:-1]
