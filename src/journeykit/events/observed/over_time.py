"""A log period by period: what began, what happened, what ended, and how many came to a goal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, get_args

import narwhals as nw

from journeykit.analysis.rows import Rows
from journeykit.errors import UnknownName
from journeykit.events.microseconds import DAY, moment_of
from journeykit.events.observed.asked import Activities, codes, label, open_cases
from journeykit.events.observed.horizon import closed_before, end_of, said
from journeykit.events.observed.pictured import period_chart
from journeykit.metrics.intervals import wilson

if TYPE_CHECKING:
    from journeykit.events.engines.engine import Frame
    from journeykit.events.log import EventLog
    from journeykit.events.observed.segments.parted import Segments
    from journeykit.events.observed.segments.segmented import Part

__all__ = ["Period", "Unit", "over_time", "over_time_by"]

Unit: TypeAlias = Literal["day", "week", "month", "quarter", "year"]
_MOST: Final = 5_000  # periods; beyond it those in which nothing happens are left out
_FIRST: Final = date(1970, 1, 1)
_Counts: TypeAlias = dict[date, dict[str, int]]  # by period and kind


@dataclass(frozen=True)
class Period:
    """One period of a log, in UTC.

    Attributes:
        period: its name: "2018-02-17", "2018-W07", "2018-02", "2018-Q1" or "2018".
        start: its first moment.
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
    log: EventLog, unit: Unit = "month", *, to: Activities | None = None, horizon: Any = None, until: Any = None
) -> Rows[Period]:
    """A log by day, week (from Monday, ISO 8601), month, quarter or year, in UTC.

    A case belongs to the period in which it starts: `reached`, `conversion`, `dropped` and `open` tell what became of
    it, whenever that was. So conversions of the last periods are low where cases take long; with a `horizon` one sees
    how many are still open: those that have not come to the goal, and whose last event lies less than that before the
    end of the log (`until`, by default its last event). `events` and `ended` are what fell into the period itself.

    The first and the last period are marked incomplete where the log begins or ends within them. Periods in which
    nothing happens are there, too, with zeros, unless that would make more than 5,000.

    Raises UnknownName for another unit or an activity that the log does not hold, EventLogError for a horizon that is
    no duration.

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
    ((_, rows, about),) = _parts(log, [""], None, unit, to=to, horizon=horizon, until=until)
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
) -> list[Part[Period]]:
    """The periods of each segment, as `over_time` gives them, of all segments at once."""
    return _parts(log, segments.names, segments.numbered, unit, to=to, horizon=horizon, until=until)


def _parts(
    log: EventLog,
    names: Sequence[str],
    numbered: Frame | None,
    unit: Unit,
    *,
    to: Activities | None,
    horizon: Any,
    until: Any,
) -> list[Part[Period]]:
    """The periods of each of these segments, `numbered` by case; without it, of one that has every case."""
    if unit not in get_args(Unit):
        raise UnknownName("period", unit, get_args(Unit))
    goal = None if to is None else codes(log, to)
    closed = closed_before(log, horizon, until)
    counted: list[_Counts] = [defaultdict(lambda: defaultdict(int)) for _ in names]
    begin_of = cache(lambda day: _begin(_FIRST + timedelta(days=day), unit))  # segments share their days
    for place, day, kind, count in _days(log, goal, closed, numbered):
        counted[place][begin_of(day)][kind] += count
    last = moment_of(end_of(log, until))
    covered = (moment_of(log.census.start), last)
    asked = (goal is not None, closed is not None)
    parts: list[Part[Period]] = []
    for name, found in zip(names, counted, strict=True):
        begins = _all_periods(found, unit)
        rows = [_period(begin, unit, found.get(begin, {}), covered, asked) for begin in begins]
        gaps = any(_end(each, unit).date() < after for each, after in pairwise(begins))
        about = (*_about(rows, unit, goal=goal is not None, gaps=gaps), said(log, horizon, until), *log.notes)
        parts.append((name, rows, about))
    return parts


def _days(
    log: EventLog, goal: tuple[int, ...] | None, closed: int | None, numbered: Frame | None
) -> list[tuple[int, int, str, int]]:
    """What is counted, by segment and day since 1970: the engine knows no periods, but days have one length in UTC."""
    engine, cases = log.engine, log.cases()
    base = log.census.start // DAY
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
        days = frame.select("case", day=(nw.col(column) - base * DAY) // DAY)
        one = days.with_columns(segment=nw.lit(0))
        days = one if numbered is None else days.join(numbered, on="case", how="inner")
        rows = engine.rows(days.group_by("segment", "day").agg(n=nw.len()).select("segment", "day", "n").sort("day"))
        found += [(place, base + int(day), kind, int(n)) for place, day, n in rows]
    return found


def _begin(day: date, unit: Unit) -> date:
    """The first day of the period that holds a day."""
    if unit == "week":
        return day - timedelta(days=day.weekday()) if day.toordinal() > 7 else day
    month = {"month": day.month, "quarter": day.month - (day.month - 1) % 3, "year": 1}.get(unit)
    return day if month is None else date(day.year, month, 1)


def _end(begin: date, unit: Unit) -> datetime:
    """The first moment after a period, or the last one that a calendar has."""
    length = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}[unit]
    try:
        after = begin + timedelta(days=length)
        after = after if unit in ("day", "week") else _begin(after, "month" if unit != "year" else "year")
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)
    return datetime(after.year, after.month, after.day, tzinfo=UTC)


def _all_periods(found: Mapping[date, Any], unit: Unit) -> list[date]:
    """The periods from the first to the last, those without an event included where they are not too many."""
    known = sorted(found)
    if not known:
        return []
    made = [known[0]]
    while made[-1] < known[-1]:
        if len(made) >= _MOST:
            return known
        made.append(_end(made[-1], unit).date())
    return made


def _name(begin: date, unit: Unit) -> str:
    year = f"{begin.year:04}"
    if unit == "week":
        iso = begin.isocalendar()
        return f"{iso.year:04}-W{iso.week:02}"
    return {
        "day": begin.isoformat(),
        "month": f"{year}-{begin.month:02}",
        "quarter": f"{year}-Q{(begin.month + 2) // 3}",
        "year": year,
    }[unit]


def _period(
    begin: date, unit: Unit, counts: Mapping[str, int], covered: tuple[datetime, datetime], asked: tuple[bool, bool]
) -> Period:
    goal, horizon = asked
    start = datetime(begin.year, begin.month, begin.day, tzinfo=UTC)
    started, reached, dropped = (counts.get(each, 0) for each in ("started", "reached", "dropped"))
    share = goal and started > 0
    over = started - counts.get("open", 0)
    low, high = wilson(reached, started) if share else (None, None)
    return Period(
        _name(begin, unit),
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
        covered[0] <= start and _end(begin, unit) <= covered[1],
    )


def _about(rows: list[Period], unit: Unit, *, goal: bool, gaps: bool) -> Iterable[str]:
    yield f"periods are {unit}s in UTC" + (", weeks from Monday (ISO 8601)" if unit == "week" else "")
    if goal:
        yield "conversion is of the cases that started in the period, whenever they came to the goal"
    partly = [row.period for row in rows if not row.complete]
    if partly:
        yield f"the log covers only a part of {' and '.join(partly[:1] + partly[1:][-1:])}"
    if gaps:
        yield "periods in which nothing happened are left out"
