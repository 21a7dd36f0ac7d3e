"""Lengths of time as tables say them, everywhere alike."""

from __future__ import annotations

from typing import Final

__all__ = ["lasting"]

_UNITS: Final = ((86_400.0, "days"), (3_600.0, "h"), (60.0, "min"), (1.0, "s"))


def lasting(seconds: float) -> str:
    """Seconds in the largest unit of which there is one: days, hours, minutes, seconds; three digits.

    >>> [lasting(each) for each in (0.0, 1.48, 50.4, -5_400.0, 86_400.0, 172_800.0, 86_400 * 1234.5)]
    ['0 s', '1.48 s', '50.4 s', '-1.5 h', '1 day', '2 days', '1,234 days']
    """
    size = abs(seconds)
    unit, name = next(((unit, name) for unit, name in _UNITS if size >= unit), _UNITS[-1])
    count = seconds / unit
    said = f"{count:,.0f}" if abs(count) >= 100 else f"{count:.3g}"
    return f"{said} {'day' if said in ('1', '-1') and name == 'days' else name}"
