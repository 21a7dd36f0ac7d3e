"""Funnels: how many cases come from one level to the next, how long it takes them, and how many stop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from journeykit.analysis.rows import Rows
from journeykit.events.observed.asked import Activities
from journeykit.events.observed.funnel_levels import FunnelLevel, levels_of
from journeykit.events.observed.pictured import funnel_chart

if TYPE_CHECKING:
    from journeykit.events.log import EventLog

__all__ = ["FunnelLevel", "funnel"]


def funnel(
    log: EventLog,
    steps: Sequence[Activities],
    *,
    within: Any = None,
    ordered: bool = True,
    by: str | None = None,
    horizon: Any = None,
    until: Any = None,
) -> Rows[FunnelLevel]:
    """The cases that reach each of these levels; a level is an activity, or several of which any will do.

    In order: a case reaches the first level with its first event of it, and each further one with the earliest event
    that stands after the event matched before, by time and then by the order of ties: one event never serves two
    levels, and two at the same moment can. `within` is counted from the first level's event, its end included; a case
    has one try, from its first such event.

    Without order (`ordered=False`): a case reaches a level when it holds an event of it and of all levels before,
    whichever came first; its first event of each counts. `within` is then the time from the earliest to the latest of
    them, and a level is reached when the last missing one came.

    Who stops has not left for good: with a `horizon`, `open` counts those whose last event lies less than that before
    the end of the log (`until`, by default its last event). `by` is a role or a column: a funnel for each of its values
    (see `journeykit.events.observed.segments.parted`).

    Raises UnknownName for an activity that the log does not hold, EventLogError for fewer than two levels, or a
    `within` or `horizon` that is no duration.

    >>> import journeykit as jk
    >>> log = jk.EventLog([{"case": case, "activity": name, "timestamp": f"2026-01-0{day} 12:00Z"}
    ...                    for case, names in {"1": "look basket pay", "2": "look basket", "3": "look look"}.items()
    ...                    for day, name in enumerate(names.split(), 1)])
    >>> for row in funnel(log, ["look", "basket", "pay"]):
    ...     print(row.level, row.cases, row.conversion, row.stopped, row.median)
    look 3 None 1 None
    basket 2 0.6666666666666666 1 86400.0
    pay 1 0.5 None 86400.0
    """
    if by is not None:
        from journeykit.events.observed.segments.parted import by as parted

        return parted(log, by).funnel(steps, within=within, ordered=ordered, horizon=horizon, until=until)
    (found,), about = levels_of(log, steps, within=within, ordered=ordered, horizon=horizon, until=until)
    return Rows(FunnelLevel, found, about, funnel_chart)
