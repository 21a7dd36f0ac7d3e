"""Discovering a draft map in an event log: the moves that matter, readable, with what it covers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import isfinite
from typing import TYPE_CHECKING, Any

import narwhals as nw

from journeykit.analysis.pictured.words import counted
from journeykit.errors import EventLogError
from journeykit.events.discovery.counting import Way, ended, listed
from journeykit.events.discovery.draft import Plan, Result, drafted
from journeykit.events.discovery.graph import thinned
from journeykit.events.fit import report_of
from journeykit.events.fitting.gather import Asked, Statistic
from journeykit.events.fitting.saying import left_out
from journeykit.events.given import check_given
from journeykit.events.observed.horizon import closed_before
from journeykit.near import unknown

if TYPE_CHECKING:
    from journeykit.events.fitting.report import FitReport
    from journeykit.events.log import EventLog
    from journeykit.model import JourneyMap

__all__ = ["Discovery", "discover", "discovery"]

_SHOWN = 8  # names listed in one sentence
_ONE_CHANNEL = 0.8  # a step has a channel if so many of its events name the same


@dataclass(frozen=True)
class Discovery:
    """A draft map and what it covers, measured again on the log.

    Attributes:
        map: the draft.
        events: 0..1, the share of the log's events that are a step or an outcome of it, and counted.
        moves: 0..1, the share of moves from one event to the next, up to a case's first outcome, that it has.
        cases: 0..1, the share of cases all of whose moves up to the first outcome it has.
        fit: the counts behind its numbers.
        notes: thresholds and coverage in sentences; the draft's own note has them, too.
    """

    map: JourneyMap = field(repr=False)
    events: float
    moves: float
    cases: float
    fit: FitReport = field(repr=False)
    notes: tuple[str, ...] = field(repr=False)

    def __str__(self) -> str:
        steps, stages = len(self.map.steps), len(self.map.stages)
        head = f"{steps} step{'' if steps == 1 else 's'} in {stages} stage{'' if stages == 1 else 's'}"
        return "\n".join([head, *(f"({each})" for each in self.notes)])


def discover(
    log: EventLog,
    *,
    stages: int | Mapping[str, Sequence[str]] | None = None,
    coverage: float | None = None,
    min_share: float | None = None,
    outcomes: Collection[str] | Mapping[str, Result] | None = None,
    max_steps: int = 40,
    horizon: Any = None,
    until: Any = None,
    statistic: Statistic = "median",
    score_scale: tuple[float, float] | None = None,
) -> JourneyMap:
    """A draft of a map from a log, to be named and corrected by people who know the customers.

    Every activity becomes a touchpoint with an id made of its name, the name as its title and among its `events`. The
    most frequent moves stay, and for each step the strongest way from a start and to an end, so that none hangs in the
    air. Steps are ordered so that few customers go back; stages are cut where few moves cross. The first moves of the
    flow are the most probable way. The numbers are those of `fit`: shares are of the moves that the draft has, and a
    case counts up to its first outcome, where its journey is over. What happens only after outcomes is left out.
    `discovery` takes the same and says what the draft covers; so does the draft's `note`. Its maturity is `sketch`.

    Args:
        log: the event log.
        stages: how many, or which: a mapping from titles to activities; by default about the root of the number of
            steps. What a mapping leaves out stands in a stage of its own at the end.
        coverage: 0..1, how many of all moves up to the first outcome, and of all starts and ends, the draft shall have;
            .8 if nothing is said.
        min_share: instead, keep moves that at least this share of the departures of their source takes.
        outcomes: activities that end the journey, or a mapping from them to success, failure or neutral; by default
            those with which more than half of their cases end. Other ends are one neutral outcome.
        max_steps: the most activities; beyond it the rarest are left out of the log first, which is said.
        horizon: how long a silence at the end of the log means that a case has ended; cases still open count as no end.
        until: up to when the log was watched; its last event if not said.
        statistic: of times: "median" or "mean".
        score_scale: the worst and the best score, like (1, 5), for emotions.

    Raises EventLogError for unknown activities, with near names; ValueError for numbers that make no sense.

    >>> import journeykit as jk
    >>> log = jk.EventLog([{"case": case, "activity": what, "timestamp": f"2026-05-04T1{hour}:00Z"}
    ...                    for case, steps in enumerate(["See it|Buy it"] * 3 + ["See it|Ask|Buy it", "See it"])
    ...                    for hour, what in enumerate(steps.split("|"))])
    >>> draft = jk.discover(log)
    >>> [(step.id, step.label) for step in draft.steps], [outcome.id for outcome in draft.outcomes]
    ([('see_it', 'See it'), ('ask', 'Ask')], ['buy_it'])
    >>> [(move.source, move.target, move.count) for move in draft.transitions]
    [('see_it', 'buy_it', 3), ('see_it', 'ask', 1), ('ask', 'buy_it', 1)]
    """
    return discovery(
        log,
        stages=stages,
        coverage=coverage,
        min_share=min_share,
        outcomes=outcomes,
        max_steps=max_steps,
        horizon=horizon,
        until=until,
        statistic=statistic,
        score_scale=score_scale,
    ).map


def discovery(
    log: EventLog,
    *,
    stages: int | Mapping[str, Sequence[str]] | None = None,
    coverage: float | None = None,
    min_share: float | None = None,
    outcomes: Collection[str] | Mapping[str, Result] | None = None,
    max_steps: int = 40,
    horizon: Any = None,
    until: Any = None,
    statistic: Statistic = "median",
    score_scale: tuple[float, float] | None = None,
) -> Discovery:
    """What `discover` gives, as `.map`, with what it covers. Arguments and errors are those of `discover`.

    >>> import journeykit as jk
    >>> log = jk.EventLog([{"case": case, "activity": what, "timestamp": f"2026-05-04T1{hour}:00Z"}
    ...                    for case, steps in enumerate(["see|buy"] * 9 + ["see|ask|see|buy"])
    ...                    for hour, what in enumerate(steps.split("|"))])
    >>> from journeykit.events.discover import discovery
    >>> found = discovery(log, coverage=.5)
    >>> found.events, found.moves, found.cases
    (1.0, 1.0, 1.0)
    """
    check_given("discover", log=log)
    _checked(stages, coverage, min_share, max_steps)
    wanted = 0.8 if coverage is None and min_share is None else coverage
    whole = log.census.events
    log, left = _fewer(log, max_steps, outcomes)
    known = log.activities(horizon=horizon, until=until)
    asked = Asked({}, (), closed_before(log, horizon, until), "mean")
    ends, way = ended(log, known, asked, outcomes)
    visits = {name: way.visits[name] for name in log.names if name in way.visits}
    first: dict[str, Result] = {name: result for name, result in ends.items() if name in visits}
    if len(first) == len(visits):
        raise EventLogError("every case is over with its first event, an outcome: nothing is left for steps")
    kept = thinned(way.counts, coverage=wanted, min_share=min_share)
    places = {node.activity: node.position for node in log.flow().nodes}
    draft = drafted(Plan(visits, places, way.counts, kept, first, stages, _channels(log)))
    said = {"horizon": horizon, "until": until, "statistic": statistic, "score_scale": score_scale}
    found = report_of(draft, log, **said)
    covered, moves = _whole_cases(log, found, way), 1 - found.off_share
    chosen = (
        f"the most frequent until {wanted:.0%} of the moves, of the starts and of the ends are there"
        if wanted is not None
        else f"those of {min_share:.1%} of their source or more"
    )
    kinds = (
        f"keeps {len(kept)} of {len(way.counts)} different moves, starts and ends among them: for each step the "
        f"strongest way from a start and to an end, and half of its departures; then {chosen.replace('%', ' %')}"
    )
    until_over = f": of the {found.moves:,} moves up to the first outcome of each case" if way.after else ""
    notes = (
        kinds,
        f"covers {moves:.1%} of the moves and {covered:.1%} of the {found.cases:,} cases as a whole".replace("%", " %")
        + until_over,
        *left_out(way.after),
        *_never(log, visits),
        *left,
    )
    note = "Draft from an event log. " + "".join(f"{each[:1].upper()}{each[1:]}. " for each in notes).strip()
    made = replace(found, map=found.map.replace(note=note))
    every = tuple(dict.fromkeys((*notes, *found.notes)))
    return Discovery(made.map, sum(visits.values()) / whole, moves, covered, made, every)


def _checked(stages: object, coverage: float | None, min_share: float | None, max_steps: int) -> None:
    """Raises ValueError for arguments that make no sense."""
    if coverage is not None and min_share is not None:
        raise ValueError("coverage and min_share are two ways to say the same: give one of them")
    for name, share in (("coverage", coverage), ("min_share", min_share)):
        if share is not None and not (isinstance(share, int | float) and isfinite(share) and 0 <= share <= 1):
            raise ValueError(f"{name} is a share of 0..1, not {share!r}")
    for name, number in (("stages", stages), ("max_steps", max_steps)):
        if isinstance(number, Mapping) or (number is None and name == "stages"):
            continue
        if isinstance(number, bool) or not isinstance(number, int) or number < 1:
            raise ValueError(f"{name} is a whole number of at least 1, not {number!r}")


def _fewer(log: EventLog, most: int, outcomes: Collection[str] | None) -> tuple[EventLog, tuple[str, ...]]:
    """The log without its rarest activities, if there are too many, and the sentence about it."""
    faults = [unknown("activity", name, log.names) for name in listed(outcomes) if name not in log.names]
    if faults:
        raise EventLogError([f"outcomes: {fault}" for fault in faults])
    ranked = sorted(
        log.census.activities.items(), key=lambda each: (each[0] not in listed(outcomes), -each[1], each[0])
    )
    if len(ranked) <= most:
        return log, ()
    rare = ranked[most:]
    count = sum(n for _, n in rare)
    said = (
        f"1 activity with {counted(count, 'event')} is left out"
        if len(rare) == 1
        else f"{len(rare)} activities with {count:,} events are left out, each of at most {rare[0][1]:,}"
    ) + f" (max_steps={most})"
    return log.filter(activities=[name for name, _ in ranked[:most]]), (said,)


def _never(log: EventLog, visits: Mapping[str, int]) -> tuple[str, ...]:
    """The sentence about activities that come only after outcomes."""
    names = [repr(name) for name in log.census.activities if name not in visits]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return (f"only seen after an outcome, and left out: {', '.join(names[:_SHOWN])}{more}",) if names else ()


def _channels(log: EventLog) -> dict[str, str]:
    """The channel that nearly all events of an activity name."""
    if "channel" not in log.roles:
        return {}
    named = log.events.filter(~nw.col("channel").is_null())
    counted = named.group_by("activity", "channel").agg(nw.len().alias("n")).sort("activity", "n", "channel")
    found: dict[str, str] = {}
    most: dict[str, int] = {}
    for activity, channel, count in log.engine.rows(counted.select("activity", "channel", "n")):
        found[activity], most[activity] = channel, int(count)  # the last is the most frequent
    events = log.census.activities
    return {each: found[each] for each in found if most[each] >= _ONE_CHANNEL * events[each]}


def _whole_cases(log: EventLog, found: FitReport, way: Way) -> float:
    """The share of cases all of whose moves the map has."""
    place_of = found.matched.step_of
    pairs = {(move.source, move.target) for move in found.map.transitions}
    known = [
        (a, b)
        for a, name in enumerate(log.names)
        for b, other in enumerate(log.names)
        if (place_of.get(name), place_of.get(other)) in pairs
    ]
    table = log.engine.small({"activity": [a for a, _ in known], "next": [b for _, b in known]})
    table = table.with_columns(nw.col("activity").cast(nw.Int32), nw.col("next").cast(nw.Int32))
    onward = way.frame.filter(~nw.col("next").is_null()).select("case", "activity", "next")
    off = onward.join(table, on=["activity", "next"], how="anti").select("case").unique().select(nw.len().alias("n"))
    ((count,),) = log.engine.rows(off)
    return 1 - count / found.cases if found.cases else 0.0
