"""What leaves one step, by what was seen there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeykit.events.fitting.seen import Seen
    from journeykit.graph.filling import Filled
    from journeykit.model import Transition
    from journeykit.model.steps import Step

__all__ = ["OTHER_END", "Fitted", "FittedShare", "Manner", "fitted", "only_way"]


OTHER_END = "every other end"
"""The tag of an outcome that stands for ends without an event, beside other outcomes; discovery sets it."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How shares are made of counts.

    Attributes:
        horizon: whether the log says which cases have ended, so that drop-off is known.
        smoothing: observations that each move is given beside those that were seen.
        prior: what the shares that the map states are worth, in observations for each step.
        outcomes: ids of all outcomes.
        unseen: ids of outcomes that no event names: only a case that ends at their step can tell that they came.
        other: those of them tagged as every other end: an end is one where the step leads to other outcomes, too.
    """

    horizon: bool
    smoothing: float = 0.0
    prior: float = 0.0
    outcomes: frozenset[str] = frozenset()
    unseen: frozenset[str] = frozenset()
    other: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FittedShare:
    """One move: how often it was seen, what it was given beside that, and its probability."""

    transition: Transition
    count: int
    prior: float
    probability: float


@dataclass(frozen=True, slots=True)
class Fitted:
    """What leaves one step.

    Attributes:
        step: its id.
        n: the visits that count: departures along the map, and closed cases that end there.
        shares: the moves that leave it.
        inferred: how many of the ends were taken for the step's only way to an outcome.
        dropped: how many of the ends are drop-off; None where no horizon is stated.
        drop_off: their share; None where it is not known, or where a map without outcomes ends.
    """

    step: str
    n: int
    shares: tuple[FittedShare, ...]
    inferred: int
    dropped: int | None
    drop_off: float | None


def fitted(step: Step, seen: Seen, moves: Sequence[Transition], filled: Filled, manner: Manner) -> Fitted | None:
    """The shares of a step's moves; None where nothing that counts was seen.

    A closed case that ends at the step is one of the only outcome that the step leads to, where no event names that
    outcome, or of the one that is tagged as every other end; where a map without outcomes ends, it is such an end; else
    it is drop-off. Without a horizon nobody is known to have dropped off: those cases are left out, and what the map
    states stays.

    Args:
        step: the step.
        seen: what the customers did whose shares these are.
        moves: the step's transitions that these customers may take, one for each target.
        filled: what the map itself says of them.
        manner: how shares are made of counts.
    """
    ends, only = seen.closed.get(step.id, 0), only_way([move.target for move in moves], manner)
    counts = [seen.moves.get((step.id, move.target), 0) + (ends if move.target == only else 0) for move in moves]
    stops = filled.end is not None  # a map without outcomes ends here
    dropped = 0 if only is not None or stops else ends if manner.horizon else None
    n = sum(counts) + (ends if stops else dropped or 0)
    if not n:
        return None
    stated = [share for _, share, _ in filled.moves]
    given = [
        (move.prior or 0.0) + manner.smoothing + manner.prior * share for move, share in zip(moves, stated, strict=True)
    ]
    known = dropped is not None
    beside = manner.prior * ((filled.drop_off if known else 0.0) + (filled.end or 0.0))
    total = n + sum(given) + beside
    # what the map leaves to nobody is its drop-off as well as one that it names
    room = 1.0 if known else 1.0 - filled.drop_off
    shares = tuple(
        FittedShare(move, count, more, room * (count + more) / total)
        for move, count, more in zip(moves, counts, given, strict=True)
    )
    drop_off = step.drop_off
    if known:
        drop_off = None if stops else ((dropped or 0) + manner.prior * filled.drop_off) / total
    return Fitted(step.id, n, shares, ends if only is not None else 0, dropped, drop_off)


def only_way(targets: Iterable[str], manner: Manner) -> str | None:
    """The outcome that is taken without an event, of those that a step leads to.

    Only where the step leads to no other outcome, or where this one is tagged as every other end.
    """
    out = {target for target in targets if target in manner.outcomes}
    unseen = [target for target in out if target in manner.unseen]
    sole = len(unseen) == 1 and (len(out) == 1 or unseen[0] in manner.other)
    return unseen[0] if sole else None
