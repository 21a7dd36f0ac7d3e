"""Lengths of time that figures are counted over, and how a figure changes from one to another."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from journeykit.errors import MetricError, UnknownName

if TYPE_CHECKING:
    from journeykit.metrics.amounts import Amount

__all__ = ["PERIODS", "checked_period", "over", "same_period"]

PERIODS: Final = {"day": 1.0, "week": 7.0, "month": 30.436875, "quarter": 91.310625, "year": 365.2425}
"""Days of each; a month is a twelfth of a year."""


def checked_period(name: str) -> str:
    """The name of a length of time. Raises UnknownName, with the near one.

    >>> checked_period("month")
    'month'
    """
    if name not in PERIODS:
        raise UnknownName("period", name, tuple(PERIODS))
    return name


def over(metric: str, old: str | None, new: str) -> Callable[[float], float] | None:
    """How a value of a metric per old length of time becomes one per new; None where nothing changes.

    >>> yearly = over("arpu", "month", "year")
    >>> yearly and yearly(30.0)
    360.0
    """
    from journeykit.metrics.registry import formulas

    times = PERIODS[checked_period(new)]
    found = formulas().get(metric)
    if found is not None and found.converts is not None and old is None:
        raise MetricError(f'{metric} was measured without a period: say which, like {metric}(…, per="month")')
    if found is None or found.converts is None or old not in PERIODS:
        raise MetricError(f"{metric} is not counted over time, so that it cannot be converted to one per {new}")
    rule, ratio = found.converts, times / PERIODS[old]
    ratio = round(ratio) if abs(ratio - round(ratio)) < 1e-9 else ratio  # 12 months are a year
    return None if old == new else lambda value: rule(value, ratio)


def same_period(who: str, *given: Amount) -> str | None:
    """The length of time that all share; None where none says. Raises MetricError otherwise.

    Plain numbers are taken as they are; what was measured must say its period where another does.

    >>> from journeykit.metrics.amounts import Amount
    >>> arpu = Amount("arpu", 30, per="month", measured=True)
    >>> same_period("clv", arpu, Amount("churn", .1))
    'month'
    >>> same_period("clv", arpu, Amount("churn", .1, per="year", measured=True))
    Traceback (most recent call last):
    journeykit.errors.MetricError: clv: arpu is per month and churn per year: convert one, like churn.converted("month")
    """
    known = [each for each in given if each.per is not None]
    if not known:
        return None
    first, base = known[0].name, known[0].per
    for each in given:
        if each.measured and each.per is None:
            raise MetricError(
                f'{who}: {first} is per {base}, and {each.name} was measured without a period: say it there, per="…"'
            )
        if each.per not in (None, base):
            raise MetricError(
                f"{who}: {first} is per {base} and {each.name} per {each.per}: "
                f'convert one, like {each.name}.converted("{base}")'
            )
    return base
