"""Solves the equations of an absorbing chain: arrays in, arrays out, never an inverse.

Up to 500 steps densely by LU. Above, by iteration: x <- b + Q x, which gains what each move loses and is quick where
journeys are short; its residual is checked, and where it does not fall fast enough, a sparse LU takes over. (Krylov
methods were tried and gave errors of 0.4 on such systems; LU alone fills in on maps whose moves lead anywhere.)
"""

from __future__ import annotations

import warnings
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, sparse
from scipy.sparse import csgraph
from scipy.sparse import linalg as sparse_linalg

from journeykit.analysis.chain import Chain, Floats
from journeykit.errors import TrapError

__all__ = ["Solver", "factors"]

_DENSE: Final = 500
_CAREFUL: Final = 64  # steps up to which the careful elimination costs nothing to speak of
_SMALL: Final = 1e-5  # a pivot below it has lost digits
_NEVER: Final = 1e-100  # nobody ever leaves with such a probability, and numbers would overflow
_EXACT: Final = 1e-14  # of the residual, relative to the largest value
_MOST: Final = 5_000  # rounds of iteration
_NEAR: Final = 500  # steps apart
_AT_HAND: Final = 200_000  # numbers that a processor holds close by: more columns are quicker one by one
_PACE: Final = 12  # rounds between two looks at what is left
_TRIED: Final = 24  # after so many it must be seen to converge in time


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
        quick = None if "_sparse" in vars(self) else self._iterated(b, transposed=transposed)
        if quick is not None:
            return quick
        exact: Floats = self._sparse.solve(b, trans="T" if transposed else "N")
        return exact

    @cached_property
    def _dense(self) -> Any:
        """L and U of I - Q. Where journeys go round for long, rounding must not eat the little that leaves."""
        matrix = self._matrix.toarray()
        if self.size > _CAREFUL:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", linalg.LinAlgWarning)  # singular by rounding: done with care below
                found = linalg.lu_factor(np.eye(self.size) - matrix)
            if np.abs(np.diag(found[0])).min() > _SMALL:
                return found
        return factors(matrix, self._losing(matrix))

    def _losing(self, matrix: Floats) -> Floats:
        """What leaves each step for good, as stated: 1 minus the sum of a row would round it away."""
        chain = self.chain
        stated = np.bincount(chain.leaver, chain.leaving, self.size)
        missing = 1.0 - matrix.sum(axis=1)
        found: Floats = np.where(missing > stated + 1e-12, missing, stated)
        return found

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
        """The solution by iteration; None where it would take too long.

        Where what a round adds falls alike everywhere, by the factor f, all that would still come is f/(1-f) times the
        last: it is added at once, if that really leaves less than half.
        """
        if b.ndim > 1 and b.size > _AT_HAND:
            each = []
            for column in b.T:
                one = self._iterated(np.ascontiguousarray(column), transposed=transposed)
                if one is None:
                    return None
                each.append(one)
            return np.column_stack(each)
        matrix = self._turned if transposed else self._matrix
        size = _total if transposed else _largest  # of visits all count together; else each row is an answer
        some = np.flatnonzero(b if b.ndim == 1 else b.any(axis=1))
        before = found = b
        for count in range(1, _MOST + 1):
            after = np.asarray(matrix @ found)
            after[some] += b[some]
            if count % _PACE == 0:
                rest = after - found
                if (size(rest) <= _EXACT * size(after)).all():
                    return np.where((after < 0) & (b >= 0).all(axis=0), 0.0, after)
                if count == _TRIED and (size(rest) > 1e-3 * size(b)).any() and self._near:
                    return None  # slow, and LU is quick where moves lead to near steps
                after += _jump(found - before, rest) * rest
            before, found = found, after
        return None

    @cached_property
    def _near(self) -> bool:
        """Whether all moves but a few lead to near steps: LU then fills in little."""
        far = np.abs(self.chain.source - self.chain.target) > _NEAR
        return int(far.sum()) <= _NEAR

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
        on = chain.probability > _NEVER
        graph = sparse.csr_array((chain.probability[on], (chain.source[on], chain.target[on])), shape=chain.q.shape)
        count, part = csgraph.connected_components(graph, directed=True, connection="strong")
        left = np.zeros(count, dtype=bool)
        left[part[chain.leaver[chain.leaving > _NEVER]]] = True
        crossing = part[chain.source[on]] != part[chain.target[on]]
        left[part[chain.source[on][crossing]]] = True
        closed = ~left[part]
        caught = closed & self._live
        if caught.any():
            raise TrapError(chain.steps[index] for index in np.flatnonzero(caught))
        self._live = self._live & ~closed if closed.any() else self._live | ~closed


def _total(values: Floats) -> Any:
    """The sum of the values of each column, without their signs."""
    return np.abs(values).sum(axis=0)


def _largest(values: Floats) -> Any:
    """The largest value of each column, without its sign."""
    return np.abs(values).max(axis=0, initial=0.0)


def _jump(rest: Floats, after: Floats) -> Any:
    """How many times `rest` is still to come, for each column; 0 where one round is no guide to the next ones."""
    fallen = rest - after
    scale = np.einsum("i...,i...->...", fallen, fallen)
    falls = np.einsum("i...,i...->...", after, fallen)
    times = np.divide(falls, scale, out=np.zeros_like(scale), where=scale > 0)
    left = np.einsum("i...,i...->...", after, after)
    return np.where((times > 0) & (left - times * falls <= left / 4), times, 0.0)


def factors(matrix: Floats, losing: Floats) -> tuple[Floats, NDArray[np.intp]]:
    """L and U of I - Q in one array, as `scipy.linalg.lu_solve` takes them, exact in every figure.

    Elimination without a subtraction: a pivot is the sum of what leaves the step, to others or for good (Grassmann,
    Taksar & Heyman 1985; Alfa, Xue & Ye 2002), so that a loop that a billionth leaves is as exact as any.

    Args:
        matrix: Q, n by n.
        losing: n shares that leave for good; with those of the row they sum to 1.

    >>> lu, order = factors(np.array([[1.0]]), np.array([1e-40]))
    >>> linalg.lu_solve((lu, order), np.ones(1)).tolist()
    [1e+40]
    """
    found, rest = -matrix, losing.copy()
    for place in range(len(found)):
        below, right = found[place + 1 :, place], found[place, place + 1 :]
        pivot = rest[place] - right.sum()
        found[place, place] = pivot
        below /= pivot
        rest[place + 1 :] -= below * rest[place]
        found[place + 1 :, place + 1 :] -= np.outer(below, right)
    return found, np.arange(len(found))
