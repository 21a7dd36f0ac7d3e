"""Logs out of logs: some of the events, or whole cases."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import narwhals as nw

from journeykit.errors import EventLogError, UnknownName
from journeykit.events.given import check_rule
from journeykit.events.held_values import HELPER, Holding, several
from journeykit.events.microseconds import instant, moment
from journeykit.events.prepared import attribute

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from journeykit.events.engines.engine import Frame
    from journeykit.events.log import EventLog
    from journeykit.model.conditions import Rule

__all__ = ["filtered"]

_SHOWN: Final = 12  # values named in one note
Asked: TypeAlias = "tuple[str, nw.Expr]"
"""A test of events, and its words."""


def filtered(
    log: EventLog,
    *,
    activities: str | Collection[str] | None,
    since: Any,
    until: Any,
    where: Rule | None,
    keep: Literal["events", "cases"],
    columns: Mapping[str, Any],
) -> EventLog:
    """The events that fit, or the cases that have one. Raises EventLogError, UnknownName; all faults at once."""
    if keep not in ("events", "cases"):
        raise EventLogError(f"keep is 'events' or 'cases', not {keep!r}")
    frame, held = _held(log, columns)
    asked = [*_named(log, activities), *_timed(log, since, until), *held]
    if where is not None:
        check_rule("filter", where)
        from journeykit.events.personas import cases_that

        those = cases_that(log, where)
        frame = frame.join(those, on="case", how="semi")
        chosen = log.like(log.events.join(those, on="case", how="semi"), f"only cases with {where!r}")
        log = _left(chosen, f"case with {where!r}")
    if not asked:
        return log
    said = "; ".join(words for words, _ in asked)
    events = frame.filter(*(test for _, test in asked))
    if keep == "cases":
        events = log.events.join(events.select("case").unique(), on="case", how="semi")
    events = events.drop(*(each for each in events.columns if each.startswith(HELPER)))
    return _left(log.like(events, f"only {keep} with {said}"), f"event with {said}")


def _left(log: EventLog, what: str) -> EventLog:
    if not log.census.activities:
        raise EventLogError(f"nothing is left of the log: there is no {what}")
    return log


def _named(log: EventLog, activities: str | Collection[str] | None) -> Iterator[Asked]:
    if activities is None:
        return
    wanted = several(activities)
    if not wanted:
        raise EventLogError("activities names none: give one, several, or leave it out for all")
    for each in wanted:
        if each not in log.census.activities:
            raise UnknownName("activity", each, tuple(log.census.activities))
    yield _words("activity", wanted), nw.col("activity").is_in(wanted)


def _timed(log: EventLog, since: Any, until: Any) -> Iterator[Asked]:
    if since is not None:
        at = moment(since, "since", log.zone)
        yield f"time from {_clock(since, log.zone)} on", nw.col("time") >= at
    if until is not None:
        at = moment(until, "until", log.zone)
        yield f"time before {_clock(until, log.zone)}", nw.col("time") < at


def _clock(given: Any, zone: ZoneInfo | None) -> str:
    """A moment as it was given, with the zone that it is read in."""
    found, naive = instant(given)
    shown = found.replace(tzinfo=None).isoformat(" ").removesuffix(":00")
    return f"{shown} {zone.key if naive and zone is not None else 'UTC'}"


def _held(log: EventLog, columns: Mapping[str, Any]) -> tuple[Frame, list[Asked]]:
    """The events with what is needed to compare, and the tests. Raises EventLogError with all faults of the columns."""
    holding, frame = Holding(log.engine, log.zone), log.events
    found: list[Asked] = []
    faults: list[str] = []
    for name, value in columns.items():
        values = several(value)
        if not values:
            faults.append(f"{name} is asked for no value: give one, several, or None for events without one")
            continue
        try:
            frame, test = holding.test(frame, _column(log, name), name, values)
        except EventLogError as error:
            faults += error.faults
        else:
            found.append((_words(name, values), test))
    if faults:
        raise EventLogError(faults)
    return frame, found


def _column(log: EventLog, name: str) -> str:
    if name != "time":
        return log.column(name)
    # what the data calls so, and not the microseconds of the log
    return attribute(name) if name in log.attributes else log.column("timestamp")


def _words(name: str, values: Sequence[Any]) -> str:
    known = [repr(each) for each in values if each is not None]
    if not known:
        return f"no {name}"
    more = [f"{len(known) - _SHOWN} others"] if len(known) > _SHOWN else []
    return f"{name} {' or '.join([*known[:_SHOWN], *more, *(['none'] if len(known) < len(values) else [])])}"
