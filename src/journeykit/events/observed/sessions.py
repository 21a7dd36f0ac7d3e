"""Sessions: what one person did without a long pause."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, Final

import narwhals as nw

from journeykit.errors import EventLogError, EventLogWarning
from journeykit.events.microseconds import micros

if TYPE_CHECKING:
    from journeykit.events.log import EventLog

__all__ = ["sessions"]

_SESSION: Final = "session"


def sessions(log: EventLog, gap: Any = "30 min") -> EventLog:
    """A log of the same events whose cases are sessions: a customer's events without a pause longer than `gap`.

    A person is the log's customer; where it has none, its case. All events of a person are taken together, in the
    order of time and then of ties, whichever case they were in, and cut where the pause is longer than `gap`; one of
    exactly `gap` is none. A session's case is the person and a number from 1 on: "ann #2". The person is the customer
    of the new log, and the column that was the case is one of its attributes ("old case", where it is called "case").

    Events without a customer belong to no session: they are left out, with an EventLogWarning that counts them.
    Raises EventLogError for a gap that is no length of time above 0.

    >>> import journeykit as jk
    >>> events = (("ann", "look", "10:00"), ("ann", "look", "10:30"), ("ann", "pay", "11:01"), ("ben", "look", "10:00"))
    >>> log = jk.EventLog([{"case": case, "activity": name, "timestamp": f"2026-01-01 {time}Z"}
    ...                    for case, name, time in events])
    >>> [(row.steps, row.cases) for row in sessions(log, "30 min").variants()]
    [(('look', 'look'), 1), (('pay',), 1), (('look',), 1)]
    """
    longest = micros(gap, "gap")
    if not longest:
        raise EventLogError(f"gap is a length of time above 0, like '30 min', not {gap!r}")
    engine, events, roles = log.engine, log.events, dict(log.roles)
    notes = [f"cases are sessions: a person's events without a pause longer than {gap}"]
    before = roles.pop("case")
    held = None
    if "customer" in roles:
        held = _free(before, {"case", _SESSION, *roles.values(), *log.attributes})
        events = events.with_columns(nw.col("case").alias(f"@{held}"))
        ((lost,),) = engine.rows(events.filter(nw.col("customer").is_null()).select(nw.len()))
        if lost:
            said = f"{lost:,} events have no customer and so no session: they are left out"
            warnings.warn(said, EventLogWarning, stacklevel=2)
            notes.append(said)
            events = events.filter(~nw.col("customer").is_null())
    else:
        events = engine.texts(events, "case", "customer")
        roles["customer"] = before
    order = ["time", "seq"]
    pause = nw.col("time") - nw.col("time").shift(1).over("customer", order_by=order)
    cut = events.with_columns(jk_pause=pause).with_columns(
        jk_cut=nw.when(nw.col("jk_pause") > longest).then(nw.lit(1)).otherwise(nw.lit(0))
    )
    numbered = cut.with_columns(jk_number=nw.col("jk_cut").cum_sum().over("customer", order_by=order) + 1)
    case = nw.concat_str(nw.col("customer"), nw.lit(" #"), nw.col("jk_number").cast(nw.Int64).cast(nw.String))
    # kept: every pass over a session log would cut it anew
    found = engine.kept(numbered.with_columns(case=case).drop("jk_pause", "jk_cut", "jk_number"))
    named = _free(_SESSION, {*roles.values(), *log.attributes, str(held)})
    others = log.attributes if held is None else (*log.attributes, held)
    return log.like(found, *notes, roles={"case": named, **roles}, attributes=others)


def _free(name: str, taken: set[str]) -> str:
    """The name, or the name with "old" before it, until no column is called so."""
    while name in taken:
        name = f"old {name}"
    return name
