"""What a goal is, and how likely it is to be reached: one place for every verb that asks.

A goal is an outcome, or a step that must be reached at least once; several names are one goal, reached with any.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from journeykit.analysis.chain import END, Chain, Floats
from journeykit.analysis.confined import OUT, confined
from journeykit.analysis.solve import Solver
from journeykit.errors import UnknownName
from journeykit.model import JourneyMap

if TYPE_CHECKING:
    from journeykit.model import Outcome, Step

__all__ = ["Goal", "ending", "ending_at", "goal_of", "reach"]

Goal: TypeAlias = "str | Outcome | Step | Iterable[str | Outcome | Step] | None"


def goal_of(journey: JourneyMap, goal: Goal = None) -> frozenset[str]:
    """The ids of the outcomes and steps that count as the goal.

    None means all outcomes with result "success" together; where there are none, the steps marked `goal=True`. Raises
    ValueError where there are none of these either, or no name is given; UnknownName for what is no outcome or step;
    TypeError for what is no map.

    >>> from journeykit.model import JourneyMap, Outcome, Stage
    >>> solar = JourneyMap(stages=[Stage("decide", ["quote", "sign"])],
    ...                    outcomes=[Outcome("owner", result="success"), Outcome("gave_up")])
    >>> sorted(goal_of(solar)), sorted(goal_of(solar, "sign"))
    (['owner'], ['sign'])
    """
    if not isinstance(journey, JourneyMap):
        raise TypeError(f"a goal is one of a JourneyMap, not of {type(journey).__name__}: load files first")
    if goal is None:
        found = [outcome.id for outcome in journey.outcomes if outcome.result == "success"]
        found = found or [step.id for step in journey.steps if step.goal]
        if not found:
            some = [each.id for each in (*journey.outcomes, *reversed(journey.steps))][:1]
            shown = f", like goal={some[0]!r}" if some else ""
            raise ValueError(
                f"no outcome of the map has result='success' and no step has goal=True: name a goal{shown}"
            )
        return frozenset(found)
    given: Any = goal
    alone = isinstance(given, str) or hasattr(given, "id") or not isinstance(given, Iterable)
    names: list[Any] = [getattr(each, "id", each) for each in ((given,) if alone else given)]
    if not names:
        raise ValueError("a goal is an outcome or a step: none is named")
    known = [each.id for each in (*journey.outcomes, *journey.steps)]
    allowed = {*known, *([] if journey.outcomes else [END])}
    for name in names:
        if not isinstance(name, str) or name not in allowed:
            raise UnknownName("outcome or step", name, known)
    return frozenset(names)


def reach(chain: Chain, solver: Solver, names: Iterable[str]) -> Floats:
    """The probability to reach any of the named ends and steps at least once, from each step: n numbers, 1 at goals.

    A step that is a goal is made absorbing: what happens after it does not matter (Kemeny & Snell, ch. 3). Names that
    the chain does not have (steps of another persona) are never reached. One solve.

    >>> from journeykit.analysis.chain import chains
    >>> from journeykit.model import JourneyMap, Outcome, Stage
    >>> shop = JourneyMap(stages=[Stage("buy", ["basket", "pay"])], outcomes=[Outcome("bought", result="success")],
    ...                   flow=[{"from": "basket", "to": "pay", "probability": .4}, {"from": "pay", "to": "bought"}])
    >>> ((_, chain),) = chains(shop)
    >>> reach(chain, Solver(chain), ["bought"]).tolist()
    [0.4, 1.0]
    """
    wanted = set(names)
    steps = [chain.index[name] for name in wanted if name in chain.index]
    ends = [chain.end_index[name] for name in wanted if name in chain.end_index]
    if not steps:
        return np.clip(solver.solve(ending_at(chain, ends)), 0.0, 1.0)
    before = np.ones(len(chain.steps), dtype=np.bool_)
    before[steps] = False
    cut = confined(chain, before)
    found = Solver(cut).solve(ending_at(cut, [*ends, cut.end_index[OUT]]))
    found[steps] = 1.0
    return np.clip(found, 0.0, 1.0)


def ending_at(chain: Chain, ends: Iterable[int]) -> Floats:
    """The probability that the next move from each step leads to one of these ends: n numbers."""
    which = np.isin(chain.end, list(ends))
    found: Floats = np.bincount(chain.leaver[which], chain.leaving[which], len(chain.steps)).astype(np.float64)
    return found


def ending(chain: Chain, visits: Floats) -> Floats:
    """How much comes to each end where each step is visited so often: one number for each end."""
    found: Floats = np.bincount(chain.end, chain.leaving * visits[chain.leaver], len(chain.ends)).astype(np.float64)
    return found
