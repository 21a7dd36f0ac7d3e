"""The moves that a drawing shows: those of all customers, of one persona, or of some of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from journeykit.graph.moves import Basis, Move, Moves, moves, shares

if TYPE_CHECKING:
    from journeykit.model import JourneyMap, Persona

__all__ = ["Ways", "ways"]

_WEAKEST: Final = ("assumed", "derived", "counted", "stated")


@dataclass(frozen=True, slots=True)
class Ways:
    """Moves, entries, ends and drop-off by step id, as `journeykit.graph.Moves` has them."""

    entries: Mapping[str, float]
    moves: tuple[Move, ...]
    drop_off: Mapping[str, float]
    drop_off_basis: Mapping[str, Basis]
    ends: Mapping[str, float]


def ways(journey: JourneyMap, personas: Sequence[Persona] = ()) -> Ways:
    """The moves of some personas: at each step the mean by share over those of them who meet it; none named: all.

    Personas who act together share one journey, whoever is named.
    """
    if not personas or journey.cast == "together":
        return _ways(moves(journey))
    each = [moves(journey, persona) for persona in personas]
    if len(each) == 1:
        return _ways(each[0])
    return _mean(each, shares(personas))


def _ways(found: Moves) -> Ways:
    return Ways(found.entries, found.moves, found.drop_off, found.drop_off_basis, found.ends)


def _mean(each: Sequence[Moves], weights: Sequence[float]) -> Ways:
    present: dict[str, float] = defaultdict(float)
    entries: dict[str, float] = defaultdict(float)
    drop_off: dict[str, float] = defaultdict(float)
    ends: dict[str, float] = defaultdict(float)
    basis: dict[str, Basis] = {}
    pairs: dict[tuple[str, str], list[tuple[Move, float]]] = defaultdict(list)
    for one, weight in zip(each, weights, strict=True):
        for step, share in one.drop_off.items():
            present[step] += weight
            drop_off[step] += weight * share
            basis[step] = min(basis.get(step, "stated"), one.drop_off_basis[step], key=_WEAKEST.index)
        for step, share in one.entries.items():
            entries[step] += weight * share
        for step, share in one.ends.items():
            ends[step] += weight * share
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
    return Ways(
        dict(entries),
        tuple(found),
        {step: share / (present[step] or 1.0) for step, share in drop_off.items()},
        basis,
        {step: share / (present[step] or 1.0) for step, share in ends.items()},
    )
