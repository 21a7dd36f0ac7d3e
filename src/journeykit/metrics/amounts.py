"""Single figures that a formula takes: money and shares, as numbers or as what was measured before."""

from __future__ import annotations

import math
from dataclasses import dataclass

from journeykit.errors import MetricError
from journeykit.metrics.answers import number
from journeykit.metrics.measurement import Measurement

__all__ = ["Amount", "currency_of", "money", "share"]


@dataclass(frozen=True)
class Amount:
    """A figure with its name in messages, its unit, and the length of time it is counted over; None is unknown."""

    name: str
    value: float
    unit: str | None = None
    per: str | None = None
    n: int | None = None
    measured: bool = False

    @property
    def notes(self) -> tuple[str, ...]:
        """What it rests on, where that is known."""
        return () if self.n is None else (f"{self.name} rests on n = {self.n}",)


def money(given: float | Measurement, who: str, name: str, of: str | None = None) -> Amount:
    """An amount of money, from 0 on; `of` names the metric of ours that may have measured it.

    >>> money(30, "clv", "arpu").value
    30.0
    """
    measured = given if isinstance(given, Measurement) else None
    if measured is not None:
        _suits(measured, who, f"{name} is an amount of money", of)
    value = number(measured.value if measured else given)
    if not isinstance(value, float) or not math.isfinite(value):
        raise MetricError(f"{who}: {name} is an amount of money, not {given!r}")
    if value < 0:
        raise MetricError(f"{who}: {name} is {value:g}, and negative money is none: give it from 0 on")
    if measured is None:
        return Amount(name, value)
    if measured.unit == "%":
        raise MetricError(f"{who}: {name} is an amount of money, and {measured.name} is a percentage")
    return Amount(name, value, measured.unit or None, measured.per, measured.n, measured=True)


def share(given: float | Measurement, who: str, name: str, of: str | None = None, advice: str | None = None) -> Amount:
    """A share of 0..1, or a measured percentage; `of` as for money, `advice` is for numbers that are no share.

    >>> from journeykit.metrics import churn
    >>> share(churn(3, 100), "clv", "churn", of="churn").value
    0.03
    """
    if isinstance(given, Measurement):
        _suits(given, who, f"{name} is a share", of)
        if given.unit != "%":
            raise MetricError(f"{who}: {name} is a share, and {given.name} is no percentage")
        return Amount(name, given.value / 100, None, given.per, given.n, measured=True)
    value = number(given)
    if not isinstance(value, float) or not 0 <= value <= 1:
        hint = f": {value:g} % is {value / 100:g}" if isinstance(value, float) and 1 < value <= 100 else ""
        raise MetricError(f"{who}: {name} is a share from 0 to 1, not {given!r}{hint if advice is None else advice}")
    return Amount(name, value)


def currency_of(who: str, currency: str | None, *given: Amount) -> str:
    """The one currency of amounts and of what was asked for. Raises MetricError where there are two.

    >>> currency_of("clv", None, Amount("arpu", 30, "€")), currency_of("clv", "$", Amount("arpu", 30))
    ('€', '$')
    """
    known = [(each.name, each.unit) for each in given if each.unit is not None]
    wanted = known if currency is None else [*known, ("currency", currency)]
    for name, unit in wanted[1:]:
        if unit != wanted[0][1]:
            raise MetricError(
                f"{who}: {wanted[0][0]} is in {wanted[0][1]} and {name} is {unit!r}: nothing is converted, give one"
            )
    return wanted[0][1] if wanted else ""


def _suits(given: Measurement, who: str, wanted: str, of: str | None) -> None:
    """Refuse what another metric of ours measured; of other people's we know only the unit."""
    from journeykit.metrics.registry import formulas

    ours = formulas().get(given.name)
    if ours is None or given.name == of or not ours.function.__module__.startswith("journeykit."):
        return
    like = f", like what `{of}` measures" if of else ""
    opposite = f": {of} = 1 - {given.name}" if {given.name, of} == {"churn", "retention"} else ""
    raise MetricError(f"{who}: {wanted}{like}, and not {given.name} ({given.title}){opposite}")
