"""Solves the equations of an absorbing chain: arrays in, arrays out, never an inverse.

Up to 500 steps densely by LU. Above, by iteration: x <- b + Q x, which gains what each move loses and is quick where
journeys are short; its residual is checked, and where it does not fall fast enough, a sparse LU takes over. (Krylov
methods were tried and gave errors of 0.4 on such systems; LU alone fills in on maps whose moves lead anywhere.)
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, Final

import numpy as np
from scipy import linalg, sparse
from scipy.sparse import csgraph
from scipy.sparse import linalg as sparse_linalg

from journeykit.analysis.chain import Chain, Floats
from journeykit.errors import TrapError

__all__ = ["Solver"]

_DENSE: Final = 500
_EXACT: Final = 1e-14  # of the residual, relative to the largest value
_MOST: Final = 400  # rounds of iteration
_TRIED: Final = 40  # after so many it must be seen to converge in time


class Solver:
    """(I - Q) x = b, and its transpose, for one chain.

    Raises TrapError where journeys can reach a part that they cannot leave.

    >>> from journeykit.analysis.chain import chains
    >>> from journeykit.model import JourneyMap, Stage
    >>> shop = JourneyMap(stages=[Stage("buy", ["basket", "pay"])],
    ...                   flow=["in order", {"from": "pay", "to": "basket", "probability": .5}])
    >>> ((_, chain),) = chains(shop)
    >>> Solver(chain).visits.tolist()  # a geometric loop: 1 / (1 - 0.5)
    [2.0, 2.0]
    """

    def __init__(self, chain: Chain) -> None:
        self.chain = chain
        self.size = len(chain.steps)
        self._live = self._reached()
        self._no_trap()

    @cached_property
    def visits(self) -> Floats:
        """The expected number of visits to each step from the entries: n numbers, N transposed times the entry."""
        return self.transposed(self.chain.entry)

    def solve(self, b: Floats) -> Floats:
        """N b: what is gathered from each step on. `b` has n rows, and one column or several."""
        return self._solved(np.asarray(b, dtype=np.float64), transposed=False)

    def transposed(self, b: Floats) -> Floats:
        """N transposed, times b: what arrives at each step."""
        return self._solved(np.asarray(b, dtype=np.float64), transposed=True)

    def _solved(self, b: Floats, *, transposed: bool) -> Floats:
        if not self.size:
            return b.copy()
        if self.size <= _DENSE:
            found: Floats = linalg.lu_solve(self._dense, b, trans=1 if transposed else 0)
            return found
        quick = self._iterated(b, transposed=transposed)
        if quick is not None:
            return quick
        exact: Floats = self._sparse.solve(b, trans="T" if transposed else "N")
        return exact

    @cached_property
    def _dense(self) -> Any:
        return linalg.lu_factor(np.eye(self.size) - self._matrix.toarray())

    @cached_property
    def _sparse(self) -> Any:
        identity = sparse.eye_array(self.size, format="csc")
        return sparse_linalg.splu(sparse.csc_array(identity - self._matrix))

    @cached_property
    def _matrix(self) -> sparse.csr_array[np.float64]:
        """Q, without the moves of steps that no journey reaches and that lead nowhere: they would make it singular."""
        chain = self.chain
        if self._live.all():
            return chain.q
        kept = self._live[chain.source]
        return sparse.csr_array(
            (chain.probability[kept], (chain.source[kept], chain.target[kept])), shape=(self.size, self.size)
        )

    @cached_property
    def _turned(self) -> sparse.csr_array[np.float64]:
        return sparse.csr_array(self._matrix.T)

    def _iterated(self, b: Floats, *, transposed: bool) -> Floats | None:
        """The solution by iteration; None where it would take too long."""
        matrix = self._turned if transposed else self._matrix
        found, rest = b.copy(), b
        for count in range(_MOST):
            rest = np.asarray(matrix @ rest)
            found += rest
            left = float(np.abs(rest).max(initial=0.0))
            if left <= _EXACT * max(float(np.abs(found).max(initial=0.0)), 1e-300):
                return found
            if count == _TRIED and left > 1e-3 * float(np.abs(b).max(initial=0.0)):
                return None  # at this pace it would not end within the rounds there are
        return None

    def _reached(self) -> Any:
        """Whether a journey from an entry can reach each step; where none begins anywhere, all count as reached."""
        chain = self.chain
        seen = chain.entry > 0
        if not seen.any():
            return np.ones(self.size, dtype=bool)
        on = chain.probability > 0
        begin = np.flatnonzero(seen)
        source = np.concatenate(
            [chain.source[on], np.full(len(begin), self.size)]
        )  # one more state leads to all entries
        target = np.concatenate([chain.target[on], begin])
        shape = (self.size + 1, self.size + 1)
        graph = sparse.csr_array((np.ones(len(source)), (source, target)), shape=shape)
        order = csgraph.breadth_first_order(graph, self.size, return_predecessors=False)
        found = np.zeros(self.size + 1, dtype=bool)
        found[order] = True
        return found[:-1]

    def _no_trap(self) -> None:
        """Raises TrapError for closed parts that journeys reach."""
        chain = self.chain
        if not self.size:
            return
        on = chain.probability > 0
        graph = sparse.csr_array((chain.probability[on], (chain.source[on], chain.target[on])), shape=chain.q.shape)
        count, part = csgraph.connected_components(graph, directed=True, connection="strong")
        left = np.zeros(count, dtype=bool)
        left[part[chain.leaver[chain.leaving > 0]]] = True
        crossing = part[chain.source[on]] != part[chain.target[on]]
        left[part[chain.source[on][crossing]]] = True
        closed = ~left[part]
        caught = closed & self._live
        if caught.any():
            raise TrapError(chain.steps[index] for index in np.flatnonzero(caught))
        self._live = self._live & ~closed if closed.any() else self._live | ~closed
