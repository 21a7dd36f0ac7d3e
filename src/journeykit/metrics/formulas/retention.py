"""Retention."""

from __future__ import annotations

from typing import Final

from journeykit.errors import MetricError
from journeykit.metrics.answers import Numbers, count, flags, missing_note
from journeykit.metrics.means import share_between
from journeykit.metrics.measurement import Measurement
from journeykit.metrics.periods import checked_period
from journeykit.metrics.registry import Formula

__all__ = ["FORMULA", "retention"]


def retention(
    end: Numbers | int,
    start: int | None = None,
    *,
    new: int = 0,
    per: str | None = None,
    level: float | None = 0.95,
) -> Measurement:
    """Retention: the percentage of the customers at the start of a period who are still there at its end; Wilson.

    Retention = (customers at the end - new ones) / customers at the start. Farris, Bendle, Pfeifer and Reibstein,
    Marketing Metrics, 2006, ch. 5: "the ratio of the number of retained customers to the number at risk".

    Args:
        end: how many customers there are at the end; or one flag for each at the start, True or 1 for still there.
        start: how many there were at the start, where `end` is a number.
        new: how many of those at the end came during the period.
        per: the length of the period: "day", "week", "month", "quarter" or "year"; None where it is not
            known, and then nothing can be converted.
        level: of the interval; None for none.

    Raises:
        MetricError: where more are kept than there were, and where there were none.
        UnknownName: for another period.

    The usual example: 200 customers at the start, 220 at the end, of whom 40 are new, are 180 kept, 90 %.

    >>> from journeykit.metrics import retention
    >>> print(retention(220, 200, new=40, per="year"))
    Retention 90 % per year (85.1 to 93.4 at 95 %, n = 200; customers kept over customers at the start)
    """
    if per is not None:
        checked_period(per)
    if start is None:
        if isinstance(end, int) or new:
            raise MetricError("retention takes customers at the end and at the start: retention(220, 200, new=40)")
        found = flags(end, "retention", "end")
        kept, n, notes = found.yes, found.n, missing_note(found.missing)
    else:
        came = count(new, "retention", "new")
        kept, n, notes = count(end, "retention", "end") - came, count(start, "retention", "start"), ()
        if kept < 0:
            raise MetricError(f"retention: {came} new customers of {kept + came} at the end: new ones are among them")
    if not n:
        raise MetricError("retention needs customers at the start, and there are none")
    if kept > n:
        raise MetricError(f"retention: {kept} customers kept of {n} at the start: say under `new` how many came since")
    return Measurement(
        name="retention",
        title=FORMULA.title,
        value=100 * kept / n,
        unit="%",
        per=per,
        method="customers kept over customers at the start",
        n=n,
        direction="up",
        notes=notes,
        **share_between(kept, n, level),
    )


def _longer(value: float, times: float) -> float:
    return float(100 * (value / 100) ** times)


FORMULA: Final = Formula(
    "retention", "Retention", retention, "(customers at the end - new) / customers at the start", True, _longer
)
