"""Average revenue per user."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

from journeykit.errors import MetricError
from journeykit.metrics.amounts import money
from journeykit.metrics.answers import Numbers, Scale, answers, count
from journeykit.metrics.means import between, mean_between
from journeykit.metrics.measurement import Measurement
from journeykit.metrics.periods import checked_period
from journeykit.metrics.registry import Formula

__all__ = ["FORMULA", "arpu"]


def arpu(
    revenue: Numbers | float,
    users: int | None = None,
    *,
    per: str | None = None,
    currency: str = "",
    level: float | None = 0.95,
) -> Measurement:
    """Average revenue per user: the revenue of a period over the users in it.

    From the revenue of each user it has Student's t interval; from totals it has none. A few users who pay very much
    make the interval of a small sample too narrow.

    Args:
        revenue: of the period, in all; or that of each user, also of those who paid nothing.
        users: how many, where `revenue` is in all.
        per: the length of the period: "day", "week", "month", "quarter" or "year"; None where it is not
            known, and then nothing can be converted.
        currency: like "€".
        level: of the interval; None for none.

    Raises:
        MetricError: for negative revenue, for no users, and for the t interval of a single one.
        UnknownName: for another period.

    A ratio without an author; examples of our own:

    >>> from journeykit.metrics import arpu
    >>> print(arpu(50_000, 1000, per="month", currency="$"))
    Average revenue per user 50 $ per month (n = 1000; revenue over users)
    >>> print(arpu([0, 20, 20, 40], currency="€", per="quarter"))
    Average revenue per user 20 € per quarter (0 to 45.98 at 95 %, n = 4; mean revenue of a user)
    (the interval is cut at 0)
    """
    if per is not None:
        checked_period(per)
    if users is None:
        if not isinstance(revenue, Iterable):
            raise MetricError("arpu takes revenue and users, or the revenue of each user: arpu(50_000, 1000)")
        found = answers(revenue, "arpu", Scale(0, what="revenue"))
        value, n, method = found.mean, found.n, "mean revenue of a user"
        ends, notes = mean_between(found, 0, math.inf, level, "arpu")
    else:
        if isinstance(revenue, Iterable):
            raise MetricError("arpu takes the revenue of each user alone, or one number with users")
        n = count(users, "arpu", "users")
        if not n:
            raise MetricError("arpu needs users, and there are none")
        value, method = money(revenue, "arpu", "revenue").value / n, "revenue over users"
        ends, notes = between(None, None, ""), ()
    return Measurement(
        name="arpu",
        title=FORMULA.title,
        value=value,
        unit=currency,
        per=per,
        method=method,
        n=n,
        direction="up",
        notes=notes,
        **ends,
    )


def _longer(value: float, times: float) -> float:
    return value * times


FORMULA: Final = Formula("arpu", "Average revenue per user", arpu, "revenue / users", True, _longer)
