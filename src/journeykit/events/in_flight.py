"""All customers who are under way: where they are, how long already, and what lies ahead of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeykit.analysis.outcomes import MEMORYLESS
from journeykit.errors import EventLogError
from journeykit.events.given import check_given
from journeykit.events.microseconds import micros, moment, moment_of
from journeykit.events.underway.ahead import COLUMNS, ahead
from journeykit.events.underway.flights import InFlight
from journeykit.events.underway.placed import placed
from journeykit.events.underway.prospects import goals_of, prospects
from journeykit.events.underway.waits import waits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from journeykit.analysis.goals import Goal
    from journeykit.events.log import EventLog
    from journeykit.events.underway.placed import Placed
    from journeykit.events.underway.prospects import Prospect
    from journeykit.model import JourneyMap, Persona

__all__ = ["InFlight", "in_flight"]


def in_flight(
    log: EventLog,
    journey: JourneyMap,
    *,
    horizon: Any = None,
    until: str | datetime | None = None,
    goal: Goal = None,
    persona: Persona | str | None = None,
) -> InFlight:
    """Every open case of a log on a map: the step it is at, for how long, the chances, and what should come next when.

    Computed by the engine that holds the log: the last event of each case that is a step meets a table with a row for
    each step. A case is open that has come to no outcome, nor to a step after which one follows for sure that no event
    tells of, and of which something was heard within the horizon.

    - **Chances** are those of the map's chain from the step (`locate` has the same), which has no memory.
    - **Given the wait.** Who went on after a shorter wait is no longer among those who still wait, and who leaves is
      never seen to. `goal_given_wait` and `drop_off_given_wait` weigh each way on by the share of those in this log who
      took longer: p (1 - F(t)), and p for leaving. Long waits that still go on are not in F yet: where a log is short,
      the chances are a little low. They help where leaving is silent; where a log tells of it, little.
    - **Usual** are the median waits of those who went on along the map in this log; of steps where nobody did, what the
      map states. **Overdue** is who waits longer than the step promises, without a promise longer than nine of ten did.

    Args:
        log: the event log.
        journey: the map, best one that was fitted.
        horizon: of whom nothing was heard for so long is gone, like "30 days". Without it nobody is.
        until: the moment to look from, by default the last event; what came after it is not looked at.
        goal: what counts as success; without it what the map says.
        persona: whose chances the map is asked for; filter the log to their cases.

    Raises EventLogError where the log does not fit the map or begins later than `until`, UnknownName, TrapError,
    ValueError.

    >>> import journeykit as jk
    >>> shop = jk.JourneyMap(stages=[jk.Stage("buy", [jk.Touchpoint("basket", drop_off=.5), "pay"])],
    ...                      outcomes=[jk.Outcome("bought", result="success")])
    >>> log = jk.EventLog([{"case": case, "activity": what, "timestamp": f"2026-05-04T1{hour}:00Z"}
    ...                    for case, what, hour in [("ann", "basket", 0), ("ann", "pay", 2), ("ann", "bought", 3),
    ...                                             ("ben", "basket", 2), ("eve", "basket", 0), ("eve", "pay", 4)]])
    >>> for row in in_flight(log, shop).top():
    ...     print(row.case, row.step, row.since / 3600, row.goal, row.next, row.next_in / 3600)
    ben basket 2.0 0.5 pay 1.0
    eve pay 0.0 1.0 bought 1.0
    """
    check_given("in_flight", journey=journey, log=log)
    table = prospects(journey, persona, goal)
    goals = goals_of(journey, goal) or frozenset()
    # of a case, as everywhere; asked first, since the moves that it rests on do for all that follows
    people = log.cases("customer").select("case", "customer") if "customer" in log.roles else None
    at = None if until is None else moment(until, "until", log.zone)
    if at is not None and at < log.census.start:
        raise EventLogError(
            f"until, {moment_of(at):%Y-%m-%d %H:%M}, lies before the log's first event, "
            f"{moment_of(log.census.start):%Y-%m-%d %H:%M}: nobody was under way"
        )
    found = placed(log, journey, persona, until=at)
    since = None if horizon is None else found.now - micros(horizon, "horizon")
    frame = ahead(found, table, waits(found, table), goals, since)
    if people is not None:
        frame = frame.join(people, on="case", how="left").select("case", "customer", *COLUMNS[1:])
    about = tuple(_about(found, table, horizon))
    return InFlight(journey, found.engine, found.engine.kept(frame), moment_of(found.now), about)


def _about(found: Placed, table: Mapping[str, Prospect], horizon: Any) -> Iterator[str]:
    """What must be known of the figures."""
    guessed = [step for step, row in table.items() if row.assumed]
    if guessed:
        yield f"chances at {', '.join(guessed)} rest on assumed shares"
    yield MEMORYLESS
    if horizon is None:
        yield "no horizon: whoever has not come to an end counts as under way, however long ago they were seen"
    if found.match.unmatched_activities:
        yield found.match.notes[0]
