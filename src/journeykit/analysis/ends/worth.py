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
from typing import Final

import numpy as np

from journeykit.analysis.chain import Floats
from journeykit.analysis.confined import OUT
from journeykit.analysis.ends.account import Account
from journeykit.analysis.ends.mix import Mix
from journeykit.analysis.goals import ending
from journeykit.analysis.solve import Solver
from journeykit.model.durations import MONTH_SECONDS

__all__ = ["Rate", "Worth", "rate_of", "worth_of"]

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


def worth_of(mix: Mix, rate: Rate | None) -> Worth:
    """The expected money per customer, discounted where a rate is given; None where the map states no such thing.

    >>> from journeykit.analysis.ends.mix import mix
    >>> from journeykit.model import JourneyMap, Stage, Touchpoint
    >>> club = JourneyMap(stages=[Stage("use", [Touchpoint("renew", value=100)])],
    ...                   flow=["in order", {"from": "renew", "to": "renew", "probability": .8}])
    >>> found = worth_of(mix(club, None), Rate(.25, None))
    >>> round(found.value, 9), found.cost  # 100 / (1 - .8 / 1.25)
    (277.777777778, None)
    """
    each = [(weight, _sums(account, rate)) for weight, account in mix.accounts]
    values = [(weight, found.value) for weight, found in each if found.value is not None]
    costs = [(weight, found.cost) for weight, found in each if found.cost is not None]
    return Worth(
        sum(weight * value for weight, value in values) if values else None,
        sum(weight * cost for weight, cost in costs) if costs else None,
    )


def _sums(account: Account, rate: Rate | None) -> Worth:
    chain, journey = account.chain, account.journey
    steps = [journey.step(step) for step in chain.steps]
    stated = {outcome.id: outcome.value for outcome in journey.outcomes}
    value, cost = [step.value for step in steps], [step.cost_to_serve for step in steps]
    last = [stated.get(end) for end in chain.ends]
    visits, reached = (account.visits, account.ended) if rate is None else _faded(account, rate)
    return Worth(
        None if _none(value) and _none(last) else float(visits @ _numbers(value) + reached @ _numbers(last)),
        None if _none(cost) else float(visits @ _numbers(cost)),
    )


def _faded(account: Account, rate: Rate) -> tuple[Floats, Floats]:
    """Visits and ends, each worth less the later it comes: those of a chain that money leaks out of on each move."""
    chain, time = account.chain, account.timing
    moving, leaving = rate.factors(time.moving), rate.factors(time.leaving)
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
    return visits, ending(faded, visits)[:out]


def _none(values: list[float | None]) -> bool:
    return all(each is None for each in values)


def _numbers(values: list[float | None]) -> Floats:
    return np.array([0.0 if each is None else each for each in values], dtype=np.float64)
