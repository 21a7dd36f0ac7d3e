"""What a map's flow means: one transition for each pair of steps."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from journeykit.model.flow import InOrder, Transition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeykit.model.journey import JourneyMap
    from journeykit.model.persona import Persona

__all__ = ["implicit_ends", "lines", "transitions", "walkers"]


def walkers(journey: JourneyMap) -> tuple[Persona, ...]:
    """The personas who walk the journey: the customers, or everybody where the map knows staff only."""
    customers = tuple(persona for persona in journey.personas if persona.side == "customer")
    return customers or journey.personas


def lines(journey: JourneyMap) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The line through the steps, by the ids of the personas who walk it; `()` stands for all of them.

    Personas that are alternatives each take the line through the steps that they meet; a group takes part in one
    journey together, so that there is one line.
    """
    steps = journey.steps
    everyone = tuple(step.id for step in steps)
    if journey.cast == "together" or not any(step.personas for step in steps):
        return {(): everyone}
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    by_line: dict[tuple[str, ...], list[str]] = {}
    for persona in walkers(journey):
        by_line.setdefault(tuple(step.id for step in steps if step.met_by(persona)), []).append(persona.id)
    for line, who in by_line.items():
        found[() if len(by_line) == 1 else tuple(who)] = line
    return found or {(): everyone}


def _line_moves(journey: JourneyMap) -> Iterator[Transition]:
    successes = [outcome.id for outcome in journey.outcomes if outcome.result == "success"]
    end: list[str] = successes if len(successes) == 1 else []
    who_by_pair: dict[tuple[str, str], list[str]] = {}
    all_lines = lines(journey)
    for who, line in all_lines.items():
        path: list[str] = [*line, *(end if line else [])]
        for pair in pairwise(path):
            who_by_pair.setdefault(pair, []).extend(who)
    everyone = {persona for who in all_lines for persona in who}
    for (source, target), whose in who_by_pair.items():
        if set(whose) == everyone:
            yield Transition(source, target)
        else:
            yield Transition(source, target, personas=whose)


def transitions(journey: JourneyMap) -> tuple[Transition, ...]:
    """The transitions of a map in order of first mention: `in_order` expanded, repeats merged.

    An unqualified repeat merges into the qualified transition between the same two steps. Where that one is said of
    some personas only, the repeat still holds for the others.
    """
    entries = (InOrder(),) if journey.flow is None else journey.flow
    # a group moves as one: what is said of some of it leaves nobody for whom the unqualified repeat would hold
    alone = journey.cast == "alternatives"
    customers = [persona.id for persona in walkers(journey)] if alone else []
    written = [move for entry in entries for move in (_line_moves(journey) if isinstance(entry, InOrder) else (entry,))]
    if len({(move.source, move.target) for move in written}) == len(written):
        return tuple(written)  # nothing is said twice
    found: dict[tuple[str, str], list[Transition]] = {}
    for move in written:
        same = found.setdefault((move.source, move.target), [])
        if move not in same:
            same.append(move)
    return tuple(move for same in found.values() for move in _merged(same, customers))


def _merged(same: list[Transition], customers: list[str]) -> Iterator[Transition]:
    """The transitions between one pair of steps, without the repeats that say nothing new."""
    said = [move for move in same if not _bare(move)]
    bare = [move for move in same if _bare(move)]
    yield from said
    if not bare or (said and not all(move.personas for move in said)):
        return  # one of those said speaks of everyone
    everyone = not all(move.personas for move in bare)
    taken = {persona for move in said for persona in move.personas}
    who = customers if everyone else dict.fromkeys(persona for move in bare for persona in move.personas)
    rest = [persona for persona in who if persona not in taken]
    if not said and everyone:
        yield next(move for move in bare if not move.personas)
    elif rest:
        same_as_written = next((move for move in bare if move.personas == tuple(rest)), None)
        yield same_as_written or Transition(bare[0].source, bare[0].target, personas=rest)


def _bare(move: Transition) -> bool:
    """Whether nothing is said of a transition but who moves so."""
    return not move.qualified or not any(name not in ("source", "target", "personas") for name, _ in move.given())


def implicit_ends(journey: JourneyMap, persona: Persona | None = None) -> tuple[str, ...]:
    """The steps after which a map without outcomes ends: the last of each line, or of the map if it has no line.

    For one persona it is the last step of their own line.
    """
    steps = journey.steps
    if journey.outcomes or not steps:
        return ()
    if journey.flow is None or any(isinstance(entry, InOrder) for entry in journey.flow):
        found = lines(journey).items()
        mine = [line for who, line in found if line and (persona is None or not who or persona.id in who)]
        return tuple(dict.fromkeys(line[-1] for line in mine))
    last = steps[-1].id
    return () if any(move.source == last for move in journey.transitions) else (last,)
