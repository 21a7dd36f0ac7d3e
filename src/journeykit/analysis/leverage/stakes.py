"""Journeys up to the goal, and what they gather on the way: what every question about one step's worth stands on.

Once a step that is the goal has been reached, what follows does not matter: such a step leads to the end GOAL alone.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

from journeykit.analysis.confined import stopped
from journeykit.analysis.ends.timing import timing
from journeykit.analysis.ends.walk import walks
from journeykit.analysis.leverage.returns import Returns
from journeykit.analysis.solve import Solver
from journeykit.errors import UnknownName

if TYPE_CHECKING:
    from journeykit.analysis.chain import Chain, Floats
    from journeykit.analysis.ends.walk import Walk
    from journeykit.model import JourneyMap, Persona

__all__ = ["GOAL", "OF", "Gathered", "Of", "Stake", "gathered", "of_known", "stakes", "unknown_times"]

GOAL: Final = ".goal"
"""The end of journeys that have reached a step which is the goal; the last of the ends."""

Of: TypeAlias = Literal["goal", "emotion", "duration"]
OF: Final[tuple[Of, ...]] = get_args(Of)


def of_known(of: str) -> None:
    """Raises UnknownName for what is none of the quantities that can be asked for."""
    if of not in OF:
        raise UnknownName("quantity", of, OF)


@dataclass(frozen=True, eq=False)
class Gathered:
    """What journeys gather: from the beginning, from each step on (n), and with each move (m, l) and after it."""

    start: float
    at: Floats
    moving: Floats
    leaving: Floats


@dataclass(frozen=True, eq=False)
class Stake:
    """One chain that stops at the goal, with its weight among all.

    `kept` are the moves and `left` the leavings of the walk's own chain that it still has, `goals` says which of its
    ends are the goal.
    """

    weight: float
    chain: Chain
    goals: NDArray[np.bool_]
    walk: Walk
    kept: NDArray[np.bool_]
    left: NDArray[np.bool_]
    solver: Solver

    @cached_property
    def returns(self) -> Returns:
        """How often journeys come back to a step."""
        return Returns(self.solver)

    @property
    def visits(self) -> Floats:
        """Expected visits up to the goal, n numbers."""
        return self.solver.visits

    @cached_property
    def leaking(self) -> NDArray[np.bool_]:
        """Which of the leavings are leaks: drop-off, and outcomes that are not the goal."""
        return ~self.goals[self.chain.end]

    @cached_property
    def leak(self) -> Floats:
        """The share of visits after which the journey ends without the goal, n numbers."""
        chain, which = self.chain, self.leaking
        return np.bincount(chain.leaver[which], chain.leaving[which], len(chain.steps)).astype(np.float64)


def stakes(journey: JourneyMap, goals: Collection[str], persona: Persona | str | None = None) -> tuple[Stake, ...]:
    """The chains of a map that stop at a goal; weights sum to 1. Raises TrapError, UnknownName for a persona.

    >>> from journeykit.model import JourneyMap, Outcome, Stage
    >>> shop = JourneyMap(stages=[Stage("buy", ["basket", "pay"])], outcomes=[Outcome("bought", result="success")],
    ...                   flow=[{"from": "basket", "to": "pay", "probability": .4}, {"from": "pay", "to": "bought"}])
    >>> (bought,), (paid,) = stakes(shop, {"bought"}), stakes(shop, {"pay"})
    >>> bought.leak.round(12).tolist(), paid.chain.ends, paid.visits.tolist()
    ([0.6, 0.0], ('bought', '.drop_off', '.goal'), [1.0, 0.4])
    """
    return tuple(_stake(walk, goals) for walk in walks(journey, persona))


def _stake(walk: Walk, goals: Collection[str]) -> Stake:
    chain = walk.chain
    at = np.array([step in goals for step in chain.steps], dtype=np.bool_)
    kept, left = ~at[chain.source], ~at[chain.leaver]
    until = stopped(chain, at, GOAL)
    wanted = np.array([*(end in goals for end in chain.ends), True])
    return Stake(walk.weight, until, wanted, walk, kept, left, Solver(until))


def gathered(journey: JourneyMap, stake: Stake, of: Of) -> tuple[Gathered, ...]:
    """What is asked for: the goal's probability; the seconds; or the sum of emotions, and of how many moments."""
    chain = stake.chain
    none = np.zeros(len(chain.steps))
    still = np.zeros(len(chain.source))
    if of == "goal":
        return (_gathered(stake, none, still, (~stake.leaking).astype(np.float64)),)
    if of == "duration":
        times = timing(journey, stake.walk)
        beyond = np.zeros(len(chain.leaver) - int(stake.left.sum()))
        return (_gathered(stake, none, times.moving[stake.kept], np.concatenate([times.leaving[stake.left], beyond])),)
    felt = stake.walk.emotions(journey)
    value = sum((share * np.nan_to_num(each, nan=0.0) for share, each in felt), none)
    known = sum((share * ~np.isnan(each) for share, each in felt), none)
    ends = {outcome.id: outcome.emotion for outcome in journey.outcomes if outcome.emotion is not None}
    last = np.array([ends.get(end, 0.0) for end in chain.ends])[chain.end]
    counts = np.array([float(end in ends) for end in chain.ends])[chain.end]
    return _gathered(stake, value, still, last), _gathered(stake, known, still, counts)


def unknown_times(journey: JourneyMap, parts: Sequence[Stake]) -> tuple[str, ...]:
    """What sums of time leave out: the steps that journeys meet and whose duration nobody stated."""
    missing = {step for part in parts for step in timing(journey, part.walk).unknown}
    met = {step for part in parts for step, count in zip(part.chain.steps, part.visits, strict=True) if count > 0}
    steps = [step.id for step in journey.steps if step.id in missing & met]
    return (f"sums leave out the unknown duration of {', '.join(steps)}",) if steps else ()


def _gathered(stake: Stake, step: Floats, moving: Floats, leaving: Floats) -> Gathered:
    chain = stake.chain
    size = len(chain.steps)
    at_once = (
        step
        + np.bincount(chain.source, chain.probability * moving, size)
        + np.bincount(chain.leaver, chain.leaving * leaving, size)
    )
    found = stake.solver.solve(at_once)
    return Gathered(float(chain.entry @ found), found, moving + found[chain.target], leaving)
