"""Filling in what a map does not say: the probabilities out of one step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from journeykit.model import Step, Transition

__all__ = ["Basis", "Filled", "fill"]

Basis: TypeAlias = Literal["stated", "counted", "derived", "assumed"]

_SLACK = 1e-9  # what people's rounding may make a sum miss 1 by
_EXACT = 1e-12  # what a computer's rounding may


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
    stated = _stated(kept, sum(move.probability or 0.0 for move in leaving), 1.0 - (step.drop_off or 0.0))
    free = _left(1.0, (*stated.values(), step.drop_off or 0.0))
    counting = [move for move in kept if move.probability is None and (move.count, move.prior) != (None, None)]
    counted = _counted(step, counting, kept, free)
    silent = [move for move in kept if move not in stated and move not in counted]
    rest = _left(free, counted.values())
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
    origin: Basis = "stated" if step.drop_off is not None and not rest else "derived"
    return Filled(found, (step.drop_off or 0.0) + rest, origin, None)


def _stated(kept: Sequence[Transition], old_sum: float, room: float) -> dict[Transition, float]:
    """The stated probabilities, with the sum that they had before some were left out.

    A sum that misses the room by no more than rounding fills it: three times 0.333333333 leaves nobody.
    """
    stated = {move: move.probability for move in kept if move.probability is not None}
    total = sum(stated.values())
    wanted = room if abs(room - old_sum) <= _SLACK else old_sum
    if not total or abs(wanted - total) <= _EXACT:
        return stated
    return {move: probability / total * wanted for move, probability in stated.items()}


def _left(room: float, taken: Iterable[float]) -> float:
    """What is left of a sum; nothing where rounding alone would leave a trace."""
    rest = room - sum(taken)
    return rest if rest > _EXACT else 0.0


def _one(
    move: Transition,
    stated: Mapping[Transition, float],
    counted: Mapping[Transition, float],
    rest: tuple[float, Basis],
) -> tuple[Transition, float, Basis]:
    if move in stated:
        return move, stated[move], "stated"
    if move in counted:
        return move, counted[move], "stated" if move.count is None else "counted"
    return move, *rest


def _counted(
    step: Step,
    counting: Sequence[Transition],
    siblings: Sequence[Transition],
    free: float,
) -> dict[Transition, float]:
    """Shares from counts: of the step's observed visits where they are known, else of what its siblings count.

    A prior is so many observations more: where all siblings have one, a share is the mean of the Dirichlet distribution
    that priors and counts make.
    """
    if not counting:
        return {}
    worth = {move: (move.count or 0) + (move.prior or 0.0) for move in counting}
    total = sum(worth.values())
    if step.count and any(move.count is not None for move in siblings):
        believed = sum(move.prior or 0.0 for move in siblings)
        seen = max(step.count, sum(move.count or 0 for move in siblings)) + believed
        found = {move: each / seen for move, each in worth.items()}
        claimed = sum(found.values())
        return {move: value / claimed * free for move, value in found.items()} if claimed > free else found
    return {move: free * each / total if total else 0.0 for move, each in worth.items()}
