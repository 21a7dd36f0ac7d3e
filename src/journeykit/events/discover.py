"""Discovering a draft map in an event log: the moves that matter, readable, with what it covers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import isfinite
from typing import TYPE_CHECKING, Any, get_args

import narwhals as nw

from journeykit.errors import EventLogError, UnknownName
from journeykit.events.discovery.draft import Plan, Result, drafted
from journeykit.events.discovery.graph import END, START, Pair, reachable, thinned
from journeykit.events.fit import report_of
from journeykit.events.fitting.gather import Statistic
from journeykit.near import unknown

if TYPE_CHECKING:
    from journeykit.analysis.rows import Rows
    from journeykit.events.fitting.report import FitReport
    from journeykit.events.log import EventLog
    from journeykit.events.observed.activities import Observed
    from journeykit.model import JourneyMap

__all__ = ["Discovery", "discover", "discovery"]

_FINAL = 0.5  # an activity more of whose events than this end their case is an outcome
_ONE_CHANNEL = 0.8  # a step has a channel if so many of its events name the same


@dataclass(frozen=True)
class Discovery:
    """A draft map and what it covers, measured again on the log.

    Attributes:
        map: the draft.
        events: 0..1, the share of events that are a step or an outcome of it.
        moves: 0..1, the share of moves from one event to the next that it has.
        cases: 0..1, the share of cases all of whose moves it has.
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
    flow are the most probable way. The numbers are those of `fit`: shares are of the moves that the draft has.
    `discovery` takes the same and says what the draft covers; so does the draft's `note`. Its maturity is `sketch`.

    Args:
        log: the event log.
        stages: how many, or which: a mapping from titles to activities; by default about the root of the number of
            steps. What a mapping leaves out stands in a stage of its own at the end.
        coverage: 0..1, how many of all moves, and of all starts and ends, the draft shall have; .8 if nothing is said.
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
    _checked(stages, coverage, min_share, max_steps)
    wanted = 0.8 if coverage is None and min_share is None else coverage
    whole = log.census.events
    log, left = _fewer(log, max_steps, outcomes)
    counts, seen = _counted(log, horizon, until)
    ends = _outcomes(seen, counts, outcomes)
    inner = {pair: count for pair, count in counts.items() if count and (pair[0] not in ends or pair[1] == END)}
    kept = thinned(inner, coverage=wanted, min_share=min_share)
    events = {row.activity: row.events for row in seen}
    places = {node.activity: node.position for node in log.flow().nodes}
    draft = drafted(Plan(events, places, inner, kept, ends, stages, _channels(log)))
    said = {"horizon": horizon, "until": until, "statistic": statistic, "score_scale": score_scale}
    found = report_of(draft, log, **said, sole=False, beyond=True)
    covered, moves = _whole_cases(log, found), 1 - found.off_share
    asked = (
        f"the most frequent until {wanted:.0%} of all moves"
        if wanted is not None
        else f"those of {min_share:.1%} of their source or more"
    )
    kinds = (
        f"keeps {len(kept)} of {len(inner)} different moves, starts and ends among them: for each step the strongest "
        f"way from a start and to an end, and half of its departures; then {asked.replace('%', ' %')}"
    )
    notes = (
        kinds,
        f"covers {moves:.1%} of the moves and {covered:.1%} of the {found.cases:,} cases as a whole".replace("%", " %"),
        *left,
    )
    note = "Draft from an event log. " + "".join(f"{each[:1].upper()}{each[1:]}. " for each in notes).strip()
    made = replace(found, map=found.map.replace(note=note))
    return Discovery(made.map, log.census.events / whole, moves, covered, made, (*notes, *found.notes))


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
    faults = [unknown("activity", name, log.names) for name in _listed(outcomes) if name not in log.names]
    if faults:
        raise EventLogError([f"outcomes: {fault}" for fault in faults])
    ranked = sorted(
        log.census.activities.items(), key=lambda each: (each[0] not in _listed(outcomes), -each[1], each[0])
    )
    if len(ranked) <= most:
        return log, ()
    rare = ranked[most:]
    count = sum(n for _, n in rare)
    said = (
        f"{len(rare)} activities with {count:,} events are left out, each of at most {rare[0][1]:,} (max_steps={most})"
    )
    return log.filter(activities=[name for name, _ in ranked[:most]]), (said,)


def _listed(outcomes: Collection[str] | None) -> tuple[str, ...]:
    return () if outcomes is None else (outcomes,) if isinstance(outcomes, str) else tuple(outcomes)


def _counted(log: EventLog, horizon: Any, until: Any) -> tuple[dict[Pair, int], Rows[Observed]]:
    """Moves between activities, and from START and to END; cases that are still open do not end."""
    seen = log.activities(horizon=horizon, until=until)
    counts: dict[Pair, int] = {}
    for move in log.transitions(horizon=horizon, until=until):
        pair = (START if move.source is None else move.source, END if move.target is None else move.target)
        counts[pair] = move.count - (move.open or 0)
    return counts, seen


def _outcomes(
    seen: Rows[Observed], counts: Mapping[Pair, int], asked: Collection[str] | Mapping[str, Result] | None
) -> dict[str, Result]:
    """The activities that end the journey."""
    if asked is not None:
        results: Mapping[str, Result] = asked if isinstance(asked, Mapping) else {}
        for name, result in results.items():
            if result not in get_args(Result):
                raise UnknownName("result", f"{result} ({name})", get_args(Result))
        if len({*_listed(asked)}) == len(seen):
            raise EventLogError("every activity of the log is an outcome: nothing is left for steps")
        return {name: results.get(name, "neutral") for name in _listed(asked)}
    found: dict[str, Result] = {}
    everywhere = reachable(counts)
    for row in sorted(seen, key=lambda row: (-row.ends, row.activity)):
        final = row.ends > _FINAL * row.events and row.starts < _FINAL * row.events
        if final and reachable(counts, [*found, row.activity]) | {END} >= everywhere:
            found[row.activity] = "neutral"
    return found


def _channels(log: EventLog) -> dict[str, str]:
    """The channel that nearly all events of an activity name."""
    if "channel" not in log.roles:
        return {}
    named = log.events.filter(~nw.col("channel").is_null())
    counted = named.group_by("activity", "channel").agg(nw.len().alias("n")).sort("activity", "n", "channel")
    found: dict[str, str] = {}
    total: dict[str, int] = {}
    most: dict[str, int] = {}
    for activity, channel, count in log.engine.rows(counted.select("activity", "channel", "n")):
        total[activity] = total.get(activity, 0) + int(count)
        found[activity], most[activity] = channel, int(count)  # the last is the most frequent
    return {each: found[each] for each in found if most[each] >= _ONE_CHANNEL * total[each]}


def _whole_cases(log: EventLog, found: FitReport) -> float:
    """The share of cases all of whose moves the map has."""
    place_of = found.matched.step_of
    pairs = {(move.source, move.target) for move in found.map.transitions}
    known = [
        (a, b)
        for a, name in enumerate(log.names)
        for b, other in enumerate(log.names)
        if (place_of[name], place_of[other]) in pairs
    ]
    table = log.engine.small({"activity": [a for a, _ in known], "next": [b for _, b in known]})
    table = table.with_columns(nw.col("activity").cast(nw.Int32), nw.col("next").cast(nw.Int32))
    onward = log.moves().filter(~nw.col("next").is_null())
    off = onward.join(table, on=["activity", "next"], how="anti").select("case").unique().select(nw.len().alias("n"))
    ((count,),) = log.engine.rows(off)
    return 1 - count / found.cases if found.cases else 0.0
