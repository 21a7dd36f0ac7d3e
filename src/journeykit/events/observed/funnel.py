"""Funnels: how many cases come from one level to the next, how long it takes them, and how many stop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import narwhals as nw

from journeykit.analysis.rows import Rows
from journeykit.events.microseconds import SECOND, micros
from journeykit.events.observed.asked import Activities, codes, label, open_cases, relevant, several
from journeykit.events.observed.horizon import closed_before, said
from journeykit.events.observed.pictured import funnel_chart
from journeykit.metrics.intervals import wilson

if TYPE_CHECKING:
    from journeykit.events.engines.engine import Frame
    from journeykit.events.log import EventLog

__all__ = ["FunnelLevel", "funnel"]


@dataclass(frozen=True)
class FunnelLevel:
    """One level of a funnel.

    Attributes:
        level: the activity, or several joined by "or".
        cases: how many cases reach it, and all levels before it.
        share: 0..1, of the cases that reach the first level.
        conversion: 0..1, of those that reach the level before; None at the first.
        low: the lower end of the conversion's 95 % interval, by Wilson's score method.
        high: the upper end.
        stopped: cases that reach no further level; None at the last.
        open: those of them that are still under way; None without a horizon.
        median: the median time from the level before in seconds, over the cases that reach this one; None at the first.
        from_first: the median time from the first level in seconds, as `median`.
    """

    level: str
    cases: int
    share: float | None
    conversion: float | None
    low: float | None
    high: float | None
    stopped: int | None
    open: int | None
    median: float | None
    from_first: float | None


def funnel(
    log: EventLog,
    steps: Sequence[Activities],
    *,
    within: Any = None,
    ordered: bool = True,
    by: str | None = None,
    horizon: Any = None,
    until: Any = None,
) -> Rows[FunnelLevel]:
    """The cases that reach each of these levels; a level is an activity, or several of which any will do.

    In order: a case reaches the first level with its first event of it, and each further one with the earliest event
    that stands after the event matched before, by time and then by the order of ties: one event never serves two
    levels, and two at the same moment can. `within` is counted from the first level's event, its end included; a case
    has one try, from its first such event.

    Without order (`ordered=False`): a case reaches a level when it holds an event of it and of all levels before,
    whichever came first; its first event of each counts. `within` is then the time from the earliest to the latest of
    them, and a level is reached when the last missing one came.

    Who stops has not left for good: with a `horizon`, `open` counts those whose last event lies less than that before
    the end of the log (`until`, by default its last event). `by` is a role or a column: a funnel for each of its values
    (see `journeykit.events.observed.segments`).

    Raises UnknownName for an activity that the log does not hold, EventLogError for fewer than two levels, or a
    `within` or `horizon` that is no duration.

    >>> import journeykit as jk
    >>> log = jk.EventLog([{"case": case, "activity": name, "timestamp": f"2026-01-0{day} 12:00Z"}
    ...                    for case, names in {"1": "look basket pay", "2": "look basket", "3": "look look"}.items()
    ...                    for day, name in enumerate(names.split(), 1)])
    >>> for row in funnel(log, ["look", "basket", "pay"]):
    ...     print(row.level, row.cases, row.conversion, row.stopped, row.median)
    look 3 None 1 None
    basket 2 0.6666666666666666 1 86400.0
    pay 1 0.5 None 86400.0
    """
    levels = several(steps, "the levels of a funnel", 2)
    wanted = [codes(log, each) for each in levels]
    limit = None if within is None else micros(within, "within")
    closed = closed_before(log, horizon, until)
    if by is not None:
        from journeykit.events.observed.segments import by as parted

        return parted(log, by).funnel(levels, within=within, ordered=ordered, horizon=horizon, until=until)
    reached = (_in_order if ordered else _in_any_order)(log, wanted, limit)
    counts, still = _counted(log, reached, closed)
    times = _times(log, reached)
    found = []
    for place, asked in enumerate(levels):
        cases, before = counts.get(place, 0), counts.get(place - 1, 0)
        further = counts.get(place + 1, 0)
        last = place == len(levels) - 1
        low, high = wilson(cases, before) if before else (None, None)
        median, from_first = times.get(place, (None, None)) if place else (None, None)
        waiting = None if last or closed is None else still.get(place, 0) - still.get(place + 1, 0)
        found.append(
            FunnelLevel(
                label(asked),
                cases,
                cases / counts[0] if counts.get(0) else None,
                cases / before if before else None,
                low,
                high,
                None if last else cases - further,
                waiting,
                median,
                from_first,
            )
        )
    way = "in order, each level after the one before" if ordered else "in any order"
    limited = "" if within is None else f", all within {within} of the first"
    stated = (said(log, horizon, until),) if horizon is not None else ()
    return Rows(FunnelLevel, found, (f"cases that reach each level {way}{limited}", *stated, *log.notes), funnel_chart)


def _in_order(log: EventLog, wanted: Sequence[Sequence[int]], limit: int | None) -> Frame:
    """A row for each case and level that it reaches: case, level, and microseconds waited and since the first."""
    events = relevant(log, wanted)
    levels: list[Frame] = []
    for place, asked in enumerate(wanted):
        found = events.filter(nw.col("activity").is_in(asked))
        if levels:
            before = levels[-1].select("case", "begun", after=nw.col("position"), earlier=nw.col("time"))
            found = found.join(before, on="case", how="inner").filter(nw.col("position") > nw.col("after"))
            if limit is not None:
                found = found.filter(nw.col("time") - nw.col("begun") <= limit)
            found = found.group_by("case").agg(nw.col("position", "time", "begun", "earlier").min())
        else:
            found = found.group_by("case").agg(nw.col("position", "time").min())
            found = found.with_columns(begun=nw.col("time"), earlier=nw.col("time"))
        levels.append(log.engine.kept(found.with_columns(level=nw.lit(place))))
    return _joined(levels)


def _in_any_order(log: EventLog, wanted: Sequence[Sequence[int]], limit: int | None) -> Frame:
    """The same where the order does not matter: the time of a level is when its last missing event came."""
    events = relevant(log, wanted)
    levels: list[Frame] = []
    for place, asked in enumerate(wanted):
        found = events.filter(nw.col("activity").is_in(asked)).group_by("case").agg(nw.col("time").min())
        if levels:
            before = levels[-1].select("case", "begun", "least", earlier=nw.col("time"))
            found = found.join(before, on="case", how="inner").with_columns(
                least=nw.min_horizontal("least", "time"), time=nw.max_horizontal("earlier", "time")
            )
            if limit is not None:
                found = found.filter(nw.col("time") - nw.col("least") <= limit)
        else:
            found = found.with_columns(begun=nw.col("time"), earlier=nw.col("time"), least=nw.col("time"))
        levels.append(log.engine.kept(found.with_columns(level=nw.lit(place))))
    return _joined(levels)


def _joined(levels: Sequence[Frame]) -> Frame:
    time = nw.col("time")
    each = [
        level.select("case", "level", waited=time - nw.col("earlier"), since=time - nw.col("begun")) for level in levels
    ]
    return nw.concat(each, how="vertical")


def _counted(log: EventLog, reached: Frame, closed: int | None) -> tuple[dict[int, int], dict[int, int]]:
    """Cases that reach each level, and the open ones among them."""
    counts = reached.group_by("level").agg(n=nw.len())
    if closed is None:
        return dict(log.engine.rows(counts.select("level", "n"))), {}
    still = reached.join(open_cases(log, closed), on="case", how="inner").group_by("level").agg(n=nw.len())
    return dict(log.engine.rows(counts.select("level", "n"))), dict(log.engine.rows(still.select("level", "n")))


def _times(log: EventLog, reached: Frame) -> dict[int, tuple[float, float]]:
    """Median seconds from the level before, and from the first."""
    found: dict[int, list[float]] = {}
    for column in ("waited", "since"):
        medians = log.engine.quantiles(reached, ["level"], column, (0.5,))
        for level, median in log.engine.rows(medians.select("level", "q0")):
            found.setdefault(level, []).append(median / SECOND)
    return {level: (waited, since) for level, (waited, since) in found.items()}
