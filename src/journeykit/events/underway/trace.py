"""What is known of one customer: activities in order, with or without times."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final, TypeAlias

from journeykit.errors import EventLogError
from journeykit.events.microseconds import instant
from journeykit.near import near

__all__ = ["Moment", "Seen", "Trace", "seen"]

Moment: TypeAlias = "datetime | date | str"

Trace: TypeAlias = "Iterable[str | tuple[str, Moment] | Mapping[str, Any]]"
"""Activities in order; or pairs of an activity and its time; or rows with `activity` and `timestamp`."""

_ACTIVITY: Final = ("activity", "event", "step", "touchpoint", "concept:name")
_TIME: Final = ("timestamp", "time", "datetime", "date", "time:timestamp")


@dataclass(frozen=True)
class Seen:
    """Activities with their times in UTC, in order; `naive` says that a time without zone was read as UTC."""

    activities: tuple[str, ...]
    times: tuple[datetime | None, ...]
    naive: bool


def seen(trace: Trace) -> Seen:
    """Read a trace. Where all have times it is ordered by them, equal times as given; else it is taken as it is.

    Raises TypeError for what is no trace, EventLogError with all faults for an empty one, and for rows without an
    activity or with a time that is none.

    >>> found = seen([("pay", "2026-01-02"), {"activity": "basket", "timestamp": "2026-01-01T09:30+01:00"}])
    >>> found.activities, found.times[0].isoformat()
    (('basket', 'pay'), '2026-01-01T08:30:00+00:00')
    """
    given: Any = [trace] if isinstance(trace, str) else trace
    if isinstance(given, Mapping) or hasattr(given, "columns") or not isinstance(given, Iterable):
        raise TypeError(
            f"a trace is one customer's events in order: activities, (activity, time) pairs, or rows as dicts, "
            f"not {type(given).__name__} (of a data frame its rows as dicts)"
        )
    faults: list[str] = []
    found: list[tuple[str, datetime | None, bool]] = []
    for place, each in enumerate(given):
        try:
            found.append(_event(each))
        except ValueError as error:
            faults.append(f"trace[{place}]: {error}")
    if faults:
        raise EventLogError(faults)
    if not found:
        raise EventLogError("the trace is empty: a customer under way has at least one event")
    if all(time is not None for _, time, _ in found):
        found.sort(key=lambda each: each[1] or datetime.max.replace(tzinfo=UTC))
    return Seen(
        tuple(name for name, _, _ in found),
        tuple(time for _, time, _ in found),
        any(naive for _, _, naive in found),
    )


def _event(each: Any) -> tuple[str, datetime | None, bool]:
    if isinstance(each, str):
        return each, None, False
    if isinstance(each, Mapping):
        name, time = _field(each, _ACTIVITY, "activity"), _field(each, _TIME, None)
    elif isinstance(each, tuple | list) and len(each) == 2:
        name, time = each
    else:
        raise ValueError(f"{each!r} is no event: give an activity, a pair of activity and time, or a row as a dict")
    if not isinstance(name, str) or not name:
        raise ValueError(f"the activity is a text, not {name!r}")
    if time is None:
        return name, None, False
    at, naive = instant(time)
    return name, at, naive


def _field(row: Mapping[str, Any], names: tuple[str, ...], needed: str | None) -> Any:
    for name in names:
        if row.get(name) is not None:
            return row[name]
    if needed is not None:
        hint = next((f": did you mean {key!r}?" for key in row if near(key, names)), "")
        raise ValueError(f"the row has no {needed!r}{hint}; it has {', '.join(map(repr, row)) or 'nothing'}")
    return None
