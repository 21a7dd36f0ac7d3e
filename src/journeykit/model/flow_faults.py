"""What does not hang together in a flow: ends that do not exist, sums over one, the same thing said twice."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from journeykit.model.base import Value
from journeykit.model.refs import Ref
from journeykit.model.tree import Loc, items, look

if TYPE_CHECKING:
    from journeykit.model.entries import FlowAsWritten, Spot
    from journeykit.model.references import References

__all__ = ["judge_flow"]

_SLACK = 1e-9  # what probabilities may exceed 1 by, from rounding


def judge_flow(references: References, flow: FlowAsWritten) -> None:
    """Note the faults of a flow, given what the map's ids stand for."""
    leaving: dict[str, list[Spot]] = defaultdict(list)
    said: dict[tuple[str, str], list[Spot]] = {}
    for spot in flow.spots:
        _judge_ends(references, spot)
        move = spot.transition
        if move is None or not move.qualified:
            continue
        for at, persona in items(move.personas, ("flow", *spot.place, "personas")):
            if ("Persona", persona) not in references.defined:
                references.unknown_id("Persona", persona, at)
        for at, source in items(move.evidence, ("flow", *spot.place, "evidence")):
            _judge_evidence(references, source, at)
        others = said.setdefault((spot.source, spot.target), [])
        if any(other.transition == move for other in others):
            continue  # said twice, in the same words
        if any(_together(other, spot) for other in others):
            message = f"the transition {spot.source} >> {spot.target} is qualified twice: say it in one entry"
            references.fault(("flow", *spot.place), "qualified_twice", message)
        else:
            others.append(spot)
            leaving[spot.source].append(spot)
    for place, step in flow.met:
        _judge_met(references, step, ("flow", *place))
    for source in dict.fromkeys((*leaving, *references.drop_off)):
        _judge_sum(references, source, leaving.get(source, []))


def _judge_ends(references: References, spot: Spot) -> None:
    for identifier, at in ((spot.source, spot.source_place), (spot.target, spot.target_place)):
        if identifier and ("Step", identifier) not in references.defined:
            references.unknown_id("Step", identifier, ("flow", *at))
    if spot.source in references.outcomes:
        message = f"a journey ends at the outcome {spot.source!r}: no transition leaves it"
        references.fault(("flow", *spot.source_place), "leaves_outcome", message, spot.source)


def _judge_evidence(references: References, source: Any, place: Loc) -> None:
    references.evidence(source, place)
    if isinstance(source, Ref) and ("Evidence", source.id) not in references.defined:
        references.unknown_id("Evidence", source.id, place)


def _judge_met(references: References, step: Value, place: Loc) -> None:
    declared = references.defined.get(("Step", look(step, "id")), (None,))[0]
    if isinstance(declared, Value) and declared is not step and declared != step:
        message = f"{look(step, 'id')!r} in the flow is not the step that the map declares under this id"
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
        mine = [each for each in stated if not each[1] or persona in each[1]]
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
