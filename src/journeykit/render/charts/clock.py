"""An axis of time: where its marks stand, and what they are called."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

__all__ = ["elapsed", "marks", "when"]

_MINUTE, _HOUR, _DAY = 60.0, 3600.0, 86_400.0
_YEAR: Final = 365.25 * _DAY
_STEPS: Final = (
    *(float(each) for each in (1, 2, 5, 10, 15, 30)),
    *(_MINUTE * each for each in (1, 2, 5, 10, 15, 30)),
    *(_HOUR * each for each in (1, 2, 3, 6, 12)),
    *(_DAY * each for each in (1, 2, 7, 14, 28, 56, 91, 182)),
    *(_YEAR * each for each in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)),
)
_UNITS: Final = ((_YEAR, "year"), (_DAY, "day"), (_HOUR, "h"), (_MINUTE, "min"), (1.0, "s"))
_MONTHS: Final = ((28.0, 1), (56.0, 2), (91.0, 3), (182.0, 6))  # steps of days that are calendar months on dates


def marks(low: float, high: float, origin: datetime | None = None, most: int = 8) -> list[tuple[float, str]]:
    r"""Places between two times, in seconds, and their names: dates in UTC, or how long it is since 0.

    >>> [name.replace("\xa0", " ") for _, name in marks(0, 3 * 86400)]
    ['0', '12 h', '1 day', '1 day 12 h', '2 days', '2 days 12 h', '3 days']
    >>> marks(0, 86400 * 700, datetime(2018, 1, 20))[1]
    (29894400.0, '2019-01-01')
    """
    span = max(high - low, 1e-6)
    step = next((each for each in _STEPS if span / each <= most - 1), _STEPS[-1])
    if origin is None:
        first = -int(-low // step)
        return [(at * step, elapsed(at * step)) for at in range(first, int(high // step + 1e-9) + 1)]
    return list(_dates(low, high, origin, step))


def _dates(low: float, high: float, origin: datetime, step: float) -> list[tuple[float, str]]:
    """Marks on the calendar: at full hours, at midnight, on the first of a month or of a year."""
    zero = origin.replace(tzinfo=UTC) if origin.tzinfo is None else origin.astimezone(UTC)
    try:
        begin, end = zero + timedelta(seconds=low), zero + timedelta(seconds=high)
    except OverflowError:  # beyond the year 9999
        return [(0.0, f"{zero:%Y-%m-%d}")]
    found = []
    for at in _calendar(begin, end, step):
        name = f"{at:%m-%d %H:%M}" if step < _DAY else f"{at.year:04}-{at:%m-%d}" if step < _YEAR else f"{at.year:04}"
        found.append(((at - zero).total_seconds(), f"{at:%H:%M:%S}" if step < _MINUTE else name))
    return found


def _calendar(begin: datetime, end: datetime, step: float) -> list[datetime]:
    months = next((count for days, count in _MONTHS if step == days * _DAY), 12 * max(round(step / _YEAR), 0))
    found: list[datetime] = []
    if months:
        count = begin.year * 12 + begin.month - 1
        count -= count % months
        while (count // 12, count % 12 + 1) <= (end.year, end.month) and count // 12 <= 9999:
            if count >= 12:
                found.append(datetime(count // 12, count % 12 + 1, 1, tzinfo=UTC))
            count += months
    else:
        midnight = begin.replace(hour=0, minute=0, second=0, microsecond=0)
        at = midnight + timedelta(seconds=((begin - midnight).total_seconds() // step) * step)
        while at <= end:
            found.append(at)
            at += timedelta(seconds=step)
    return [at for at in found if begin <= at <= end]


def when(at: float, origin: datetime | None) -> str:
    r"""A time in words: its date and hour in UTC, or how long after 0 it is.

    >>> when(3600, datetime(2018, 1, 20)), when(3600, None).replace("\xa0", " ")
    ('2018-01-20 01:00', 'after 1 h')
    """
    try:
        moment = None if origin is None else origin + timedelta(seconds=at)
    except OverflowError:  # beyond the year 9999
        moment = None
    if moment is None:
        return f"after {elapsed(at)}"
    moment = moment if moment.tzinfo is None else moment.astimezone(UTC)
    return f"{moment.year:04}-{moment:%m-%d %H:%M}"


def elapsed(seconds: float) -> str:
    r"""A length of time with at most two units.

    >>> [elapsed(each).replace("\xa0", " ") for each in (0, 90, 86400 * 9.5, 5400)]
    ['0', '1 min 30 s', '9 days 12 h', '1 h 30 min']
    """
    if seconds < 0:
        return "\u2212" + elapsed(-seconds)
    parts: list[str] = []
    rest = seconds
    for size, name in _UNITS:
        count = int(rest // size + 1e-9)
        if count and len(parts) < 2:  # two units are as exact as a reader wants it
            parts.append(f"{count}\u00a0{name}{'s' if count > 1 and size >= _DAY else ''}")
        elif parts:
            break
        rest -= count * size
    if parts or not seconds:
        return "\u00a0".join(parts) or "0"
    return f"{seconds:.2g}\u00a0s"
