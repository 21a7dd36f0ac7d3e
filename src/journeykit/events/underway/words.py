"""Lengths of time and shares as people say them."""

from __future__ import annotations

from typing import Final

__all__ = ["drawn", "share", "span"]

_UNITS: Final = (("year", 365.2425 * 86_400), ("day", 86_400.0), ("hour", 3_600.0), ("minute", 60.0), ("second", 1.0))


def span(seconds: float) -> str:
    """A length of time in its largest unit, with two digits; its sign is left out.

    >>> [span(each) for each in (0, 1, 90, 7200, -180000, 86400 * 800)]
    ['0 seconds', '1 second', '1.5 minutes', '2 hours', '2.1 days', '2.2 years']
    """
    size = abs(seconds)
    name, unit = next(((name, unit) for name, unit in _UNITS if size >= unit), _UNITS[-1])
    count = f"{size / unit:.1f}".removesuffix(".0") if size / unit < 10 else f"{size / unit:.0f}"
    return f"{count} {name}{'' if count == '1' else 's'}"


def share(value: float) -> str:
    """A share of 0..1 in percent, never rounded to none or all.

    >>> share(0.4), share(0.9996), share(0.0002), share(1.0)
    ('40%', '>99%', '<1%', '100%')
    """
    if 0 < value < 0.01:
        return "<1%"
    return ">99%" if 0.99 < value < 1 else f"{value:.0%}"


def drawn(value: float) -> str:
    r"""The same as pictures write it.

    >>> drawn(0.4)
    '40\xa0%'
    """
    return share(value).replace("%", "\u00a0%")
