"""`research_next`: which shares to find out about next, because most depends on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, isfinite
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.special import ndtri

from journeykit.analysis.change import change
from journeykit.analysis.counted import Counted
from journeykit.analysis.doubted import Doubted, doubted
from journeykit.analysis.goals import goal_of
from journeykit.analysis.intervals.reaching import gradients, under
from journeykit.analysis.levers import levers
from journeykit.analysis.pictured.research import question_overlay, question_ranges
from journeykit.analysis.rows import Rows
from journeykit.model import JourneyMap

if TYPE_CHECKING:
    from journeykit.analysis.chain import Floats
    from journeykit.analysis.doubted import Ground
    from journeykit.analysis.ends.walk import Walk
    from journeykit.analysis.goals import Goal
    from journeykit.model import Persona

__all__ = ["Question", "research_next"]

_DRAWS: Final = 2000
_NUDGE: Final = 1e-4


@dataclass(frozen=True)
class Question:
    """The shares out of one step: how unsure they are, what depends on them, and what would settle it.

    Attributes:
        step: whose shares.
        ground: "assumed" (nobody said them), "stated" (nobody counted them) or "counted".
        n: how many observations they are taken to be worth.
        low, high: where the probability of the goal lies if these shares alone vary over their plausible range.
        spread: high minus low.
        lever, lever_low, lever_high: the step that is the best lever now, and at both ends of that range.
        changes: whether the best lever changes.
        for_goal: how many more customers to observe at the step until the goal's half-width due to it is small enough.
        for_lever: how many until the interval of the difference between the two best levers excludes 0, as far as these
            shares are concerned; None where there are no two levers that differ.

    >>> from journeykit.model import Outcome, Stage
    >>> shop = JourneyMap(stages=[Stage("buy", ["pay"])], outcomes=[Outcome("won", result="success"), Outcome("lost")],
    ...                   flow=["pay >> won", "pay >> lost"])
    >>> research_next(shop)[0].ground
    'assumed'
    """

    step: str
    ground: Ground
    n: int
    low: float
    high: float
    spread: float
    lever: str | None
    lever_low: str | None
    lever_high: str | None
    changes: bool
    for_goal: int
    for_lever: int | None


def research_next(
    journey: JourneyMap,
    goal: Goal = None,
    persona: Persona | str | None = None,
    *,
    top: int = 10,
    level: float = 0.95,
    within: float = 0.02,
    trust: int = 10,
) -> Rows[Question]:
    """Which assumption, if wrong, changes most what to fix first and how likely the goal is; and what would settle it.

    Each step's shares q are varied alone, over Dirichlet(n q + 1): n is what was counted; `trust` for shares that were
    stated, or the n of the evidence behind them where that is more; 0 for assumed ones, which may be anything. `low`
    and `high` are quantiles of the goal's probability then. With m more observations the standard error that the step
    brings in is s / sqrt(n + m), s from the delta method as in `uncertainty`: m is the least that is enough.

    Args:
        journey: The map.
        goal: An outcome, a step, or several; None is every success.
        persona: Only this one's journeys.
        top: Of so many steps, those with the widest spread, levers are computed as well.
        level: Of the ranges and intervals.
        within: The half-width of the goal's interval that is small enough.
        trust: How many observations a stated share without a count is worth.

    Returns:
        Steps whose shares change the best lever first, and then the widest spread first; steps that leave no doubt are
        left out. The chain has no memory, and shares of different steps are taken to be wrong independently.

    Raises ValueError for impossible arguments and where there is no goal; UnknownName; TrapError.

    >>> from journeykit.model import Outcome, Stage
    >>> solar = JourneyMap(stages=[Stage("decide", ["survey", "quote"])], outcomes=[
    ...     Outcome("owner", result="success"), Outcome("gave_up")], flow=[
    ...     "survey >> quote", "survey >> gave_up", {"from": "quote", "to": "owner", "count": 80},
    ...     {"from": "quote", "to": "gave_up", "count": 20}])
    >>> for each in research_next(solar):
    ...     print(each.step, each.ground, each.n, round(each.low, 1), round(each.high, 1), each.for_goal)
    survey assumed 0 0.0 0.8 1537
    quote counted 100 0.4 0.4 285
    """
    if not isinstance(journey, JourneyMap):
        raise TypeError(f"research_next needs a JourneyMap, not {type(journey).__name__}: load files first")
    _checked(top, level, within, trust)
    names = goal_of(journey, goal)
    found, some = doubted(journey, persona, names, trust)
    z = float(ndtri((1 + level) / 2))
    asked = [_asked(found, names, each, level) for each in some]
    order = sorted(range(len(asked)), key=lambda index: -asked[index][3])
    best = _gains(journey, names, persona)
    made = []
    for rank, index in enumerate(order):
        each, (low, high, ends, spread) = some[index], asked[index]
        if spread <= 1e-12:
            continue
        row = each.row
        _, (slope,) = gradients(found, [row], names)
        enough = _more(row.variance(slope) * row.worth, z, within, each.n)
        at_low = at_high = lever = None
        if rank < top:
            at_low, at_high = (_best(_changed(journey, names, persona, each, end)) for end in ends)
            lever = _for_lever(journey, names, persona, each, best, z=z)
        changes = any(one is not None and one != _best(best) for one in (at_low, at_high))
        now = _best(best)
        made.append(
            Question(each.step, each.ground, each.n, low, high, spread, now, at_low, at_high, changes, enough, lever)
        )
    made.sort(key=lambda question: (not question.changes, -question.spread))
    assumed = sorted(each.step for each in some if each.ground == "assumed")
    about = [f"rests on assumed shares at {', '.join(assumed)}"] if assumed else []
    if any(each.ground == "stated" for each in some):
        about.append(
            f"stated shares that nobody counted are taken as worth {trust} observations, or their evidence's n"
        )
    return Rows(Question, made, about, question_ranges(journey), question_overlay)


def _checked(top: int, level: float, within: float, trust: int) -> None:
    for name, value in (("top", top), ("trust", trust)):
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise ValueError(f"{name} is a whole number of at least 1, not {value!r}")
    if not 0 < level < 1:
        raise ValueError(f"the level of an interval lies between 0 and 1, like .95: {level!r}")
    if not (isfinite(within) and within > 0):
        raise ValueError(f"the half-width within which the goal shall be known is a number above 0, not {within!r}")


def _asked(
    found: Sequence[Walk], names: frozenset[str], each: Doubted, level: float
) -> tuple[float, float, tuple[Floats, Floats], float]:
    """The range of the goal where one step's shares vary, and shares that give its ends."""
    draws = np.random.default_rng(0).dirichlet(each.n * each.row.q + 1, size=_DRAWS)
    goal = under(found, [each.row], [draws], names)
    low, high = (float(value) for value in np.quantile(goal, [(1 - level) / 2, (1 + level) / 2]))
    ends = (draws[int(np.abs(goal - low).argmin())], draws[int(np.abs(goal - high).argmin())])
    return low, high, ends, high - low


