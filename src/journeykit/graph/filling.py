"""Filling in what a map does not say: the probabilities out of one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from journeykit.model import Step, Transition

__all__ = ["Basis", "Filled", "fill"]

Basis: TypeAlias = Literal["stated", "counted", "derived", "assumed"]


@dataclass(frozen=True, slots=True)
class Filled:
    """What leaves one step: moves with probability and basis, the drop-off, and the share for which the map is over."""

    moves: tuple[tuple[Transition, float, Basis], ...]
    drop_off: float
    drop_off_basis: Basis
    end: float | None


def fill(step: Step, leaving: Sequence[Transition], known: AbstractSet[str], *, ends: bool) -> Filled:
    """The probabilities out of a step.

    `leaving` are the step's transitions, `known` the ids that they may lead to: what leads elsewhere is left out, and
    the stated probabilities that remain are rescaled to their old sum. `ends` says that the map may be over after the
    step, which counts as one more transition without a probability.

    >>> from journeykit.model import Touchpoint, Transition
    >>> out = [Transition("quote", "sign"), Transition("quote", "gave_up", probability=.2)]
    >>> [(move.target, share, basis) for move, share, basis in fill(
    ...     Touchpoint("quote", drop_off=.3), out, {"sign", "gave_up"}, ends=False).moves]
    [('sign', 0.5, 'derived'), ('gave_up', 0.2, 'stated')]
    """
    kept = [move for move in leaving if move.target in known]
    before = sum(move.probability or 0.0 for move in leaving)
    after = sum(move.probability or 0.0 for move in kept)
    scale = before / after if after else 1.0
    stated = {move: move.probability * scale for move in kept if move.probability is not None}
    free = max(0.0, 1.0 - sum(stated.values()) - (step.drop_off or 0.0))
    counted = _counted(step, [move for move in kept if move.probability is None and move.count is not None], kept, free)
    silent = [move for move in kept if move not in stated and move not in counted]
    rest = max(0.0, free - sum(counted.values()))
    takers = len(silent) + ends
    basis: Basis = "derived" if takers == 1 else "assumed"
    share = rest / takers if takers else 0.0
    found: tuple[tuple[Transition, float, Basis], ...] = tuple(
        _one(move, stated, counted, (share, basis)) for move in kept
    )
    if takers:
        return Filled(
            found, step.drop_off or 0.0, "derived" if step.drop_off is None else "stated", share if ends else None
        )
    drop_off = max(0.0, 1.0 - sum(probability for _, probability, _ in found))
    if step.drop_off is not None and abs(drop_off - step.drop_off) < 1e-12:
        return Filled(found, step.drop_off, "stated", None)
    return Filled(found, drop_off, "derived", None)


def _one(
    move: Transition,
    stated: Mapping[Transition, float],
    counted: Mapping[Transition, float],
    rest: tuple[float, Basis],
) -> tuple[Transition, float, Basis]:
    if move in stated:
        return move, stated[move], "stated"
    return (move, counted[move], "counted") if move in counted else (move, *rest)


def _counted(
    step: Step,
    counting: Sequence[Transition],
    siblings: Sequence[Transition],
    free: float,
) -> dict[Transition, float]:
    """Shares from counts: of the step's observed visits where they are known, else of what its siblings count."""
    if not counting:
        return {}
    total = sum(move.count or 0 for move in counting)
    seen = sum(move.count or 0 for move in siblings)
    if step.count:
        found = {move: (move.count or 0) / max(step.count, seen) for move in counting}
        over = sum(found.values()) / free if free else 0.0
        return {move: value / over for move, value in found.items()} if over > 1 else found
    return {move: free * (move.count or 0) / total if total else 0.0 for move in counting}
