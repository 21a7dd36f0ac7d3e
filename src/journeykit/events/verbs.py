"""What can be asked of a log, as its methods: each is a function of a module of its own."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Literal

from journeykit.events.observing import Observing

if TYPE_CHECKING:
    from datetime import datetime

    from journeykit.analysis.goals import Goal
    from journeykit.events.in_flight import InFlight
    from journeykit.events.log import EventLog
    from journeykit.events.observed.segments.parted import Segments
    from journeykit.model import JourneyMap, Persona
    from journeykit.model.conditions import Rule

__all__ = ["Verbs"]


class Verbs(Observing):
    """The methods of an EventLog that ask something of it."""

    def filter(
        self,
        *,
        activities: str | Collection[str] | None = None,
        since: Any = None,
        until: Any = None,
        where: Rule | None = None,
        keep: Literal["events", "cases"] = "events",
        **columns: Any,
    ) -> EventLog:
        """The events that fit everything that is asked, as a new log, or with `keep="cases"` all events of their cases.

        Args:
            activities: one, or several of which any will do.
            since: the first moment, a date or a time; without a zone of that which the log was opened with, else UTC.
            until: the moment before which they happen, read alike.
            where: a rule on whole cases, as of a persona's `when`: Condition, AllOf, AnyOf, Not.
            keep: "events" or whole "cases" that have such an event.
            columns: columns or roles and what they hold, one value or several: `lifecycle="COMPLETE"`. Texts of numbers
                are found in columns of numbers, and numbers in texts; None is for events without one.

        Raises:
            EventLogError: for an unknown column, for values that its type never has, or where nothing is left.
            UnknownName: for an activity that the log does not have.
            TypeError: for a `where` that is no rule.

        >>> import journeykit as jk
        >>> log = jk.EventLog([{"case": case, "activity": name, "timestamp": f"2026-01-0{day} 12:00Z"}
        ...                    for case, names in {"ann": "look basket pay", "ben": "look basket"}.items()
        ...                    for day, name in enumerate(names.split(), 1)])
        >>> log.filter(activities=["look", "pay"]).census.events
        3
        >>> log.filter(activities="pay", keep="cases").census.events
        3
        """
        from journeykit.events.filtering import filtered

        return filtered(
            self._log, activities=activities, since=since, until=until, where=where, keep=keep, columns=columns
        )

    def by(self, segment: str) -> Segments:
        """The log in segments by a column: each verb for each of them, and their differences with intervals.

        Args:
            segment: a role, like "channel", or another column. A case is of the segment of its first event with one.

        Returns:
            Segments, which has the verbs of a log, `sizes()`, `compare()`, `compare_durations()`, `compare_means()`.

        Raises:
            EventLogError: for a column that does not exist, is empty, or has more than 200 values.

        >>> import journeykit as jk
        >>> log = jk.EventLog([{"case": case, "activity": name, "timestamp": f"2026-01-0{day} 12:00Z",
        ...                      "device": "phone" if case == "ann" else "desk"}
        ...                    for case, names in {"ann": "look basket pay", "ben": "look basket"}.items()
        ...                    for day, name in enumerate(names.split(), 1)])
        >>> [(row.segment, row.cases, row.events) for row in log.by("device").sizes()]
        [('desk', 1, 2), ('phone', 1, 3)]
        """
        from journeykit.events.observed.segments.parted import by

        return by(self._log, segment)

    def sessions(self, gap: Any = "30 min") -> EventLog:
        """A log whose cases are sessions: a customer's events without a pause longer than `gap`.

        Args:
            gap: the longest pause within a session, above 0: text like "30 min", a timedelta, or a Duration.

        Returns:
            A log of the same events. Its cases are called like "ann #2", its customer is the one of this log, or its
            case where it has none; the old case is an attribute. Events of no customer are left out, with a warning.

        Raises:
            EventLogError: for a gap that is no length of time above 0.

        >>> import journeykit as jk
        >>> log = jk.EventLog([{"case": case, "activity": name, "timestamp": f"2026-01-0{day} 12:00Z"}
        ...                    for case, names in {"ann": "look basket pay", "ben": "look basket"}.items()
        ...                    for day, name in enumerate(names.split(), 1)])
        >>> log.sessions("12 hours").summary().cases
        5
        """
        from journeykit.events.observed.sessions import sessions

        return sessions(self._log, gap)

    def in_flight(
        self,
        journey: JourneyMap,
        *,
        horizon: Any = None,
        until: str | datetime | None = None,
        goal: Goal = None,
        persona: Persona | str | None = None,
    ) -> InFlight:
        """Every open case on a map: the step it is at, for how long, its chances, and what should come next.

        Args:
            journey: the map, best one that was fitted.
            horizon: of whom nothing was heard for so long is gone, like "30 days"; without it nobody is.
            until: the moment to look from, by default the last event; what came after it is not looked at.
            goal: what counts as success: an outcome, a step, or several; without it what the map says.
            persona: whose chances the map is asked for; filter the log to their cases.

        Returns:
            An `InFlight`: `.by_step` has a row for each step, `.top()` the cases most at risk; their classes explain
            the fields. Times are in seconds, chances 0..1.

        Raises:
            TypeError: for what is no JourneyMap.
            EventLogError: where the log does not fit the map, or for a time that is none.
            UnknownName: for a goal or a persona that the map does not have.

        >>> import journeykit as jk
        >>> log = jk.EventLog([{"case": case, "activity": name, "timestamp": f"2026-01-0{day} 12:00Z"}
        ...                    for case, names in {"ann": "look basket pay", "ben": "look basket"}.items()
        ...                    for day, name in enumerate(names.split(), 1)])
        >>> shop = jk.JourneyMap(stages=[jk.Stage("buy", ["look", "basket", "pay"])])
        >>> [(row.step, row.cases) for row in log.in_flight(shop).by_step if row.cases]
        [('basket', 1)]
        """
        from journeykit.events.in_flight import in_flight

        return in_flight(self._log, journey, horizon=horizon, until=until, goal=goal, persona=persona)
