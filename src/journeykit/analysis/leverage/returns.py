"""How often a chain comes back: the entries of N = (I - Q)^-1 that say what a change at one step does.

Journeys come back to a step only inside its strongly connected part, so that these entries are those of the part's own
inverse: for a step in no loop they are known at once, the others cost a solve within their part, or are found all
together where the part's moves lead to near steps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from journeykit.analysis.chain import Chain
from journeykit.analysis.leverage.banded import Band
from journeykit.analysis.solve import Solver

if TYPE_CHECKING:
    from journeykit.analysis.chain import Floats, Ints

__all__ = ["Returns"]

_AT_ONCE: Final = 64  # columns of one solve
_MANY: Final = 500  # steps for which each column may cost too much
_ROUNDS: Final = 60  # of iteration, about


class Returns:
    """The returns of one chain, of which `solve` has figures for the steps that it was asked for.

    Attributes:
        own: n numbers, N_ii: the visits to a step in all, counted from a visit there.
        largest: the number of steps of the largest loop; 1 where there is none.

    >>> from journeykit.analysis.chain import chains
    >>> from journeykit.analysis.solve import Solver
    >>> from journeykit.model import JourneyMap, Stage
    >>> shop = JourneyMap(stages=[Stage("buy", ["basket", "pay"])],
    ...                   flow=["in order", {"from": "pay", "to": "basket", "probability": .5}])
    >>> ((_, chain),) = chains(shop)
    >>> found = Returns(Solver(chain))
    >>> found.solve(np.array([0]))
    >>> float(found.own[0]), found.cross(np.array([0])).tolist()  # half of those who pay come back, half of these again
    (2.0, [1.0])
    """

    def __init__(self, solver: Solver) -> None:
        self._whole = solver
        chain = solver.chain
        size = len(chain.steps)
        on = chain.probability > 0
        shape = (size, size)
        graph = sparse.csr_array((np.ones(int(on.sum())), (chain.source[on], chain.target[on])), shape=shape)
        count, part = csgraph.connected_components(graph, directed=True, connection="strong") if size else (0, [])
        self._part: Ints = np.asarray(part, dtype=np.int64)
        self._chain = chain
        many = np.bincount(self._part, minlength=count)
        self.largest = int(many.max(initial=1))
        alone = many[self._part] == 1
        same = self._part[chain.source] == self._part[chain.target]
        itself = chain.source == chain.target
        # what leaves a part, summed: 1 minus what stays would round a little away
        out = np.bincount(chain.source[~same], chain.probability[~same], size)
        self._left: Floats = np.add(out, np.bincount(chain.leaver, chain.leaving, size), dtype=np.float64)
        again = alone & (self._left > 0) & np.isin(np.arange(size), chain.source[itself & on])
        self.own: Floats = np.where(alone, 1.0 / np.where(again, self._left, 1.0), np.nan)
        self._cross: Floats = np.where(same, np.where(itself, self.own[chain.source], np.nan), 0.0)
        self._place = np.zeros(size, dtype=np.int64)

    def solve(self, steps: Ints) -> None:
        """Fill in what is missing for these steps, given by index."""
        wanted = np.unique(steps[np.isnan(self.own[steps])])
        for part in np.unique(self._part[wanted]):
            members = np.flatnonzero(self._part == part)
            mine = wanted[self._part[wanted] == part]
            within = np.flatnonzero(self._part[self._chain.source] == part)
            inner = within[self._part[self._chain.target[within]] == part]
            if len(mine) > _MANY and self._fill_all(members, inner, len(mine)):
                continue
            most = len(members) > len(self._place) / 2
            members = np.arange(len(self._place)) if most else members
            self._place[members] = np.arange(len(members))
            # what was solved for in the whole chain serves again
            alone = self._whole if most else self._alone(members, inner)
            for first in range(0, len(mine), _AT_ONCE):
                self._fill(mine[first : first + _AT_ONCE], inner, len(members), alone)

    def cross(self, moves: Ints) -> Floats:
        """N_ji for moves from i to j, given by index: the visits to i of those who moved to j."""
        chain = self._chain
        sources = chain.source[moves]
        self.solve(sources)
        found = self._cross[moves]
        # a move that nobody makes yet may join parts, once somebody does
        idle = np.flatnonzero(
            (chain.probability[moves] <= 0) & (self._part[sources] != self._part[chain.target[moves]])
        )
        for step in np.unique(sources[idle]).tolist():
            mine = idle[sources[idle] == step]
            column = np.zeros(len(chain.steps))
            column[step] = 1.0
            found[mine] = self._whole.solve(column)[chain.target[moves[mine]]]
        return found

    def _fill(self, steps: Ints, inner: Ints, size: int, alone: Solver | None) -> None:
        columns = np.zeros((size, len(steps)))
        columns[self._place[steps], np.arange(len(steps))] = 1.0
        found = columns if alone is None else alone.solve(columns)
        self.own[steps] = found[self._place[steps], np.arange(len(steps))]
        chain = self._chain
        order = np.argsort(steps)
        at = np.minimum(np.searchsorted(steps[order], chain.source[inner]), len(steps) - 1)
        column = order[at]
        mine = steps[column] == chain.source[inner]
        moves = inner[mine]
        self._cross[moves] = found[self._place[chain.target[moves]], column[mine]]

    def _fill_all(self, members: Ints, inner: Ints, many: int) -> bool:
        """Fill in a whole part at once, if that is quicker than to solve for so many of its steps."""
        if not (self._left[members] > 0).any():
            return False
        chain = self._chain
        self._place[members] = np.arange(len(members))
        source, target = self._place[chain.source[inner]], self._place[chain.target[inner]]
        band = Band.of(len(members), source, target, chain.probability[inner])
        if band.cost > _ROUNDS * many * len(inner):
            return False
        self.own[members], self._cross[inner] = band.returns()
        return True

    def _alone(self, members: Ints, inner: Ints) -> Solver | None:
        """Solves within a part, as a chain of its own from which all who leave are gone; None where nobody can."""
        chain, size = self._chain, len(members)
        left = self._left[members]
        if not (left > 0).any():
            return None  # as the chain has a solution, nobody comes in
        source, target = self._place[chain.source[inner]], self._place[chain.target[inner]]
        out = np.flatnonzero(left > 0)
        names = tuple(chain.steps[at] for at in members.tolist())
        entry, gone = np.full(size, 1.0 / size), np.zeros(len(out), dtype=np.int64)
        return Solver(Chain(names, ("out",), entry, source, target, chain.probability[inner], out, gone, left[out]))
