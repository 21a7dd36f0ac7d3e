"""Figures that journeys gather, and how they move with the shares of counted steps: derivatives, and exact draws.

A figure is a sum over a journey of what each visit, each move and each end brings. With r for what a visit of each step
brings, its moves included, the figure is entry N r (N = (I - Q)^-1), and N r is what is gathered from each step on. So

    d figure / d p(s, j) = v(s) (what the move s to j brings + what is gathered from j on)        with v = entry N

for all transitions at once. For draws, the chain is watched at the k counted steps: what is gathered until one of them
is met does not depend on their shares and is solved once; each draw is a system of k equations (Kemeny & Snell, Finite
Markov Chains, 1960, ch. 6: the censored chain).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from journeykit.analysis.confined import confined
from journeykit.analysis.intervals.systems import solve_each
from journeykit.analysis.solve import Solver
from journeykit.analysis.watched import reached

if TYPE_CHECKING:
    from journeykit.analysis.chain import Chain, Floats
    from journeykit.analysis.counted import Counted, Row
    from journeykit.analysis.ends.walk import Walk

__all__ = ["Onward", "Rewards", "drawn_sums", "sum_slopes"]

_CELLS: Final = 4_000_000  # numbers of the systems that are solved at once


@dataclass(frozen=True, eq=False)
class Rewards:
    """What f figures gather in one chain: with each visit (n by f), each move (m by f) and each leaving (l by f)."""

    at: Floats
    moving: Floats
    leaving: Floats

    def of_visits(self, chain: Chain) -> Floats:
        """With each visit and the move that follows it: n by f."""
        found = self.at.copy()
        np.add.at(found, chain.source, chain.probability[:, None] * self.moving)
        np.add.at(found, chain.leaver, chain.leaving[:, None] * self.leaving)
        return found


class Onward:
    """What the groups of counted moves bring: with the move, and from the place on that it leads to."""

    def __init__(self, chain: Chain, rewards: Rewards, steps: Sequence[int]) -> None:
        size = len(chain.steps)
        self._brings = np.vstack([rewards.moving, rewards.leaving])
        source = np.concatenate([chain.source, chain.leaver])
        target = np.concatenate([chain.target, size + chain.end])
        mine = np.flatnonzero(np.isin(source, steps))
        self._move = dict(
            zip(zip(source[mine].tolist(), target[mine].tolist(), strict=True), mine.tolist(), strict=True)
        )
        self._ends = np.zeros((len(chain.ends), rewards.at.shape[1]))

    def groups(self, row: Row, values: Floats) -> Floats:
        """For each group of a row, with n by f values from each step on: g by f."""
        found = row.onward(np.vstack([values, self._ends]))
        for index, way in enumerate(row.ways):
            for place, share in way:
                move = self._move.get((row.step, place))
                if move is not None:
                    found[index] += row.free * share * self._brings[move]
        return found


def sum_slopes(found: Sequence[Walk], known: Sequence[Counted], rewards: Sequence[Rewards]) -> list[Floats]:
    """The derivatives of f figures in the shares of each counted step: g by f each. f + 1 solves for each chain."""
    slopes = [np.zeros((len(each.q), rewards[0].at.shape[1])) for each in known]
    for position, (walk, one) in enumerate(zip(found, rewards, strict=True)):
        rows = [(index, row) for index, each in enumerate(known) for row in each.rows if row.walk == position]
        if not rows:
            continue
        values = walk.solver.solve(one.of_visits(walk.chain))
        onward = Onward(walk.chain, one, [row.step for _, row in rows])
        visits = walk.solver.visits
        for index, row in rows:
            slopes[index] += walk.weight * visits[row.step] * onward.groups(row, values)
    return slopes


def drawn_sums(
    found: Sequence[Walk], known: Sequence[Counted], draws: Sequence[Floats], rewards: Sequence[Rewards]
) -> Floats:
    """The figures where the counted steps have these shares: n rows of g shares for each; n by f.

    Raises TrapError where journeys can reach a part that they cannot leave, by moves that draws make possible too.
    """
    total = np.zeros((len(draws[0]), rewards[0].at.shape[1]))
    for position, (walk, one) in enumerate(zip(found, rewards, strict=True)):
        mine = [
            _Drawn(drawn, each.q, row)
            for drawn, each in zip(draws, known, strict=True)
            for row in each.rows
            if row.walk == position
        ]
        total += walk.weight * _sums(walk.chain, mine, one, len(total))
    return total


@dataclass(frozen=True, eq=False)
class _Drawn:
    """A counted step with n draws of its shares, beside those of the map."""

    shares: Floats
    q: Floats
    row: Row


def _sums(chain: Chain, mine: Sequence[_Drawn], rewards: Rewards, n: int) -> Floats:
    """The n by f figures of one chain."""
    k, f = len(mine), rewards.at.shape[1]
    steps = [each.row.step for each in mine]
    wide = _beside(rewards, k)
    values = _until(chain, mine, rewards)
    begin = chain.entry @ values
    base = wide.of_visits(chain)[steps] + np.asarray(chain.q[steps] @ values) if k else np.zeros((0, f))
    onward = Onward(chain, wide, steps)
    groups = [onward.groups(each.row, values) for each in mine]
    fixed = [base[index] - each.q @ groups[index] for index, each in enumerate(mine)]
    total = np.tile(begin[k:], (n, 1))
    at_once = max(1, _CELLS // max(1, k * k))
    for start in range(0, n, at_once):
        part = slice(start, start + at_once)
        ways = np.empty((len(total[part]), k, k))
        for index, each in enumerate(mine):
            ways[:, index] = fixed[index][:k] + each.shares[part] @ groups[index][:, :k]
        # parts that nobody reaches and that cannot be left have a solution then
        visits = solve_each(np.eye(k) - ways * (1 - 1e-13), begin[:k, None], turned=True)[:, :, 0]
        for index, each in enumerate(mine):
            brought = fixed[index][k:] + each.shares[part] @ groups[index][:, k:]
            total[part] += visits[:, index, None] * brought
    return total


def _beside(rewards: Rewards, k: int) -> Rewards:
    """The same figures after k that gather nothing."""
    return Rewards(
        *(np.hstack([np.zeros((len(each), k)), each]) for each in (rewards.at, rewards.moving, rewards.leaving))
    )


def _until(chain: Chain, mine: Sequence[_Drawn], rewards: Rewards) -> Floats:
    """From each step: the probability to come first to each of the k watched steps, and what is gathered before.

    N by k + f. A watched step leads to itself and gathers nothing yet.
    """
    size, k = len(chain.steps), len(mine)
    steps = [each.row.step for each in mine]
    kept = np.ones(size, dtype=np.bool_)
    kept[steps] = False
    live = reached(chain, [(each.row.step, place) for each in mine for way in each.row.ways for place, _ in way])
    cut = replace(confined(chain, kept), entry=live / max(live.sum(), 1.0))
    column = np.zeros(size, dtype=np.int64)
    column[steps] = np.arange(k)
    into = kept[chain.source] & ~kept[chain.target]
    arriving = np.zeros((size, k))
    np.add.at(arriving, (chain.source[into], column[chain.target[into]]), chain.probability[into])
    once = np.where(kept[:, None], rewards.of_visits(chain), 0.0)
    found = Solver(cut).solve(np.hstack([arriving, once]))
    found[steps] = np.eye(k, found.shape[1])
    return found
