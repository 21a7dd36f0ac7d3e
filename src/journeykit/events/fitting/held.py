"""The fitted map held against the log it was fitted to: how its journeys end, beside how those of the log did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeykit.analysis.chain import DROP_OFF, END
from journeykit.errors import TrapError
from journeykit.events.fitting.shares import only_way
from journeykit.metrics.intervals import wilson
from journeykit.model import Evidence
from journeykit.model.evidence import DOUBTED
from journeykit.model.transitions import implicit_ends

if TYPE_CHECKING:
    from journeykit.events.fitting.group import Group
    from journeykit.events.fitting.shares import Manner
    from journeykit.model import JourneyMap

__all__ = ["FittedOutcome", "doubts", "held", "in_a_line", "in_doubt"]

_TOLD = 4  # outcomes in a note
_ROUNDING = 5e-4  # a map says its shares with fewer digits than an interval of many cases has


@dataclass(frozen=True, slots=True)
class FittedOutcome:
    """How many closed cases came to an outcome, and what the fitted map says of it.

    Attributes:
        outcome, title: the outcome; `.drop_off` is leaving without one, `.end` the end of a map without outcomes.
        persona: whose cases these are; None for all customers.
        count: closed cases that came to it first, or ended where it is the only outcome and has no event.
        n: the closed cases; without a horizon, which tells who has left, only those that came to an outcome.
        observed: count / n.
        low, high: its 95 % interval (Wilson).
        fitted: the probability that the fitted map gives it, without a horizon among those who come to an outcome; None
            where journeys of the map never end.
        holds: whether that lies within the interval; None where it is not known.
    """

    outcome: str
    title: str
    persona: str | None
    count: int
    n: int
    observed: float
    low: float
    high: float
    fitted: float | None
    holds: bool | None


def held(journey: JourneyMap, made: JourneyMap, groups: Sequence[Group], manner: Manner) -> list[FittedOutcome]:
    """A row for each outcome, group by group. `journey` is the map before, `made` the fitted one."""
    from journeykit.analysis.outcomes import outcomes

    titles = {each.id: each.label for each in journey.outcomes} | {DROP_OFF: "drop-off", END: "end of the map"}
    rows = []
    for group in groups:
        counts = _ends(journey, group, manner)
        known = [name for name in titles if name in manner.outcomes or (name == END and not manner.outcomes)]
        known += [DROP_OFF] if manner.horizon else []
        n = sum(counts[name] for name in known)
        if not n or known == [END]:
            continue
        who = group.persona.id if group.persona else None
        try:
            stated = outcomes(made, who).probability
            whole = 1.0 if manner.horizon else sum(stated.get(name, 0.0) for name in known)
        except TrapError:
            stated, whole = None, 0.0
        for name in known:
            low, high = wilson(counts[name], n)
            fitted = None if stated is None or not whole else stated.get(name, 0.0) / whole
            holds = None if fitted is None else low - _ROUNDING <= fitted <= high + _ROUNDING
            share = counts[name] / n
            rows.append(FittedOutcome(name, titles[name], who, counts[name], n, share, low, high, fitted, holds))
    return rows


def _ends(journey: JourneyMap, group: Group, manner: Manner) -> Counter[str]:
    """How many closed cases came to each outcome."""
    who, counts = group.persona, Counter[str]()
    stops = implicit_ends(journey, who)
    leaving: dict[str, list[str]] = {}
    for move in journey.transitions:
        if who is None or not move.personas or who.id in move.personas:
            leaving.setdefault(move.source, []).append(move.target)
    for place, n in group.seen.closed.items():
        if place in manner.outcomes:
            counts[place] += n
        elif place in stops:
            counts[END] += n
        else:
            counts[only_way(leaving.get(place, ()), manner) or DROP_OFF] += n
    return counts


def in_a_line(rows: Sequence[FittedOutcome]) -> Iterator[str]:
    """What the log and the map say of each outcome, a line for each persona."""
    for persona in dict.fromkeys(row.persona for row in rows):
        mine = [row for row in rows if row.persona == persona]
        told = [f"{row.title} {_points(row.observed)} / {_points(row.fitted)}" for row in mine]
        whose = "" if persona is None else f", {persona}"
        yield f"ends, observed / by the fitted map{whose}: {', '.join(told)}"


def doubts(rows: Sequence[FittedOutcome], off: float, horizon: bool) -> Iterator[str]:
    """A warning for each outcome of which the map says something else than its own log; `off` is the share of moves
    that are not on it.

    >>> row = FittedOutcome("paid", "Paid", None, 172, 1000, .172, .15, .197, .06, False)
    >>> print(*doubts([row], .36, True))
    the fitted map gives Paid 6.0 %, but 17.2 % (15.0 % to 19.7 %) of the 1,000 closed cases ended so: do not trust \
its chances of it, 36.0 % of the moves are not on the map
    """
    why = f", {_points(off)} of the moves are not on the map" if off else ""
    whom = "closed cases" if horizon else "cases that came to an outcome"
    for row in rows:
        if row.holds is False:
            whose = "" if row.persona is None else f" of {row.persona!r}"
            yield (
                f"the fitted map gives {row.title} {_points(row.fitted)}, but {_points(row.observed)} "
                f"({_points(row.low)} to {_points(row.high)}) of the {row.n:,} {whom}{whose} ended so: "
                f"do not trust its chances of it{why}"
            )


def in_doubt(source: Evidence, rows: Sequence[FittedOutcome]) -> Evidence:
    """The source of a map whose chances do not give how the log's cases ended: tagged so, and where they do not.

    >>> row = FittedOutcome("paid", "Paid", None, 172, 1000, .172, .15, .197, .06, False)
    >>> found = in_doubt(Evidence("event_log", note="9 events"), [row])
    >>> found.tags, found.note
    (('chances in doubt',), '9 events; its chances are in doubt: Paid 17.2 % observed, 6.0 % by the map')
    """
    wrong = [row for row in rows if row.holds is False]
    told = [f"{row.title} {_points(row.observed)} observed, {_points(row.fitted)} by the map" for row in wrong]
    more = f"{len(told) - _TOLD} more" if len(told) > _TOLD else None
    said = "; ".join(each for each in (*told[:_TOLD], more) if each)
    note = f"{source.note + '; ' if source.note else ''}its chances are in doubt: {said}"
    return source.replace(tags=(*source.tags, DOUBTED), note=note)


def _points(share: float | None) -> str:
    return "unknown" if share is None else f"{share:.1%}".replace("%", " %")
