"""Writes what leaves a step into its map: only what must be said, so that the map means exactly the given shares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from journeykit.model.flow import InOrder, Transition, in_order

if TYPE_CHECKING:
    from journeykit.analysis.leaving import Departures, Leaving
    from journeykit.model import JourneyMap, Persona

__all__ = ["ByPersona", "rewritten"]

ByPersona: TypeAlias = "Mapping[Persona | None, Leaving]"
"""What leaves a step, for each persona who meets it; or under None for all."""

_EXACT = 1e-12  # by which equal shares may differ after a computation
_SLACK = 1e-9  # what the reading of maps takes for somebody's rounding


def rewritten(departures: Departures, changes: Mapping[str, ByPersona]) -> JourneyMap:
    """The map in which these shares leave these steps.

    Transitions about which the map is silent stay so where what is left for them comes to their shares; everything
    else is stated. Counts of the transitions out of these steps are left out: they counted something else. Raises
    ValueError where a map cannot say it: its steps have one drop-off for all personas.
    """
    journey = departures.journey
    before = journey.flow if journey.flow is not None else (in_order,)
    moves: dict[str, Mapping[str, Sequence[Transition]]] = {}
    drop_offs: dict[str, float | None] = {}
    for step, each in changes.items():
        drop_off, silent = _drop_off(step, each, journey.step(step).drop_off)
        drop_offs[step] = drop_off
        moves[step] = _transitions(departures.moves.get(step, ()), each, silent=silent)
    stages = [
        stage.replace(
            steps=[
                each.replace(drop_off=drop_offs[each.id])
                if each.id in drop_offs and each.drop_off != drop_offs[each.id]
                else each
                for each in stage.steps
            ]
        )
        if any(each.id in drop_offs for each in stage.steps)
        else stage
        for stage in journey.stages
    ]
    flow = _with_flow(before, moves, departures)
    return journey.replace(stages=stages, **({} if flow == before else {"flow": flow}))


def _drop_off(step: str, each: ByPersona, before: float | None) -> tuple[float | None, bool]:
    """What the step's drop-off must say, and whether transitions about which the map is silent can stay so."""
    shares = [one.drop_off for one in each.values()]
    if max(shares) - min(shares) <= _EXACT:
        share = shares[0]
        tiny = any(0 < given.probability < _SLACK for one in each.values() for given in one.shares)
        return (share if share > 0 or before is not None else None), not (0 < share < _SLACK or tiny)
    # Who has no taker of the rest drops it: that, and one stated number, is all that a step can say.
    ending = [one.drop_off for one in each.values() if one.end is not None]
    if not ending:
        return None, False
    if max(ending) - min(ending) > _EXACT or min(shares) < ending[0] - _EXACT:
        raise ValueError(
            f"personas would drop off at {step!r} in different shares, and a step where a map without outcomes is over "
            "states one for all: add outcomes to the map"
        )
    return ending[0], False


def _transitions(before: Sequence[Transition], each: ByPersona, *, silent: bool) -> dict[str, list[Transition]]:
    """The transitions out of a step by target, those of the map that nobody makes included."""
    said: dict[Transition, dict[tuple[float | None, bool], list[Persona | None]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for persona, one in each.items():
        for share in one.shares:
            number = None if silent and share.silent else min(max(share.probability, 0.0), 1.0)
            said[share.transition][number, share.new].append(persona)
    found: dict[str, list[Transition]] = defaultdict(list)
    for move in before:
        if move not in said:
            # made by nobody who comes here: it must not count among what is stated for them
            found[move.target].append(move.replace(probability=0.0) if move.probability else move)
    for move, numbers in said.items():
        for (number, new), who in numbers.items():
            changes: dict[str, object] = {}
            if number != move.probability:
                changes = {"probability": number, "count": None, "prior": None, **({"evidence": ()} if new else {})}
            mine = _concerned(move, who, each.keys())
            if mine != move.personas:
                changes["personas"] = mine
            found[move.target].append(move.replace(**changes) if changes else move)
    return found


def _concerned(
    move: Transition, who: Collection[Persona | None], all_here: Collection[Persona | None]
) -> tuple[str, ...]:
    """Of whom a transition is said that some of those who come to its step make so."""
    names = tuple(one.id for one in who if one is not None)
    concerned = {one.id for one in all_here if one is not None and (not move.personas or one.id in move.personas)}
    return move.personas if None in who or set(names) == concerned else names


def _with_flow(
    flow: Sequence[InOrder | Transition], changed: Mapping[str, Mapping[str, Sequence[Transition]]], before: Departures
) -> tuple[InOrder | Transition, ...]:
    """The flow with these transitions out of steps: each pair where it was first written, new ones after these."""
    found: list[InOrder | Transition] = []
    written: dict[str, set[str]] = {step: set() for step in changed}
    last: dict[str, int] = {}
    for entry in flow:
        if isinstance(entry, InOrder) or entry.source not in changed:
            found.append(entry)
        elif entry.target not in written[entry.source]:
            written[entry.source].add(entry.target)
            mine = changed[entry.source].get(entry.target, ())
            found += mine
            if mine:
                last[entry.source] = len(found)
    ordered = any(isinstance(entry, InOrder) for entry in flow)
    more: dict[int, list[Transition]] = defaultdict(list)
    for step, moves in changed.items():
        said = before.moves.get(step, ())
        for target, same in moves.items():
            if target not in written[step]:
                # what the line says already needs no words
                new = [move for move in same if not ordered or move not in said or _words(move)]
                more[last.get(step, len(found))] += new
    made: list[InOrder | Transition] = []
    start = 0
    for place in sorted(more):
        made += [*found[start:place], *more[place]]
        start = place
    return (*made, *found[start:])


def _words(move: Transition) -> bool:
    return any(name not in ("source", "target", "personas") for name, _ in move.given())
