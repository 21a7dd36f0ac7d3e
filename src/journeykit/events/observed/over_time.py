"""A log period by period: what began, what happened, what ended, and how many came to a goal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, TypeAlias, get_args

import narwhals as nw

from journeykit.analysis.rows import Rows
from journeykit.errors import UnknownName
from journeykit.events.microseconds import DAY, moment_of
from journeykit.events.observed.asked import Activities, codes, label, open_cases
from journeykit.events.observed.calendar import Calendar, Unit
from journeykit.events.observed.horizon import closed_before, end_of, said
from journeykit.events.observed.pictured import period_chart
from journeykit.events.zones import local, zone_named
from journeykit.metrics.intervals import wilson

if TYPE_CHECKING:
    from journeykit.events.engines.engine import Frame
    from journeykit.events.log import EventLog
    from journeykit.events.observed.segments.parted import Segments
    from journeykit.events.observed.segments.segmented import Part

__all__ = ["Period", "Unit", "over_time", "over_time_by"]

_FIRST: Final = date(1970, 1, 1).toordinal()
_Counts: TypeAlias = dict[date, dict[str, int]]  # by period and kind


@dataclass(frozen=True)
class Period:
    """One period of a log, of the calendar in UTC or in a zone.

    Attributes:
        period: its name: "2018-02-17", "2018-W07", "2018-02", "2018-Q1" or "2018".
        start: its first moment, in that zone.
        events: how many happened in it.
        started: cases whose first event lies in it.
        ended: cases whose last event lies in it, if they are closed; without a horizon all.
        open: of the cases that started in it, those still under way, with a goal only those that have not come to it;
            None without a horizon. With both, `reached`, `dropped` and `open` add up to `started`.
        reached: of the cases that started in it, those that come to the goal, whenever; None without one.
        conversion: 0..1, reached over started; None where none started.
        low: the lower end of its 95 % Wilson score interval.
        high: the upper end.
        dropped: of the cases that started in it, those that are closed and did not come to the goal; None without a
            horizon or a goal.
        drop_off: 0..1, of the cases that started in it and are not open, the share that dropped: as in `activities`,
            `dropped / (started - open)`; None without a horizon or a goal, or where all are open.
        complete: whether the log covers all of it.
    """

    period: str
    start: datetime
    events: int
    started: int
    ended: int
    open: int | None
    reached: int | None
    conversion: float | None
    low: float | None
    high: float | None
    dropped: int | None
    drop_off: float | None
    complete: bool


def over_time(
    log: EventLog,
    unit: Unit = "month",
    *,
    to: Activities | None = None,
    horizon: Any = None,
    until: Any = None,
    timezone: str | None = None,
) -> Rows[Period]:
    """A log by day, week (from Monday, ISO 8601), month, quarter or year, in UTC or by the clocks of a `timezone`.

    A case belongs to the period in which it starts: `reached`, `conversion`, `dropped` and `open` tell what became of
    it, whenever that was. So conversions of the last periods are low where cases take long; with a `horizon` one sees
    how many are still open: those that have not come to the goal, and whose last event lies less than that before the
    end of the log (`until`, by default its last event). `events` and `ended` are what fell into the period itself.

    The first and the last period are marked incomplete where the log begins or ends within them. Periods in which
    nothing happens are there, too, with zeros, up to `until`, unless that would make more than 5,000.

    Raises UnknownName for another unit or an activity that the log does not hold, EventLogError for a horizon that is
    no duration, or a zone that is none.

    >>> import journeykit as jk
    >>> log = jk.EventLog([{"case": case, "activity": name, "timestamp": f"2026-{day} 12:00Z"}
    ...                    for case, name, day in (("1", "look", "01-30"), ("1", "pay", "02-02"),
    ...                                            ("2", "look", "01-31"), ("3", "look", "03-01"))])
    >>> for row in over_time(log, "month", to="pay", horizon="10 days"):
    ...     print(row.period, row.started, row.ended, row.open, row.reached, row.conversion, row.complete)
    2026-01 2 1 0 1 0.5 False
    2026-02 0 1 0 0 None True
    2026-03 1 0 1 0 0.0 False
    """
    ((_, rows, about),) = _parts(log, [""], None, unit, to=to, horizon=horizon, until=until, timezone=timezone)
    named = None if to is None else label(to)
    return Rows(Period, rows, about, partial(period_chart, unit=unit, goal=named))


def over_time_by(
    log: EventLog,
    segments: Segments,
    unit: Unit = "month",
    *,
    to: Activities | None = None,
    horizon: Any = None,
    until: Any = None,
    timezone: str | None = None,
) -> list[Part[Period]]:
    """The periods of each segment, as `over_time` gives them, of all segments at once."""
    asked: dict[str, Any] = {"to": to, "horizon": horizon, "until": until, "timezone": timezone}
    return _parts(log, segments.names, segments.numbered, unit, **asked)


def _parts(
    log: EventLog,
    names: Sequence[str],
    numbered: Frame | None,
    unit: Unit,
    *,
    to: Activities | None,
    horizon: Any,
    until: Any,
    timezone: str | None,
) -> list[Part[Period]]:
    """The periods of each of these segments, `numbered` by case; without it, of one that has every case."""
    if unit not in get_args(Unit):
        raise UnknownName("period", unit, get_args(Unit))
    calendar = Calendar(unit, None if timezone is None else zone_named(timezone))
    goal = None if to is None else codes(log, to)
    closed = closed_before(log, horizon, until)
    counted: list[_Counts] = [defaultdict(lambda: defaultdict(int)) for _ in names]
    begin_of = cache(lambda day: calendar.begin(_date(day)))  # segments share their days
    for place, day, kind, count in _days(log, calendar, goal, closed, numbered):
        counted[place][begin_of(day)][kind] += count
    last = moment_of(end_of(log, until))
    covered = (moment_of(log.census.start), last)
    # a log that was watched on saw that nothing happened; a period that only begins then is none of it
    watched = None if until is None else calendar.holding(last - timedelta(microseconds=1))
    asked = (goal is not None, closed is not None)
    parts: list[Part[Period]] = []
    for name, found in zip(names, counted, strict=True):
        begins = calendar.filled(found, watched)
        rows = [_period(begin, calendar, found.get(begin, {}), covered, asked) for begin in begins]
        gaps = any(calendar.after(each) < following for each, following in pairwise(begins))
        about = (*_about(log, rows, calendar, goal=goal is not None, gaps=gaps), said(log, horizon, until), *log.notes)
        parts.append((name, rows, about))
    return parts


def _date(day: int) -> date:
    """The day so many after 1970 began; clocks that are ahead of the last one, or behind the first, show that one."""
    return date.fromordinal(min(max(_FIRST + day, 1), date.max.toordinal()))


def _days(
    log: EventLog, calendar: Calendar, goal: tuple[int, ...] | None, closed: int | None, numbered: Frame | None
) -> list[tuple[int, int, str, int]]:
    """What is counted, by segment and day since 1970: the engine knows no periods, but the days of clocks are alike."""
    engine, cases, zone = log.engine, log.cases(), calendar.zone
    base = log.census.start // DAY - 1  # clocks may be behind UTC
    asked = {"events": (log.moves(), "time"), "started": (cases, "start")}
    over = cases if closed is None else cases.filter(nw.col("end") <= closed)
    asked["ended"] = (over, "end")
    holders = None
    if goal is not None:
        holders = log.moves().filter(nw.col("activity").is_in(goal)).select("case").unique()
        asked["reached"] = (cases.join(holders, on="case", how="inner"), "start")
        if closed is not None:
            asked["dropped"] = (over.join(holders, on="case", how="anti"), "start")
    if closed is not None:
        still = cases.join(open_cases(log, closed), on="case", how="inner")
        asked["open"] = (still if holders is None else still.join(holders, on="case", how="anti"), "start")
    found = []
    for kind, (frame, column) in asked.items():
        # from the first day on, no number is negative, of which engines make different quotients
        shown = nw.col(column) if zone is None else local(nw.col(column), zone, log.census.start, log.census.end)
        days = frame.select("case", day=(shown - base * DAY) // DAY)
        one = days.with_columns(segment=nw.lit(0))
        days = one if numbered is None else days.join(numbered, on="case", how="inner")
        rows = engine.rows(days.group_by("segment", "day").agg(n=nw.len()).select("segment", "day", "n").sort("day"))
        found += [(place, base + int(day), kind, int(n)) for place, day, n in rows]
    return found


def _period(
    begin: date,
    calendar: Calendar,
    counts: Mapping[str, int],
    covered: tuple[datetime, datetime],
    asked: tuple[bool, bool],
) -> Period:
    goal, horizon = asked
    start = calendar.midnight(begin)
    started, reached, dropped = (counts.get(each, 0) for each in ("started", "reached", "dropped"))
    share = goal and started > 0
    over = started - counts.get("open", 0)
    low, high = wilson(reached, started) if share else (None, None)
    return Period(
        calendar.name(begin),
        start,
        counts.get("events", 0),
        started,
        counts.get("ended", 0),
        counts.get("open", 0) if horizon else None,
        reached if goal else None,
        reached / started if share else None,
        low,
        high,
        dropped if goal and horizon else None,
        dropped / over if goal and horizon and over else None,
        covered[0] <= start and calendar.end(begin) <= covered[1],
    )


def _about(log: EventLog, rows: list[Period], calendar: Calendar, *, goal: bool, gaps: bool) -> Iterable[str]:
    yield f"periods are {calendar}"
    if calendar.zone is None and log.zone is not None:
        yield f"by the clocks of the log's own zone: timezone={log.zone.key!r}"
    if goal:
        yield "conversion is of the cases that started in the period, whenever they came to the goal"
    partly = [row.period for row in rows if not row.complete]
    if partly:
        yield f"the log covers only a part of {' and '.join(partly[:1] + partly[1:][-1:])}"
    if gaps:
        yield "periods in which nothing happened are left out"
