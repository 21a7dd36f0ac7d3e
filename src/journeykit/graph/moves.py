"""The moves of a map with every probability filled in, and where journeys begin, end and are given up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias

from journeykit.graph.filling import Basis, fill
from journeykit.model.transitions import walkers

if TYPE_CHECKING:
    from journeykit.model import JourneyMap, Persona, Step, Transition

__all__ = ["Basis", "Direction", "Move", "Moves", "moves"]

Direction: TypeAlias = Literal["forward", "back", "self"]
_WEAKEST: tuple[Basis, ...] = ("assumed", "derived", "counted", "stated")


@dataclass(frozen=True, slots=True)
class Move:
    """One directed move between two steps, or from a step to an outcome.

    `probability` is 0..1, given that the customer is at the source. `basis` says where it comes from: `stated` in the
    map, `counted` from observations, `derived` as the one that takes the rest, or `assumed`: shared evenly, and never
    to be shown as if it were known. `kind` is `back` if the target stands before its source in stage order.
    """

    source: str
    target: str
    probability: float
    basis: Basis
    kind: Direction
    transitions: tuple[Transition, ...]

    @property
    def transition(self) -> Transition:
        """The transition it stands for; the first where personas move between the same steps on different terms."""
        return self.transitions[0]


@dataclass(frozen=True, slots=True)
class Moves:
    """All moves of a map, with entries, ends and drop-off by step id. What leaves a step sums to 1.

    `entries` are weights that sum to 1. `ends` holds the share of a step's visits after which a map without outcomes
    is over; `drop_off` the share that leaves there without an outcome, and `drop_off_basis` where it comes from.
    """

    entries: Mapping[str, float]
    moves: tuple[Move, ...]
    drop_off: Mapping[str, float]
    drop_off_basis: Mapping[str, Basis]
    ends: Mapping[str, float]

    def out_of(self, step: str) -> tuple[Move, ...]:
        """The moves that leave a step."""
        return tuple(move for move in self.moves if move.source == step)


def moves(journey: JourneyMap, persona: Persona | str | None = None) -> Moves:
    """The moves of a map, or those of one persona.

    A step's transitions without probability share what the others and its drop-off leave; where all have one, the rest
    is drop-off. For one persona the steps and transitions that are not theirs are left out, and what remains of the
    stated probabilities of a step is rescaled to their old sum. For all personas of a map whose personas are
    alternatives, each figure is the mean by share over the personas who meet the step. Personas who act together share
    one journey: there is nothing to filter. Raises UnknownName for an unknown persona.

    >>> from journeykit.model import JourneyMap, Outcome, Stage
    >>> shop = JourneyMap(stages=[Stage("buy", ["basket", "pay"])], outcomes=[Outcome("bought", result="success")],
    ...                   flow=["in order", {"from": "pay", "to": "basket", "probability": .25}])
    >>> [(move.source, move.target, move.probability, move.basis, move.kind) for move in moves(shop).moves]
    [('basket', 'pay', 1.0, 'derived', 'forward'), ('pay', 'bought', 0.75, 'derived', 'forward'), \
('pay', 'basket', 0.25, 'stated', 'back')]
    """
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
    return _mixed([_moves_of(journey, each) for each in who], shares(who), journey)


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
    for step in steps:
        filled = fill(step, leaving[step.id], known, ends=step.id in journey.implicit_ends)
        drop_off[step.id], basis[step.id] = filled.drop_off, filled.drop_off_basis
        if filled.end is not None:
            ends[step.id] = filled.end
        for transition, probability, origin in filled.moves:
            kind = _direction(position, transition)
            found.append(Move(step.id, transition.target, probability, origin, kind, (transition,)))
    return Moves(
        MappingProxyType(_entries(steps)),
        _in_order_of_mention(found, journey.transitions),
        MappingProxyType(drop_off),
        MappingProxyType(basis),
        MappingProxyType(ends),
    )


def _direction(position: Mapping[str, int], move: Transition) -> Direction:
    if move.source == move.target:
        return "self"
    return "back" if position.get(move.target, len(position)) < position[move.source] else "forward"


def _entries(steps: Sequence[Step]) -> dict[str, float]:
    marked = {step.id: step.entry for step in steps if step.entry is not None}
    if not marked:
        return {steps[0].id: 1.0} if steps else {}
    total = sum(marked.values())
    return {step: weight / total for step, weight in marked.items()}


def _in_order_of_mention(found: Iterable[Move], transitions: Sequence[Transition]) -> tuple[Move, ...]:
    rank = {(move.source, move.target): index for index, move in reversed(list(enumerate(transitions)))}
    return tuple(sorted(found, key=lambda move: rank[move.source, move.target]))


def _mixed(each: Sequence[Moves], weights: Sequence[float], journey: JourneyMap) -> Moves:
    """The mean of several personas' moves; at each step over those who meet it."""
    present: dict[str, float] = defaultdict(float)
    for one, weight in zip(each, weights, strict=True):
        for step in one.drop_off:
            present[step] += weight

    def mean(values: Iterable[tuple[str, float, float]]) -> dict[str, float]:
        total: dict[str, float] = defaultdict(float)
        for step, value, weight in values:
            total[step] += value * weight / present[step] if present[step] else 0.0
        return dict(total)

    pairs: dict[tuple[str, str], list[tuple[Move, float]]] = defaultdict(list)
    for one, weight in zip(each, weights, strict=True):
        for move in one.moves:
            pairs[move.source, move.target].append((move, weight))
    found = [
        Move(
            source,
            target,
            sum(move.probability * weight for move, weight in same) / (present[source] or 1.0),
            min((move.basis for move, _ in same), key=_WEAKEST.index),
            same[0][0].kind,
            tuple(dict.fromkeys(transition for move, _ in same for transition in move.transitions)),
        )
        for (source, target), same in pairs.items()
    ]
    both = list(zip(each, weights, strict=True))
    steps = [step.id for step in journey.steps if step.id in present]
    bases = {
        step: min((m.drop_off_basis[step] for m in each if step in m.drop_off), key=_WEAKEST.index) for step in steps
    }
    drop_off = mean((step, share, weight) for one, weight in both for step, share in one.drop_off.items())
    ends = mean((step, share, weight) for one, weight in both for step, share in one.ends.items())
    entries: dict[str, float] = defaultdict(float)
    for one, weight in both:
        for step, share in one.entries.items():
            entries[step] += share * weight
    return Moves(
        MappingProxyType(dict(entries)),
        _in_order_of_mention(found, journey.transitions),
        MappingProxyType({step: drop_off[step] for step in steps}),
        MappingProxyType(bases),
        MappingProxyType(ends),
    )
