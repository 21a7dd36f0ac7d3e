"""Conversion."""

from __future__ import annotations

from typing import Final, Literal

from journeykit.errors import MetricError, UnknownName
from journeykit.metrics.answers import Numbers, count, flags, missing_note
from journeykit.metrics.means import share_between
from journeykit.metrics.measurement import Measurement
from journeykit.metrics.registry import Formula

__all__ = ["FORMULA", "conversion"]

_BASES: Final = ("user", "session")


def conversion(
    converted: Numbers | int,
    base: int | None = None,
    *,
    per: Literal["user", "session"],
    level: float | None = 0.95,
) -> Measurement:
    """Conversion: the percentage of users, or of sessions, that reach the goal; Wilson interval.

    The two differ by how often a user comes back, so `per` must be said. Moz, "What is conversion rate optimization?":
    per session where a user can convert on every visit, per user where only once.

    Args:
        converted: how many reached the goal, each user or session once; or a flag for each, True or 1.
        base: how many users or sessions there were, where `converted` is a number.
        per: "user" or "session".
        level: of the interval; None for none. It takes them as independent: sessions of one user are not, and a note
            says so.

    Raises:
        MetricError: where more converted than there were, and where there were none.
        UnknownName: for anything else that it could be counted by.

    Moz's examples: 500 orders in 5000 sessions are 10 %, and by 2500 users 20 %.

    >>> from journeykit.metrics import conversion
    >>> print(conversion(500, 2500, per="user"))
    Conversion 20 % per user (18.5 to 21.6 at 95 %, n = 2500; converted users over all users)
    >>> conversion(500, 5000, per="session").value
    10.0
    """
    if per not in _BASES:
        raise UnknownName("base of conversion", per, _BASES)
    if base is None:
        if isinstance(converted, int):
            raise MetricError(f"conversion takes how many converted, and of how many {per}s: conversion(42, 1400, …)")
        found = flags(converted, "conversion", "converted")
        yes, n, notes = found.yes, found.n, missing_note(found.missing)
    else:
        yes, n, notes = count(converted, "conversion", "converted"), count(base, "conversion", "base"), ()
    if not n:
        raise MetricError(f"conversion needs {per}s, and there are none")
    if yes > n:
        raise MetricError(f"conversion: {yes} of {n} {per}s converted: count each {per} once")
    if per == "session" and level is not None:
        notes = (*notes, "sessions of one user are alike: the interval is too narrow where users come often")
    return Measurement(
        name="conversion",
        title=FORMULA.title,
        value=100 * yes / n,
        unit="%",
        per=per,
        method=f"converted {per}s over all {per}s",
        n=n,
        direction="up",
        notes=notes,
        **share_between(yes, n, level),
    )


FORMULA: Final = Formula("conversion", "Conversion", conversion, "converted / users, or sessions", column=True)
