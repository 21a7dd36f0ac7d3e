"""What can be asked of a log, as its methods: each is a function of a module of its own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, Literal, cast

if TYPE_CHECKING:
    from datetime import datetime

    from journeykit.analysis.goals import Goal
    from journeykit.analysis.rows import Rows
    from journeykit.events.in_flight import InFlight
    from journeykit.events.log import EventLog
    from journeykit.events.observed.activities import Observed
    from journeykit.events.observed.asked import Activities
    from journeykit.events.observed.durations import Pairing, TimeBetween
    from journeykit.events.observed.flow import ObservedFlow
    from journeykit.events.observed.funnel import FunnelLevel
    from journeykit.events.observed.over_time import Period, Unit
    from journeykit.events.observed.segments import Segments
    from journeykit.events.observed.summary import LogSummary
    from journeykit.events.observed.transitions import ObservedMove
    from journeykit.events.observed.variants import Variant
    from journeykit.model import JourneyMap, Persona
    from journeykit.model.conditions import Rule

__all__ = ["Verbs"]


class Verbs:
    """The methods of an EventLog that ask something of it."""

    @property
    def _log(self) -> EventLog:
        return cast("EventLog", self)

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
            since: the first moment, a date or a time.
            until: the moment before which they happen.
            where: a rule on whole cases, as of a persona's `when`: Condition, AllOf, AnyOf, Not.
            keep: "events" or whole "cases" that have such an event.
            columns: columns or roles and what they hold, one value or several: `lifecycle="COMPLETE"`.

        Raises:
            EventLogError: for an unknown column, or where nothing is left.
            UnknownName: for an activity that the log does not have.
        """
        from journeykit.events.filtering import filtered

        return filtered(
            self._log, activities=activities, since=since, until=until, where=where, keep=keep, columns=columns
        )

    def summary(self) -> LogSummary:
        """The log in a few figures: events, cases, variants, ties, first and last moment."""
        from journeykit.events.observed.summary import summary

        return summary(self._log)

    def activities(self, *, horizon: Any = None, until: Any = None) -> Rows[Observed]:
        """Each activity: events, cases, starts, ends, and with a horizon the drop-off."""
        from journeykit.events.observed.activities import activities

        return activities(self._log, horizon=horizon, until=until)

    def transitions(
        self,
        *,
        quantiles: tuple[float, float] | None = (0.25, 0.75),
        cases: bool = True,
        horizon: Any = None,
        until: Any = None,
    ) -> Rows[ObservedMove]:
        """What follows what: count, share, cases, gaps in seconds; None stands for the start and the end of cases."""
        from journeykit.events.observed.transitions import transitions

        return transitions(self._log, quantiles=quantiles, cases=cases, horizon=horizon, until=until)

    def variants(self, top: int | None = 10) -> Rows[Variant]:
        """The most frequent sequences of activities; None gives all."""
        from journeykit.events.observed.variants import variants

        return variants(self._log, top)

    def funnel(
        self,
        steps: Sequence[Activities],
        *,
        within: Any = None,
        ordered: bool = True,
        by: str | None = None,
        horizon: Any = None,
        until: Any = None,
    ) -> Rows[FunnelLevel]:
        """How many cases reach each of these levels, in order or not; `within` limits the time from the first."""
        from journeykit.events.observed.funnel import funnel

        return funnel(self._log, steps, within=within, ordered=ordered, by=by, horizon=horizon, until=until)

    def flow(self, *, top: int = 40) -> ObservedFlow:
        """Activities and the moves between them, to be drawn as a flow with loops."""
        from journeykit.events.observed.flow import flow

        return flow(self._log, top=top)

    def durations(
        self,
        source: Activities,
        target: Activities,
        *,
        pairing: Pairing = "after",
        by: str | None = None,
        horizon: Any = None,
        until: Any = None,
    ) -> Rows[TimeBetween]:
        """How long it takes from one activity to another; `pairing` says which events belong together."""
        from journeykit.events.observed.durations import durations

        return durations(self._log, source, target, pairing=pairing, by=by, horizon=horizon, until=until)

    def by(self, segment: str) -> Segments:
        """The log in segments by a column: each verb for each of them, and their differences with intervals."""
        from journeykit.events.observed.segments import by

        return by(self._log, segment)

    def over_time(
        self, unit: Unit = "month", *, to: Activities | None = None, horizon: Any = None, until: Any = None
    ) -> Rows[Period]:
        """Cases, events and conversions by day, week, month, quarter or year."""
        from journeykit.events.observed.over_time import over_time

        return over_time(self._log, unit, to=to, horizon=horizon, until=until)

    def sessions(self, gap: Any = "30 min") -> EventLog:
        """A log whose cases are sessions: a customer's events without a pause longer than `gap`."""
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
        """Every open case on a map: the step it is at, for how long, its chances, and what should come next."""
        from journeykit.events.in_flight import in_flight

        return in_flight(self._log, journey, horizon=horizon, until=until, goal=goal, persona=persona)
