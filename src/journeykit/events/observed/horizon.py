"""Which cases are over: a log ends somewhere, and who was seen last shortly before may still come back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from journeykit.errors import EventLogError
from journeykit.model import Duration

if TYPE_CHECKING:
    from journeykit.events.log import EventLog

__all__ = ["NO_HORIZON", "closed_before", "micros", "moment", "said"]

NO_HORIZON = "drop-off is not stated: say how long a silence means that a case is over, with horizon='30 days'"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def micros(value: Any, what: str) -> int:
    """A duration in microseconds: a Duration, a timedelta, text like "30 days", or 0. Raises EventLogError.

    >>> micros("30 min", "gap"), micros(0, "horizon")
    (1800000000, 0)
    """
    if isinstance(value, timedelta):
        found = value // timedelta(microseconds=1)
    elif value == 0 and not isinstance(value, bool):
        found = 0
    else:
        try:
            given = value if isinstance(value, Duration) else Duration.parse(value)
            found = round(given.seconds * 1_000_000)
        except (TypeError, ValueError, AttributeError) as error:
            raise EventLogError(f"{what} is a duration like '30 days', not {value!r}: {error}") from None
    if found < 0:
        raise EventLogError(f"{what} cannot be negative: {value!r}")
    return found


def moment(value: Any, what: str) -> int:
    """A moment in microseconds since 1970: a datetime, a date, or ISO text; without a zone it is UTC.

    >>> moment("1970-01-02", "since")
    86400000000
    """
    given = value
    if isinstance(given, str):
        try:
            given = datetime.fromisoformat(given)
        except ValueError:
            raise EventLogError(f"{what} is a date or a time like 2026-05-04 10:30, not {value!r}") from None
    elif isinstance(given, date) and not isinstance(given, datetime):
        given = datetime(given.year, given.month, given.day, tzinfo=UTC)
    if not isinstance(given, datetime):
        raise EventLogError(f"{what} is a date or a time like 2026-05-04 10:30, not {value!r}")
    aware = given if given.tzinfo is not None else given.replace(tzinfo=UTC)
    return (aware - _EPOCH) // timedelta(microseconds=1)


def closed_before(log: EventLog, horizon: Any, until: Any = None) -> int | None:
    """Cases whose last event is at this moment or earlier are over, in microseconds; None where no horizon is given.

    `until` is when the log ends, by default its last event.
    """
    if horizon is None:
        return None
    end = log.census.end if until is None else moment(until, "until")
    return end - micros(horizon, "horizon")


def said(log: EventLog, horizon: Any, until: Any = None) -> str:
    """The sentence about it."""
    if horizon is None:
        return NO_HORIZON
    end = log.census.end if until is None else moment(until, "until")
    day = (_EPOCH + timedelta(microseconds=end)).date().isoformat()
    if micros(horizon, "horizon") == 0:
        return f"horizon 0: every case counts as over by the end of the log, {day}"
    return f"a case is over when nothing happened for {horizon} before the end of the log, {day}; until then it is open"
