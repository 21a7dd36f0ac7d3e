"""What follows what: counts, shares, cases, gaps, and where cases begin and end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import narwhals as nw

from journeykit.analysis.rows import Rows
from journeykit.errors import EventLogError
from journeykit.events.observed.horizon import closed_before, said

if TYPE_CHECKING:
    from journeykit.events.log import EventLog

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
    moves, names, engine = log.moves(), log.names, log.engine
    still = nw.lit(0) if closed is None else (nw.col("next").is_null() & (nw.col("time") > closed)).cast(nw.Int64)
    counted = engine.rows(
        moves.with_columns(still.alias("open"))
        .group_by("activity", "next")
        .agg(nw.len().cast(nw.Int64).alias("n"), nw.col("open").sum())
        .sort("activity", "next", nulls_last=True)
    )
    gaps = {} if shares is None else _gaps(log, shares)
    there = _cases(log) if cases else {}
    starts = dict(
        engine.rows(moves.filter(nw.col("position") == 0).group_by("activity").agg(nw.len().cast(nw.Int64).alias("n")))
    )
    leaving: dict[int, int] = {}
    for source, _, n, _ in counted:
        leaving[source] = leaving.get(source, 0) + n
    everybody = sum(starts.values())
    found = [ObservedMove(None, names[a], n, n / everybody, n, None, None, None, None) for a, n in starts.items()]
    for source, target, n, still_open in counted:
        share = n / leaving[source]
        if target is None:
            is_open = None if closed is None else int(still_open)
            found.append(ObservedMove(names[source], None, n, share, n, None, None, None, is_open))
        else:
            pair = (source, target)
            middle, low, high = gaps.get(pair, (None, None, None))
            found.append(ObservedMove(names[source], names[target], n, share, there.get(pair), middle, low, high, None))
    found.sort(key=_rank)
    about = (said(log, horizon, until), *log.notes)
    return Rows(ObservedMove, found, about)


def _gaps(log: EventLog, shares: tuple[float, float]) -> dict[tuple[int, int], tuple[float, float, float]]:
    """The median and two quantiles of each move, in seconds."""
    moves = log.moves().filter(~nw.col("next").is_null())
    found = log.engine.quantiles(moves, ["activity", "next"], "gap", (0.5, *shares))
    rows = log.engine.rows(found.select("activity", "next", "q0", "q1", "q2"))
    return {(a, b): (middle / 1e6, low / 1e6, high / 1e6) for a, b, middle, low, high in rows}


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
