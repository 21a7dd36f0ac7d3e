"""From data to the events of a log: opened, its columns chosen, its times read, and checked in one pass."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from journeykit.errors import EventLogError, EventLogWarning
from journeykit.events.census import Census, examples, taken
from journeykit.events.checked import checked
from journeykit.events.counted_times import FIRST, LAST
from journeykit.events.engines import opened
from journeykit.events.microseconds import DAY
from journeykit.events.prepared import RAW, prepared
from journeykit.events.progress import reporter
from journeykit.events.roles import chosen
from journeykit.events.time_formats import COUNTS, written
from journeykit.events.zones import moved, zone_named

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from journeykit.events.engines.engine import Engine, Frame
    from journeykit.events.progress import Progress

__all__ = ["Begun", "begun"]

_ORDER: Final = "order: case, time, then the order of the input"


@dataclass(frozen=True)
class Begun:
    """What a log is made of; the census only where it still holds. The fields are those of `EventLog`."""

    events: Frame
    engine: Engine
    roles: Mapping[str, str]
    attributes: tuple[str, ...]
    notes: tuple[str, ...]
    guessed: tuple[str, ...]
    zone: ZoneInfo | None
    census: Census | None


def begun(
    data: Any,
    given: Mapping[str, str | None],
    failures: tuple[str, ...],
    *,
    timezone: str | None,
    time_format: str | None,
    decimal: str,
    missing: str,
    memory: str | None,
    progress: bool | Progress,
) -> Begun:
    """The events of any data, for `EventLog`, which says what the arguments are and what is raised."""
    _sound(missing, decimal, time_format, status_lacks=bool(failures) and given["status"] is None)
    if timezone is None and type(data).__module__.startswith("journeykit."):
        timezone = "UTC"  # simulated times are
    zone = None if timezone is None else zone_named(timezone)
    frame, engine, assumed = opened(data, memory=memory, progress=reporter(progress))
    columns = [each for each in frame.columns if each != "jk_row"]
    roles, guessed = chosen(columns, given)
    read = prepared(frame, engine, roles, failures, comma=decimal == ",", time_format=time_format)
    census = taken(read, engine)
    said = checked(
        census,
        roles,
        leave_out=missing == "leave out",
        timezone=timezone,
        time_format=time_format,
        comma=decimal == ",",
        examples=lambda role: examples(read, engine, role),
    )
    events = read.drop(*(RAW + each for each in census.unread)) if census.unread else read
    for note in assumed:
        warnings.warn(note, EventLogWarning, stacklevel=3)
    if missing == "leave out":
        events = events.filter(~_lacks("case") & ~_lacks("activity") & ~_lacks("time"))
        if said and not taken(events, engine).activities:
            raise EventLogError(["nothing is left of the log", *(each for each in said if "left out" in each)])
    if zone is not None and census.offsets.get(""):
        events = _in_zone(events, zone, census)
    rule = _rule(roles) if "order" in roles else _ORDER
    return Begun(
        events.drop("zoned"),
        engine,
        roles,
        tuple(each for each in columns if each not in roles.values()),
        (*assumed, *said, rule),
        guessed,
        zone,
        census if zone is None and missing == "error" else None,  # what was just counted still holds
    )


def _sound(missing: str, decimal: str, time_format: str | None, *, status_lacks: bool) -> None:
    """Raises EventLogError for words that mean nothing, before anything is read."""
    if missing not in ("error", "leave out"):
        raise EventLogError(f"missing is 'error' or 'leave out', not {missing!r}")
    if decimal not in (".", ","):
        raise EventLogError(f"decimal is '.' or ',', not {decimal!r}")
    if status_lacks:
        raise EventLogError("failed= names values of a status column: say which, with status='…'")
    if time_format is not None and time_format not in COUNTS:
        written(time_format)


def _rule(roles: Mapping[str, str]) -> str:
    return f"order: case, time, then column {roles['order']!r}, then the order of the input"


def _lacks(column: str) -> Any:
    from narwhals import col

    return col(column).is_null()


def _in_zone(events: Frame, zone: ZoneInfo, census: Census) -> Frame:
    from narwhals import col, when

    local = moved(col("time"), zone, census.start, census.end)
    if not FIRST + DAY < census.start <= census.end < LAST - DAY:  # the last midnight of 9999 stays in that year
        local = when(local < FIRST).then(FIRST).when(local > LAST).then(LAST).otherwise(local)
    return events.with_columns(when(col("zoned") == "").then(local).otherwise(col("time")).alias("time"))
