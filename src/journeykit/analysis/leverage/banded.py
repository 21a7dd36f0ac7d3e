"""Entries of (I - Q)^-1 next to the diagonal, all at once, where moves lead to near steps.

In an order in which no move leads further than w places, blocks of w steps touch their neighbours alone. Eliminating
block after block from the front, and putting together from the back, gives the blocks of the inverse on and beside
the diagonal (block elimination as in Golub & Van Loan, Matrix Computations, ch. 4.5; in physics the recursive Green's
function) in n w^2 operations, where solving for each column takes n^2 and more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import linalg, sparse
from scipy.sparse import csgraph

if TYPE_CHECKING:
    from journeykit.analysis.chain import Floats, Ints

__all__ = ["Band"]

_MOST: Final = 3e7  # numbers that are kept


@dataclass(frozen=True, eq=False)
class Band:
    """The moves of n steps, put into an order in which they lead to near steps.

    Attributes:
        place: n places, of the steps in that order.
        width: how many places apart a move leads at the most, at least 1.
        source, target, share: the m moves, by index of steps.

    >>> band = Band.of(3, np.array([0, 1, 1]), np.array([1, 0, 2]), np.array([1.0, 0.5, 0.25]))
    >>> own, back = band.returns()  # half of those who come to 1 come to 0, and all of them back
    >>> own.tolist(), back.tolist()
    ([2.0, 2.0, 1.0], [1.0, 2.0, 0.0])
    """

    place: Ints
    width: int
    source: Ints
    target: Ints
    share: Floats

    @classmethod
    def of(cls, size: int, source: Ints, target: Ints, share: Floats) -> Band:
        """The moves in the order as given, or in that of Cuthill & McKee (1969), whichever is narrower."""
        graph = sparse.csr_array(
            (np.ones(2 * len(source)), (np.r_[source, target], np.r_[target, source])), (size, size)
        )
        turned = np.empty(size, dtype=np.int64)
        turned[csgraph.reverse_cuthill_mckee(sparse.csr_matrix(graph), symmetric_mode=True)] = np.arange(size)
        orders = (np.arange(size), turned)
        widths = [int(np.abs(place[source] - place[target]).max(initial=1)) for place in orders]
        best = int(np.argmin(widths))
        return cls(orders[best], max(widths[best], 1), source, target, share)

    @property
    def cost(self) -> float:
        """Multiplications that `returns` takes, about; infinite where the numbers would not fit into memory."""
        kept = len(self.place) * self.width
        return 6.0 * kept * self.width if kept <= _MOST else float("inf")

    def returns(self) -> tuple[Floats, Floats]:
        """N_ii of each step (n), and N_ji of each move from i to j (m): the visits to i of those who come to j."""
        size, width = len(self.place), self.width
        at, to = self.place[self.source], self.place[self.target]
        moved = sparse.csr_array((self.share, (at, to)), shape=(size, size))
        matrix = sparse.csr_array(sparse.eye_array(size) - moved)
        cuts = np.arange(0, size + width, width).clip(max=size)
        blocks = list(zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True))
        solved: list[Floats] = []  # what is left of each block once those before it are eliminated, inverted
        above: list[Floats] = []
        below: list[Floats] = []
        for number, (start, end) in enumerate(blocks):
            rows = matrix[start:end]
            block = rows[:, start:end].toarray()
            if number:
                before = blocks[number - 1]
                below.append(rows[:, before[0] : before[1]].toarray())
                block -= below[-1] @ solved[-1] @ above[-1]
            if number + 1 < len(blocks):
                above.append(rows[:, end : blocks[number + 1][1]].toarray())
            solved.append(np.asarray(linalg.inv(block, overwrite_a=True, check_finite=False)))
        own, found = np.empty(size), np.empty(len(at))
        first = np.minimum(at, to) // width
        order = np.argsort(first, kind="stable")
        mine = np.split(order, np.searchsorted(first[order], np.arange(1, len(blocks))))
        here = after = np.zeros((0, 0))
        for number in range(len(blocks) - 1, -1, -1):
            start, end = blocks[number]
            here = solved[number]
            moves = mine[number]
            i, j = at[moves] - start, to[moves] - start
            inside = np.maximum(i, j) < end - start
            if number + 1 < len(blocks):
                onward, backward = solved[number] @ above[number], below[number] @ solved[number]
                back = after @ backward
                here = here + onward @ back
                down, up = j >= end - start, i >= end - start  # N_ji for moves to the next block, and from there
                found[moves[down]] = 0.0 - back[j[down] - (end - start), i[down]]
                found[moves[up]] = 0.0 - (onward @ after)[j[up], i[up] - (end - start)]
            found[moves[inside]] = here[j[inside], i[inside]]
            own[start:end] = np.diag(here)
            after = here
        return own[self.place], found
