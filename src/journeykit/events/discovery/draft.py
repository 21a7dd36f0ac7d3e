"""The draft itself: steps with ids of their own, stages, outcomes, and the moves between them, without numbers yet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from journeykit.errors import EventLogError
from journeykit.events.discovery.graph import END, START, Pair, line
from journeykit.events.discovery.order import cut, in_line, stage_count
from journeykit.events.fitting.shares import OTHER_END
from journeykit.model import JourneyMap, Outcome, Stage, Touchpoint, Transition, in_order
from journeykit.model.base import humanised
from journeykit.model.wording import as_id
from journeykit.near import unknown

if TYPE_CHECKING:
    from journeykit.model import InOrder

__all__ = ["Plan", "Result", "drafted"]

Result = Literal["success", "failure", "neutral"]
_ID = re.compile(r"[a-z][a-z0-9_]{0,63}\Z")
_END_ID: Final = "ended"


@dataclass(frozen=True)
class Plan:
    """What a draft is made of.

    Attributes:
        events: events by activity.
        positions: the mean relative position of each activity's events in their cases.
        counts: moves between activities, START and END among them.
        kept: those of them that stay.
        outcomes: the activities that are outcomes, with their results.
        stages: how many, the activities of each by its title, or None.
        channels: the channel of each activity, where it has one.
    """

    events: Mapping[str, int]
    positions: Mapping[str, float]
    counts: Mapping[Pair, int]
    kept: Mapping[Pair, int]
    outcomes: Mapping[str, Result]
    stages: int | Mapping[str, Sequence[str]] | None
    channels: Mapping[str, str]


class _Ids:
    """Ids out of names, each once."""

    def __init__(self, otherwise: str) -> None:
        self._otherwise = otherwise
        self._taken: set[str] = set()

    def of(self, name: str) -> str:
        wanted = name if _ID.match(name) else as_id(name, self._otherwise)
        made, number = wanted, 1
        while made in self._taken:
            number += 1
            made = f"{wanted[: 63 - len(str(number))]}_{number}"
        self._taken.add(made)
        return made


def drafted(plan: Plan) -> JourneyMap:
    """The draft. Raises EventLogError for stages that do not fit the log."""
    moves = {pair: count for pair, count in plan.kept.items() if not {START, END} & {*pair}}
    steps = [name for name in plan.events if name not in plan.outcomes]
    main = line(plan.counts, plan.kept)
    between = {pair: count for pair, count in moves.items() if pair[1] not in plan.outcomes}
    starts = {b: count for (a, b), count in plan.counts.items() if a == START}
    first = next((name for name, count in starts.items() if 2 * count > sum(starts.values())), None)
    places = {name: plan.positions[name] for name in steps}
    order = in_line(places, between, [each for each in main if each in steps], first)
    ids = _Ids("step")
    id_of = {name: ids.of(name) for name in (*order, *plan.outcomes)}
    parts = _parts(plan, order, between)
    entries = {b: count for (a, b), count in plan.kept.items() if a == START and b in steps}
    in_stages = [name for _, part in parts for name in part]
    if [*entries] == in_stages[:1]:
        entries = {}  # where journeys begin if nobody says
    made = {name: _step(name, id_of[name], plan, entries) for name in order}
    outcomes = [_outcome(name, id_of[name], result) for name, result in plan.outcomes.items()]
    leaving = [name for name in order if (name, END) in plan.kept]
    if leaving:
        id_of[END] = ids.of(_END_ID)
        outcomes.append(Outcome(id_of[END], "Ends here", tags=OTHER_END))
    stage_ids = _Ids("stage")
    stages = [Stage(stage_ids.of(title), [made[name] for name in part], title=title) for title, part in parts]
    flow = _flow(plan, in_stages, main, id_of)
    return JourneyMap(
        "discovered", "Draft from an event log", maturity="sketch", stages=stages, outcomes=outcomes, flow=flow
    )


def _step(name: str, id_: str, plan: Plan, entries: Mapping[str, int]) -> Touchpoint:
    weight = float(entries[name]) if name in entries else None
    return Touchpoint(
        id_,
        None if humanised(id_) == name else name,
        events=() if id_ == name else name,
        entry=weight,
        channel=plan.channels.get(name),
    )


def _outcome(name: str, id_: str, result: Result) -> Outcome:
    return Outcome(id_, None if humanised(id_) == name else name, events=name, result=result)


def _parts(plan: Plan, order: Sequence[str], moves: Mapping[Pair, int]) -> list[tuple[str, tuple[str, ...]]]:
    """The stages by title."""
    if isinstance(plan.stages, Mapping):
        return _named(plan.stages, order, plan.outcomes)
    found = cut(order, moves, stage_count(len(order)) if plan.stages is None else plan.stages)
    return [(_title(part), part) for part in found]


def _named(
    stages: Mapping[str, Sequence[str]], order: Sequence[str], outcomes: Mapping[str, Result]
) -> list[tuple[str, tuple[str, ...]]]:
    """The stages that somebody named, their activities in order; what they leave out stands in a last one."""
    home: dict[str, str] = {}
    faults = []
    for title, names in stages.items():
        for name in [names] if isinstance(names, str) else names:
            if name in outcomes:
                continue
            if name not in order:
                faults.append(f"stages[{title!r}]: {unknown('activity', name, (*order, *outcomes))}")
            elif name in home:
                faults.append(f"stages[{title!r}]: {name!r} stands in {home[name]!r} already")
            else:
                home[name] = title
    if faults:
        raise EventLogError(faults)
    found = [(title, tuple(name for name in order if home.get(name) == title)) for title in stages]
    rest = tuple(name for name in order if name not in home)
    return [*found, *([("Not placed yet", rest)] if rest else [])]


def _title(part: Sequence[str]) -> str:
    """What a stage is called until somebody who knows the customers names it: by where it begins and ends."""
    return f"{part[0]} \N{EN DASH} {part[-1]}" if len(part) > 1 else part[0]


def _flow(
    plan: Plan, order: Sequence[str], main: Sequence[str], id_of: Mapping[str, str]
) -> list[InOrder | Transition]:
    """The main line first, as `in order` where the line through the stages is one, then the other moves."""
    pairs = [(a, b) for a, b in plan.kept if a != START and (b != END or END in id_of) and a not in plan.outcomes]
    known = set(pairs)
    successes = [name for name, result in plan.outcomes.items() if result == "success"]
    meant = pairwise([*order, *(successes if len(successes) == 1 else [])])
    steps = [name for name in main if name not in plan.outcomes]
    whole: list[InOrder | Transition] = [in_order] if steps == [*order] and known.issuperset(meant) else []
    first = [pair for pair in pairwise([*main, END]) if pair in known]
    rest = sorted((pair for pair in pairs if pair not in first), key=lambda pair: order.index(pair[0]))
    ranked = [*first, *rest]  # of one step the most frequent first
    return [*whole, *(Transition(id_of[a], id_of[b]) for a, b in ranked)]
