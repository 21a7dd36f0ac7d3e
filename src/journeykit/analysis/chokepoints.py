"""Steps and links that no successful journey avoids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from journeykit.analysis.chain import Chain, Floats
from journeykit.analysis.ends.walk import Walk, resting, walks
from journeykit.analysis.goals import Goal, goal_of, reach
from journeykit.analysis.pictured.chokepoints import chokepoint_bars, chokepoint_overlay
from journeykit.analysis.rows import Rows
from journeykit.analysis.solve import Solver
from journeykit.graph.passages import passages
from journeykit.model import JourneyMap, Persona

__all__ = ["Chokepoint", "chokepoints"]


@dataclass(frozen=True)
class Chokepoint:
    """One step, or one link between two, that every successful journey passes.

    Attributes:
        kind: `step` or `link`.
        steps: its id; of a link, the ids of both its ends (the second may be an outcome).
        passed: 0..1, the probability that a journey passes it (before it reaches the goal).
        kept: 0..1, of those who passed the chokepoint before it, the share that passes this one too; of all journeys
            for the first.
        success: 0..1, the probability that a journey which has just passed it reaches the goal.
    """

    kind: Literal["step", "link"]
    steps: tuple[str, ...]
    passed: float
    kept: float
    success: float


def chokepoints(journey: JourneyMap, goal: Goal = None, persona: Persona | str | None = None) -> Rows[Chokepoint]:
    """The steps and single links that every successful journey passes, in the order in which it passes them.

    A journey succeeds where it reaches the goal: an outcome, a step (at least once), or several of them; None means the
    outcomes with result "success". A step is a chokepoint if no success is left without it: it dominates the goal
    (Lowry & Medlock 1969). The goal itself is left out; a map's one entry is in. Moves of probability 0 are no moves.
    On a map whose personas are alternatives, it holds for each persona who can succeed at all, in the order of the one
    with the largest share; figures are means over these personas, the others are named in `about`. Figures assume that
    what happens next depends on the step alone (an absorbing Markov chain): every success passes the chokepoint, so
    that passed = P(goal) / P(goal | there).

    Raises UnknownName for a goal or persona that the map does not have, ValueError where no goal is known, TrapError.

    >>> from journeykit.model import Outcome, Stage
    >>> shop = JourneyMap(stages=[Stage("buy", ["find", "app", "web", "pay"])],
    ...                   outcomes=[Outcome("bought", result="success")],
    ...                   flow=["find >> app >> pay >> bought", "find >> web >> pay"])
    >>> [(each.kind, each.steps) for each in chokepoints(shop)]
    [('step', ('find',)), ('step', ('pay',)), ('link', ('pay', 'bought'))]
    """
    cast = [walk for walk in walks(journey, persona) if walk.weight > 0]
    names = goal_of(journey, goal)
    found = [(each, *_found(each.chain, names)) for each in cast]
    able = [(each, way, chances) for each, way, chances in found if way is not None]
    unable = [one.id for each, way, _ in found if way is None for _, one in each.personas]
    about = [*resting(cast), *([f"nothing leads {', '.join(unable)} to the goal"] if able and unable else [])]
    if not able:
        about.append(f"no journey reaches {' or '.join(sorted(names))}")
        return Rows(Chokepoint, (), about, chokepoint_bars(journey), chokepoint_overlay)
    able.sort(key=lambda one: -one[0].weight)  # stable: on a tie the persona whom the map names first
    common = set(able[0][1]).intersection(*(way for _, way, _ in able[1:]))
    made, before = [], 1.0
    for steps in able[0][1]:
        if steps in common:
            passed, success = _mean(able, steps)
            made.append(
                Chokepoint("step" if len(steps) == 1 else "link", steps, passed, _ratio(passed, before), success)
            )
            before = passed
    return Rows(Chokepoint, made, about, chokepoint_bars(journey), chokepoint_overlay)


def _found(chain: Chain, names: frozenset[str]) -> tuple[list[tuple[str, ...]] | None, dict[str, float]]:
    """What every success of one chain passes; and the probability of success from there, and (as "") from the start."""
    size, nodes = len(chain.steps), (*chain.steps, *chain.ends)
    on, out = chain.probability > 0, chain.leaving > 0
    links = [
        *zip(chain.source[on].tolist(), chain.target[on].tolist(), strict=True),
        *zip(chain.leaver[out].tolist(), (chain.end[out] + size).tolist(), strict=True),
    ]
    goals = {index for index, node in enumerate(nodes) if node in names}
    solver = Solver(chain)
    way = passages(links, np.flatnonzero(chain.entry > 0).tolist(), goals)
    if way is None:
        return None, {}
    chances: Floats = reach(chain, solver, names)
    known = {node: float(chances[node]) if node < size else 1.0 for part in way for node in part}
    success = {nodes[node]: chance for node, chance in known.items()} | {"": float(chain.entry @ chances)}
    return [tuple(nodes[node] for node in part) for part in way], success


def _mean(
    able: Sequence[tuple[Walk, list[tuple[str, ...]], dict[str, float]]], steps: tuple[str, ...]
) -> tuple[float, float]:
    """The probability to pass, and to succeed from there, over the personas who can."""
    total = sum(each.weight for each, _, _ in able)
    succeeded = sum(each.weight * chances[""] for each, _, chances in able) / total
    # a goal so unlikely that its probability is rounded to 0 is still reached from where it is reached for sure
    passed = sum(each.weight * _ratio(chances[""], chances[steps[-1]]) for each, _, chances in able) / total
    return passed, _ratio(succeeded, passed)


def _ratio(part: float, whole: float) -> float:
    return min(1.0, part / whole) if whole > 0 else 0.0
