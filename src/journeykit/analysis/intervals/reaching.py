"""How likely a goal is that may be a step: its derivatives in counted shares, and exact draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from journeykit.analysis.confined import stopped
from journeykit.analysis.intervals.sums import Rewards, drawn_sums, sum_slopes

if TYPE_CHECKING:
    from journeykit.analysis.chain import Floats
    from journeykit.analysis.counted import Counted
    from journeykit.analysis.ends.walk import Walk

__all__ = ["gradients", "sampled", "under"]


def gradients(found: Sequence[Walk], known: Sequence[Counted], names: frozenset[str]) -> tuple[float, list[Floats]]:
    """A goal's probability, and its derivatives in the shares q of each counted step: g numbers each.

    The derivative in the share that goes from s to a place is visits(s) times the probability of the goal from there,
    where journeys stop at the goal. Two solves for each chain.
    """
    walks, rows, rewards = _stopped(found, known, names)
    begun = zip(walks, rewards, strict=True)
    value = sum(walk.weight * float(walk.solver.visits @ one.of_visits(walk.chain)[:, 0]) for walk, one in begun)
    return min(value, 1.0), [slope[:, 0] for slope in sum_slopes(walks, rows, rewards)]


def sampled(
    found: Sequence[Walk], known: Sequence[Counted], names: frozenset[str], *, n: int, seed: int, prior: float = 0.5
) -> Floats:
    """A goal's probability under n draws of the counted shares: n numbers."""
    random = np.random.default_rng(seed)
    return under(found, known, [each.drawn(random, n, prior) for each in known], names)


def under(found: Sequence[Walk], known: Sequence[Counted], draws: Sequence[Floats], names: frozenset[str]) -> Floats:
    """A goal's probability where the counted steps have these shares: n rows of g shares for each; n numbers."""
    walks, rows, rewards = _stopped(found, known, names)
    return np.clip(drawn_sums(walks, rows, draws, rewards)[:, 0], 0.0, 1.0)


def _stopped(
    found: Sequence[Walk], known: Sequence[Counted], names: frozenset[str]
) -> tuple[list[Walk], list[Counted], list[Rewards]]:
    """The chains whose journeys are over at a goal, what is counted before it, and 1 for coming there."""
    walks, rewards, over = [], [], set[tuple[int, int]]()
    for position, walk in enumerate(found):
        chain = walk.chain
        at = np.array([step in names for step in chain.steps], dtype=np.bool_)
        reached = [end in names for end in chain.ends]
        if at.any():
            chain = stopped(chain, at)
            reached.append(True)
            over |= {(position, step) for step in np.flatnonzero(at).tolist()}
        walks.append(walk if chain is walk.chain else replace(walk, chain=chain))
        came = np.array(reached, dtype=np.float64)[chain.end, None]
        rewards.append(Rewards(np.zeros((len(chain.steps), 1)), np.zeros((len(chain.source), 1)), came))
    rows = [replace(each, rows=tuple(row for row in each.rows if (row.walk, row.step) not in over)) for each in known]
    return walks, rows, rewards
