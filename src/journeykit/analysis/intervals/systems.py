"""Many systems of equations of one size, as draws make them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from scipy import sparse
from scipy.sparse import linalg

if TYPE_CHECKING:
    from journeykit.analysis.chain import Floats

__all__ = ["solve_each"]

_DENSE: Final = 64
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
    if k <= _DENSE:
        matrices = systems.transpose(0, 2, 1) if turned else systems
        return np.asarray(np.linalg.solve(matrices, sides), dtype=np.float64)
    found = np.empty(sides.shape)
    for index, (system, side) in enumerate(zip(systems, sides, strict=True)):
        solver: Any = linalg.splu(sparse.csc_array(system))  # its stubs know no columns side by side
        found[index] = solver.solve(side, trans="T" if turned else "N")
    return found
