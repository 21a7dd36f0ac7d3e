"""Time as event logs count it, in microseconds since 1970 UTC, and as people give and read it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from journeykit.errors import EventLogError
from journeykit.model import Duration

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

__all__ = ["DAY", "SECOND", "day_of", "duration_of", "instant", "length", "micros", "moment", "moment_of", "since_1970"]

SECOND: Final = 1_000_000
DAY: Final = 86_400 * SECOND
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_ONE: Final = timedelta(microseconds=1)


def moment_of(us: int) -> datetime:
    """Microseconds since 1970 as a moment in UTC.

    >>> moment_of(1_000_000).isoformat()
    '1970-01-01T00:00:01+00:00'
    """
    return _EPOCH + timedelta(microseconds=us)


def since_1970(at: datetime) -> int:
    """The way back: a moment with its zone in microseconds since 1970.

    >>> since_1970(moment_of(-7))
    -7
    """
    return (at - _EPOCH) // _ONE


def day_of(us: int, zone: ZoneInfo | None = None) -> str:
    """The day of a moment in microseconds since 1970, in UTC or by the clocks of a zone.

    >>> day_of(86_400_000_000)
    '1970-01-02'
    """
    found = moment_of(us)
    try:
        return found.astimezone(zone or UTC).date().isoformat()
    except OverflowError:  # beside the years 1 and 9999
        return found.date().isoformat()


def length(time: Duration | timedelta) -> int:
    """A length of time in microseconds.

    >>> length(Duration.parse("30 min")), length(timedelta(seconds=-1))
    (1800000000, -1000000)
    """
    return time // _ONE if isinstance(time, timedelta) else round(time.seconds * SECOND)


def duration_of(us: float) -> Duration:
    """Microseconds as a length of time.

    >>> str(duration_of(1_800_000_000))
    '30 minutes'
    """
    return Duration(exact_seconds=us / SECOND)


def micros(value: Any, what: str) -> int:
    """What somebody gave as a length of time: a Duration, a timedelta, text like "30 days", or 0.

    Raises EventLogError, which calls it `what`, for anything else and below 0.

    >>> micros("30 min", "gap"), micros(0, "horizon")
    (1800000000, 0)
    """
    if isinstance(value, timedelta):
        found = length(value)
    elif value == 0 and not isinstance(value, bool):
        found = 0
    else:
        try:
            found = length(value if isinstance(value, Duration) else Duration.parse(value))
        except (TypeError, ValueError, AttributeError) as error:
            raise EventLogError(f"{what} is a duration like '30 days', not {value!r}: {error}") from None
    if found < 0:
        raise EventLogError(f"{what} cannot be negative: {value!r}")
    return found


def instant(said: Any) -> tuple[datetime, bool]:
    """What somebody gave as a moment, in UTC, and whether it had no zone: a datetime, a date, or ISO text.

    Raises ValueError for anything else.

    >>> instant("2026-01-31T09:30")[0].isoformat()
    '2026-01-31T09:30:00+00:00'
    """
    found: Any = said
    if isinstance(found, str):
        try:
            found = datetime.fromisoformat(found)
        except ValueError:
            raise ValueError(f"{said!r} is no moment: write it like '2026-01-31' or '2026-01-31T09:30+01:00'") from None
    if isinstance(found, date) and not isinstance(found, datetime):
        found = datetime(found.year, found.month, found.day)  # noqa: DTZ001 - naive, as the next lines say
    if not isinstance(found, datetime) or found != found:  # noqa: PLR0124 - pandas' NaT is a datetime unequal to itself
        raise ValueError(f"{said!r} is no moment: give a date, a datetime, or text like '2026-01-31'")
    if found.tzinfo is None:
        return found.replace(tzinfo=UTC), True
    return found.astimezone(UTC), False


def moment(value: Any, what: str, zone: ZoneInfo | None = None) -> int:
    """What somebody gave as a moment: a datetime, a date, or ISO text; without a zone it is of `zone`, by default UTC.

    As in a log, an hour that happens twice is the first of the two, and one that never happens has the offset from
    before. Raises EventLogError, which calls it `what`, for anything else.

    >>> moment("1970-01-02", "since")
    86400000000
    >>> from zoneinfo import ZoneInfo
    >>> moment("1970-01-02", "since", ZoneInfo("Europe/Berlin")) // SECOND
    82800
    """
    try:
        found, naive = instant(value)
    except (ValueError, OverflowError):
        raise EventLogError(f"{what} is a date or a time like 2026-05-04 10:30, not {value!r}") from None
    return since_1970(found.replace(tzinfo=zone) if naive and zone is not None else found)
