"""Which cases of a log have ended, and which may go on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias

from journeykit.errors import EventLogError
from journeykit.model import Duration

if TYPE_CHECKING:
    from journeykit.events.log import EventLog

__all__ = ["Horizon", "Moment", "Until", "last_moment", "length_of"]

Horizon: TypeAlias = "Duration | timedelta | str | int | None"
Until: TypeAlias = "date | datetime | str | None"
Moment = datetime
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def length_of(horizon: Horizon) -> int | None:
    """A horizon in microseconds; None for none. Raises ValueError.

    >>> length_of("30 days"), length_of(0), length_of(None)
    (2592000000000, 0, None)
    """
    if horizon is None:
        return None
    if isinstance(horizon, int) and not isinstance(horizon, bool):
        if horizon == 0:
            return 0
        raise ValueError(f"horizon={horizon} has no unit: write it like '30 days'; 0 says that every case has ended")
    return round(Duration.parse(horizon).seconds * 1e6)


def last_moment(log: EventLog, until: Until) -> int:
    """The moment up to which the log was watched, in microseconds since 1970: its last event if not said.

    Raises EventLogError where it lies before the last event, ValueError for what is no moment.
    """
    end = log.census.end
    if until is None:
        return end
    found = until
    if isinstance(found, str):
        try:
            found = datetime.fromisoformat(found)
        except ValueError:
            raise ValueError(
                f"until: {until!r} is no moment: write it like '2026-01-31' or '2026-01-31T09:30'"
            ) from None
    if not isinstance(found, datetime):
        found = datetime(found.year, found.month, found.day, tzinfo=UTC)
    moment = (found.replace(tzinfo=UTC) if found.tzinfo is None else found) - _EPOCH
    if moment // _MICROSECOND < end:
        last = (_EPOCH + end * _MICROSECOND).isoformat(sep=" ", timespec="seconds")
        raise EventLogError(f"until={until!s} lies before the last event of the log, {last}: filter the log first")
    return moment // _MICROSECOND
