"""Single figures that a formula takes: money and shares, as numbers or as what was measured before."""

from __future__ import annotations

import math
from dataclasses import dataclass

from journeykit.errors import MetricError
from journeykit.metrics.answers import number
from journeykit.metrics.measurement import Measurement

__all__ = ["Amount", "money", "share"]


@dataclass(frozen=True)
class Amount:
    """A figure with its name in messages, its unit, and the length of time it is counted over; None is unknown."""

    name: str
    value: float
    unit: str | None = None
    per: str | None = None
    n: int | None = None

    @property
    def notes(self) -> tuple[str, ...]:
        """What it rests on, where that is known."""
        return () if self.n is None else (f"{self.name} rests on n = {self.n}",)


def money(given: float | Measurement, who: str, name: str) -> Amount:
    """An amount of money, from 0 on.

    >>> money(30, "clv", "arpu").value
    30.0
    """
    measured = given if isinstance(given, Measurement) else None
    value = number(measured.value if measured else given)
    if not isinstance(value, float) or not math.isfinite(value):
        raise MetricError(f"{who}: {name} is an amount of money, not {given!r}")
    if value < 0:
        raise MetricError(f"{who}: {name} is {value:g}, and negative money is none: give it from 0 on")
    if measured is None:
        return Amount(name, value)
    if measured.unit == "%":
        raise MetricError(f"{who}: {name} is an amount of money, and {measured.name} is a percentage")
    return Amount(name, value, measured.unit or None, measured.per, measured.n)


def share(given: float | Measurement, who: str, name: str) -> Amount:
    """A share of 0..1, or a measured percentage.

    >>> from journeykit.metrics import churn
    >>> share(churn(3, 100), "clv", "churn").value
    0.03
    """
    if isinstance(given, Measurement):
        if given.unit != "%":
            raise MetricError(f"{who}: {name} is a share, and {given.name} is no percentage")
        return Amount(name, given.value / 100, None, given.per, given.n)
    value = number(given)
    if not isinstance(value, float) or not 0 <= value <= 1:
        hint = f": {value:g} % is {value / 100:g}" if isinstance(value, float) and 1 < value <= 100 else ""
        raise MetricError(f"{who}: {name} is a share from 0 to 1, not {given!r}{hint}")
    return Amount(name, value)
