"""Logs out of logs: some of the events, or whole cases."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import narwhals as nw

from journeykit.errors import EventLogError, UnknownName
from journeykit.events.engines.engine import kind_of
from journeykit.events.given import check_rule
from journeykit.events.microseconds import moment

if TYPE_CHECKING:
    from journeykit.events.log import EventLog
    from journeykit.model.conditions import Rule

__all__ = ["filtered"]

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
    asked = [*_named(log, activities), *_timed(since, until), *_held(log, columns)]
    if where is not None:
        check_rule("filter", where)
        from journeykit.events.personas import cases_that

        chosen = log.events.join(cases_that(log, where), on="case", how="semi")
        log = _left(log.like(chosen, f"only cases with {where!r}"), f"case with {where!r}")
    if not asked:
        return log
    said = "; ".join(words for words, _ in asked)
    events = log.events.filter(*(test for _, test in asked))
    if keep == "cases":
        events = log.events.join(events.select("case").unique(), on="case", how="semi")
    return _left(log.like(events, f"only {keep} with {said}"), f"event with {said}")


def _left(log: EventLog, what: str) -> EventLog:
    if not log.census.activities:
        raise EventLogError(f"nothing is left of the log: there is no {what}")
    return log


def _named(log: EventLog, activities: str | Collection[str] | None) -> Iterator[Asked]:
    if activities is None:
        return
    wanted = [activities] if isinstance(activities, str) else sorted(activities)
    for each in wanted:
        if each not in log.census.activities:
            raise UnknownName("activity", each, log.names)
    yield f"activity {' or '.join(map(repr, wanted))}", nw.col("activity").is_in(wanted)


def _timed(since: Any, until: Any) -> Iterator[Asked]:
    if since is not None:
        yield f"time from {since} on", nw.col("time") >= moment(since, "since")
    if until is not None:
        yield f"time before {until}", nw.col("time") < moment(until, "until")


def _held(log: EventLog, columns: Mapping[str, Any]) -> Iterator[Asked]:
    for name, value in columns.items():
        yield f"{name} {value!r}", _alike(log, log.column(name), value)


def _alike(log: EventLog, column: str, value: Any) -> nw.Expr:
    """Whether a column holds a value, or one of several; text and numbers are compared as text where they meet."""
    wanted = list(value) if isinstance(value, list | tuple | set | frozenset) else [value]
    kind = kind_of(log.events, column)
    if kind == nw.String:
        return nw.col(column).is_in([str(each) for each in wanted])
    return nw.col(column).is_in(wanted)
