"""How many come to each stage, how many leave there, and where to: exactly, of everybody who sets out.

Those who ever come to a stage are those who come to any of its steps at least once: the chain is confined to the other
steps, and what leads out of them into the stage is added up (Kemeny & Snell, Finite Markov Chains, 1960, ch. 3). Each
journey ends at one step, so that what leaves all stages adds up to everybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from journeykit.analysis.chain import DROP_OFF

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeykit.analysis.chain import Floats
    from journeykit.analysis.ends.account import Account
    from journeykit.analysis.ends.mix import Mix
    from journeykit.model import JourneyMap

__all__ = ["Level", "levels", "lost"]


@dataclass(frozen=True, slots=True)
class Level:
    """One stage, or one step of a map with a single stage.

    Attributes:
        id, title: which one.
        come: the probability to come there at least once, 0..1.
        ends: those who end there, by where to: the ids of ends with their shares of everybody, 0..1.
    """

    id: str
    title: str
    come: float
    ends: tuple[tuple[str, float], ...]


def levels(journey: JourneyMap, mix: Mix) -> tuple[Level, ...]:
    """The stages in order; of a map with one stage, its steps.

    >>> from journeykit.analysis.ends.mix import mix
    >>> from journeykit.model import JourneyMap, Stage, Touchpoint
    >>> shop = JourneyMap(stages=[Stage("find", ["see", Touchpoint("ask", drop_off=.2)]), Stage("buy", ["pay"])])
    >>> for level in levels(shop, mix(shop, None)):
    ...     print(level.id, level.come, level.ends)
    find 1.0 (('.drop_off', 0.2),)
    buy 0.8 (('.end', 0.8),)
    """
    stages = [stage for stage in journey.stages if stage.steps]
    if len(stages) == 1:
        each = [(step.id, step.label, [step.id]) for step in stages[0].steps]
    else:
        each = [(stage.id, stage.label, [step.id for step in stage.steps]) for stage in stages]
    return tuple(_level(mix, *one) for one in each)


def lost(journey: JourneyMap, mix: Mix) -> dict[str, float]:
    """By step, the share of all who leave there for good: who drop off, or go from there to a failure.

    >>> from journeykit.analysis.ends.mix import mix
    >>> from journeykit.model import JourneyMap, Outcome, Stage, Touchpoint
    >>> shop = JourneyMap(stages=[Stage("buy", ["see", Touchpoint("ask", drop_off=.25)])],
    ...                   outcomes=[Outcome("won", result="success"), Outcome("no", result="failure")],
    ...                   flow=["see >> ask", {"from": "see", "to": "no", "probability": .2}, "ask >> won"])
    >>> lost(shop, mix(shop, None))
    {'see': 0.2, 'ask': 0.2}
    """
    failures = {outcome.id for outcome in journey.outcomes if outcome.result == "failure"} | {DROP_OFF}

    def leaving(account: Account) -> Floats:
        chain = account.chain
        gone = np.array([end in failures for end in chain.ends], dtype=np.bool_)[chain.end]
        flow = chain.leaving[gone] * account.visits[chain.leaver[gone]]
        return np.asarray(np.bincount(chain.leaver[gone], flow, len(chain.steps)), dtype=np.float64)

    return dict(zip(mix.steps, mix.by_step(leaving).tolist(), strict=True))


def _level(mix: Mix, name: str, title: str, steps: Sequence[str]) -> Level:
    inside = set(steps)
    come = mix.number(lambda account: float(account.arriving(inside).sum()))
    ended = np.zeros(len(mix.ends))
    for weight, account in mix.accounts:
        chain = account.chain
        here = np.array([step in inside for step in chain.steps], dtype=np.bool_)[chain.leaver]
        for end, share in zip(chain.end[here], (chain.leaving * account.visits[chain.leaver])[here], strict=True):
            ended[mix.ends.index(chain.ends[end])] += weight * share
    ends = [(end, float(share)) for end, share in zip(mix.ends, ended, strict=True) if share > 0]
    return Level(name, title, min(max(come, 0.0), 1.0), tuple(ends))
