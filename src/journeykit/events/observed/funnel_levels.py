"""The levels of funnels: of a log as one part, and of all its segments at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import narwhals as nw

from journeykit.events.microseconds import SECOND, micros
from journeykit.events.observed.asked import Activities, codes, label, open_cases, relevant, several
from journeykit.events.observed.horizon import closed_before, said
from journeykit.events.observed.parting import Parting, whole
from journeykit.metrics.intervals import wilson

if TYPE_CHECKING:
    from journeykit.events.engines.engine import Engine, Frame
    from journeykit.events.log import EventLog

__all__ = ["FunnelLevel", "levels_of"]

_Counts: TypeAlias = dict[tuple[int, int], int]  # by part and level


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


def levels_of(
    log: EventLog,
    steps: Sequence[Activities],
    *,
    parts: int = 1,
    parting: Parting = whole,
    within: Any = None,
    ordered: bool = True,
    horizon: Any = None,
    until: Any = None,
) -> tuple[list[list[FunnelLevel]], tuple[str, ...]]:
    """The levels of each part, and what must be known of them."""
    levels = several(steps, "the levels of a funnel", 2)
    wanted = [codes(log, each) for each in levels]
    limit = None if within is None else micros(within, "within")
    closed, engine = closed_before(log, horizon, until), log.engine
    reached = engine.kept(parting((_in_order if ordered else _in_any_order)(log, wanted, limit)))
    counts, still = _counted(engine, reached), None
    if closed is not None:
        still = _counted(engine, reached.join(open_cases(log, closed), on="case", how="inner"))
    times = {column: _medians(engine, reached, column) for column in ("waited", "since")}
    way = "in order, each level after the one before" if ordered else "in any order"
    limited = "" if within is None else f", all within {within} of the first"
    stated = (said(log, horizon, until),) if horizon is not None else ()
    about = (f"cases that reach each level {way}{limited}", *stated, *log.notes)
    names = [label(each) for each in levels]
    return [_levels(names, place, counts, still, times) for place in range(parts)], about


def _levels(
    names: Sequence[str], place: int, counts: _Counts, still: _Counts | None, times: dict[str, dict[Any, float]]
) -> list[FunnelLevel]:
    """The levels of one part."""
    made = []
    for level, name in enumerate(names):
        first, before, cases, further = (counts.get((place, each), 0) for each in (0, level - 1, level, level + 1))
        low, high = wilson(cases, before) if before else (None, None)
        last = level == len(names) - 1
        waiting = None
        if still is not None and not last:
            waiting = still.get((place, level), 0) - still.get((place, level + 1), 0)
        made.append(
            FunnelLevel(
                name,
                cases,
                cases / first if first else None,
                cases / before if before else None,
                low,
                high,
                None if last else cases - further,
                waiting,
                times["waited"].get((place, level)) if level else None,
                times["since"].get((place, level)) if level else None,
            )
        )
    return made


def _counted(engine: Engine, reached: Frame) -> _Counts:
    """How many cases of each part reach each level."""
    counted = reached.group_by("segment", "level").agg(n=nw.len().cast(nw.Int64))
    return {(place, level): n for place, level, n in engine.rows(counted.select("segment", "level", "n"))}


def _medians(engine: Engine, reached: Frame, column: str) -> dict[Any, float]:
    """Median seconds, by part and level."""
    medians = engine.quantiles(reached, ["segment", "level"], column, (0.5,))
    return {(place, level): median / SECOND for place, level, _, median in medians}


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
