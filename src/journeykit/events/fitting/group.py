"""What was fitted for all customers, or for those of one persona."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeykit.events.fitting.shares import Fitted, Manner, fitted
from journeykit.graph.filling import fill
from journeykit.model.transitions import implicit_ends, walkers

if TYPE_CHECKING:
    from journeykit.events.fitting.seen import Seen
    from journeykit.model import JourneyMap, Persona, Transition

__all__ = ["Group", "grouped", "unclear"]


@dataclass(frozen=True)
class Group:
    """Customers with what was seen of them and what follows.

    Attributes:
        persona: whose journeys these are; None for those of all.
        seen: the counts.
        fitted: what leaves each step at which something was seen, by its id.
    """

    persona: Persona | None
    seen: Seen
    fitted: Mapping[str, Fitted]


def grouped(journey: JourneyMap, persona: Persona | None, seen: Seen, manner: Manner) -> Group:
    """The fitted shares of all steps that these customers meet."""
    leaving: dict[str, list[Transition]] = defaultdict(list)
    for move in journey.transitions:
        if persona is None or not move.personas or persona.id in move.personas:
            leaving[move.source].append(move)
    met = [step for step in journey.steps if persona is None or step.met_by(persona)]
    known = {step.id for step in met} | {outcome.id for outcome in journey.outcomes}
    ends = implicit_ends(journey, persona)
    left_out = unclear(journey) if persona is None else ()
    found = {}
    for step in met:
        if step.id in left_out:
            continue
        filled = fill(step, leaving[step.id], known, ends=step.id in ends)
        one = fitted(step, seen, [move for move, _, _ in filled.moves], filled, manner)
        if one is not None:
            found[step.id] = one
    return Group(persona, seen, found)


def unclear(journey: JourneyMap) -> tuple[str, ...]:
    """The steps that customers leave on terms of their own, persona by persona: one share for all would be wrong.

    >>> from journeykit.model import JourneyMap, Persona, Stage, Touchpoint
    >>> card, slip = Persona("card"), Persona("slip")
    >>> unclear(JourneyMap(personas=[card, slip], stages=[Stage("buy", [
    ...     "basket", Touchpoint("bank", personas=[slip]), "pay"])]))
    ('basket', 'bank')
    """
    said: dict[str, list[Transition]] = defaultdict(list)
    for move in journey.transitions:
        said[move.source].append(move)
    twice = {step for step, moves in said.items() if len({move.target for move in moves}) < len(moves)}
    if journey.cast == "together":
        return _in_order(journey, twice)
    cast = walkers(journey)
    steps = {step.id: {one.id for one in cast if step.met_by(one)} for step in journey.steps}
    for step, moves in said.items():
        if any(move.personas or steps[step] - steps.get(move.target, steps[step]) for move in moves):
            twice.add(step)
    return _in_order(journey, twice)


def _in_order(journey: JourneyMap, names: set[str]) -> tuple[str, ...]:
    return tuple(step.id for step in journey.steps if step.id in names)


def everyone(groups: Sequence[Group], step: str) -> tuple[Fitted, ...]:
    """What was fitted at a step, group by group."""
    return tuple(group.fitted[step] for group in groups if step in group.fitted)
