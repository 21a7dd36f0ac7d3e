"""How long it takes from one activity to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, get_args

import narwhals as nw

from journeykit.analysis.rows import Rows
from journeykit.errors import EventLogError, UnknownName
from journeykit.events.microseconds import SECOND
from journeykit.events.observed.asked import Activities, codes, label, open_cases, relevant
from journeykit.events.observed.differences import median_ranks
from journeykit.events.observed.horizon import closed_before, said
from journeykit.events.observed.pictured import durations_chart

if TYPE_CHECKING:
    from journeykit.events.engines.engine import Frame
    from journeykit.events.log import EventLog

__all__ = ["Pairing", "TimeBetween", "durations", "legs", "meant"]

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


def durations(
    log: EventLog,
    source: Activities,
    target: Activities,
    *,
    pairing: Pairing = "after",
    by: str | None = None,
    horizon: Any = None,
    until: Any = None,
) -> Rows[TimeBetween]:
    """How long it takes from one activity to another, one of which may be several of which any will do.

    What is measured, by `pairing`:

    - "after": from a case's first `source` to its first `target` after it, by time and then by the order of ties; one
      time per case, never negative. Cases whose only `target` came before have none.
    - "first": from a case's first `source` to its first `target`, whichever came first; one time per case, negative
      where the target came first. `negative` counts those.
    - "nearest": from each `source` to the next `target`, unless another `source` comes between: the last source before
      each. A case may have several, so `n` may exceed `cases`.

    From an activity to itself it is the next one. Cases still under way have their times if the target is there; those
    that may yet come are in `open`, so a median here is one of the times that have ended: where many are open, it is
    shorter than what customers wait.

    Raises UnknownName for an activity that the log does not hold, or another pairing; EventLogError where "first" would
    measure an activity against itself.

    >>> import journeykit as jk
    >>> hours = {"1": (("order", 10), ("carrier", 11), ("paid", 15), ("carrier", 18)), "2": (("paid", 9),)}
    >>> log = jk.EventLog([{"case": case, "activity": name, "timestamp": f"2026-01-01 {hour:02}:00Z"}
    ...                    for case, events in hours.items() for name, hour in events])
    >>> for pairing in ("after", "first"):
    ...     row = durations(log, "paid", "carrier", pairing=pairing)[0]
    ...     print(row.n, row.median / 3600, row.negative, row.cases, row.without)
    1 3.0 0 2 1
    1 -4.0 1 2 1
    """
    if pairing not in get_args(Pairing):
        raise UnknownName("pairing", pairing, get_args(Pairing))
    a, b = codes(log, source), codes(log, target)
    if pairing == "first" and set(a) & set(b):
        both = log.names[min(set(a) & set(b))]
        raise EventLogError(f"{both!r} is source and target: its first to its first is always 0; use pairing='after'")
    closed = closed_before(log, horizon, until)
    if by is not None:
        from journeykit.events.observed.segments import by as parted

        return parted(log, by).durations(source, target, pairing=pairing, horizon=horizon, until=until)
    events = relevant(log, (a, b))
    holders = events.filter(nw.col("activity").is_in(a)).select("case").unique()
    row = _row(log, (label(source), label(target)), holders, legs(log, events, (a, b), pairing), closed)
    stated = (said(log, horizon, until),) if horizon is not None else ()
    return Rows(TimeBetween, [row], (meant(pairing, source, target), *stated, *log.notes), durations_chart)


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


def _row(log: EventLog, names: tuple[str, str], holders: Frame, found: Frame, closed: int | None) -> TimeBetween:
    engine = log.engine
    (counted,) = engine.rows(engine.quantiles(found, [], "took", _SHARES))
    n, quantiles = int(counted[0]), [None if each is None else each / SECOND for each in counted[1:]]
    took = nw.col("took")
    sums = found.select(total=took.sum(), negative=(took < 0).cast(nw.Int64).sum())
    ((total, negative),) = engine.rows(sums)
    ranks = median_ranks(n)
    low = high = None
    if ranks is not None:
        wanted = tuple((rank - 1) / (n - 1) for rank in ranks)
        ((_, *ends),) = engine.rows(engine.quantiles(found, [], "took", wanted))
        low, high = (each / SECOND for each in ends)
    shortest, q05, q25, median, q75, q95, longest = quantiles
    without = holders.join(found.select("case").unique(), on="case", how="anti")
    ((cases,),), ((lost,),) = (engine.rows(each.select(nw.len())) for each in (holders, without))
    waiting = None
    if closed is not None:
        ((waiting,),) = engine.rows(without.join(open_cases(log, closed), on="case", how="inner").select(nw.len()))
    mean = total / n / SECOND if n else None
    return TimeBetween(
        *names, n, mean, median, low, high, shortest, q05, q25, q75, q95, longest, negative or 0, cases, lost, waiting
    )
