"""What follows what: counts, shares, cases, gaps, and where cases begin and end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import narwhals as nw

from journeykit.analysis.chart import Bar, Bars
from journeykit.analysis.pictured.words import MOST, counted, notes, part_of, percent
from journeykit.analysis.rows import Rows
from journeykit.errors import EventLogError
from journeykit.events.microseconds import SECOND
from journeykit.events.observed.horizon import closed_before, said
from journeykit.events.observed.pictured import took

if TYPE_CHECKING:
    from typing import TypeAlias

    from journeykit.events.log import EventLog

    _Pair: TypeAlias = tuple[int, int]
    _Counted: TypeAlias = tuple[int, float | None, float | None, float | None]

__all__ = ["ObservedMove", "transitions"]


@dataclass(frozen=True, slots=True)
class ObservedMove:
    """One activity followed by another.

    Attributes:
        source: the activity, None at the start of cases.
        target: what directly follows, None at the end of cases.
        count: how often.
        share: of everything that follows the source, ends included; at the start, of all cases.
        cases: how many different cases do it; None where that was not asked for.
        median_gap: the time between the two in seconds; None at start and end.
        low_gap, high_gap: the quantiles of that time that were asked for, by default the quarters.
        open: of an end, how many of these cases are still open, and may go on; None without a horizon.
    """

    source: str | None
    target: str | None
    count: int
    share: float
    cases: int | None
    median_gap: float | None
    low_gap: float | None
    high_gap: float | None
    open: int | None


def transitions(
    log: EventLog,
    *,
    quantiles: tuple[float, float] | None = (0.25, 0.75),
    cases: bool = True,
    horizon: Any = None,
    until: Any = None,
) -> Rows[ObservedMove]:
    """All moves of a log, the most frequent first; of equal ones by name.

    Different cases cost as much as all the rest of a large log, and gaps a fifth of it: `cases=False` and
    `quantiles=None` leave them out.

    Raises EventLogError for quantiles that are none, or a horizon that is no duration.
    """
    shares = None if quantiles is None else _shares(quantiles)
    closed = closed_before(log, horizon, until)
    counted = _counts(log) if shares is None else _gaps(log, shares)
    there = _cases(log) if cases else {}
    still = None if closed is None else _open(log, closed)
    names = log.names
    # an event follows another or begins a case, and is followed by another or ends one
    events = [log.census.activities.get(name, 0) for name in names]
    starts, ends = list(events), list(events)
    for (a, b), (n, *_) in counted.items():
        ends[a] -= n
        starts[b] -= n
    everybody = sum(starts)
    begun = [(a, n) for a, n in enumerate(starts) if n]
    found = [ObservedMove(None, names[a], n, n / everybody, n, None, None, None, None) for a, n in begun]
    for a, n in enumerate(ends):
        if n:
            is_open = None if still is None else still.get(a, 0)
            found.append(ObservedMove(names[a], None, n, n / events[a], n, None, None, None, is_open))
    for (a, b), (n, middle, low, high) in counted.items():
        found.append(ObservedMove(names[a], names[b], n, n / events[a], there.get((a, b)), middle, low, high, None))
    found.sort(key=_rank)
    about = (said(log, horizon, until), *log.notes)
    return Rows(ObservedMove, found, about, chart=_bars)


def _bars(found: Rows[ObservedMove]) -> Bars:
    """How much of what follows an activity each of the most frequent moves is."""
    bars = tuple(
        Bar(
            f"{each.source or '(start)'} \u203a {each.target or '(end)'}",
            each.share,
            percent(each.share),
            counted(each.count, "time") + ("" if each.median_gap is None else f", half within {took(each.median_gap)}"),
        )
        for each in found[:MOST]
    )
    said = "Share of all that follows the first of the two, ends included; the most frequent first"
    return Bars("What follows what", bars, said, notes(found.about, part_of(len(bars), len(found))))


def _gaps(log: EventLog, shares: tuple[float, float]) -> dict[_Pair, _Counted]:
    """How often each move is made, and the median and two quantiles of its time, in seconds."""
    moves = log.moves().filter(~nw.col("next").is_null())
    rows = log.engine.quantiles(moves, ["activity", "next"], "gap", (0.5, *shares))
    return {(a, b): (n, middle / SECOND, low / SECOND, high / SECOND) for a, b, n, middle, low, high in rows}


def _counts(log: EventLog) -> dict[_Pair, _Counted]:
    """How often each move is made."""
    moves = log.moves().filter(~nw.col("next").is_null()).group_by("activity", "next").agg(nw.len().cast(nw.Int64))
    return {(a, b): (n, None, None, None) for a, b, n in log.engine.rows(moves)}


def _open(log: EventLog, closed: int) -> dict[int, int]:
    """How many of the cases that end with each activity may go on."""
    ends = log.moves().filter(nw.col("next").is_null() & (nw.col("time") > closed))
    return dict(log.engine.rows(ends.group_by("activity").agg(nw.len().cast(nw.Int64))))


def _cases(log: EventLog) -> dict[tuple[int, int], int]:
    """In how many cases each move occurs."""
    pairs = log.moves().filter(~nw.col("next").is_null()).select("case", "activity", "next").unique()
    counted = pairs.group_by("activity", "next").agg(nw.len().cast(nw.Int64).alias("n"))
    return {(a, b): n for a, b, n in log.engine.rows(counted)}


def _rank(move: ObservedMove) -> tuple[int, bool, str, bool, str]:
    """The most frequent first; of equal ones starts before moves, moves before ends, each by name."""
    return -move.count, move.source is not None, move.source or "", move.target is None, move.target or ""


def _shares(quantiles: Sequence[float]) -> tuple[float, float]:
    try:
        low, high = map(float, quantiles)
    except (TypeError, ValueError):
        low, high = 1.0, 0.0
    if not 0 <= low <= high <= 1:
        raise EventLogError(f"quantiles are two shares of 0..1 in order, like (.25, .75), not {quantiles!r}")
    return low, high
