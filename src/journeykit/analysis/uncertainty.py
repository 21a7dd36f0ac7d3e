"""`uncertainty`: how sure the goal and the outcomes are, given what was counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, sqrt
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
from scipy.special import ndtri

from journeykit.analysis.chain import Floats
from journeykit.analysis.confined import confined
from journeykit.analysis.counted import Counted, counted, uncounted
from journeykit.analysis.goals import goal_of, reach
from journeykit.analysis.rows import Rows
from journeykit.analysis.solve import Solver
from journeykit.analysis.watched import watched
from journeykit.errors import UnknownName
from journeykit.model import JourneyMap

if TYPE_CHECKING:
    from journeykit.analysis.ends.walk import Walk
    from journeykit.analysis.goals import Goal
    from journeykit.model import Persona

__all__ = ["Interval", "gradients", "sampled", "uncertainty", "under"]

_CELLS: Final = 4_000_000  # numbers of the systems that are solved at once


@dataclass(frozen=True)
class Interval:
    """A probability with how sure it is.

    Attributes:
        what: "goal", the id of an outcome, "end" (of a map without outcomes) or "drop_off".
        probability: that of the map.
        low, high: the interval, within 0..1.
        error: the standard error.

    >>> Interval("goal", .36, .27, .45, .048).what
    'goal'
    """

    what: str
    probability: float
    low: float
    high: float
    error: float


def uncertainty(
    journey: JourneyMap,
    goal: Goal = None,
    method: Literal["delta", "sampling"] = "delta",
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
    a first-order method: good where counts are large. `sampling`: shares are drawn from Dirichlet(n q + prior) for
    each step (prior .5 is Jeffreys', 1 the uniform one), and the interval is that of quantiles.

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
    >>> found.what, found.probability, round(found.low, 4), round(found.high, 4), round(found.error, 4)
    ('goal', 0.36, 0.2659, 0.4541, 0.048)
    """
    if not isinstance(journey, JourneyMap):
        raise TypeError(f"uncertainty needs a JourneyMap, not {type(journey).__name__}: load files first")
    if method not in ("delta", "sampling"):
        raise UnknownName("method", method, ["delta", "sampling"])
    _checked(n, level, prior)
    wanted = goal_of(journey, goal)
    found, known = counted(journey, persona)
    if not known:
        raise ValueError("nothing was counted: give at least two transitions of one step their count=")
    ends = tuple(dict.fromkeys(end for walk in found for end in walk.chain.ends))
    records = []
    for what, names in (("goal", wanted), *((end.removeprefix("."), frozenset([end])) for end in ends)):
        value, slopes = gradients(found, known, names)
        if method == "delta":
            error = sqrt(sum(each.variance(slope) for each, slope in zip(known, slopes, strict=True)))
            half = float(ndtri((1 + level) / 2)) * error
            low, high = value - half, value + half
        else:
            drawn = sampled(found, known, names, n=n, seed=seed, prior=prior)
            error = float(drawn.std(ddof=1))
            low, high = (float(each) for each in np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2]))
        records.append(Interval(what, value, max(0.0, low), min(1.0, high), error))
    return Rows(Interval, records, _about(found, known))


def _checked(n: int, level: float, prior: float) -> None:
    if isinstance(n, bool) or not isinstance(n, int) or n < 2:
        raise ValueError(f"n, how many samples are drawn, is a whole number of at least 2, not {n!r}")
    if not 0 < level < 1:
        raise ValueError(f"the level of an interval lies between 0 and 1, like .95: {level!r}")
    if not (isfinite(prior) and prior > 0):
        raise ValueError(f"the prior is a number above 0, like .5 (Jeffreys) or 1 (uniform): {prior!r}")


def _about(found: Sequence[Walk], known: Sequence[Counted]) -> list[str]:
    assumed = sorted(frozenset[str]().union(*(walk.chain.assumed for walk in found)))
    silent = uncounted(found, known)
    return [
        *([f"rests on assumed shares at {', '.join(assumed)}"] if assumed else []),
        *([f"taken as known, as nobody counted there: {', '.join(silent)}"] if silent else []),
    ]


def gradients(found: Sequence[Walk], known: Sequence[Counted], names: frozenset[str]) -> tuple[float, list[Floats]]:
    """A goal's probability, and its derivatives in the shares q of each counted step: g numbers each.

    The derivative in the share that goes from s to a place is visits(s) times the probability of the goal from there.
    Two solves for each chain.
    """
    value = 0.0
    slopes = [np.zeros(len(each.q)) for each in known]
    for position, walk in enumerate(found):
        chain = walk.chain
        ahead = reach(chain, walk.solver, names)
        value += walk.weight * float(chain.entry @ ahead)
        goals = np.array([step in names for step in chain.steps], dtype=np.bool_)
        visits = Solver(confined(chain, ~goals)).visits if goals.any() else walk.solver.visits
        visits = np.where(goals, 0.0, visits)
        places = np.concatenate([ahead, [float(end in names) for end in chain.ends]])
        for index, each in enumerate(known):
            for row in (one for one in each.rows if one.walk == position):
                slopes[index] += walk.weight * visits[row.step] * row.onward(places)
    return value, slopes


def sampled(
    found: Sequence[Walk], known: Sequence[Counted], names: frozenset[str], *, n: int, seed: int, prior: float = 0.5
) -> Floats:
    """A goal's probability under n draws of the counted shares: n numbers."""
    random = np.random.default_rng(seed)
    return under(found, known, [random.dirichlet(each.n * each.q + prior, size=n) for each in known], names)


def under(found: Sequence[Walk], known: Sequence[Counted], draws: Sequence[Floats], names: frozenset[str]) -> Floats:
    """A goal's probability where the counted steps have these shares: n rows of g shares for each; n numbers."""
    n = len(draws[0])
    total = np.zeros(n)
    for position, walk in enumerate(found):
        rows = [(drawn, each.q, row) for drawn, each in zip(draws, known, strict=True) for row in each.rows]
        mine = [each for each in rows if each[2].walk == position]
        more = [(row.step, place) for _, _, row in mine for way in row.ways for place, _ in way]
        seen = watched(walk.chain, [row.step for _, _, row in mine], names, more)
        size = len(mine)
        before = seen.rows()
        at_once = max(1, _CELLS // max(1, size * size))
        for start in range(0, n, at_once):
            part = slice(start, start + at_once)
            ways = np.repeat(before[None], len(total[part]), axis=0)
            for index, (drawn, q, row) in enumerate(mine):
                ways[:, index] += (drawn[part] - q) @ row.onward(seen.onward)
            for index in seen.goal:
                ways[:, index] = seen.onward[seen.steps[index]]
            # parts that nobody reaches and that cannot be left have a solution then
            system = np.eye(size) - ways[:, :, :size] * (1 - 1e-13)
            ahead = np.linalg.solve(system, ways[:, :, size, None])[:, :, 0]
            total[part] += walk.weight * np.clip(ahead @ seen.begin[:size] + seen.begin[size], 0.0, 1.0)
    return total
