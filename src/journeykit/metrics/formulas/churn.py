"""Churn."""

from __future__ import annotations

from typing import Final

from journeykit.errors import MetricError
from journeykit.metrics.answers import Numbers, count, flags, missing_note
from journeykit.metrics.means import share_between
from journeykit.metrics.measurement import Measurement
from journeykit.metrics.periods import checked_period
from journeykit.metrics.registry import Formula

__all__ = ["FORMULA", "churn"]


def churn(
    lost: Numbers | int,
    start: int | None = None,
    *,
    per: str | None = None,
    level: float | None = 0.95,
) -> Measurement:
    """Churn: the percentage of the customers at the start of a period who are lost by its end; Wilson interval.

    Customers who came during the period are in neither number. It is 100 % less retention: Farris, Bendle, Pfeifer
    and Reibstein, Marketing Metrics, 2006, ch. 5, define retention as the number retained over the number at risk.

    Args:
        lost: how many of them were lost; or one flag for each customer at the start, True or 1 for lost.
        start: how many customers there were at the start, where `lost` is a number.
        per: the length of the period: "day", "week", "month", "quarter" or "year"; None where it is not
            known, and then nothing can be converted.
        level: of the interval; None for none.

    Raises:
        MetricError: where more are lost than there were, and where there were none.
        UnknownName: for another period.

    The usual example (see `retention`): of 200 customers 20 are lost, while 40 new ones come.

    >>> from journeykit.metrics import churn
    >>> print(churn(20, 200, per="year"))
    Churn 10 % per year (6.6 to 14.9 at 95 %, n = 200; customers lost over customers at the start)
    >>> churn([True, False, False, False]).value
    25.0
    """
    if per is not None:
        checked_period(per)
    if start is None:
        if isinstance(lost, int):
            raise MetricError("churn takes how many were lost, and how many there were at the start: churn(20, 200)")
        found = flags(lost, "churn", "lost")
        gone, n, notes = found.yes, found.n, missing_note(found.missing)
    else:
        gone, n, notes = count(lost, "churn", "lost"), count(start, "churn", "start"), ()
    if not n:
        raise MetricError("churn needs customers at the start, and there are none")
    if gone > n:
        raise MetricError(
            f"churn: {gone} customers lost of {n} at the start: leave out those who came during the period"
        )
    return Measurement(
        name="churn",
        title=FORMULA.title,
        value=100 * gone / n,
        unit="%",
        per=per,
        method="customers lost over customers at the start",
        n=n,
        direction="down",
        notes=notes,
        **share_between(gone, n, level),
    )


def _longer(value: float, times: float) -> float:
    return float(100 * (1 - (1 - value / 100) ** times))


FORMULA: Final = Formula("churn", "Churn", churn, "customers lost / customers at the start", True, _longer)
