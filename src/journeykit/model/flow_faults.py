"""What does not hang together in a flow: ends that do not exist, sums over one, the same thing said twice."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from journeykit.model.base import Value
from journeykit.model.refs import Ref
from journeykit.model.tree import Loc, items, look

if TYPE_CHECKING:
    from journeykit.model.entries import FlowAsWritten, Spot
    from journeykit.model.flow import Transition
    from journeykit.model.references import References

__all__ = ["judge_flow"]

_SLACK = 1e-9  # what probabilities may exceed 1 by, from rounding


def judge_flow(references: References, flow: FlowAsWritten) -> None:
    """Note the faults of a flow, given what the map's ids stand for.

    Most flows have none: each kind of fault is looked for with few, cheap operations, and told only where it is found.
    """
    steps, outcomes = references.defined["Step"], references.outcomes
    total: dict[str, float] = defaultdict(float)
    pairs: set[tuple[str, str]] = set()
    twice: set[tuple[str, str]] = set()
    said = []
    for spot in flow.spots:
        if spot.source not in steps or spot.target not in steps or spot.source in outcomes:
            _judge_ends(references, spot)
        move = spot.transition
        if move is None or not move.qualified:
            continue
        said.append(spot)
        _judge_words(references, spot, move)
        pair = (spot.source, spot.target)
        if pair in pairs:
            twice.add(pair)
        pairs.add(pair)
        total[spot.source] += move.probability or 0.0
    for place, step in flow.met:
        _judge_met(references, step, ("flow", *place))
    repeated = _repeated(references, [spot for spot in said if (spot.source, spot.target) in twice])
    for source, share in total.items():
        if share + references.drop_off.get(source, 0.0) > 1 + _SLACK:
            mine = [spot for spot in said if spot.source == source and id(spot) not in repeated]
            _judge_sum(references, source, mine)


def _repeated(references: References, spots: list[Spot]) -> set[int]:
    """The spots, by identity, that say again what another one says; a fault where they say it differently."""
    first: dict[tuple[str, str], list[Spot]] = defaultdict(list)
    repeated = set()
    for spot in spots:
        others = first[spot.source, spot.target]
        if any(other.transition == spot.transition for other in others):
            repeated.add(id(spot))  # in the same words
        elif any(_together(other, spot) for other in others):
            repeated.add(id(spot))
            message = f"the transition {spot.source} >> {spot.target} is qualified twice: say it in one entry"
            references.fault(("flow", *spot.place), "qualified_twice", message)
        else:
            others.append(spot)
    return repeated


def _judge_ends(references: References, spot: Spot) -> None:
    for identifier, key in zip((spot.source, spot.target), spot.keys, strict=True):
        if identifier not in references.defined["Step"]:
            references.unknown_id("Step", identifier, ("flow", *spot.place, key))
    if spot.source in references.outcomes:
        message = f"a journey ends at the outcome {spot.source!r}: no transition leaves it"
        references.fault(("flow", *spot.place, spot.keys[0]), "leaves_outcome", message, spot.source)


def _judge_words(references: References, spot: Spot, move: Transition) -> None:
    if move.personas:
        for at, persona in items(move.personas, ("flow", *spot.place, "personas")):
            if persona not in references.defined["Persona"]:
                references.unknown_id("Persona", persona, at)
    if move.evidence:
        for at, source in items(move.evidence, ("flow", *spot.place, "evidence")):
            _judge_evidence(references, source, at)


def _judge_evidence(references: References, source: Any, place: Loc) -> None:
    references.evidence(source, place)
    if isinstance(source, Ref) and source.id not in references.defined["Evidence"]:
        references.unknown_id("Evidence", source.id, place)


def _judge_met(references: References, step: Value, place: Loc) -> None:
    declared = references.defined["Step"].get(look(step, "id"), (None,))[0]
    if isinstance(declared, Value) and declared is not step and declared != step:
        message = f"{look(step, 'id')!r} in the flow is not the step that the map declares under this id: write the id"
        references.fault(place, "differs", message, look(step, "id"))


def _judge_sum(references: References, source: str, leaving: list[Spot]) -> None:
    drop_off = references.drop_off.get(source, 0.0)
    stated = [
        (move.probability, move.personas, spot.place)
        for spot in leaving
        if (move := spot.transition) is not None and move.probability is not None
    ]
    # who moves where some move is said of some personas only; None: everybody whom no move names
    who = {persona for _, personas, _ in stated for persona in personas}
    for persona in (None, *sorted(who)):
        # a group takes one journey together: whatever is said of some is said of its one chain
        mine = [each for each in stated if references.together or not each[1] or persona in each[1]]
        total = drop_off + sum(share for share, _, _ in mine)
        if mine and total > 1 + _SLACK:
            parts = [f"{share:g}" for share, _, _ in mine] + ([f"drop_off {drop_off:g}"] if drop_off else [])
            message = f"the probabilities out of {source!r} are {' + '.join(parts)} = {total:g}: together at most 1"
            references.fault(("flow", *mine[-1][2], "probability"), "over_one", message, total)
            return


def _together(one: Spot, other: Spot) -> bool:
    """Whether two qualified transitions may concern the same persona."""
    first, second = (set(spot.transition.personas) if spot.transition else set() for spot in (one, other))
    return not first or not second or bool(first & second)
