"""What follows from one chain, computed once when it is asked for: arrays by step and end."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from journeykit.analysis.chain import Chain, Floats
from journeykit.analysis.confined import confined
from journeykit.analysis.ends.felt import Felt, felt
from journeykit.analysis.ends.timing import Timing, timing
from journeykit.analysis.ends.walk import Walk
from journeykit.analysis.goals import ending, reach
from journeykit.analysis.solve import Solver

if TYPE_CHECKING:
    from journeykit.model import JourneyMap

__all__ = ["Account"]

_ALL_AT_ONCE: Final = 500  # steps of which the whole diagonal of N is computed together


@dataclass(frozen=True, eq=False)
class Account:
    """One walk of a map: expectations over all its journeys. N = (I - Q)^-1, B = N R (Kemeny & Snell, ch. 3)."""

    journey: JourneyMap
    walk: Walk
    _returns: dict[int, float] = field(default_factory=dict)

    @property
    def chain(self) -> Chain:
        """The chain: n steps, k ends."""
        return self.walk.chain

    @cached_property
    def solver(self) -> Solver:
        """Solves its equations. Raises TrapError."""
        return self.walk.solver

    @cached_property
    def visits(self) -> Floats:
        """N expected visits: entry N."""
        return np.maximum(self.solver.visits, 0.0)

    @cached_property
    def ended(self) -> Floats:
        """K probabilities of the ends; they sum to 1 (or to 0 where no journey begins)."""
        found = ending(self.chain, self.visits)
        total = found.sum()
        return found / total if total > 0 else found

    @cached_property
    def absorbed(self) -> Floats:
        """B, n by k: the probability of each end from each step."""
        return np.clip(self.solver.solve(self.chain.r.toarray()), 0.0, 1.0)

    @cached_property
    def timing(self) -> Timing:
        """The seconds of its moves."""
        return timing(self.journey, self.walk)

    @cached_property
    def steps_by_end(self) -> Floats:
        """K expected numbers of steps, times the probability of the end: the sum over steps of visits and B."""
        return np.asarray(self.visits @ self.absorbed)

    @cached_property
    def seconds(self) -> float:
        """The expected seconds to the end, whichever it is; unknown durations count 0."""
        chain, time = self.chain, self.timing
        on = self.visits[chain.source] * chain.probability
        out = self.visits[chain.leaver] * chain.leaving
        return float(on @ time.moving + out @ time.leaving)

    @cached_property
    def seconds_by_end(self) -> Floats:
        """K expected seconds, times the probability of the end."""
        chain, time = self.chain, self.timing
        on = self.visits[chain.source] * chain.probability * time.moving
        out = self.visits[chain.leaver] * chain.leaving * time.leaving
        begun = np.bincount(chain.target, on, len(chain.steps))
        return np.asarray(begun @ self.absorbed + np.bincount(chain.end, out, len(chain.ends)))

    @cached_property
    def felt(self) -> Felt:
        """What is felt by end: the mean over those who walk here with feelings of their own."""
        stated = {outcome.id: outcome.emotion for outcome in self.journey.outcomes}
        at_end = np.array([stated.get(end) for end in self.chain.ends], dtype=np.float64)
        each = [
            (share, felt(self.chain, self.visits, self.absorbed, emotions, at_end))
            for share, emotions in self.walk.emotions(self.journey)
        ]
        return Felt.summed(each)

    def dropping(self) -> Floats:
        """N shares of all customers who leave at each step without an outcome."""
        chain = self.chain
        last = chain.end == len(chain.ends) - 1
        flow = np.bincount(chain.leaver[last], chain.leaving[last] * self.visits[chain.leaver[last]], len(chain.steps))
        return np.asarray(flow, dtype=np.float64)

    def returning(self, place: int) -> float:
        """N at (j, j): the expected visits to a step by those who are there, this one included. A solve per step."""
        if not self._returns and len(self.chain.steps) <= _ALL_AT_ONCE:
            self._returns.update(enumerate(np.diag(self.solver.solve(np.eye(len(self.chain.steps)))).tolist()))
        if place not in self._returns:
            there = np.zeros(len(self.chain.steps))
            there[place] = 1.0
            self._returns[place] = float(self.solver.solve(there)[place])
        return max(self._returns[place], 1.0)

    def met(self, place: int) -> float:
        """The probability to be at a step at least once: visits / N at (j, j)."""
        return min(float(self.visits[place]) / self.returning(place), 1.0)

    def square(self, place: int) -> float:
        """The expected square of the number of visits to a step: visits (2 N at (j, j) - 1)."""
        return float(self.visits[place]) * (2 * self.returning(place) - 1)

    def arriving(self, steps: set[str]) -> Floats:
        """N probabilities that a step is the first of these that a journey meets."""
        chain = self.chain
        there = np.array([step in steps for step in chain.steps], dtype=np.bool_)
        before = Solver(confined(chain, ~there)).visits
        into = ~there[chain.source] & there[chain.target]
        flow = before[chain.source[into]] * chain.probability[into]
        arrived = np.bincount(chain.target[into], flow, len(chain.steps)).astype(np.float64)
        return np.where(there, chain.entry, 0.0) + arrived

    def going_on(self, steps: set[str], names: set[str]) -> tuple[float, float]:
        """The probability to come to any of the steps, and to do so and then reach any of the names."""
        begun = self.arriving(steps)
        return float(begun.sum()), float(begun @ reach(self.chain, self.solver, names))
