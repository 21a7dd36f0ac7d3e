"""`uncertainty`: how sure the goal and the outcomes are, given what was counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from journeykit.analysis.goals import goal_of
from journeykit.analysis.intervals.method import Interval
from journeykit.analysis.outcomes import outcomes
from journeykit.analysis.pictured.uncertainty import interval_points
from journeykit.analysis.rows import Rows
from journeykit.errors import UnknownName
from journeykit.model import JourneyMap

if TYPE_CHECKING:
    from journeykit.analysis.goals import Goal
    from journeykit.analysis.intervals.method import MethodName
    from journeykit.model import Persona

__all__ = ["Interval", "uncertainty"]

_OF_INTERVALS: Final = ("rests on", "intervals of", "taken as known", "nobody took", "fewer than")


def uncertainty(
    journey: JourneyMap,
    goal: Goal = None,
    method: MethodName = "delta",
    *,
    n: int = 2000,
    seed: int = 0,
    level: float = 0.95,
    prior: float = 0.5,
    persona: Persona | str | None = None,
) -> Rows[Interval]:
    """Intervals for the goal, each outcome and drop-off, from the counts of transitions and steps.

    The counts out of one step are a multinomial sample, steps are independent, and shares without counts are taken as
    known; `about` names their steps. What is not sampling error (who was observed, when, whether journeys have a
    memory) is not in the interval.

    `delta`: the variance is the sum over counted steps of visits² · Var(x) / n, with x the probability of the goal at
    the places the step leads to: exact derivatives from two solves, and a normal interval, cut at 0 and 1. It is
    a first-order method: good where counts are large. Where nobody took some way out of a step, which has no variance,
    it is widened by the end of Wilson's for 0 of n. `sampling`: shares are drawn from Dirichlet(n q + prior) for
    each step (prior .5 is Jeffreys', 1 the uniform one), and the interval is that of quantiles. Where transitions of a
    step carry a prior of their own, its shares are Dirichlet(count + prior) for both methods.

    Args:
        journey: A map in which at least one step has counted moves.
        goal: An outcome, a step, or several; None is every success.
        method: "delta" or "sampling".
        n: How many samples.
        seed: Of the random numbers.
        level: The probability that the interval is meant to have, like .95.
        prior: What is added to each count for sampling.
        persona: Only this one's journeys.

    Raises ValueError where nothing was counted, and for impossible arguments; UnknownName; TrapError.

    >>> from journeykit.model import Outcome, Stage
    >>> solar = JourneyMap(stages=[Stage("decide", ["quote"])], outcomes=[Outcome("owner", result="success"),
    ...                    Outcome("gave_up")], flow=[{"from": "quote", "to": "owner", "count": 36},
    ...                    {"from": "quote", "to": "gave_up", "count": 64}])
    >>> found = uncertainty(solar)[0]  # the binomial one: .36 +- 1.96 sqrt(.36 .64 / 100)
    >>> found.what, found.value, round(found.low, 4), round(found.high, 4), round(found.error, 4)
    ('goal', 0.36, 0.2659, 0.4541, 0.048)
    """
    if not isinstance(journey, JourneyMap):
        raise TypeError(f"uncertainty needs a JourneyMap, not {type(journey).__name__}: load files first")
    if method not in ("delta", "sampling"):
        raise UnknownName("method", str(method), ["delta", "sampling"])
    goals = goal_of(journey, goal)  # also where there is none, which `outcomes` allows
    found = outcomes(journey, persona, goal=goals, method=method, level=level, n=n, seed=seed, prior=prior)
    asked = [found.interval("goal"), *(found.interval("probability", end) for end in found.probability)]
    said = [line for line in found.about if line.startswith(_OF_INTERVALS)]
    return Rows(Interval, [each for each in asked if each is not None], said, interval_points(journey, level))
