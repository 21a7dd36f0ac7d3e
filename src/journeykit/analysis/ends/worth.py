"""What a customer is worth, and costs, over a whole journey: expected and discounted sums.

Discounted value is V = (I - Q D)^-1 (r + R D w), where r is what a visit earns, w what an outcome is worth, and D
what a unit of money is worth that comes one move later: 1 / (1 + rate) per step, or (1 + rate)^-t for a move that
takes t years. What a step earns counts when it begins; the customer's first step is not discounted. On a map with a
renewal loop this is the customer's lifetime value (Pfeifer & Carraway, Modeling customer relationships as Markov
chains, Journal of Interactive Marketing 14(2), 2000).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from math import isfinite
from typing import TYPE_CHECKING, Final

import numpy as np

from journeykit.analysis.chain import Chain, Floats
from journeykit.analysis.confined import OUT
from journeykit.analysis.ends.timing import Timing
from journeykit.analysis.goals import ending
from journeykit.analysis.solve import Solver
from journeykit.model.durations import MONTH_SECONDS

if TYPE_CHECKING:
    from journeykit.model import JourneyMap

__all__ = ["Rate", "Worth", "earned", "rate_of", "worth"]

_SECONDS: Final = {"year": 12 * MONTH_SECONDS, "month": MONTH_SECONDS, "week": 604_800.0, "day": 86_400.0}
_TEXT: Final = re.compile(r"\s*(\d+(?:\.\d+)?)\s*%\s*(?:per|a|an|/)\s*(step|year|month|week|day)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Rate:
    """A discount rate: a share per step (`period` None), or per period of so many seconds."""

    share: float
    period: float | None

    def factors(self, seconds: Floats) -> Floats:
        """What a unit of money is worth that comes after moves of these lengths."""
        if self.period is None:
            return np.full(len(seconds), 1 / (1 + self.share))
        return np.asarray((1 + self.share) ** (-seconds / self.period), dtype=np.float64)


@dataclass(frozen=True)
class Worth:
    """Expected money per customer: what steps and outcomes earn, and what visits cost; None where nothing is stated."""

    value: float | None
    cost: float | None


def rate_of(rate: float | str | None) -> Rate | None:
    """A rate from a number (per step) or a text: "10 % per year", "1 % per month", "2 % per step".

    Raises ValueError for what is neither, and for rates below 0.

    >>> rate_of(.1), rate_of("8 % per year").share
    (Rate(share=0.1, period=None), 0.08)
    """
    if rate is None:
        return None
    if isinstance(rate, str):
        found = _TEXT.fullmatch(rate)
        if not found:
            raise ValueError(f"{rate!r} is no rate: write it like '10 % per year', or as a number per step, like .02")
        return Rate(float(found[1]) / 100, _SECONDS.get(found[2].lower()))
    if isinstance(rate, bool) or not isinstance(rate, int | float) or not (isfinite(rate) and rate >= 0):
        raise ValueError(f"a rate is a finite number of at least 0, per step, or a text like '10 % per year': {rate!r}")
    return Rate(float(rate), None)


def earned(journey: JourneyMap, chain: Chain) -> tuple[Floats, Floats, Floats, Worth]:
    """What each step earns and costs (n numbers each) and each end is worth (k numbers); the Worth says what is known.

    The last is a Worth of zeros and Nones: None where the chain's steps and ends state no such thing at all.
    """
    steps = [journey.step(step) for step in chain.steps]
    stated = {outcome.id: outcome.value for outcome in journey.outcomes}
    value = [step.value for step in steps]
    cost = [step.cost_to_serve for step in steps]
    last = [stated.get(end) for end in chain.ends]
    valued = any(each is not None for each in (*value, *last))
    costed = any(each is not None for each in cost)
    known = Worth(0.0 if valued else None, 0.0 if costed else None)
    return _numbers(value), _numbers(cost), _numbers(last), known


def worth(journey: JourneyMap, chain: Chain, timing: Timing, rate: Rate, known: Worth | None = None) -> Worth:
    """The discounted money per customer of a chain without traps.

    >>> from journeykit.analysis.ends.timing import timing
    >>> from journeykit.analysis.ends.walk import walks
    >>> from journeykit.model import JourneyMap, Stage, Touchpoint
    >>> club = JourneyMap(stages=[Stage("use", [Touchpoint("renew", value=100)])],
    ...                   flow=["in order", {"from": "renew", "to": "renew", "probability": .8}])
    >>> walk = walks(club)[0]
    >>> round(worth(club, walk.chain, timing(club, walk), Rate(.25, None)).value, 9)  # 100 / (1 - .8 / 1.25)
    277.777777778
    """
    value, cost, last, stated = earned(journey, chain)
    moving, leaving = rate.factors(timing.moving), rate.factors(timing.leaving)
    out = len(chain.ends)
    faded = replace(
        chain,
        ends=(*chain.ends, OUT),
        probability=chain.probability * moving,
        leaver=np.concatenate([chain.leaver, chain.source, chain.leaver]),
        end=np.concatenate([chain.end, np.full(len(moving) + len(leaving), out, dtype=np.int64)]),
        leaving=np.concatenate(
            [chain.leaving * leaving, chain.probability * (1 - moving), chain.leaving * (1 - leaving)]
        ),
    )
    visits = Solver(faded).visits
    reached = ending(faded, visits)[:out]
    known = known or stated
    return Worth(
        None if known.value is None else float(visits @ value + reached @ last),
        None if known.cost is None else float(visits @ cost),
    )


def _numbers(values: list[float | None]) -> Floats:
    return np.array([0.0 if each is None else each for each in values], dtype=np.float64)