def _more(variance: float, z: float, half: float, n: int) -> int:
    """How many more observations until z * sqrt(variance / (n + more)) is at most the half-width."""
    return max(0, ceil(z * z * variance / half**2 - n - 1e-9))


def _gains(journey: JourneyMap, names: frozenset[str], persona: Persona | str | None) -> dict[str, float]:
    return {each.step: each.gain for each in levers(journey, names, persona=persona, assumed=True) if each.improvable}


def _best(gains: dict[str, float] | None) -> str | None:
    return next(iter(gains), None) if gains else None


def _changed(
    journey: JourneyMap, names: frozenset[str], persona: Persona | str | None, each: Doubted, shares: Floats
) -> dict[str, float] | None:
    """The levers of the map in which a step has these shares; None where a map cannot say it."""
    try:
        return _gains(change(journey, each.changes(shares), each.persona), names, persona)
    except ValueError:  # of personas who differ, or a part that cannot be left then
        return None


def _for_lever(
    journey: JourneyMap,
    names: frozenset[str],
    persona: Persona | str | None,
    each: Doubted,
    best: dict[str, float],
    *,
    z: float,
) -> int | None:
    """How many more observations until the two best levers are told apart."""
    two = list(best)[:2]
    if len(two) < 2 or best[two[0]] - best[two[1]] <= 1e-12:
        return None
    q = each.row.q
    slopes = []
    for way in range(len(q)):
        there = _changed(journey, names, persona, each, q * (1 - _NUDGE) + _NUDGE * (np.arange(len(q)) == way))
        if there is None:
            return None
        apart = there.get(two[0], 0.0) - there.get(two[1], 0.0)
        slopes.append((apart - best[two[0]] + best[two[1]]) / _NUDGE)
    unit = Counted(each.step, 1, q, ())
    return _more(unit.variance(np.array(slopes)), z, best[two[0]] - best[two[1]], each.n)
