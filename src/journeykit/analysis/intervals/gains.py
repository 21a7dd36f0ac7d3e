"""How sure the gain of a lever is: its exact derivatives in the shares that were counted.

A lever changes the row of one step i, from p to p'; its gain is the quantity of the changed chain, less that of the
chain as it is. Visits v' and what is gathered from each step on, x', come from v and x by a rank-one update (Sherman &
Morrison 1950), with u the direction of the change and d its size as in `leverage.items`:

    v' = v + v_i d (u N) / (1 - d (u·n))        x' = x + N_·i d (u·y) / (1 - d (u·n))

The derivative of the changed quantity in a share that leads from s to k is v'_s y'_k, as that of any quantity is, with
y'_k what the move brings and what is gathered after it. At i itself p' depends on p. Where the moves M lose the part d
of L = sum of p over M to the others, it is

    v'_i ((1 - d) y'_k + d / (1 - L)² sum of p y' over the others)    for k of M
    v'_i (1 + d L / (1 - L)) y'_k                                     for the others

and where one move m gains the part d of what the others have, v'_i ((1 - d) y'_k + d y'_m) for all k.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from journeykit.analysis.intervals.sums import Onward, Rewards

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from journeykit.analysis.chain import Floats, Ints
    from journeykit.analysis.counted import Counted, Row
    from journeykit.analysis.leverage.items import Items
    from journeykit.analysis.leverage.stakes import Gathered, Stake

__all__ = ["Levered", "gain_slopes"]


@dataclass(frozen=True, eq=False)
class Levered:
    """The levers of one chain.

    Attributes:
        stake: the chain, which stops at the goal.
        found: for each quantity what journeys gather.
        items: what can be changed.
        which: the k items that are asked for.
        column: where the figures of each go.
        up: for each whether it is a move that gains the part of what the others have; else it loses to them.
    """

    stake: Stake
    found: Sequence[Gathered]
    items: Items
    which: Ints
    column: Ints
    up: NDArray[np.bool_]

    @cached_property
    def source(self) -> Ints:
        """Where the chain's moves begin, those to steps and then those to ends."""
        return np.concatenate([self.stake.chain.source, self.stake.chain.leaver])

    @cached_property
    def target(self) -> Ints:
        """Where they lead: places."""
        chain = self.stake.chain
        return np.concatenate([chain.target, len(chain.steps) + chain.end])

    @cached_property
    def share(self) -> Floats:
        """Their probabilities."""
        return np.concatenate([self.stake.chain.probability, self.stake.chain.leaving])

    def worth(self, quantity: int) -> Floats:
        """What is gathered with each move and after it."""
        return np.concatenate([self.found[quantity].moving, self.found[quantity].leaving])

    @cached_property
    def over(self) -> frozenset[int]:
        """The steps that are goals, whose own moves do not matter."""
        chain, stake = self.stake.walk.chain, self.stake
        return frozenset([*chain.source[~stake.kept].tolist(), *chain.leaver[~stake.left].tolist()])

    def brings(self, quantity: int) -> tuple[Floats, Floats]:
        """What is gathered with a visit to each step, and with each move."""
        found, chain = self.found[quantity], self.stake.chain
        moves = np.concatenate([found.moving - found.at[chain.target], found.leaving])
        row = np.bincount(self.source, self.share * self.worth(quantity), len(chain.steps))
        return found.at - row, moves

    @cached_property
    def moves_of(self) -> dict[int, Ints]:
        """The moves of the steps that are changed, by step."""
        order = np.argsort(self.source, kind="stable")
        steps = np.unique(self.items.at[self.which])
        first, last = (np.searchsorted(self.source[order], steps, side=side) for side in ("left", "right"))
        return {step: order[a:b] for step, a, b in zip(steps.tolist(), first, last, strict=True)}

    def losing(self, item: int, moves: Ints) -> NDArray[np.bool_]:
        """Which of a step's moves an item is: its leaks, or one move."""
        if self.items.place is not None:
            return np.asarray(moves == self.items.place[item])
        leaks = np.concatenate([np.zeros(len(self.stake.chain.source), dtype=np.bool_), self.stake.leaking])
        return leaks[moves]

    def dose(self, at: int, share: float) -> float:
        """How far along its direction the item at this place among those asked for goes."""
        if self.items.place is None:
            return share
        size = float(self.items.size[self.which[at]])
        return share * (1.0 - size if self.up[at] else -size)

    def directions(self) -> Floats:
        """The directions of all items asked for, as changes of what comes to each step: n by k."""
        size = len(self.stake.chain.steps)
        found = np.zeros((size, len(self.which)))
        for at, item in enumerate(self.which.tolist()):
            moves = self.moves_of[int(self.items.at[item])]
            mine, p = self.losing(item, moves), self.share[moves]
            lost = p[mine].sum()
            if self.items.place is None:
                u = np.where(mine, -p, p * lost / (1.0 - lost))
            else:
                u = np.where(mine, 1.0, -p / (1.0 - lost))
            on = self.target[moves] < size
            np.add.at(found[:, at], self.target[moves[on]], u[on])
        return found


