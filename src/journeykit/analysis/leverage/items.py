"""What can be changed in one chain: a step's leak, or one move; with the slopes of what journeys gather.

Only row i of the chain changes, by d times a direction u whose sum is 0. With y_k for what is gathered with move k and
after it, the slope of what is gathered from i on is u·y, and that of what is gathered in all is visits_i times it
(K. & S. ch. 3: the visits are the entries times N). The change is exactly

    visits_i · d · (u·y) / (1 - d · (u·n))        with n_k = N_ji, the visits to i of those whose move k leads to j

(Sherman & Morrison 1950: the inverse after a change of one row). u·n is the `back` of an item.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from journeykit.analysis.chain import DROP_OFF, END
from journeykit.analysis.leverage.stakes import GOAL

if TYPE_CHECKING:
    from journeykit.analysis.chain import Chain, Floats, Ints
    from journeykit.analysis.leverage.stakes import Gathered, Stake

__all__ = ["Items", "Key", "leaks", "turns"]

Key = tuple[str, str | None]
"""A step and None; or a step and where a move leads, "drop_off" for leaving."""

_EXACT = 1e-12


@dataclass(frozen=True, eq=False)
class Items:
    """The k things of one chain that can be changed.

    Attributes:
        keys: what each is.
        at: the index of its step.
        size: its share of the step's visits: the leak, or the probability.
        slopes: for each quantity k slopes of what is gathered from the step on.
        improvable: whether anything else leaves the step that could take or give.
        move: the index of its move to another step, -1 for a move to an end; for leaks nothing.
        place: the index of its move among the chain's moves, and its leavings after them; for leaks nothing.
    """

    keys: Sequence[Key]
    at: Ints
    size: Floats
    slopes: tuple[Floats, ...]
    improvable: NDArray[np.bool_]
    move: Ints | None = None
    place: Ints | None = None

    def back(self, stake: Stake, which: Ints) -> Floats:
        """u·n for some of them; what is missing of it is solved for."""
        at, size = self.at[which], self.size[which]
        stake.returns.solve(at)
        own, rest = stake.returns.own[at] - 1.0, np.where(self.improvable[which], 1.0 - self.size[which], 1.0)
        if self.move is None:
            return size / rest * own
        move = self.move[which]
        came = np.zeros(len(which))
        came[move >= 0] = stake.returns.cross(move[move >= 0])
        return came - (own - size * came) / rest


def leaks(stake: Stake, found: Sequence[Gathered]) -> Items:
    """The steps that leak. The direction: what leaks goes to the other moves in proportion."""
    chain, leak = stake.chain, stake.leak
    at = np.flatnonzero(leak > 0)
    size = leak[at]
    improvable = 1.0 - size > _EXACT
    rest = np.where(improvable, 1.0 - size, 1.0)
    slopes = []
    for one in found:
        worth = _rows(chain, one.moving, np.where(stake.leaking, 0.0, one.leaving))[at]
        lost = _rows(chain, 0.0 * one.moving, np.where(stake.leaking, one.leaving, 0.0))[at]
        slopes.append(np.where(improvable, size / rest * worth - lost, 0.0))
    return Items([(chain.steps[index], None) for index in at.tolist()], at, size, tuple(slopes), improvable)


def turns(stake: Stake, found: Sequence[Gathered]) -> Items:
    """The transitions, and drop-off. The direction: one more of this move, the step's others making room."""
    chain = stake.chain
    said = np.array([end not in (END, GOAL) for end in chain.ends], dtype=np.bool_)  # neither is a transition
    out = np.flatnonzero(said[chain.end])
    at = np.concatenate([chain.source, chain.leaver[out]])
    size = np.concatenate([chain.probability, chain.leaving[out]])
    keys: list[Key] = [(chain.steps[i], chain.steps[j]) for i, j in zip(chain.source, chain.target, strict=True)]
    keys += [
        (chain.steps[i], "drop_off" if chain.ends[end] == DROP_OFF else chain.ends[end])
        for i, end in zip(chain.leaver[out], chain.end[out], strict=True)
    ]
    improvable = 1.0 - size > _EXACT
    rest = np.where(improvable, 1.0 - size, 1.0)
    slopes = []
    for one in found:
        worth = np.concatenate([one.moving, one.leaving[out]])
        others = _rows(chain, one.moving, one.leaving)[at] - size * worth
        slopes.append(np.where(improvable, worth - others / rest, 0.0))
    move = np.concatenate([np.arange(len(chain.source)), np.full(len(out), -1, dtype=np.int64)])
    place = np.concatenate([np.arange(len(chain.source)), len(chain.source) + out])
    return Items(keys, at, size, tuple(slopes), improvable, move, place)


def _rows(chain: Chain, moving: Floats, leaving: Floats) -> Floats:
    """What is gathered by leaving each step once: n numbers."""
    size = len(chain.steps)
    on = np.bincount(chain.source, chain.probability * moving, size)
    return np.asarray(on + np.bincount(chain.leaver, chain.leaving * leaving, size), dtype=np.float64)
