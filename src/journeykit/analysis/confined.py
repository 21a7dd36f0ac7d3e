"""A chain that is over as soon as it leaves some of its steps: what every question about a part of a journey needs."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from journeykit.analysis.chain import Chain, Floats, Ints

__all__ = ["OUT", "confined", "leaking", "stopped"]

OUT: Final = ".out"
"""The end of journeys that come to a step outside; the last of a confined chain's ends."""


def confined(chain: Chain, kept: NDArray[np.bool_]) -> Chain:
    """The chain as long as it stays within the kept steps: a move to another step ends it in OUT.

    Steps keep their places. Those that are not kept lead to OUT alone, so that a journey which begins there has one
    visit and is out; `kept` has one truth value for each of the n steps.

    >>> from journeykit.analysis.chain import chains
    >>> from journeykit.model import JourneyMap, Stage
    >>> ((_, chain),) = chains(JourneyMap(stages=[Stage("buy", ["basket", "pay", "use"])]))
    >>> found = confined(chain, np.array([True, True, False]))
    >>> found.ends, found.r.toarray()[:, -1].tolist()
    (('.end', '.drop_off', '.out'), [0.0, 1.0, 1.0])
    """
    inside, outside = kept[chain.source], np.flatnonzero(~kept)
    on, crossing = inside & kept[chain.target], inside & ~kept[chain.target]
    leaver = np.concatenate([chain.source[crossing], outside])
    leaving = np.concatenate([chain.probability[crossing], np.ones(len(outside))])
    return _over(chain, on, kept[chain.leaver], leaver, leaving)


def leaking(chain: Chain, on: NDArray[np.bool_], out: NDArray[np.bool_]) -> Chain:
    """The chain whose journeys are over in OUT by any but these of its moves between steps and to ends.

    >>> from journeykit.analysis.chain import chains
    >>> from journeykit.model import JourneyMap, Stage
    >>> ((_, chain),) = chains(JourneyMap(stages=[Stage("buy", ["basket", "pay"])]))
    >>> leaking(chain, np.array([False]), np.array([True])).r.toarray().tolist()
    [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]
    """
    leaver = np.concatenate([chain.source[~on], chain.leaver[~out]])
    return _over(chain, on, out, leaver, np.concatenate([chain.probability[~on], chain.leaving[~out]]))


def stopped(chain: Chain, at: NDArray[np.bool_], end: str = OUT) -> Chain:
    """The chain whose journeys are over, in an end more, after the first of these steps; their own visit counts.

    Moves that remain keep their order; the added ends come last.

    >>> from journeykit.analysis.chain import chains
    >>> from journeykit.model import JourneyMap, Stage
    >>> ((_, chain),) = chains(JourneyMap(stages=[Stage("buy", ["basket", "pay"])]))
    >>> found = stopped(chain, np.array([False, True]))
    >>> found.q.toarray().tolist(), found.r.toarray().tolist()
    ([[0.0, 1.0], [0.0, 0.0]], [[0.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
    """
    over = np.flatnonzero(at)
    return _over(chain, ~at[chain.source], ~at[chain.leaver], over, np.ones(len(over)), end=end)


def _over(
    chain: Chain, on: NDArray[np.bool_], out: NDArray[np.bool_], leaver: Ints, leaving: Floats, *, end: str = OUT
) -> Chain:
    """The chain with these moves between steps and to ends, and with these that leave to an end more, its last."""
    return replace(
        chain,
        ends=(*chain.ends, end),
        source=chain.source[on],
        target=chain.target[on],
        probability=chain.probability[on],
        leaver=np.concatenate([chain.leaver[out], leaver]),
        end=np.concatenate([chain.end[out], np.full(len(leaver), len(chain.ends), dtype=np.int64)]),
        leaving=np.concatenate([chain.leaving[out], leaving]),
    )
