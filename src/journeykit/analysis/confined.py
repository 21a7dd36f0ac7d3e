"""A chain that is over as soon as it leaves some of its steps: what every question about a part of a journey needs."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from journeykit.analysis.chain import Chain

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
    out = len(chain.ends)
    inside, leaving = kept[chain.source], kept[chain.leaver]
    on, crossing = inside & kept[chain.target], inside & ~kept[chain.target]
    outside = np.flatnonzero(~kept)
    beyond = int(crossing.sum()) + len(outside)
    return replace(
        chain,
        ends=(*chain.ends, OUT),
        source=chain.source[on],
        target=chain.target[on],
        probability=chain.probability[on],
        leaver=np.concatenate([chain.leaver[leaving], chain.source[crossing], outside]),
        end=np.concatenate([chain.end[leaving], np.full(beyond, out, dtype=np.int64)]),
        leaving=np.concatenate([chain.leaving[leaving], chain.probability[crossing], np.ones(len(outside))]),
    )


def leaking(chain: Chain, on: NDArray[np.bool_], out: NDArray[np.bool_]) -> Chain:
    """The chain whose journeys are over in OUT by any but these of its moves between steps and to ends.

    >>> from journeykit.analysis.chain import chains
    >>> from journeykit.model import JourneyMap, Stage
    >>> ((_, chain),) = chains(JourneyMap(stages=[Stage("buy", ["basket", "pay"])]))
    >>> leaking(chain, np.array([False]), np.array([True])).r.toarray().tolist()
    [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]
    """
    place = len(chain.ends)
    lost = int((~on).sum() + (~out).sum())
    return replace(
        chain,
        ends=(*chain.ends, OUT),
        source=chain.source[on],
        target=chain.target[on],
        probability=chain.probability[on],
        leaver=np.concatenate([chain.leaver[out], chain.source[~on], chain.leaver[~out]]),
        end=np.concatenate([chain.end[out], np.full(lost, place, dtype=np.int64)]),
        leaving=np.concatenate([chain.leaving[out], chain.probability[~on], chain.leaving[~out]]),
    )


def stopped(chain: Chain, at: NDArray[np.bool_]) -> Chain:
    """The chain whose journeys are over in OUT after the first of these steps; their own visit counts.

    Moves that remain keep their order; the added ends come last.

    >>> from journeykit.analysis.chain import chains
    >>> from journeykit.model import JourneyMap, Stage
    >>> ((_, chain),) = chains(JourneyMap(stages=[Stage("buy", ["basket", "pay"])]))
    >>> found = stopped(chain, np.array([False, True]))
    >>> found.q.toarray().tolist(), found.r.toarray().tolist()
    ([[0.0, 1.0], [0.0, 0.0]], [[0.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
    """
    on, out, over = ~at[chain.source], ~at[chain.leaver], np.flatnonzero(at)
    return replace(
        chain,
        ends=(*chain.ends, OUT),
        source=chain.source[on],
        target=chain.target[on],
        probability=chain.probability[on],
        leaver=np.concatenate([chain.leaver[out], over]),
        end=np.concatenate([chain.end[out], np.full(len(over), len(chain.ends), dtype=np.int64)]),
        leaving=np.concatenate([chain.leaving[out], np.ones(len(over))]),
    )