def gain_slopes(each: Sequence[Levered], known: Sequence[Counted], many: int, share: float) -> list[Floats]:
    """The derivatives of the gains of k levers that mend a `share`, in the shares of each counted step: g by k each."""
    quantities = range(len(each[0].found))
    before = [[np.zeros((len(one.q), 1)) for one in known] for _ in quantities]
    after = [[np.zeros((len(one.q), many)) for one in known] for _ in quantities]
    now = [sum(one.stake.weight * one.found[q].start for one in each) for q in quantities]
    then = [np.full(many, total) for total in now]
    for position, one in enumerate(each):
        rows = [(index, row) for index, some in enumerate(known) for row in some.rows if row.walk == position]
        groups = _Groups(one, [(index, row) for index, row in rows if row.step not in one.over])
        for q in quantities:
            groups.add(q, share, (before[q], after[q], then[q]))
    if len(now) == 1:
        return [changed - old for changed, old in zip(after[0], before[0], strict=True)]
    old_mean, new_mean = now[0] / now[1], then[0] / then[1]
    return [
        (top - new_mean * under) / then[1] - (old_top - old_mean * old_under) / now[1]
        for top, under, old_top, old_under in zip(after[0], after[1], before[0], before[1], strict=True)
    ]


class _Groups:
    """The groups of counted moves in one chain, and how levers change what they are worth."""

    def __init__(self, levered: Levered, rows: Sequence[tuple[int, Row]]) -> None:
        self._levered, self._rows = levered, rows
        stake, at = levered.stake, levered.items.at[levered.which]
        size = len(stake.chain.steps)
        steps, self._column = np.unique(at, return_inverse=True)
        once = np.zeros((size, len(steps)))
        once[steps, np.arange(len(steps))] = 1.0
        self._back = np.vstack([stake.solver.solve(once), np.zeros((len(stake.chain.ends), len(steps)))])
        self._visits = stake.solver.transposed(levered.directions())
        self._onward = [row.onward(self._back) for _, row in rows]

    def add(self, quantity: int, share: float, sums: tuple[list[Floats], list[Floats], Floats]) -> None:
        """Add this chain's part to the derivatives as they are and as they become, and to the quantity then."""
        before, after, then = sums
        levered, found = self._levered, self._levered.found[quantity]
        stake, chain = levered.stake, levered.stake.chain
        weight, visits = stake.weight, stake.visits
        moves = levered.brings(quantity)[1][:, None]
        brings = Rewards(np.zeros((len(chain.steps), 1)), moves[: len(chain.source)], moves[len(chain.source) :])
        onward = Onward(chain, brings, [row.step for _, row in self._rows])
        worth = [onward.groups(row, found.at[:, None])[:, 0] for _, row in self._rows]
        for (index, row), value in zip(self._rows, worth, strict=True):
            before[index][:, 0] += weight * visits[row.step] * value
            after[index] += (weight * visits[row.step] * value)[:, None]  # where a lever is not in this chain
        slopes, gathers = levered.items.slopes[quantity], levered.worth(quantity)
        for at, (item, column) in enumerate(zip(levered.which.tolist(), levered.column.tolist(), strict=True)):
            step, dose = int(levered.items.at[item]), levered.dose(at, share)
            left = 1.0 - dose * self._visits[step, at]
            more = dose * float(slopes[item]) / left
            then[column] += weight * visits[step] * more
            back = self._back[:, self._column[at]]
            for (index, row), value, onward_back in zip(self._rows, worth, self._onward, strict=True):
                came = visits[row.step] + visits[step] * dose * self._visits[row.step, at] / left
                if row.step == step:
                    changed = self._own(at, row, gathers + more * back[levered.target], share)
                else:
                    changed = value + more * onward_back[:, self._column[at]]
                after[index][:, column] += weight * (came * changed - visits[row.step] * value)

    def _own(self, at: int, row: Row, gathers: Floats, share: float) -> Floats:
        """What the groups of the changed step's own moves are worth then."""
        levered = self._levered
        moves = levered.moves_of[row.step]
        mine = levered.losing(int(levered.which[at]), moves)
        y, p = gathers[moves], levered.share[moves]
        if levered.up[at]:
            worth = (1.0 - share) * y + share * y[mine].sum()
        else:
            lost = p[mine].sum()
            others = share / (1.0 - lost) ** 2 * (p[~mine] @ y[~mine])
            worth = np.where(mine, (1.0 - share) * y + others, (1.0 + share * lost / (1.0 - lost)) * y)
        by_place = dict(zip(levered.target[moves].tolist(), worth.tolist(), strict=True))
        return row.free * np.array([sum(part * by_place.get(place, 0.0) for place, part in way) for way in row.ways])
