"""Customer lifetime value by yearly revenue."""

from __future__ import annotations

import math
from typing import Final

from journeykit.errors import MetricError
from journeykit.metrics.amounts import Amount, currency_of, money
from journeykit.metrics.answers import number
from journeykit.metrics.measurement import Measurement
from journeykit.metrics.periods import same_period
from journeykit.metrics.registry import Formula

__all__ = ["FORMULA", "clv_yearly"]


def clv_yearly(
    revenue: float | Measurement,
    *,
    years: float,
    acquisition_cost: float = 0.0,
    currency: str | None = None,
) -> Measurement:
    """Customer lifetime value by the rule of thumb: yearly revenue x years - acquisition cost. It may be negative.

    As Qualtrics' "What is customer lifetime value?" and many others teach it. Neil Bendle, an author of Marketing
    Metrics, rejects it ("Simple Metrics Are Good, Simplify to Meaningless Not As Good", neilbendle.com): revenue is no
    profit, nobody knows the years beforehand, and the cost of winning a customer is not part of their value. Give the
    yearly margin instead of revenue where you have it, and compare with `clv_gupta_lehmann`.

    Args:
        revenue: of a customer in a year: a number, or an amount measured per year.
        years: how long a customer stays, over 0.
        acquisition_cost: what it costs to win one.
        currency: like "€"; None is that of the measured revenue.

    Raises:
        MetricError: for negative money, for years that are not over 0, and for revenue measured per another period,
            by another metric, or in another currency.

    The usual example: $1,000 a year for 5 years, less $2,000 to win the customer.

    >>> from journeykit.metrics import clv_yearly
    >>> print(clv_yearly(1000, years=5, acquisition_cost=2000, currency="$"))
    Customer lifetime value (yearly) 3000 $ (yearly revenue x years - acquisition cost, not discounted)
    """
    who = "clv_yearly"
    income, cost = money(revenue, who, "revenue", of="arpu"), money(acquisition_cost, who, "acquisition_cost")
    unit = currency_of(who, currency, income, cost)
    same_period(who, Amount("years", 1, per="year"), income)
    length = number(years)
    if not isinstance(length, float) or not 0 < length < math.inf:
        raise MetricError(f"{who}: years is a number over 0, not {years!r}")
    return Measurement(
        name=who,
        title=FORMULA.title,
        value=income.value * length - cost.value,
        unit=unit,
        method="yearly revenue x years - acquisition cost, not discounted",
        direction="up",
        notes=income.notes,
    )


FORMULA: Final = Formula(
    "clv_yearly", "Customer lifetime value (yearly)", clv_yearly, "yearly revenue x years - acquisition cost"
)
