"""How journeys stand after a number of steps, or after a time.

By steps: p(n) = entry Q^n are those still on the way after n steps, and entry N R - p(n) N R have ended: exact.

By time: a step takes the duration that the map states, always; a transition its `after`; what is unknown takes none.
The chain is then followed from one moment to the next at which anybody arrives: exact for stated durations. Where
there are too many such moments, all times are rounded to a grid, once down and once up: as longer times never end a
journey earlier, the truth lies between the two results.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import sparse

from journeykit.analysis.chain import Chain, Floats, Ints
from journeykit.analysis.confined import leaking
from journeykit.analysis.ends.timing import Timing
from journeykit.analysis.goals import ending
from journeykit.analysis.solve import Solver

__all__ = ["after_steps", "after_time"]

_CELLS: Final = 30_000_000  # numbers held at most by all moments that are due
_MOMENTS: Final = 4_000
_ROUNDS: Final = 100_000  # steps followed one by one
_TICK: Final = 1e-6  # seconds: times closer than this are one
_GONE: Final = 1e-18  # nobody


def after_steps(chain: Chain, solver: Solver, absorbed: Floats, steps: int) -> Floats:
    """The probability of each end within so many steps; k numbers.

    `absorbed` is B, n by k. Raises ValueError for so many steps that a large chain would take too long.

    >>> from journeykit.analysis.chain import chains
    >>> from journeykit.model import JourneyMap, Stage
    >>> ((_, chain),) = chains(JourneyMap(stages=[Stage("buy", ["basket", "pay"])]))
    >>> [after_steps(chain, Solver(chain), np.array([[1.0, 0.0]] * 2), count).tolist() for count in (1, 2)]
    [[0.0, 0.0], [1.0, 0.0]]
    """
    here = chain.entry
    if steps > 2_000 and len(chain.steps) <= 500:
        here = here @ np.linalg.matrix_power(chain.q.toarray(), steps)
    else:
        turned = sparse.csr_array(chain.q.T)
        for count in range(steps):
            if not here.size or here.max() <= _GONE:
                break
            if count == _ROUNDS:
                raise ValueError(f"after {_ROUNDS} steps journeys go on: name a smaller number of steps")
            here = np.asarray(turned @ here)
    return np.maximum(ending(chain, solver.visits) - here @ absorbed, 0.0)


def after_time(chain: Chain, timing: Timing, seconds: float) -> tuple[Floats, Floats]:
    """The probability of each end within so many seconds: k lower and k upper bounds, equal where exact.

    >>> from journeykit.analysis.ends.timing import timing
    >>> from journeykit.analysis.ends.walk import walks
    >>> from journeykit.model import JourneyMap, Stage, Touchpoint
    >>> shop = JourneyMap(stages=[Stage("buy", [Touchpoint("wait", duration="1 hour")])],
    ...                   flow=["in order", {"from": "wait", "to": "wait", "probability": .5}])
    >>> walk = walks(shop)[0]
    >>> after_time(walk.chain, timing(shop, walk), 3 * 3600)[0].tolist()
    [0.875, 0.0]
    """
    moments = max(50, min(_MOMENTS, _CELLS // max(len(chain.steps), 1)))
    limit = round(seconds / _TICK)
    on, out = (np.rint(each / _TICK) for each in (timing.moving, timing.leaving))
    exact = _followed(chain, on.astype(np.int64), out.astype(np.int64), limit, moments)
    if exact is not None:
        return exact, exact
    ticks = moments - 1
    tick = limit / ticks
    found = []
    for rounded in (np.ceil, np.floor):
        slow, slower = (rounded(each / tick).astype(np.int64) for each in (on, out))
        bound = _followed(chain, slow, slower, ticks, moments)
        if bound is None:  # pragma: no cover - a grid has no more moments than this
            raise AssertionError
        found.append(bound)
    return found[0], found[1]


@dataclass(frozen=True, eq=False)
class _Due:
    """The moves that take the same time."""

    ticks: int
    on: sparse.csr_array[np.float64]
    out: sparse.csr_array[np.float64]


def _followed(chain: Chain, on: Ints, out: Ints, limit: int, moments: int) -> Floats | None:
    """The probability of each end up to the limit; None where there are more moments than may be followed."""
    due = [_taking(chain, on == ticks, out == ticks, ticks) for ticks in np.union1d(on, out) if 0 < ticks <= limit]
    at_once = leaking(chain, on == 0, out == 0)
    quick = Solver(at_once) if (on == 0).any() else None
    waiting: dict[int, Floats] = {0: chain.entry.copy()}
    times = [0]
    ended = np.zeros(len(chain.ends))
    seen = 0
    while times:
        seen += 1
        if seen > moments:
            return None
        now = heapq.heappop(times)
        here = waiting.pop(now)
        if quick is not None:
            here = quick.transposed(here)
        ended += ending(at_once, here)[: len(ended)]
        for each in due:
            then = now + each.ticks
            if then > limit:
                break
            ended += np.asarray(each.out @ here)
            moved = np.asarray(each.on @ here)
            if moved.max(initial=0.0) <= _GONE:
                continue
            if then in waiting:
                waiting[then] += moved
            else:
                waiting[then] = moved
                heapq.heappush(times, then)
    return ended


def _taking(chain: Chain, on: np.ndarray, out: np.ndarray, ticks: int) -> _Due:
    size = len(chain.steps)
    return _Due(
        int(ticks),
        sparse.csr_array((chain.probability[on], (chain.target[on], chain.source[on])), shape=(size, size)),
        sparse.csr_array((chain.leaving[out], (chain.end[out], chain.leaver[out])), shape=(len(chain.ends), size)),
    )
