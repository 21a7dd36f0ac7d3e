"""What a log says by itself, as methods of an EventLog: each is a function of a module of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from journeykit.analysis.rows import Rows
    from journeykit.events.log import EventLog
    from journeykit.events.observed.activities import Observed
    from journeykit.events.observed.asked import Activities
    from journeykit.events.observed.calendar import Unit
    from journeykit.events.observed.durations import Pairing, TimeBetween
    from journeykit.events.observed.flow import ObservedFlow
    from journeykit.events.observed.funnel import FunnelLevel
    from journeykit.events.observed.over_time import Period
    from journeykit.events.observed.summary import LogSummary
    from journeykit.events.observed.transitions import ObservedMove
    from journeykit.events.observed.variants import Variant

__all__ = ["Observing"]


class Observing:
    """The methods of an EventLog that count what is in it."""

    @property
    def _log(self) -> EventLog:
        return cast("EventLog", self)

    def summary(self) -> LogSummary:
        """The log in a few figures: events, cases, variants, ties, first and last moment.

        Returns:
            A LogSummary, printed as a table: counts, two moments in UTC, lengths of cases in events and in seconds, and
            `notes`, among them activities that differ only in blanks and capitals. `LogSummary` explains each figure.

        >>> import journeykit as jk
        >>> log = jk.EventLog([{"case": case, "activity": name, "timestamp": f"2026-01-0{day} 12:00Z"}
        ...                    for case, names in {"ann": "look basket pay", "ben": "look basket"}.items()
        ...                    for day, name in enumerate(names.split(), 1)])
        >>> found = log.summary()
        >>> found.events, found.cases, found.variants, found.median_duration
        (5, 2, 2, 129600.0)
        """
        from journeykit.events.observed.summary import summary

        return summary(self._log)

    def activities(self, *, horizon: Any = None, until: Any = None) -> Rows[Observed]:
        """Each activity: events, cases, starts, ends, and with a horizon the drop-off.

        Args:
            horizon: how long a silence at the end of the log means that a case is over, like "30 days"; 0: all cases
                are over by then. Without it nobody is known to have left: `open` and `drop_off` are None.
            until: up to when the log was watched, a date or a time; by default its last event.

        Returns:
            Rows of `journeykit.events.observed.activities.Observed`, which explains the fields; the most frequent
            first. Shares are 0..1.

        Raises:
            EventLogError: for a horizon that is no length of time, or an `until` before the last event.

        >>> import journeykit as jk
        >>> log = jk.EventLog([{"case": case, "activity": name, "timestamp": f"2026-01-0{day} 12:00Z"}
        ...                    for case, names in {"ann": "look basket pay", "ben": "look basket"}.items()
        ...                    for day, name in enumerate(names.split(), 1)])
        >>> [(row.activity, row.cases, row.ends, row.drop_off) for row in log.activities(horizon=0)]
        [('basket', 2, 1, 0.5), ('look', 2, 0, 0.0), ('pay', 1, 1, 1.0)]
        """
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
        """What directly follows what, with how often and how long it takes.

        Args:
            quantiles: the two quantiles of the gaps, 0..1, by default the quarters; None: no gaps, which is quicker.
            cases: whether different cases are counted, which costs as much as all the rest.
            horizon: how long a silence at the end of the log means that a case is over, like "30 days"; 0: all cases
                are over by then. Without it no end is known to be open: `open` is None.
            until: up to when the log was watched, a date or a time; by default its last event.

        Returns:
            Rows of `journeykit.events.observed.transitions.ObservedMove`, which explains the fields; the most frequent
            first. A source of None is the start of cases, a target of None their end; gaps are in seconds.

        Raises:
            EventLogError: for quantiles that are none, a horizon that is no length of time, or such an `until`.

        >>> import journeykit as jk
        >>> log = jk.EventLog([{"case": case, "activity": name, "timestamp": f"2026-01-0{day} 12:00Z"}
        ...                    for case, names in {"ann": "look basket pay", "ben": "look basket"}.items()
        ...                    for day, name in enumerate(names.split(), 1)])
        >>> [(row.source, row.target, row.count, row.median_gap) for row in log.transitions() if row.source == "basket"]
        [('basket', 'pay', 1, 86400.0), ('basket', None, 1, None)]
        """
        from journeykit.events.observed.transitions import transitions

        return transitions(self._log, quantiles=quantiles, cases=cases, horizon=horizon, until=until)

    def variants(self, top: int | None = 10) -> Rows[Variant]:
        """The ways that cases took, as whole sequences of activities, the most frequent first.

        Args:
            top: how many, from 1; None: all.

        Returns:
            Rows of `journeykit.events.observed.variants.Variant`, which explains the fields: `steps`, `cases`, `share`
            0..1 of all cases, `median_duration` in seconds, and one case as an `example`.

        Raises:
            EventLogError: for a `top` that is no such number.

        >>> import journeykit as jk
        >>> log = jk.EventLog([{"case": case, "activity": name, "timestamp": f"2026-01-0{day} 12:00Z"}
        ...                    for case, names in {"ann": "look basket pay", "ben": "look basket"}.items()
        ...                    for day, name in enumerate(names.split(), 1)])
        >>> [(row.steps, row.cases, row.share) for row in log.variants(top=1)]
        [(('look', 'basket', 'pay'), 1, 0.5)]
        """
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
        """How many cases reach each of these levels.

        In order a case reaches a level with an event after the one matched before; one event never serves two levels.

        Args:
            steps: at least two levels, each an activity or several of which any will do: ["look", ["card", "cash"]].
            within: how long a case has from its first level, like "7 days"; without it, forever.
            ordered: False: a level is reached by those who hold it and all before, whichever came first.
            by: a column or role: a funnel for each of its values, as `log.by(…).funnel(…)` gives.
            horizon: how long a silence at the end of the log means that a case is over, like "30 days"; 0: all cases
                are over by then. Without it nobody is known to be under way: `open` is None.
            until: up to when the log was watched, a date or a time; by default its last event.

        Returns:
            Rows of `journeykit.events.observed.funnel.FunnelLevel`, which explains the fields, level by level. Shares
            are 0..1, with Wilson's interval of 95 %, times in seconds.

        Raises:
            UnknownName: for an activity that the log does not hold.
            EventLogError: for fewer than two levels, or a time that is none.

        >>> import journeykit as jk
        >>> log = jk.EventLog([{"case": case, "activity": name, "timestamp": f"2026-01-0{day} 12:00Z"}
        ...                    for case, names in {"ann": "look basket pay", "ben": "look basket"}.items()
        ...                    for day, name in enumerate(names.split(), 1)])
        >>> [(row.level, row.cases, row.conversion) for row in log.funnel(["look", "basket", "pay"])]
        [('look', 2, None), ('basket', 2, 1.0), ('pay', 1, 0.5)]
        """
        from journeykit.events.observed.funnel import funnel

        return funnel(self._log, steps, within=within, ordered=ordered, by=by, horizon=horizon, until=until)

    def flow(self, *, top: int = 40) -> ObservedFlow:
        """Activities and the moves between them, to be drawn as a flow with loops.

        Args:
            top: how many of the most frequent moves the picture has, at least 1; `nodes` and `links` have all.

        Returns:
            A `journeykit.events.observed.flow.ObservedFlow`: `nodes` and `links` are rows whose fields FlowNode and
            FlowLink explain; `.draw()` is the flow, `.heatmap()` the matrix.

        Raises:
            EventLogError: for a `top` that is no such number.

        >>> import journeykit as jk
        >>> log = jk.EventLog([{"case": case, "activity": name, "timestamp": f"2026-01-0{day} 12:00Z"}
        ...                    for case, names in {"ann": "look basket pay", "ben": "look basket"}.items()
        ...                    for day, name in enumerate(names.split(), 1)])
        >>> [(link.source, link.target, link.count, link.share) for link in log.flow().links]
        [('look', 'basket', 2, 1.0), ('basket', 'pay', 1, 0.5)]
        """
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
        """How long it takes from one activity to another, each of which may be several of which any will do.

        Args:
            source: from which activity.
            target: to which.
            pairing: "after": from a case's first source to its first target after it. "first": to its first target,
                whichever came first, so that times may be negative. "nearest": from each source to the next target.
            by: a column or role: a row for each of its values, as `log.by(…).durations(…)` gives.
            horizon: how long a silence at the end of the log means that a case is over, like "30 days"; 0: all cases
                are over by then. Without it nobody is known to be under way: `open` is None.
            until: up to when the log was watched, a date or a time; by default its last event.

        Returns:
            Rows of `journeykit.events.observed.durations.TimeBetween`, one without `by`, which explains the fields;
            times are in seconds, the median with an interval of 95 % by order statistics.

        Raises:
            UnknownName: for an activity that the log does not hold, or another pairing.
            EventLogError: where "first" would measure an activity against itself, or for a time that is none.

        >>> import journeykit as jk
        >>> log = jk.EventLog([{"case": case, "activity": name, "timestamp": f"2026-01-0{day} 12:00Z"}
        ...                    for case, names in {"ann": "look basket pay", "ben": "look basket"}.items()
        ...                    for day, name in enumerate(names.split(), 1)])
        >>> (row,) = log.durations("look", "pay")
        >>> row.n, row.median, row.without
        (1, 172800.0, 1)
        """
        from journeykit.events.observed.durations import durations

        return durations(self._log, source, target, pairing=pairing, by=by, horizon=horizon, until=until)

    def over_time(
        self,
        unit: Unit = "month",
        *,
        to: Activities | None = None,
        horizon: Any = None,
        until: Any = None,
        timezone: str | None = None,
    ) -> Rows[Period]:
        """Cases, events and conversions by period.

        A case belongs to the period in which it starts, whenever it comes to the goal.

        Args:
            unit: "day", "week" (from Monday), "month", "quarter" or "year".
            to: the activity that is the goal, or several of which any will do; without one there is no conversion.
            horizon: how long a silence at the end of the log means that a case is over, like "30 days"; 0: all cases
                are over by then. Without it nobody is known to have left: `open` and `drop_off` are None.
            until: up to when the log was watched, a date or a time; by default its last event.
            timezone: whose clocks tell when a day begins, like "Europe/Berlin"; UTC if not given.

        Returns:
            Rows of `journeykit.events.observed.over_time.Period`, which explains the fields, in order of time. Shares
            are 0..1: `conversion` of all cases that started, with Wilson's interval of 95 %, `drop_off` without the
            open ones.

        Raises:
            UnknownName: for another unit, or an activity that the log does not hold.
            EventLogError: for a time or a zone that is none.

        >>> import journeykit as jk
        >>> log = jk.EventLog([{"case": case, "activity": name, "timestamp": f"2026-01-0{day} 12:00Z"}
        ...                    for case, names in {"ann": "look basket pay", "ben": "look basket"}.items()
        ...                    for day, name in enumerate(names.split(), 1)])
        >>> [(row.period, row.started, row.reached, row.conversion) for row in log.over_time("month", to="pay")]
        [('2026-01', 2, 1, 0.5)]
        """
        from journeykit.events.observed.over_time import over_time

        return over_time(self._log, unit, to=to, horizon=horizon, until=until, timezone=timezone)
