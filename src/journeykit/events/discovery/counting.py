"""What cases did up to their first outcome, and which activities are outcomes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args

from journeykit.errors import EventLogError, UnknownName
from journeykit.events.discovery.draft import Result
from journeykit.events.discovery.graph import END, START, Pair, reachable
from journeykit.events.fitting.gather import Asked, gathered, walked

if TYPE_CHECKING:
    from journeykit.analysis.rows import Rows
    from journeykit.events.engines.engine import Frame
    from journeykit.events.log import EventLog
    from journeykit.events.observed.activities import Observed

__all__ = ["Way", "counted", "ended", "listed"]

_FINAL = 0.5  # an activity more of whose events than this end their case is an outcome


@dataclass(frozen=True)
class Way:
    """What cases did up to their first outcome.

    Attributes:
        frame: those of `log.moves()`.
        counts: of moves between activities, and from START and to END.
        visits: events of each activity that has any.
        after: how many events were cut off.
    """

    frame: Frame
    counts: dict[Pair, int]
    visits: Mapping[str, int]
    after: int


def counted(log: EventLog, asked: Asked, ends: Collection[str]) -> Way:
    """The counts if these are the outcomes; cases that are still open do not end."""
    asked = replace(asked, outcomes=frozenset(ends))
    way = walked(log, asked)
    (seen,) = gathered(log, asked, way)
    counts = {(START, name): count for name, count in seen.starts.items()}
    counts |= seen.moves
    counts |= {(name, END): count for name, count in seen.closed.items()}
    return Way(way.frame, counts, seen.visits, seen.after)


def ended(
    log: EventLog, seen: Rows[Observed], asked: Asked, stated: Collection[str] | Mapping[str, Result] | None
) -> tuple[dict[str, Result], Way]:
    """The activities that end the journey, and what cases did until then."""
    if stated is not None:
        results: Mapping[str, Result] = stated if isinstance(stated, Mapping) else {}
        for name, result in results.items():
            if result not in get_args(Result):
                raise UnknownName("result", f"{result} ({name})", get_args(Result))
        if len({*listed(stated)}) == len(seen):
            raise EventLogError("every activity of the log is an outcome: nothing is left for steps")
        ends: dict[str, Result] = {name: results.get(name, "neutral") for name in listed(stated)}
        return ends, counted(log, asked, ends)
    way = counted(log, asked, ())
    found: dict[str, Result] = {}
    everywhere = reachable(way.counts)
    for row in sorted(seen, key=lambda row: (-row.ends, row.activity)):
        final = row.ends > _FINAL * row.events and row.starts < _FINAL * row.events
        if final and reachable(way.counts, [*found, row.activity]) | {END} >= everywhere:
            found[row.activity] = "neutral"
    while found and len((way := counted(log, asked, found)).visits) < len(seen):
        found.popitem()  # something happens only after it: nobody said that it is an outcome
    return found, way if found else counted(log, asked, ())


def listed(outcomes: Collection[str] | None) -> tuple[str, ...]:
    """The names, of which one may stand alone."""
    return () if outcomes is None else (outcomes,) if isinstance(outcomes, str) else tuple(outcomes)
