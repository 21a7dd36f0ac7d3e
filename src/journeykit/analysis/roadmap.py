"""`roadmap`: a price tag on every idea, and the best of them together for each effort."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf, isfinite
from typing import TYPE_CHECKING, Final

import numpy as np

from journeykit.analysis.apply import applied, prepared
from journeykit.analysis.bounds import bound
from journeykit.analysis.chain import chains
from journeykit.analysis.goals import goal_of
from journeykit.analysis.pictured.roadmap import plan_plot
from journeykit.analysis.rows import Rows
from journeykit.analysis.search import Sets, front, greedy
from journeykit.analysis.solutions import SETTLED, contradictions, figures, found, names
from journeykit.analysis.standing import Standing, standing
from journeykit.analysis.variants import variants
from journeykit.model import JourneyMap

if TYPE_CHECKING:
    from journeykit.analysis.chain import Floats
    from journeykit.analysis.goals import Goal
    from journeykit.analysis.solutions import Found
    from journeykit.analysis.variants import Bools
    from journeykit.model import Persona, Solution

__all__ = ["EXACT", "Plan", "roadmap"]

EXACT: Final = 20
"""So many solutions are tried in every combination; more are searched."""


@dataclass(frozen=True)
class Plan:
    """One solution, or several together, with what they do and what they take.

    Attributes:
        solutions: names that `apply` understands, in the order in which each next one gains most per effort.
        goal: probability of the goal then.
        gain: how much that is more than today.
        effort: sum of the efforts (1..5 each); None where one is unknown.
        per_effort: gain per effort.
        interaction: gain together minus the sum of the gains alone; below 0 they stand in each other's light.
        emotion: change of the mean emotion over visits; None where no emotion is known.
        value: change of the expected money per customer; None where the map states none.
        duration: change of the expected seconds; None where the map states none.
        front: whether nothing gains more for the same effort or less (Pareto front of effort and gain).
        bound: gain that no combination of at most this effort can exceed: the gain itself where every combination was
            tried; None beside the front.

    >>> Plan(("template",), .7, .2, 2.0, .1, 0.0, None, None, None, front=True, bound=.2).gain
    0.2
    """

    solutions: tuple[str, ...]
    goal: float
    gain: float
    effort: float | None
    per_effort: float | None
    interaction: float
    emotion: float | None
    value: float | None
    duration: float | None
    front: bool
    bound: float | None


def roadmap(
    journey: JourneyMap, budget: float | None = None, goal: Goal = None, persona: Persona | str | None = None
) -> Rows[Plan]:
    """The solutions of a map by what they gain for their effort, and the best combinations.

    First come the plans of the front, the largest gain first: for every effort (up to the budget) the combination that
    raises the probability of the goal most. Then the other single solutions, by gain per effort. Done and rejected
    solutions are left out. Solutions that contradict each other are alternatives and never combined.

    Up to 20 solutions that move the goal, every combination is tried, which is exact: effects touch few steps, so the
    chain is watched at these (one solve for each), and the small system left is eliminated for thousands of sets at
    once. Beyond, a greedy search with swaps finds plans, and `bound` says what no plan of that effort can exceed.

    The chain has no memory: what happens next depends on the step alone. An effect is taken at its word; effects on
    one step make room together, as `apply` does it.

    Args:
        journey: The map.
        budget: The most effort of a combination; None is no limit.
        goal: An outcome, a step, or several; None is every success.
        persona: Only this one's journeys.

    Returns:
        Rows of Plan. An effort that a solution does not state is that of its opportunity; where no solution has any,
        each counts 1. `about` says so.

    Raises ValueError where no solution has effects, for a budget that is not above 0, and where there is no goal;
    UnknownName; TrapError.

    >>> from journeykit.model import Effect, Opportunity, Outcome, Solution, Stage, Touchpoint
    >>> ideas = [Solution("template", effort=2, effects=Effect("quote", "gave_up", probability=.1)),
    ...          Solution("reminder", effort=1, effects=Effect("sign", drop_off=.05))]
    >>> quote = Touchpoint("quote", opportunities=Opportunity("clear", solutions=ideas))
    >>> solar = JourneyMap(stages=[Stage("decide", [quote, Touchpoint("sign", drop_off=.2)])],
    ...                    outcomes=[Outcome("owner", result="success"), Outcome("gave_up")],
    ...                    flow=["quote >> sign >> owner", {"from": "quote", "to": "gave_up", "probability": .3}])
    >>> for plan in roadmap(solar):
    ...     print(plan.solutions, plan.effort, round(plan.goal, 3), round(plan.gain, 3), round(plan.interaction, 3))
    ('reminder', 'template') 3.0 0.855 0.295 0.03
    ('template',) 2.0 0.72 0.16 0.0
    ('reminder',) 1.0 0.665 0.105 0.0
    """
    if not isinstance(journey, JourneyMap):
        raise TypeError(f"roadmap needs a JourneyMap, not {type(journey).__name__}: load files first")
    most = _budget(budget)
    wanted = goal_of(journey, goal)
    ideas = [each for each in found(journey) if each.solution.effects and each.solution.status not in SETTLED]
    if not ideas:
        raise ValueError(
            "no solution that is ahead has effects: say what one would change, like Effect(…, drop_off=.1)"
        )
    return _Work(journey, persona, wanted, ideas, most).rows()


def _budget(budget: float | None) -> float:
    if budget is None:
        return inf
    if isinstance(budget, bool) or not isinstance(budget, int | float) or not (isfinite(budget) and budget > 0):
        raise ValueError(f"a budget is a number above 0, in the unit of efforts, not {budget!r}")
    return float(budget)


class _Work:
    """One roadmap in the making."""

    def __init__(
        self,
        journey: JourneyMap,
        persona: Persona | str | None,
        goal: frozenset[str],
        ideas: Sequence[Found],
        most: float,
    ) -> None:
        self.persona, self.goal, self.most = persona, goal, most
        self.solutions = [each.solution for each in ideas]
        self.called = names(self.solutions)
        self.ready = prepared(journey, self.solutions)
        self.about: list[str] = []
        self.efforts = self._efforts(ideas)
        self.today = self._standing(())
        self.alone: dict[int, Standing] = {}
        for index in range(len(ideas)):
            try:
                self.alone[index] = self._standing((index,))
            except ValueError as error:  # shares over 1, or a trap
                self.about.append(f"{self.called[index]!r} cannot be done alone: {error}")

    def rows(self) -> Rows[Plan]:
        """The front from its end, then the other solutions."""
        # what cannot be done alone may be possible together with what makes room for it
        every = range(len(self.solutions))
        able = [index for index in every if self.efforts[index] is not None and _moves(self.solutions[index])]
        some = [self.solutions[index] for index in able]
        sets = Sets(
            variants(self.ready, self.persona, some, self.goal),
            len(some),
            tuple((one, other) for one, other, _ in contradictions(some)),
        )
        efforts = np.array([self.efforts[index] or 0.0 for index in able])
        plans = self._front(sets, efforts, able)
        on_front = {plan.solutions for plan in plans}
        others = [self._plan((index,), None) for index in self.alone if (self.called[index],) not in on_front]
        others.sort(key=lambda plan: (plan.per_effort is None, -(plan.per_effort or 0.0), -plan.gain))
        assumed = sorted({step for _, chain in chains(self.ready, self.persona) for step in chain.assumed})
        first = [f"rests on assumed shares at {', '.join(assumed)}"] if assumed else []
        return Rows(Plan, [*plans, *others], [*first, *self.about], plan_plot)

    def _front(self, sets: Sets, efforts: Floats, able: Sequence[int]) -> list[Plan]:
        worth = sets.of
        if len(able) <= EXACT:
            places, total, every = np.arange(len(able)), np.zeros(1), sets.all()
            for effort in efforts:
                total = np.concatenate([total, total + effort])
            best = [(number >> places & 1).astype(np.bool_) for number in front(every, total, self.most)]
            worth = lambda bits: every[bits @ (1 << places)]  # noqa: E731 - one of two ways to the same number
        else:
            tried = np.array(greedy(sets, efforts, self.most))
            best = list(tried[front(sets.of(tried), tried @ efforts, self.most)])
            self.about.append(
                f"{len(able)} solutions are too many to try every combination: the front was searched (greedy with "
                "swaps), and 'bound' is the gain that no combination of that effort exceeds"
            )
        plans = []
        for bits in reversed([each for each in best if each.any()]):
            chosen = _ordered(worth, efforts, bits)
            limit = bound(sets, efforts, float(efforts @ bits)) - self.today.goal if len(able) > EXACT else None
            plans.append(self._plan([able[index] for index in chosen], limit, front=True))
        return plans

    def _plan(self, some: Sequence[int], limit: float | None, *, front: bool = False) -> Plan:
        then = self._standing(some)
        gain = then.goal - self.today.goal
        known = [self.efforts[index] for index in some]
        effort = None if None in known else float(sum(each or 0.0 for each in known))
        return Plan(
            tuple(self.called[index] for index in some),
            then.goal,
            gain,
            effort,
            gain / effort if effort else None,
            gain - sum(self._gain_alone(index) for index in some) if len(some) > 1 else 0.0,
            _less(then.emotion, self.today.emotion),
            _less(then.value, self.today.value),
            _less(then.duration, self.today.duration),
            front,
            (gain if limit is None else max(limit, gain)) if front else None,
        )

    def _gain_alone(self, index: int) -> float:
        """What a solution gains alone; nothing, where it cannot be done alone."""
        return self.alone[index].goal - self.today.goal if index in self.alone else 0.0

    def _standing(self, some: Sequence[int]) -> Standing:
        if len(some) == 1 and some[0] in getattr(self, "alone", {}):
            return self.alone[some[0]]
        return standing(applied(self.ready, [self.solutions[index] for index in some]), self.persona, self.goal)

    def _efforts(self, ideas: Sequence[Found]) -> list[float | None]:
        if all(each.effort is None for each in ideas):
            self.about.append("no solution states an effort: each counts 1")
            return [1.0] * len(ideas)
        unknown = [repr(name) for name, each in zip(self.called, ideas, strict=True) if each.effort is None]
        if unknown:
            self.about.append(f"left out of combinations, as nobody states their effort: {', '.join(unknown)}")
        return [each.effort for each in ideas]


def _moves(solution: Solution) -> bool:
    """Whether it changes where journeys lead."""
    return any(what in ("probability", "drop_off") for _, _, what in figures(solution))


def _less(then: float | None, now: float | None) -> float | None:
    return None if then is None or now is None else then - now


def _ordered(worth: Callable[[Bools], Floats], efforts: Floats, bits: Bools) -> list[int]:
    """The solutions of a set in the order in which each next one gains most per effort."""
    now, chosen = np.zeros_like(bits), list[int]()
    while (left := np.flatnonzero(bits & ~now)).size:
        tried = np.tile(now, (len(left), 1))
        tried[np.arange(len(left)), left] = True
        gains = np.nan_to_num((worth(tried) - worth(now[None])) / efforts[left], nan=-inf)
        chosen.append(int(left[gains.argmax()]))
        now = tried[int(gains.argmax())]
    return chosen
