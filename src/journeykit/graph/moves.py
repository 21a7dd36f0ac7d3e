"""The moves of a map with every probability filled in, and where journeys begin, end and are given up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from journeykit.graph.filling import Basis, Filled, fill
from journeykit.graph.mixing import FROM_THE_WEAKEST, mixed
from journeykit.graph.move import Direction, Move, Moves, in_order_of_mention
from journeykit.model import JourneyMap
from journeykit.model.transitions import implicit_ends, walkers

if TYPE_CHECKING:
    from journeykit.model import Persona, Step, Transition

__all__ = ["entries", "moves", "shares"]


def moves(journey: JourneyMap, persona: Persona | str | None = None) -> Moves:
    """The moves of a map, or those of one persona.

    A step's transitions without probability share what the others and its drop-off leave; where all have one, the rest
    is drop-off. For one persona the steps and transitions that are not theirs are left out. Where a step of others was
    the target, what remains of the persona's own stated probabilities is rescaled to its old sum; what is stated for
    other personas alone never counted. For all personas of a map whose personas are alternatives, each figure is the
    mean by share over the personas who meet the step. Personas who act together share one journey: there is nothing to
    filter. Raises UnknownName for an unknown persona.

    >>> from journeykit.model import JourneyMap, Outcome, Stage
    >>> shop = JourneyMap(stages=[Stage("buy", ["basket", "pay"])], outcomes=[Outcome("bought", result="success")],
    ...                   flow=["in order", {"from": "pay", "to": "basket", "probability": .25}])
    >>> [(move.source, move.target, move.probability, move.basis, move.kind) for move in moves(shop).moves]
    [('basket', 'pay', 1.0, 'derived', 'forward'), ('pay', 'bought', 0.75, 'derived', 'forward'), \
('pay', 'basket', 0.25, 'stated', 'back')]
    """
    if not isinstance(journey, JourneyMap):
        raise TypeError(f"the moves are those of a JourneyMap, not of {type(journey).__name__}: load files with load()")
    if isinstance(persona, str):
        persona = journey.persona(persona)
    if journey.cast == "together":
        persona = None
    if persona is not None:
        return _moves_of(journey, persona)
    alike = journey.cast == "together" or not (
        any(step.personas for step in journey.steps) or any(move.personas for move in journey.transitions)
    )
    who = walkers(journey)
    if alike or not who:
        return _moves_of(journey, None)
    return mixed([_moves_of(journey, each) for each in who], shares(who), journey)


def shares(personas: Sequence[Persona]) -> tuple[float, ...]:
    """The weight of each persona, summing to 1: stated shares, the rest spread evenly over those without one.

    >>> from journeykit.model import Persona
    >>> shares([Persona("anna", share=.5), Persona("ben"), Persona("cleo")])
    (0.5, 0.25, 0.25)
    """
    known = sum(each.share for each in personas if each.share is not None)
    silent = sum(each.share is None for each in personas)
    rest = max(0.0, 1.0 - known) / silent if silent else 0.0
    weights = [rest if each.share is None else each.share for each in personas]
    total = sum(weights)
    return tuple(weight / total if total else 1 / len(weights) for weight in weights)


def _moves_of(journey: JourneyMap, persona: Persona | None) -> Moves:
    steps = [step for step in journey.steps if persona is None or step.met_by(persona)]
    position = {step.id: index for index, step in enumerate(steps)}
    known = {*position, *(outcome.id for outcome in journey.outcomes)}
    leaving: dict[str, list[Transition]] = defaultdict(list)
    for move in journey.transitions:
        if move.source in position and (persona is None or not move.personas or persona.id in move.personas):
            leaving[move.source].append(move)
    found: list[Move] = []
    drop_off: dict[str, float] = {}
    basis: dict[str, Basis] = {}
    ends: dict[str, float] = {}
    last = implicit_ends(journey, persona)
    for step in steps:
        filled = fill(step, leaving[step.id], known, ends=step.id in last)
        drop_off[step.id], basis[step.id] = filled.drop_off, filled.drop_off_basis
        if filled.end is not None:
            ends[step.id] = filled.end
        for same in _by_target(filled):
            transition, _, origin = min(same, key=lambda each: FROM_THE_WEAKEST.index(each[2]))
            probability = sum(share for _, share, _ in same)
            kind, said = _direction(position, transition), tuple(move for move, _, _ in same)
            found.append(Move(step.id, transition.target, probability, origin, kind, said))
    return Moves(
        MappingProxyType(entries(steps)),
        in_order_of_mention(found, journey.transitions),
        MappingProxyType(drop_off),
        MappingProxyType(basis),
        MappingProxyType(ends),
    )


def _by_target(filled: Filled) -> Iterable[list[tuple[Transition, float, Basis]]]:
    """The transitions of a step that lead to one target: of a group, some may go there on terms of their own."""
    found: dict[str, list[tuple[Transition, float, Basis]]] = defaultdict(list)
    for each in filled.moves:
        found[each[0].target].append(each)
    return found.values()


def _direction(position: Mapping[str, int], move: Transition) -> Direction:
    if move.source == move.target:
        return "self"
    return "back" if position.get(move.target, len(position)) < position[move.source] else "forward"


def entries(steps: Sequence[Step]) -> dict[str, float]:
    """Where journeys begin, with weights that sum to 1: at the marked steps, else at the first.

    >>> from journeykit.model import Touchpoint
    >>> entries([Touchpoint("see", entry=True), Touchpoint("hear", entry=3), Touchpoint("buy")])
    {'see': 0.25, 'hear': 0.75}
    """
    marked = {step.id: step.entry for step in steps if step.entry is not None}
    if not marked:
        return {steps[0].id: 1.0} if steps else {}
    largest = max(marked.values())  # weights may be so large that their sum is not a number
    total = sum(weight / largest for weight in marked.values())
    return {step: weight / largest / total for step, weight in marked.items()}
