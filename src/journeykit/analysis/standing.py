"""Where a map stands in four figures, so that what solutions do to it can be said as differences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from journeykit.analysis.ends.timing import timing
from journeykit.analysis.ends.walk import walks
from journeykit.analysis.goals import ending, reach

if TYPE_CHECKING:
    from journeykit.model import JourneyMap, Persona

__all__ = ["Standing", "standing"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Figures of a map as a whole, over all journeys.

    Attributes:
        goal: probability to reach the goal.
        emotion: expected sum of known emotions over the expected number of visits with one, -2..2; None: none known.
        value: expected money per customer, what steps and outcomes earn; None where the map states none.
        duration: expected seconds of a journey, unknown ones counted 0; None where the map states none.
    """

    goal: float
    emotion: float | None
    value: float | None
    duration: float | None


def standing(journey: JourneyMap, persona: Persona | str | None, names: Iterable[str]) -> Standing:
    """The figures of a map, for a goal by the names of its outcomes and steps. Raises TrapError.

    >>> from journeykit.model import JourneyMap, Outcome, Stage, Touchpoint
    >>> shop = JourneyMap(stages=[Stage("buy", [Touchpoint("basket", emotion=1), Touchpoint("pay", emotion=-1)])],
    ...                   outcomes=[Outcome("bought", value=50)],
    ...                   flow=[{"from": "basket", "to": "pay", "probability": .5}, "pay >> bought"])
    >>> found = standing(shop, None, ["bought"])
    >>> found.goal, round(found.emotion, 3), found.value, found.duration
    (0.5, 0.333, 25.0, None)
    """
    wanted = tuple(names)
    goal = felt = moments = money = seconds = 0.0
    worth = {outcome.id: outcome.value for outcome in journey.outcomes if outcome.value is not None}
    valued, timed = bool(worth) or any(step.value is not None for step in journey.steps), False
    for walk in walks(journey, persona):
        chain, visits = walk.chain, walk.solver.visits
        goal += walk.weight * float(chain.entry @ reach(chain, walk.solver, wanted))
        for share, emotions in walk.emotions(journey):
            known = np.flatnonzero(~np.isnan(emotions))
            felt += walk.weight * share * float(visits[known] @ emotions[known])
            moments += walk.weight * share * float(visits[known].sum())
        earns = np.array([journey.step(step).value or 0.0 for step in chain.steps])
        brings = np.array([worth.get(end, 0.0) for end in chain.ends])
        money += walk.weight * float(visits @ earns + ending(chain, visits) @ brings)
        times = timing(journey, walk)
        timed |= times.known
        moving = float(visits[chain.source] * chain.probability @ times.moving)
        seconds += walk.weight * (moving + float(visits[chain.leaver] * chain.leaving @ times.leaving))
    return Standing(goal, felt / moments if moments else None, money if valued else None, seconds if timed else None)
