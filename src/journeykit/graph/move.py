"""One move of a map, and all of them together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from journeykit.graph.filling import Basis
    from journeykit.model import Transition

__all__ = ["Direction", "Move", "Moves", "in_order_of_mention"]

Direction: TypeAlias = Literal["forward", "back", "self"]


@dataclass(frozen=True, slots=True)
class Move:
    """One directed move between two steps, or from a step to an outcome.

    `probability` is 0..1, given that the customer is at the source. `basis` says where it comes from: `stated` in the
    map, `counted` from observations, `derived` as the one that takes the rest, or `assumed`: shared evenly, and never
    to be shown as if it were known. `kind` is `back` if the target stands before its source in stage order.

    >>> from journeykit.graph import moves
    >>> from journeykit.model import JourneyMap, Stage
    >>> (only,) = moves(JourneyMap(stages=[Stage("buy", ["basket", "pay"])])).moves
    >>> only.source, only.target, only.probability, only.basis, only.kind
    ('basket', 'pay', 1.0, 'derived', 'forward')
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

    >>> from journeykit.graph import moves
    >>> from journeykit.model import JourneyMap, Stage
    >>> found = moves(JourneyMap(stages=[Stage("buy", ["basket", "pay"])]))
    >>> dict(found.entries), dict(found.drop_off), dict(found.ends)
    ({'basket': 1.0}, {'basket': 0.0, 'pay': 0.0}, {'pay': 1.0})
    """

    entries: Mapping[str, float]
    moves: tuple[Move, ...]
    drop_off: Mapping[str, float]
    drop_off_basis: Mapping[str, Basis]
    ends: Mapping[str, float]

    def out_of(self, step: str) -> tuple[Move, ...]:
        """The moves that leave a step."""
        return tuple(move for move in self.moves if move.source == step)


def in_order_of_mention(found: Sequence[Move], transitions: Sequence[Transition]) -> tuple[Move, ...]:
    """The moves in the order in which a map's transitions mention them."""
    rank = {(move.source, move.target): index for index, move in reversed(list(enumerate(transitions)))}
    return tuple(sorted(found, key=lambda move: rank[move.source, move.target]))
