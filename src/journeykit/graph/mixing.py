"""The moves of a map whose personas are alternatives: the mean over those who meet each step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from journeykit.graph.move import Move, Moves, in_order_of_mention

if TYPE_CHECKING:
    from journeykit.graph.filling import Basis
    from journeykit.model import JourneyMap

__all__ = ["FROM_THE_WEAKEST", "mixed"]

FROM_THE_WEAKEST: tuple[Basis, ...] = ("assumed", "derived", "counted", "stated")


def mixed(each: Sequence[Moves], weights: Sequence[float], journey: JourneyMap) -> Moves:
    """One set of moves from those of several personas, weighted by their shares.

    At each step the mean is taken over the personas who meet it; a basis is the weakest of theirs.
    """
    at = _weights_at(each, weights)
    pairs: dict[tuple[str, str], list[tuple[Move, float]]] = defaultdict(list)
    for index, one in enumerate(each):
        for move in one.moves:
            pairs[move.source, move.target].append((move, at[move.source][index]))
    found = [
        Move(
            source,
            target,
            sum(move.probability * weight for move, weight in same),
            _weakest([move.basis for move, _ in same]),
            same[0][0].kind,
            tuple(dict.fromkeys(transition for move, _ in same for transition in move.transitions)),
        )
        for (source, target), same in pairs.items()
    ]
    steps = [step.id for step in journey.steps if step.id in at]
    ending = {step for one in each for step in one.ends}
    entries: dict[str, float] = defaultdict(float)
    arriving = [(one.entries, weight) for one, weight in zip(each, weights, strict=True) if one.entries]
    total = sum(weight for _, weight in arriving)
    for begins, weight in arriving:
        for step, share in begins.items():
            entries[step] += share * (weight / total if total else 1 / len(arriving))
    return Moves(
        MappingProxyType(dict(entries)),
        in_order_of_mention(found, journey.transitions),
        MappingProxyType({step: _mean([one.drop_off for one in each], at, step) for step in steps}),
        MappingProxyType(
            {step: _weakest([m.drop_off_basis[step] for m in each if step in m.drop_off]) for step in steps},
        ),
        MappingProxyType({step: _mean([one.ends for one in each], at, step) for step in steps if step in ending}),
    )


def _weights_at(each: Sequence[Moves], weights: Sequence[float]) -> dict[str, dict[int, float]]:
    """For each step the weights, summing to 1, of the personas who meet it; even ones where all have no share."""
    meeting: dict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(each):
        for step in one.drop_off:
            meeting[step].append(index)
    found = {}
    for step, who in meeting.items():
        total = sum(weights[index] for index in who)
        found[step] = {index: weights[index] / total if total else 1 / len(who) for index in who}
    return found


def _mean(values: Sequence[Mapping[str, float]], at: Mapping[str, Mapping[int, float]], step: str) -> float:
    return sum(values[index].get(step, 0.0) * weight for index, weight in at[step].items())


def _weakest(bases: Sequence[Basis]) -> Basis:
    return min(bases, key=FROM_THE_WEAKEST.index)
