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
        return self._leaks[moves]

    @cached_property
    def _leaks(self) -> NDArray[np.bool_]:
        return np.concatenate([np.zeros(len(self.stake.chain.source), dtype=np.bool_), self.stake.leaking])

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
    first = np.cumsum([0, *(len(one.q) for one in known)])
    before = [np.zeros((first[-1], 1)) for _ in quantities]
    after = [np.zeros((first[-1], many)) for _ in quantities]
    now = [sum(one.stake.weight * one.found[q].start for one in each) for q in quantities]
    then = [np.full(many, total) for total in now]
    for position, one in enumerate(each):
        rows = [(at, row) for at, some in zip(first, known, strict=False) for row in some.rows if row.walk == position]
        groups = _Groups(one, [(int(at), row) for at, row in rows if row.step not in one.over], share)
        for q in quantities:
            groups.add(q, (before[q], after[q], then[q]))
    if len(now) == 1:
        found = after[0] - before[0]
    else:
        old_mean, new_mean = now[0] / now[1], then[0] / then[1]
        found = (after[0] - new_mean * after[1]) / then[1] - (before[0] - old_mean * before[1]) / now[1]
    return np.split(found, first[1:-1])


class _Groups:
    """The groups of counted moves in one chain, and how levers change what they are worth.

    Each row comes with the place of its first group among those of all counted steps.
    """

    def __init__(self, levered: Levered, rows: Sequence[tuple[int, Row]], share: float) -> None:
        self._levered, self._rows, self._share = levered, rows, share
        stake, self._at = levered.stake, levered.items.at[levered.which]
        size = len(stake.chain.steps)
        steps, self._column = np.unique(self._at, return_inverse=True)
        once = np.zeros((size, len(steps)))
        once[steps, np.arange(len(steps))] = 1.0
        self._back = np.vstack([stake.solver.solve(once), np.zeros((len(stake.chain.ends), len(steps)))])
        self._dose = np.array([levered.dose(at, share) for at in range(len(self._at))])
        extra = stake.solver.transposed(levered.directions())
        self._left = 1.0 - self._dose * extra[self._at, np.arange(len(self._at))]
        self._visits = stake.visits[self._at] * self._dose / self._left * extra
        self._step = np.array([row.step for _, row in rows for _ in row.ways], dtype=np.int64)
        self._place = np.array([at + group for at, row in rows for group in range(len(row.ways))], dtype=np.int64)
        onward = [row.onward(self._back) for _, row in rows]
        self._onward = np.vstack([np.zeros((0, len(steps))), *onward])

    def add(self, quantity: int, sums: tuple[Floats, Floats, Floats]) -> None:
        """Add this chain's part to the derivatives as they are and as they become, and to the quantity then."""
        before, after, then = sums
        levered, found = self._levered, self._levered.found[quantity]
        stake, chain = levered.stake, levered.stake.chain
        moves = levered.brings(quantity)[1][:, None]
        brings = Rewards(np.zeros((len(chain.steps), 1)), moves[: len(chain.source)], moves[len(chain.source) :])
        onward = Onward(chain, brings, [row.step for _, row in self._rows])
        worth = np.vstack([np.zeros((0, 1)), *(onward.groups(row, found.at[:, None]) for _, row in self._rows)])
        visits = stake.visits[self._step, None]
        before[self._place] += stake.weight * visits * worth
        after[self._place] += stake.weight * visits * worth  # where a lever is not in this chain
        more = self._dose * levered.items.slopes[quantity][levered.which] / self._left
        then[levered.column] += stake.weight * stake.visits[self._at] * more
        changed = worth + self._onward[:, self._column] * more
        own = self._own(levered.worth(quantity), more)
        for (group, at), value in own.items():
            changed[group, at] = value
        came = visits + self._visits[self._step]
        after[np.ix_(self._place, levered.column)] += stake.weight * (came * changed - visits * worth)

    def _own(self, gathers: Floats, more: Floats) -> dict[tuple[int, int], float]:
        """What the groups of the changed steps' own moves are worth then, by group and lever."""
        first: dict[int, tuple[int, Row]] = {}
        count = 0
        for _, row in self._rows:
            first[row.step] = (count, row)
            count += len(row.ways)
        found = {}
        for at, step in enumerate(self._at.tolist()):
            if step in first:
                begin, row = first[step]
                back = more[at] * self._back[self._levered.target[self._levered.moves_of[step]], self._column[at]]
                for group, value in enumerate(self._worth(at, row, gathers[self._levered.moves_of[step]] + back)):
                    found[begin + group, at] = value
        return found

    def _worth(self, at: int, row: Row, y: Floats) -> list[float]:
        """That of one lever, with what is gathered by each of the step's moves then."""
        levered, share = self._levered, self._share
        moves = levered.moves_of[row.step]
        mine, p = levered.losing(int(levered.which[at]), moves), levered.share[moves]
        if levered.up[at]:
            worth = (1.0 - share) * y + share * y[mine].sum()
        else:
            lost = p[mine].sum()
            others = share / (1.0 - lost) ** 2 * (p[~mine] @ y[~mine])
            worth = np.where(mine, (1.0 - share) * y + others, (1.0 + share * lost / (1.0 - lost)) * y)
        by_place = dict(zip(levered.target[moves].tolist(), worth.tolist(), strict=True))
        return [row.free * sum(part * by_place.get(place, 0.0) for place, part in way) for way in row.ways]
