"""Customer lifetime value after Gupta and Lehmann."""

from __future__ import annotations

import math
from typing import Final, Literal

from journeykit.errors import MetricError, UnknownName
from journeykit.metrics.amounts import currency_of, money, share
from journeykit.metrics.answers import number
from journeykit.metrics.measurement import Measurement
from journeykit.metrics.periods import same_period
from journeykit.metrics.registry import Formula

__all__ = ["FORMULA", "clv_gupta_lehmann"]

_FIRST: Final = {"next": "first margin after one period", "now": "first margin now"}


def clv_gupta_lehmann(
    margin: float | Measurement,
    *,
    retention: float | Measurement,
    discount: float,
    first: Literal["next", "now"] = "next",
    currency: str | None = None,
) -> Measurement:
    """Customer lifetime value with discounting: margin x r / (1 + i - r), over an endless horizon.

    Sunil Gupta and Donald R. Lehmann, "Customers as Assets", Journal of Interactive Marketing 17 (1), 2003, 9-24: with
    a constant margin m per period, retention r and discount rate i the value is m · r / (1 + i - r), the sum of
    m · r^t / (1 + i)^t from t = 1 on; r / (1 + i - r) is the margin multiple. Where the first margin is earned at once,
    t begins at 0, and the multiple is (1 + i) / (1 + i - r), larger by 1. What the customer cost to win is not in it.

    Args:
        margin: money left of a customer's revenue in a period: a number, or a measured amount.
        retention: the share kept per period: a number, or what `retention` measured.
        discount: the rate per period, as a share: .10 a year is about .008 a month.
        first: when the first margin comes: "next" (after one period) or "now".
        currency: like "€"; None is that of the measured margin.

    Raises:
        MetricError: for negative money, for a negative discount rate, where everybody stays and nothing is discounted,
            and where margin and retention were measured per another period, by another metric, or in another currency.
        UnknownName: for another `first`.

    Their margin multiple at 80 % retention and 10 % discount is 2.67. An internet provider with a margin of $17.95 a
    month, 0.5 % attrition and 1 % discount a month values a customer at $1,209 when the first margin comes now
    (University of Virginia Darden School, "Market Analytics", after Marketing Metrics, 2006, ch. 5):

    >>> from journeykit.metrics import clv_gupta_lehmann
    >>> round(clv_gupta_lehmann(1, retention=.8, discount=.1).value, 2)
    2.67
    >>> print(clv_gupta_lehmann(17.95, retention=.995, discount=.01, first="now", currency="$"))
    Customer lifetime value (Gupta-Lehmann) 1208.63 $ (margin x (1 + i) / (1 + i - r), first margin now)
    """
    who = "clv_gupta_lehmann"
    if first not in _FIRST:
        raise UnknownName("first margin", first, tuple(_FIRST))
    gain, kept = money(margin, who, "margin", of="arpu"), share(retention, who, "retention", of="retention")
    unit = currency_of(who, currency, gain)
    same_period(who, gain, kept)
    rate = number(discount)
    if not isinstance(rate, float) or not 0 <= rate < math.inf:
        raise MetricError(f"{who}: discount is a rate from 0 on, like .1 for 10 %, not {discount!r}")
    left = 1 + rate - kept.value
    if left <= 0:
        raise MetricError(f"{who}: everybody stays and nothing is discounted, and the value has no end")
    top, words = (kept.value, "r") if first == "next" else (1 + rate, "(1 + i)")
    return Measurement(
        name=who,
        title=FORMULA.title,
        value=gain.value * top / left,
        unit=unit,
        method=f"margin x {words} / (1 + i - r), {_FIRST[first]}",
        direction="up",
        notes=(*gain.notes, *kept.notes),
    )


FORMULA: Final = Formula(
    "clv_gupta_lehmann", "Customer lifetime value (Gupta-Lehmann)", clv_gupta_lehmann, "margin x r / (1 + i - r)"
)
