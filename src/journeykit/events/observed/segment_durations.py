"""How long it takes the cases of each segment from one activity to another, of all segments at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, get_args

import narwhals as nw

from journeykit.errors import EventLogError, UnknownName
from journeykit.events.microseconds import SECOND
from journeykit.events.observed.asked import Activities, codes, label, open_cases, relevant
from journeykit.events.observed.differences import median_ranks
from journeykit.events.observed.durations import Pairing, TimeBetween, legs, meant
from journeykit.events.observed.horizon import closed_before, said
from journeykit.events.observed.segment_ranks import of_segments, ranked

if TYPE_CHECKING:
    from journeykit.events.engines.engine import Engine, Frame
    from journeykit.events.log import EventLog
    from journeykit.events.observed.segmented import Part
    from journeykit.events.observed.segments import Segments

__all__ = ["durations_by"]

_SHARES: Final = (0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0)


def durations_by(
    log: EventLog,
    segments: Segments,
    source: Activities,
    target: Activities,
    *,
    pairing: Pairing = "after",
    horizon: Any = None,
    until: Any = None,
) -> list[Part[TimeBetween]]:
    """The times of each segment, as `durations` gives them."""
    if pairing not in get_args(Pairing):
        raise UnknownName("pairing", pairing, get_args(Pairing))
    a, b = codes(log, source), codes(log, target)
    if pairing == "first" and set(a) & set(b):
        both = log.names[min(set(a) & set(b))]
        raise EventLogError(f"{both!r} is source and target: its first to its first is always 0; use pairing='after'")
    closed, engine = closed_before(log, horizon, until), log.engine
    events = relevant(log, (a, b))
    found = legs(log, events, (a, b), pairing)
    took = engine.kept(found.join(segments.numbered, on="case", how="inner"))
    holders = events.filter(nw.col("activity").is_in(a)).select("case").unique()
    holders = engine.kept(holders.join(segments.numbered, on="case", how="inner"))
    without = holders.join(took.select("case").unique(), on="case", how="anti")
    cases, lost = _counted(engine, holders), _counted(engine, without)
    waiting: dict[int, int] = {}
    if closed is not None:
        waiting = _counted(engine, without.join(open_cases(log, closed), on="case", how="inner"))
    times, names = _times(engine, took), (label(source), label(target))
    nothing = (0, *[None] * 10, 0)
    stated = (said(log, horizon, until),) if horizon is not None else ()
    about = (meant(pairing, source, target), *stated, *log.notes)
    parts: list[Part[TimeBetween]] = []
    for place, name in enumerate(segments.names):
        is_open = None if closed is None else waiting.get(place, 0)
        values: tuple[Any, ...] = (*names, *times.get(place, nothing), cases.get(place, 0), lost.get(place, 0), is_open)
        parts.append((name, [TimeBetween(*values)], about))
    return parts


def _counted(engine: Engine, cases: Frame) -> dict[int, int]:
    """How many cases of each segment."""
    return dict(engine.rows(cases.group_by("segment").agg(n=nw.len().cast(nw.Int64)).select("segment", "n")))


def _times(engine: Engine, took: Frame) -> dict[int, tuple[Any, ...]]:
    """Of each segment that has any: `n` to `negative`, as TimeBetween has them."""
    quantiles = {
        place: (n, each) for place, n, *each in engine.rows(engine.quantiles(took, ["segment"], "took", _SHARES))
    }
    below = (nw.col("took") < 0).cast(nw.Int64).sum().alias("negative")
    summed = took.group_by("segment").agg(nw.col("took").sum().alias("total"), below)
    sums = {place: rest for place, *rest in engine.rows(summed.select("segment", "total", "negative"))}
    known = {place: median_ranks(n) for place, (n, _) in quantiles.items()}
    wanted = {place: ranks for place, ranks in known.items() if ranks is not None}
    ends = of_segments(engine, ranked(engine, took, "took"), wanted)
    made = {}
    for place, (n, each) in quantiles.items():
        shortest, q05, q25, median, q75, q95, longest = (value / SECOND for value in each)
        low, high = (ends[place, rank] / SECOND for rank in wanted[place]) if place in wanted else (None, None)
        total, negative = sums[place]
        mean = total / n / SECOND
        made[place] = (n, mean, median, low, high, shortest, q05, q25, q75, q95, longest, negative)
    return made
