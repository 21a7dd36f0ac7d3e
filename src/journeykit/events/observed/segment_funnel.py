"""Funnels of all segments at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import narwhals as nw

from journeykit.events.microseconds import SECOND, micros
from journeykit.events.observed.asked import Activities, codes, label, open_cases, several
from journeykit.events.observed.funnel import FunnelLevel, _in_any_order, _in_order
from journeykit.events.observed.horizon import closed_before, said
from journeykit.metrics.intervals import wilson

if TYPE_CHECKING:
    from journeykit.events.engines.engine import Engine, Frame
    from journeykit.events.log import EventLog
    from journeykit.events.observed.segmented import Part
    from journeykit.events.observed.segments import Segments

__all__ = ["funnel_by"]

_Counts: TypeAlias = dict[tuple[int, int], int]  # by segment and level


def funnel_by(
    log: EventLog,
    segments: Segments,
    steps: Sequence[Activities],
    *,
    within: Any = None,
    ordered: bool = True,
    horizon: Any = None,
    until: Any = None,
) -> list[Part[FunnelLevel]]:
    """The levels of each segment, as `funnel` gives them."""
    levels = several(steps, "the levels of a funnel", 2)
    wanted = [codes(log, each) for each in levels]
    limit = None if within is None else micros(within, "within")
    closed, engine = closed_before(log, horizon, until), log.engine
    reached = (_in_order if ordered else _in_any_order)(log, wanted, limit)
    reached = engine.kept(reached.join(segments.numbered, on="case", how="inner"))
    counts, still = _counted(engine, reached), None
    if closed is not None:
        still = _counted(engine, reached.join(open_cases(log, closed), on="case", how="inner"))
    times = {column: _medians(engine, reached, column) for column in ("waited", "since")}
    way = "in order, each level after the one before" if ordered else "in any order"
    limited = "" if within is None else f", all within {within} of the first"
    stated = (said(log, horizon, until),) if horizon is not None else ()
    about = (f"cases that reach each level {way}{limited}", *stated, *log.notes)
    names = [label(each) for each in levels]
    return [(name, _levels(names, place, counts, still, times), about) for place, name in enumerate(segments.names)]


def _levels(
    names: Sequence[str], place: int, counts: _Counts, still: _Counts | None, times: dict[str, dict[Any, float]]
) -> list[FunnelLevel]:
    """The levels of one segment."""
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
    """How many cases of each segment reach each level."""
    counted = reached.group_by("segment", "level").agg(n=nw.len().cast(nw.Int64))
    return {(place, level): n for place, level, n in engine.rows(counted.select("segment", "level", "n"))}


def _medians(engine: Engine, reached: Frame, column: str) -> dict[Any, float]:
    """Median seconds, by segment and level."""
    medians = engine.quantiles(reached, ["segment", "level"], column, (0.5,)).select("segment", "level", "q0")
    return {(place, level): median / SECOND for place, level, median in engine.rows(medians)}
