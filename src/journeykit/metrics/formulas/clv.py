"""Customer lifetime value, the simple form."""

from __future__ import annotations

from typing import Final

from journeykit.errors import MetricError
from journeykit.metrics.amounts import currency_of, money, share
from journeykit.metrics.measurement import Measurement
from journeykit.metrics.periods import same_period
from journeykit.metrics.registry import Formula

__all__ = ["FORMULA", "clv"]


def clv(
    arpu: float | Measurement,
    *,
    margin: float,
    churn: float | Measurement,
    currency: str | None = None,
) -> Measurement:
    """Customer lifetime value, simply: ARPU x margin / churn. All of one period, and nothing is discounted.

    It is the sum of arpu · margin · (1 - churn)^t from t = 0 on: the first margin comes now, and the mean lifetime is
    1 / churn periods. Common in subscription businesses, without an author; it forgets that money later is worth less
    (see `clv_gupta_lehmann`) and what the customer cost to win.

    Args:
        arpu: revenue per user and period: a number, or what `arpu` measured.
        margin: the share of revenue that is left, from 0 to 1.
        churn: the share lost per period, over 0: a number, or what `churn` measured.
        currency: like "€"; None is that of the measured ARPU.

    Raises:
        MetricError: for negative money, for a churn of 0 (nobody ever leaves, and the value has no end), and where ARPU
            and churn were measured per another period (convert one of them), by another metric, or in another currency.

    Examples of our own:

    >>> from journeykit.metrics import arpu, churn, clv
    >>> print(clv(100, margin=.8, churn=.05, currency="$"))
    Customer lifetime value 1600 $ (ARPU x margin / churn, not discounted)
    >>> monthly = arpu(50_000, 1000, per="month", currency="€")
    >>> clv(monthly, margin=.6, churn=churn(240, 1000, per="year").converted("month")).unit
    '€'
    """
    income, loss = money(arpu, "clv", "arpu", of="arpu"), share(churn, "clv", "churn", of="churn")
    part = share(margin, "clv", "margin")
    unit = currency_of("clv", currency, income)
    same_period("clv", income, loss)
    if not loss.value:
        raise MetricError("clv: a churn of 0 means that nobody ever leaves, and the value has no end")
    return Measurement(
        name="clv",
        title=FORMULA.title,
        value=income.value * part.value / loss.value,
        unit=unit,
        method="ARPU x margin / churn, not discounted",
        direction="up",
        notes=(*income.notes, *loss.notes),
    )


FORMULA: Final = Formula("clv", "Customer lifetime value", clv, "ARPU x margin / churn")
