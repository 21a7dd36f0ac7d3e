"""Where one customer stands on a map, what that usually leads to, and when something should happen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from journeykit.analysis.chain import DROP_OFF
from journeykit.analysis.outcomes import MEMORYLESS
from journeykit.errors import EventLogError
from journeykit.events.given import check_given
from journeykit.events.matched import matched
from journeykit.events.microseconds import instant, moment_of
from journeykit.events.underway.ends import ends_of
from journeykit.events.underway.given_wait import given_wait
from journeykit.events.underway.located import Expected, Located
from journeykit.events.underway.placed import placed
from journeykit.events.underway.prospects import Prospect, goals_of, prospects
from journeykit.events.underway.trace import Moment, Trace, seen
from journeykit.events.underway.usual import Usual
from journeykit.events.underway.waits import gone_within, waits
from journeykit.events.underway.walked import Walked, walked

if TYPE_CHECKING:
    from journeykit.analysis.goals import Goal
    from journeykit.events.log import EventLog
    from journeykit.model import JourneyMap, Persona

__all__ = ["Located", "locate"]


def locate(
    journey: JourneyMap,
    trace: Trace,
    *,
    now: Moment | None = None,
    log: EventLog | None = None,
    persona: Persona | str | None = None,
    goal: Goal = None,
) -> Located:
    """Where a customer stands, how long already, the chance of each way to end, and what is likely to come next.

    The chances are those of the map's chain from the step they are at, exactly (Kemeny & Snell, Finite Markov Chains,
    1960, ch. 3). It has no memory: neither what they did before nor how long they have waited changes them; with a log
    `goal_given_wait` says what the wait changes, as `in_flight` does. Only events that are steps of the map count, and
    the last one says where they are. Once an outcome is seen the journey is over, also where nothing else was seen; so
    it is at a step after which one outcome follows for sure that no event tells of.

    Args:
        journey: the map.
        trace: one customer's activities in order; (activity, time) pairs; or rows with `activity` and `timestamp`.
        now: the moment to look from; without one the end of `log`, else what is due is not said.
        log: other customers, whose waits say what is usual; without it the map's durations do.
        persona: who they are. Without it, personas who are alternatives are mixed by how often they come here.
        goal: what counts as success; without it what the map says.

    Raises EventLogError for a trace that is none, or of which nothing is on the map; UnknownName, TrapError.

    >>> import journeykit as jk
    >>> shop = jk.JourneyMap(
    ...     stages=[jk.Stage("buy", [jk.Touchpoint("basket", drop_off=.6, duration="1 day"), "pay"])],
    ...     outcomes=[jk.Outcome("bought", result="success")])
    >>> print(locate(shop, [("basket", "2026-05-04 10:00Z")], now="2026-05-06 10:00Z"))
    at Basket (buy) for 2 days, 1 day is usual: overdue
    ends: drop-off 60%, Bought 40%
    next: drop-off 60%; Pay 40%, was due 1 day ago
    """
    check_given("locate", journey=journey, log=... if log is None else log)
    events = seen(trace)
    match = matched(journey, tuple(dict.fromkeys(events.activities)), outcomes_alone=True)
    at, naive = _now(now, log)
    table = prospects(journey, persona, goal)
    told = match.outcomes | {each.id for each in journey.outcomes if each.events}
    told |= frozenset() if log is None else matched(journey, log.names).outcomes
    outcomes = {outcome.id for outcome in journey.outcomes}
    way = walked(events, match, table, outcomes, ends_of(journey, told, persona))
    since, goals = _since(way.entered, at), goals_of(journey, goal)
    row = None if way.step is None else table[way.step]
    found = Located(
        journey=journey,
        step=way.step,
        title=None if row is None else row.title,
        stage=None if row is None else row.stage,
        ended=way.ended,
        entered=way.entered,
        now=at,
        since=since,
        goal=_goal(way, row, goals),
        ends=_ended(way.ended, table) if way.ended is not None or row is None else row.ends,
        off_map=way.off_map(table),
        unmatched=match.unmatched_activities,
        about=tuple(_about(events.naive or naive, match.notes[: bool(match.unmatched_activities)])),
    )
    return found if way.ended is not None or row is None else _timed(found, table, log, persona, goals)


def _timed(
    found: Located,
    table: Mapping[str, Prospect],
    log: EventLog | None,
    persona: Persona | str | None,
    goals: frozenset[str] | None,
) -> Located:
    """The same with what is usual, and what comes next when."""
    row = table[found.step or ""]
    usual, percentile, hope, leaving = Usual(row, {}), None, None, None
    if log is not None:
        others = placed(log, found.journey, persona)
        usual = Usual(row, waits(others, table))
        if found.since is not None:
            within = gone_within(others, table, row.step, found.since)
            if usual.seen is not None:
                percentile = sum(yes for _, yes in within.values()) / usual.seen.n
            hope, leaving = given_wait(row, table, within, goals or ())
            hope = 1.0 if found.goal == 1.0 else hope
    since, late = found.since, usual.late
    nexts = []
    for each in row.nexts:
        time = None if each.to == DROP_OFF else usual.until(each)
        due = None if time is None or since is None else time - since
        moment_ = None if time is None or found.entered is None else found.entered + timedelta(seconds=time)
        nexts.append(Expected(each.to, each.title, each.probability, each.basis, time, due, moment_))
    guessed = ("rests on assumed shares, here or further on",) if row.assumed else ()
    return replace(
        found,
        usual=usual.seconds,
        percentile=percentile,
        late=late,
        overdue=None if since is None or late is None else since > late,
        nexts=tuple(nexts),
        goal_given_wait=hope,
        drop_off_given_wait=leaving,
        about=(*guessed, MEMORYLESS, usual.grounds, *found.about),
    )


def _goal(way: Walked, row: Prospect | None, goals: frozenset[str] | None) -> float | None:
    """The probability of the goal: certain once it is reached, none once the journey is over."""
    if goals is None:
        return None
    if way.ended in goals or not goals.isdisjoint(way.nodes):
        return 1.0
    return 0.0 if way.ended is not None or row is None else row.goal


def _ended(end: str | None, table: Mapping[str, Prospect]) -> Mapping[str, float]:
    """The ends of a journey that is over."""
    known = next(iter(table.values())).ends if table else {}
    return {each: float(each == end) for each in known}


def _now(now: Moment | None, log: EventLog | None) -> tuple[datetime | None, bool]:
    if now is not None:
        return instant(now)
    return (None if log is None else moment_of(log.census.end)), False


def _since(entered: datetime | None, now: datetime | None) -> float | None:
    """The seconds between. Raises EventLogError where now comes first."""
    if entered is None or now is None:
        return None
    if now < entered:
        raise EventLogError(f"now, {now}, lies before the last event of the trace, {entered}: look from later on")
    return (now - entered).total_seconds()


def _about(naive: bool, notes: tuple[str, ...]) -> Iterator[str]:
    if naive:
        yield "times without a zone were read as UTC"
    yield from notes
