"""Naive times of a zone as UTC, alike on every engine: by a table of the zone's clock changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import narwhals as nw

from journeykit.errors import EventLogError
from journeykit.events.microseconds import SECOND, length, moment_of, since_1970

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["local", "moved", "zone_named"]

_FIRST, _LAST = 1900, 2100  # beyond, a zone keeps the offset that it has there


def zone_named(name: str) -> ZoneInfo | None:
    """The zone, or None for UTC. Raises EventLogError for a name that is none.

    >>> zone_named("Europe/Berlin").key
    'Europe/Berlin'
    """
    if not isinstance(name, str):
        raise EventLogError(f"timezone is the name of a zone like 'Europe/Berlin', not {name!r}")
    if name.upper() in {"UTC", "Z"}:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise EventLogError(f"timezone {name!r} is no zone: give a name like 'Europe/Berlin' or 'UTC'") from None


def moved(time: nw.Expr, zone: ZoneInfo, earliest: int, latest: int) -> nw.Expr:
    """Local times as UTC, all in microseconds since 1970; `earliest` and `latest` bound what occurs.

    An hour that happens twice when clocks go back is the first of the two; one that never happens, when they go
    forward, is read with the offset from before.
    """
    changes = _changes(zone, _year(earliest) - 1, _year(latest) + 1)
    return time - _offset(time, changes)


def local(time: nw.Expr, zone: ZoneInfo, earliest: int, latest: int) -> nw.Expr:
    """Times in UTC as the zone's clocks show them; the way back from `moved`."""
    changes = _changes(zone, _year(earliest) - 1, _year(latest) + 1)
    # in UTC a new offset begins when the old one's clock shows the change
    before = [changes[0][1], *(offset for _, offset in changes)]
    moments = [(at - old, offset) for (at, offset), old in zip(changes, before, strict=False)]
    return time + _offset(time, moments)


def _offset(time: nw.Expr, changes: Sequence[tuple[int, int]]) -> nw.Expr:
    """The offset at a time, by halves: the place of each change is known."""
    if len(changes) == 1:
        return nw.lit(changes[0][1], dtype=nw.Int64)
    middle = len(changes) // 2
    before, after = changes[:middle], changes[middle:]
    return nw.when(time < after[0][0]).then(_offset(time, before)).otherwise(_offset(time, after))


def _changes(zone: ZoneInfo, first: int, last: int) -> list[tuple[int, int]]:
    """From which local time on which offset counts, in microseconds."""
    start = datetime(min(max(first, _FIRST), _LAST), 1, 1)  # noqa: DTZ001 - as above
    end = datetime(min(max(last, _FIRST), _LAST) + 1, 1, 1)  # noqa: DTZ001 - as above
    found = [(_micros(start), _offset_of(start, zone))]
    step = timedelta(days=7)  # no zone changes its clocks twice in a week and back
    while start < end:
        after = start + step
        if _offset_of(after, zone) != _offset_of(start, zone):
            low, high = start, after
            while high - low > timedelta(microseconds=1):
                half = low + (high - low) // 2
                low, high = (half, high) if _offset_of(half, zone) == _offset_of(start, zone) else (low, half)
            found.append((_micros(high), _offset_of(high, zone)))
        start = after
    return found


def _offset_of(local: datetime, zone: ZoneInfo) -> int:
    offset: Any = local.replace(tzinfo=zone).utcoffset()  # fold=0: the first of two
    return length(offset)


def _micros(local: datetime) -> int:
    return since_1970(local.replace(tzinfo=UTC))


def _year(micros: int) -> int:
    seconds = min(max(micros // SECOND, -62_135_596_800), 253_402_300_799)  # the years 1 and 9999
    return moment_of(seconds * SECOND).year
