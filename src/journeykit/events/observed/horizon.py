"""Which cases are over: a log ends somewhere, and who was seen last shortly before may still come back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeykit.errors import EventLogError
from journeykit.events.microseconds import day_of, micros, moment, moment_of

if TYPE_CHECKING:
    from journeykit.events.log import EventLog

__all__ = ["NO_HORIZON", "closed_before", "end_of", "said"]

NO_HORIZON = "drop-off is not stated: say how long a silence means that a case is over, with horizon='30 days'"


def end_of(log: EventLog, until: Any = None) -> int:
    """When the log ends, in microseconds: its last event, or `until`; a day that is named lasts to its end.

    A time without a zone is of the zone that was named for the log.

    Raises EventLogError where that lies before the last event: what was seen later would count as silence.
    """
    if until is None:
        return log.census.end
    given, end = moment(until, "until", log.zone), log.census.end
    if given < end and day_of(given, log.zone) != day_of(end, log.zone):
        before = "first" if given < log.census.start else "last"
        seen = log.census.start if before == "first" else end
        raise EventLogError(
            f"until, {_told(log, given)}, lies before the log's {before} event, {_told(log, seen)}: it says how long "
            "the log was watched; to look at an earlier part of it, filter the log: log.filter(until=…)"
        )
    return max(given, end)


def closed_before(log: EventLog, horizon: Any, until: Any = None) -> int | None:
    """Cases whose last event is at this moment or earlier are over, in microseconds; None where no horizon is given.

    `until` is when the log ends, by default its last event. Raises EventLogError as `end_of` does.
    """
    end = end_of(log, until)
    if horizon is None:
        return None
    return end - micros(horizon, "horizon")


def said(log: EventLog, horizon: Any, until: Any = None) -> str:
    """The sentence about it."""
    if horizon is None:
        return NO_HORIZON
    day = day_of(end_of(log, until), log.zone)
    if micros(horizon, "horizon") == 0:
        return f"horizon 0: every case counts as over by the end of the log, {day}"
    return f"a case is over when nothing happened for {horizon} before the end of the log, {day}; until then it is open"


def _told(log: EventLog, us: int) -> str:
    zone = log.zone
    return (
        f"{moment_of(us):%Y-%m-%d %H:%M}"
        if zone is None
        else f"{moment_of(us).astimezone(zone):%Y-%m-%d %H:%M} {zone.key}"
    )
