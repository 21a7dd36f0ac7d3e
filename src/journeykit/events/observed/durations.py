"""How long it takes from one activity to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeykit.analysis.rows import Rows
from journeykit.events.observed.asked import Activities
from journeykit.events.observed.pictured import durations_chart
from journeykit.events.observed.times_between import Pairing, TimeBetween, times_between

if TYPE_CHECKING:
    from journeykit.events.log import EventLog

__all__ = ["Pairing", "TimeBetween", "durations"]


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
    if by is not None:
        from journeykit.events.observed.segments.parted import by as parted

        return parted(log, by).durations(source, target, pairing=pairing, horizon=horizon, until=until)
    found, about = times_between(log, source, target, pairing=pairing, horizon=horizon, until=until)
    return Rows(TimeBetween, found, about, durations_chart)
