"""Which cases are over: a log ends somewhere, and who was seen last shortly before may still come back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeykit.events.microseconds import day_of, micros, moment

if TYPE_CHECKING:
    from journeykit.events.log import EventLog

__all__ = ["NO_HORIZON", "closed_before", "said"]

NO_HORIZON = "drop-off is not stated: say how long a silence means that a case is over, with horizon='30 days'"


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
    day = day_of(end)
    if micros(horizon, "horizon") == 0:
        return f"horizon 0: every case counts as over by the end of the log, {day}"
    return f"a case is over when nothing happened for {horizon} before the end of the log, {day}; until then it is open"
