"""The chain of those who end in one way: those who stayed and those who left, step by step and exactly.

Given its end, an absorbing chain is again a chain without memory: a move from i to j has probability
q_ij * h_j / h_i, where h is the probability to end so (Doob's h-transform; Kemeny & Snell, ch. 3, "the chain
conditional on its end").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from journeykit.analysis.chain import Chain, Floats
from journeykit.analysis.goals import ending_at
from journeykit.analysis.solve import Solver
from journeykit.errors import UnknownName

__all__ = ["conditioned"]


def conditioned(chain: Chain, solver: Solver, ends: Iterable[str]) -> tuple[float, Chain]:
    """The probability to end in one of `ends`, and the chain given that: same steps, same ends, exact.

    A step from which none of these ends can be reached keeps its place; nobody arrives there, and it leads nowhere
    but to the first of the ends. Raises UnknownName for what is no end of the chain, ValueError where no journey ends
    so: there is nothing to condition on.

    >>> from journeykit.analysis.chain import chains
    >>> from journeykit.model import JourneyMap, Outcome, Stage
    >>> shop = JourneyMap(stages=[Stage("buy", ["look", "pay"])], outcomes=[Outcome("bought", result="success")],
    ...                   flow=[{"from": "look", "to": "pay", "probability": .2},
    ...                         {"from": "look", "to": "look", "probability": .5}, {"from": "pay", "to": "bought"}])
    >>> ((_, chain),) = chains(shop)
    >>> share, buyers = conditioned(chain, Solver(chain), ["bought"])
    >>> round(share, 12), buyers.q.toarray().round(12).tolist()  # all who buy go on to pay in the end
    (0.4, [[0.5, 0.5], [0.0, 0.0]])
    """
    wanted = list(dict.fromkeys(ends))
    for end in wanted:
        if end not in chain.end_index:
            raise UnknownName("end", end, chain.ends)
    places = [chain.end_index[end] for end in wanted]
    hope: Floats = np.clip(solver.solve(ending_at(chain, places)), 0.0, 1.0)
    begun = chain.entry * hope
    share = float(begun.sum())
    if not share > 0:
        raise ValueError(f"no journey ends in {' or '.join(map(repr, wanted))}")
    on = (hope[chain.source] > 0) & (hope[chain.target] > 0)
    out = np.isin(chain.end, places) & (hope[chain.leaver] > 0)
    source, leaver = chain.source[on], chain.leaver[out]
    moving, leaving = chain.probability[on] * hope[chain.target[on]], chain.leaving[out]
    # what leaves a step sums to h only up to the error of the solution: divide by the sum itself
    total = np.bincount(source, moving, len(hope)) + np.bincount(leaver, leaving, len(hope))
    lost = np.flatnonzero(total <= 0)
    return min(share, 1.0), replace(
        chain,
        entry=begun / share,
        source=source,
        target=chain.target[on],
        probability=moving / total[source],
        leaver=np.concatenate([leaver, lost]),
        end=np.concatenate([chain.end[out], np.full(len(lost), places[0], dtype=np.int64)]),
        leaving=np.concatenate([leaving / total[leaver], np.ones(len(lost))]),
    )
