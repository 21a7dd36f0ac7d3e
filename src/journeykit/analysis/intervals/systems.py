"""Many systems of equations of one size, as draws make them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from scipy import sparse
from scipy.sparse import linalg

if TYPE_CHECKING:
    from journeykit.analysis.chain import Floats

__all__ = ["DENSE", "solve_each"]

DENSE: Final = 64
"""Up to so many equations all systems are solved at once. Larger ones are sparse, as steps lead to a few others; and
BLAS would start threads for each, which on a busy machine costs a hundred times what the work does."""


def solve_each(systems: Floats, right: Floats, *, turned: bool = False) -> Floats:
    """The solutions of n systems of k equations, each with r right sides of its own or the same, k by r: n by k by r.

    `turned` solves the transposed systems.

    >>> solve_each(np.array([[[2.0]], [[4.0]]]), np.array([[8.0]]))[:, 0, 0].tolist()
    [4.0, 2.0]
    """
    n, k, _ = systems.shape
    sides = np.broadcast_to(right, (n, *right.shape[-2:]))
    if k <= DENSE:
        matrices = systems.transpose(0, 2, 1) if turned else systems
        return np.asarray(np.linalg.solve(matrices, sides), dtype=np.float64)
    column, row = np.nonzero((systems != 0).any(axis=0).T)
    begins = np.concatenate([[0], np.cumsum(np.bincount(column, minlength=k))])
    found = np.empty(sides.shape)
    for index, (figures, side) in enumerate(zip(systems[:, row, column], sides, strict=True)):
        solver: Any = linalg.splu(sparse.csc_array((figures, row, begins), shape=(k, k)))  # its stubs know no trans=
        for one in range(side.shape[1]):  # one by one: SuperLU starts BLAS threads for several
            found[index, :, one] = solver.solve(np.ascontiguousarray(side[:, one]), trans="T" if turned else "N")
    return found
