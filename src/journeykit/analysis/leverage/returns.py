"""How often a chain comes back: the entries of N = (I - Q)^-1 that say what a change at one step does.

Journeys come back to a step only inside its strongly connected part, so that these entries are those of the part's own
inverse: for a step in no loop they are known at once, and the others cost one small solve for each part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from scipy import linalg, sparse
from scipy.sparse import csgraph
from scipy.sparse import linalg as sparse_linalg

if TYPE_CHECKING:
    from journeykit.analysis.chain import Floats, Ints
    from journeykit.analysis.solve import Solver

__all__ = ["Returns"]

_DENSE: Final = 1_000  # steps of a part up to which it is solved densely
_AT_ONCE: Final = 64  # columns of one sparse solve


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
        again = np.bincount(*self._loops(), size)
        self.own: Floats = np.where(alone, 1.0 / np.where(alone & (again < 1), 1.0 - again, 1.0), np.nan)
        same = self._part[chain.source] == self._part[chain.target]
        itself = chain.source == chain.target
        self._cross: Floats = np.where(same, np.where(itself, self.own[chain.source], np.nan), 0.0)
        self._place = np.zeros(size, dtype=np.int64)

    def _loops(self) -> tuple[Ints, Floats]:
        itself = self._chain.source == self._chain.target
        return self._chain.source[itself], self._chain.probability[itself]

    def solve(self, steps: Ints) -> None:
        """Fill in what is missing for these steps, given by index."""
        wanted = np.unique(steps[np.isnan(self.own[steps])])
        leaves = np.bincount(self._chain.leaver, self._chain.leaving, len(self.own)) > 0
        for part in np.unique(self._part[wanted]):
            members = np.flatnonzero(self._part == part)
            self._place[members] = np.arange(len(members))
            mine = wanted[self._part[wanted] == part]
            within = np.flatnonzero(self._part[self._chain.source] == part)
            inside = self._part[self._chain.target[within]] == part
            inner, out = within[inside], within[~inside]
            solve = self._solver(members, inner, left=bool(leaves[members].any() or self._chain.probability[out].any()))
            for first in range(0, len(mine), _AT_ONCE):
                self._fill(mine[first : first + _AT_ONCE], inner, len(members), solve)

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

    def _fill(self, steps: Ints, inner: Ints, size: int, solve: Any) -> None:
        columns = np.zeros((size, len(steps)))
        columns[self._place[steps], np.arange(len(steps))] = 1.0
        found = solve(columns)
        self.own[steps] = found[self._place[steps], np.arange(len(steps))]
        chain = self._chain
        order = np.argsort(steps)
        at = np.minimum(np.searchsorted(steps[order], chain.source[inner]), len(steps) - 1)
        column = order[at]
        mine = steps[column] == chain.source[inner]
        moves = inner[mine]
        self._cross[moves] = found[self._place[chain.target[moves]], column[mine]]

    def _solver(self, members: Ints, inner: Ints, *, left: bool) -> Any:
        """Solves (I - Q) x = b within a part."""
        chain, size = self._chain, len(members)
        pairs = (self._place[chain.source[inner]], self._place[chain.target[inner]])
        inside = sparse.csc_array((chain.probability[inner], pairs), shape=(size, size))
        if not left:  # nobody gets out, and as the chain has a solution, nobody comes in
            return lambda b: b
        if size <= _DENSE:
            factors = linalg.lu_factor(np.eye(size) - inside.toarray())
            return lambda b: linalg.lu_solve(factors, b)
        return sparse_linalg.splu(sparse.csc_array(sparse.eye_array(size, format="csc") - inside)).solve
