"""What each activity of a log amounts to: how often, for how many, and how many end there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import narwhals as nw

from journeykit.analysis.chart import Bar, Bars
from journeykit.analysis.pictured.words import counted, notes, part_of, percent
from journeykit.analysis.rows import Rows
from journeykit.events.observed.horizon import closed_before, said

if TYPE_CHECKING:
    from journeykit.events.log import EventLog

__all__ = ["Observed", "activities"]

_BARS = 40  # a picture of more is no picture


@dataclass(frozen=True, slots=True)
class Observed:
    """One activity.

    Attributes:
        activity: its name.
        events: how often it happened.
        cases: in how many cases.
        share: of all cases, which is the conversion to it.
        starts: cases that begin with it.
        ends: cases whose last event it is.
        open: of those, the ones that may still go on; None without a horizon.
        drop_off: of the cases that reached it and are not open there, the share that ended there; None without a
            horizon, or where all are open.
    """

    activity: str
    events: int
    cases: int
    share: float
    starts: int
    ends: int
    open: int | None
    drop_off: float | None


def activities(log: EventLog, *, horizon: Any = None, until: Any = None) -> Rows[Observed]:
    """All activities, the most frequent first; of equally frequent ones by name.

    Drop-off needs a `horizon`: how long a silence means that a case is over; 0 takes every case for over.
    """
    closed = closed_before(log, horizon, until)
    moves, names = log.moves(), log.names
    last = nw.col("next").is_null()
    still = nw.lit(0) if closed is None else (last & (nw.col("time") > closed)).cast(nw.Int64)
    counted = log.engine.rows(
        moves.with_columns(
            (nw.col("position") == 0).cast(nw.Int64).alias("starts"),
            last.cast(nw.Int64).alias("ends"),
            still.alias("open"),
        )
        .group_by("activity")
        .agg(nw.len().cast(nw.Int64).alias("n"), nw.col("starts").sum(), nw.col("ends").sum(), nw.col("open").sum())
    )
    reached = moves.select("case", "activity").unique().group_by("activity").agg(nw.len().cast(nw.Int64).alias("n"))
    cases = dict(log.engine.rows(reached))
    everybody = sum(starts for _, _, starts, *_ in counted)
    found = []
    for code, n, starts, ends, still_open in counted:
        there, open_there = cases[code], int(still_open)
        over = there - open_there
        drop_off = None if closed is None or not over else (ends - open_there) / over
        shown = None if closed is None else open_there
        found.append(Observed(names[code], n, there, there / everybody, int(starts), int(ends), shown, drop_off))
    found.sort(key=lambda each: (-each.events, each.activity))
    return Rows(Observed, found, (said(log, horizon, until), *log.notes), chart=_bars)


def _bars(found: Rows[Observed]) -> Bars:
    """How many cases come to each activity."""
    bars = tuple(
        Bar(
            each.activity,
            each.share,
            percent(each.share),
            f"{counted(each.cases, 'case')}, {counted(each.events, 'event')}; {each.ends:,} end here",
        )
        for each in found[:_BARS]
    )
    left = part_of(len(bars), len(found))
    return Bars("What customers did", bars, "Share of cases that come to each activity", notes(found.about, left))
