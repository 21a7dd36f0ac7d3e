"""Times from one activity to another: of a log as one part, and of all its segments at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, get_args

import narwhals as nw

from journeykit.errors import EventLogError, UnknownName
from journeykit.events.microseconds import SECOND
from journeykit.events.observed.asked import Activities, codes, label, open_cases, relevant
from journeykit.events.observed.differences import median_ranks
from journeykit.events.observed.horizon import closed_before, said
from journeykit.events.observed.parting import Parting, whole
from journeykit.events.observed.segment_ranks import of_segments, ranked

if TYPE_CHECKING:
    from journeykit.events.engines.engine import Engine, Frame
    from journeykit.events.log import EventLog

__all__ = ["Pairing", "TimeBetween", "legs", "meant", "times_between"]

Pairing: TypeAlias = Literal["after", "first", "nearest"]
_SHARES: Final = (0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0)
_SAID: Final = {
    "after": "from a case's first {a} to its first {b} that comes after it",
    "first": "from a case's first {a} to its first {b}, whichever came first; negative where {b} did",
    "nearest": "from each {a} to the {b} after it, where no other {a} comes between; a case may have several",
}


@dataclass(frozen=True)
class TimeBetween:
    """The times from one activity to another, in seconds.

    Attributes:
        source: the activity, or several joined by "or".
        target: as `source`.
        n: how many times were measured; all that follow are None where there is none.
        mean: of all of them.
        median: exact, as are all quantiles; between two values interpolated linearly.
        low: the lower end of the median's 95 % interval, by order statistics; None below 6 values.
        high: the upper end.
        shortest: the least.
        q05: a twentieth takes no longer.
        q25: a quarter takes no longer.
        q75: three quarters take no longer.
        q95: nineteen of twenty take no longer.
        longest: the most.
        negative: how many are below 0; only when pairing "first" can be.
        cases: how many cases hold the source.
        without: those of them without a measured time.
        open: those of `without` that are still under way; None without a horizon.
    """

    source: str
    target: str
    n: int
    mean: float | None
    median: float | None
    low: float | None
    high: float | None
    shortest: float | None
    q05: float | None
    q25: float | None
    q75: float | None
    q95: float | None
    longest: float | None
    negative: int
    cases: int
    without: int
    open: int | None


def times_between(
    log: EventLog,
    source: Activities,
    target: Activities,
    *,
    parts: int = 1,
    parting: Parting = whole,
    pairing: Pairing = "after",
    horizon: Any = None,
    until: Any = None,
) -> tuple[list[TimeBetween], tuple[str, ...]]:
    """The times of each part, and what must be known of them."""
    if pairing not in get_args(Pairing):
        raise UnknownName("pairing", pairing, get_args(Pairing))
    a, b = codes(log, source), codes(log, target)
    if pairing == "first" and set(a) & set(b):
        both = log.names[min(set(a) & set(b))]
        raise EventLogError(f"{both!r} is source and target: its first to its first is always 0; use pairing='after'")
    closed, engine = closed_before(log, horizon, until), log.engine
    events = relevant(log, (a, b))
    took = engine.kept(parting(legs(log, events, (a, b), pairing)))
    holders = engine.kept(parting(events.filter(nw.col("activity").is_in(a)).select("case").unique()))
    without = holders.join(took.select("case").unique(), on="case", how="anti")
    cases, lost = _counted(engine, holders), _counted(engine, without)
    waiting: dict[int, int] = {}
    if closed is not None:
        waiting = _counted(engine, without.join(open_cases(log, closed), on="case", how="inner"))
    times, names = _times(engine, took), (label(source), label(target))
    nothing = (0, *[None] * 10, 0)
    stated = (said(log, horizon, until),) if horizon is not None else ()
    found = []
    for place in range(parts):
        is_open = None if closed is None else waiting.get(place, 0)
        values: tuple[Any, ...] = (*names, *times.get(place, nothing), cases.get(place, 0), lost.get(place, 0), is_open)
        found.append(TimeBetween(*values))
    return found, (meant(pairing, source, target), *stated, *log.notes)


def legs(log: EventLog, events: Frame, asked: tuple[tuple[int, ...], tuple[int, ...]], pairing: Pairing) -> Frame:
    """What is measured: `case` and `took` in microseconds, computed once."""
    made = {"after": _after, "first": _first, "nearest": _nearest}[pairing]
    return log.engine.kept(made(events, *asked))


def meant(pairing: Pairing, source: Activities, target: Activities) -> str:
    """The sentence that says what is measured.

    >>> meant("first", "paid", "sent")
    "from a case's first paid to its first sent, whichever came first; negative where sent did"
    """
    return _SAID[pairing].format(a=label(source), b=label(target))


def _after(events: Frame, a: tuple[int, ...], b: tuple[int, ...]) -> Frame:
    begun = events.filter(nw.col("activity").is_in(a)).group_by("case").agg(nw.col("position", "time").min())
    begun = begun.rename({"position": "after", "time": "begun"})
    found = (
        events.filter(nw.col("activity").is_in(b))
        .join(begun, on="case", how="inner")
        .filter(nw.col("position") > nw.col("after"))
    )
    found = found.group_by("case").agg(nw.col("time", "begun").min())
    return found.select("case", took=nw.col("time") - nw.col("begun"))


def _first(events: Frame, a: tuple[int, ...], b: tuple[int, ...]) -> Frame:
    begun = events.filter(nw.col("activity").is_in(a)).group_by("case").agg(nw.col("time").min().alias("begun"))
    ended = events.filter(nw.col("activity").is_in(b)).group_by("case").agg(nw.col("time").min())
    return ended.join(begun, on="case", how="inner").select("case", took=nw.col("time") - nw.col("begun"))


def _nearest(events: Frame, a: tuple[int, ...], b: tuple[int, ...]) -> Frame:
    following = {
        f"next_{name}": nw.col(name).shift(-1).over("case", order_by="position") for name in ("activity", "time")
    }
    pairs = events.with_columns(**following)
    pairs = pairs.filter(nw.col("activity").is_in(a), nw.col("next_activity").is_in(b))
    return pairs.select("case", took=nw.col("next_time") - nw.col("time"))


def _counted(engine: Engine, cases: Frame) -> dict[int, int]:
    """How many cases of each part."""
    return dict(engine.rows(cases.group_by("segment").agg(n=nw.len().cast(nw.Int64)).select("segment", "n")))


def _times(engine: Engine, took: Frame) -> dict[int, tuple[Any, ...]]:
    """Of each part that has any: `n` to `negative`, as TimeBetween has them."""
    quantiles = {place: (n, each) for place, n, *each in engine.quantiles(took, ["segment"], "took", _SHARES)}
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
