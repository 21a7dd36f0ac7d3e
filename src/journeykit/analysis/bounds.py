"""What no set of solutions can exceed: two proven bounds, the smaller of which counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from journeykit.analysis.chain import Floats

if TYPE_CHECKING:
    from journeykit.analysis.search import Sets
    from journeykit.analysis.variants import Step, Variants

__all__ = ["bound"]

_TRIED: Final = 14  # solutions at one step whose sets are all looked at
_SEEN: Final = 1e-11  # a better choice than this is looked for
_ROUNDS: Final = 200
_OFTEN: Final = 1e4  # visits that are taken for endless
_ENDLESS: Final = 1e12
_ROUNDED: Final = 1e-7  # added for what is not seen, so often


@dataclass(frozen=True, eq=False)
class _Choices:
    """What may follow from one watched step's moves: m rows of k + 2, and what each takes of the effort."""

    position: int
    rows: Floats
    cost: Floats


def bound(sets: Sets, efforts: Floats, most: float) -> float:
    """A probability of the goal that no set of solutions of at most so much effort can exceed.

    The first bound lets each step take whatever solutions suit it best, whoever pays for them elsewhere, as long as
    those of this step alone stay within the effort: a Markov decision process, whose best policy (Howard's policy
    iteration, 1960) is at least as good as any set, as every set is one of its policies.

    The second one splits the effort. A set S gains the sum over its steps of visits under S times the advantage of the
    new moves by today's probabilities (the performance difference of Kakade & Langford 2002). Visits are at most those
    of the policy that visits a step most; each solution's effort is split evenly over its steps; and the best choice
    of moves within the effort is at most that of its linear relaxation, filled along upper hulls.
    """
    return sum(chain.weight * _of(chain, sets.apart, efforts, most) for chain in sets.chains)


def _of(chain: Variants, apart: Sequence[tuple[int, int]], efforts: Floats, most: float) -> float:
    seen = chain.seen
    size = len(seen.steps)
    live = [step for step in chain.steps if step.position not in seen.goal]
    shared = np.zeros(len(efforts))
    for step in live:
        shared[list(step.solutions)] += 1
    able = (efforts, efforts / np.maximum(shared, 1), most)
    choices = [_choices(chain, step, apart, able) for step in live]
    rows = seen.rows()
    for position in seen.goal:
        rows[position] = seen.onward[seen.steps[position]]
    begin, goal = seen.begin[:size], size
    today = _values(rows[:, :size], rows[:, goal])
    now = float(begin @ today + seen.begin[goal])
    free = _best(rows, choices, [each.rows[:, goal] for each in choices], rows[:, goal])
    first = 1.0 if free is None else float(begin @ free + seen.begin[goal])
    worth: list[tuple[Floats, Floats]] = []
    for each in choices:
        unit = (np.arange(size) == each.position).astype(np.float64)
        visited = _best(rows, choices, [np.full(len(one.rows), unit[one.position]) for one in choices], unit)
        visits = _ENDLESS if visited is None else float(begin @ visited)
        ahead = (each.rows - rows[each.position]) @ np.append(today, [1.0, 0.0])
        worth.append((each.cost, visits * np.maximum(ahead, 0.0)))
    return min(1.0, min(first, now + _filled(worth, most)) + _ROUNDED)


def _best(rows: Floats, choices: Sequence[_Choices], rewards: Sequence[Floats], today: Floats) -> Floats | None:
    """The largest expected reward from each watched step, over all policies; None where it is not found."""
    size = len(rows)
    moving, reward = rows[:, :size].copy(), today.copy()
    values = _values(moving, reward)
    for _ in range(_ROUNDS):
        better = False
        for each, offered in zip(choices, rewards, strict=True):
            offers = each.rows[:, :size] @ values + offered
            best = int(offers.argmax())
            if offers[best] > values[each.position] + _SEEN * max(1.0, abs(values[each.position])):
                moving[each.position], reward[each.position] = each.rows[best, :size], offered[best]
                better = True
        if not better:
            return values
        values = np.maximum(values, _values(moving, reward))
        if not np.all(values < _OFTEN):  # a policy that may stay for ever
            return None
    return None


def _values(moving: Floats, reward: Floats) -> Floats:
    """The expected sum of rewards from each watched step."""
    if not len(moving):
        return np.zeros(0)
    system = np.eye(len(moving)) - moving * (1 - 1e-13)  # parts that nobody can leave have a solution then
    return np.asarray(np.linalg.solve(system, reward), dtype=np.float64)


def _choices(
    chain: Variants, step: Step, apart: Sequence[tuple[int, int]], able: tuple[Floats, Floats, float]
) -> _Choices:
    """What a step may choose; `able` are efforts, their parts that fall on one step, and the most of them."""
    efforts, split, most = able
    some = list(step.solutions)
    if len(some) > _TRIED:  # as if it could lead straight to the goal for nothing: no step is better
        straight = np.append(np.zeros(len(chain.seen.steps)), [1.0, 0.0])
        return _Choices(step.position, np.stack([chain.before[step.position], straight]), np.zeros(2))
    bits = np.arange(1 << len(some))[:, None] >> np.arange(len(some)) & 1
    wanted = {index: bits[:, place].astype(np.bool_) for place, index in enumerate(some)}
    rows, possible = chain.rows(step, wanted, len(bits))
    possible &= bits @ efforts[some] <= most + 1e-9
    for one, other in apart:
        if one in wanted and other in wanted:
            possible &= ~(wanted[one] & wanted[other])
    return _Choices(step.position, rows[possible, :-1], (bits @ split[some])[possible])


def _filled(worth: Sequence[tuple[Floats, Floats]], most: float) -> float:
    """The most that choices are worth together within the effort, where parts of choices may be taken."""
    parts: list[tuple[float, float, float]] = []
    total = 0.0
    for costs, values in worth:
        nothing = float(values[costs <= 0].max(initial=0.0))
        total += nothing
        hull = [(0.0, nothing)]
        for cost, value in sorted(zip(costs.tolist(), values.tolist(), strict=True)):
            if value <= hull[-1][1]:
                continue
            while len(hull) > 1 and (value - hull[-1][1]) * (hull[-1][0] - hull[-2][0]) >= (
                hull[-1][1] - hull[-2][1]
            ) * (cost - hull[-1][0]):
                hull.pop()
            hull.append((cost, value))
        parts += [((v - u) / (d - c), d - c, v - u) for (c, u), (d, v) in pairwise(hull) if d > c]
    for slope, cost, value in sorted(parts, reverse=True):
        total += value if cost <= most else slope * max(0.0, most)
        most -= cost
    return total
