"""`removal`: what each step and each channel is worth to the goal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from journeykit.analysis.confined import confined
from journeykit.analysis.goals import ending_at, goal_of
from journeykit.analysis.leverage.stakes import gathered, stakes
from journeykit.analysis.leverage.wording import about
from journeykit.analysis.pictured.removal import removal_bars, removal_overlay
from journeykit.analysis.rows import Rows
from journeykit.analysis.solve import Solver
from journeykit.model import channel

if TYPE_CHECKING:
    from journeykit.analysis.chain import Floats
    from journeykit.analysis.goals import Goal
    from journeykit.analysis.leverage.stakes import Stake
    from journeykit.model import JourneyMap, Persona

__all__ = ["Removal", "removal"]


@dataclass(frozen=True)
class Removal:
    """What would be lost if everybody who arrives at a step, or at any step of a channel, left there.

    Attributes:
        kind: "step" or "channel".
        id, title: which one.
        effect: 1 - without / success, 0..1: the part of the successes that need it.
        success: the goal's probability now, 0..1.
        without: the goal's probability then.
        reached: the probability that a journey comes there at all (before it reaches the goal).
        steps: the steps that it stands for.
    """

    kind: Literal["step", "channel"]
    id: str
    title: str
    effect: float
    success: float
    without: float
    reached: float
    steps: tuple[str, ...]


def removal(journey: JourneyMap, goal: Goal = None, persona: Persona | str | None = None) -> Rows[Removal]:
    """The removal effect of each step and each channel: the part of all successes that pass through it.

    Every arrival at the step, or at any step of the channel, drops off; effect = 1 - success without / success. A step
    on every successful journey has 1, one that no successful journey meets 0. The effects do not sum to 1: a journey
    passes through many steps. Steps need no solve each: those who arrive are F = visits_i / N_ii of all (Kemeny &
    Snell 1960, ch. 3), and each of them would have reached the goal with b_i. A channel needs one. The chain has no
    memory; of several personas the successes are means by share. (As attribution: Anderl et al. 2016, whose chain has
    the channels themselves as states.)

    Args:
        journey: The map.
        goal: An outcome, a step (to be reached at least once), or several; None: all successes. Steps that are the
            goal themselves are left out, as are steps that only other personas meet.
        persona: Only this one's journeys.

    Returns:
        Steps, then channels, each with the largest effect first, ties in the order of the map. `.about` says what the
        figures rest on.

    Raises TrapError, UnknownName, and ValueError where no journey reaches the goal.

    >>> from journeykit.model import JourneyMap, Outcome, Stage, Touchpoint
    >>> email, phone = Touchpoint("quote", channel="email"), Touchpoint("call", channel="phone")
    >>> solar = JourneyMap(stages=[Stage("decide", [email, phone, "sign"])],
    ...                    outcomes=[Outcome("owner", result="success")],
    ...                    flow=[{"from": "quote", "to": "call", "probability": .2},
    ...                          {"from": "quote", "to": "sign", "probability": .6},
    ...                          {"from": "call", "to": "sign", "probability": .5}, "sign >> owner"])
    >>> [(each.kind, each.id, round(each.effect, 3)) for each in removal(solar)]
    [('step', 'quote', 1.0), ('step', 'sign', 1.0), ('step', 'call', 0.143), ('channel', 'email', 1.0), \
('channel', 'phone', 0.143)]
    """
    goals = goal_of(journey, goal)
    parts = stakes(journey, goals, persona)
    worth = [_worth(journey, part) for part in parts]
    success = sum(part.weight * one.success for part, one in zip(parts, worth, strict=True))
    if not success > 0:
        raise ValueError(f"no journey reaches the goal ({', '.join(sorted(goals))}): nothing can be taken from it")
    met = {step for part in parts for step in part.chain.steps}
    steps = [step for step in journey.steps if step.id in met and step.id not in goals]
    by_step: dict[str, tuple[float, float]] = {}
    for part, one in zip(parts, worth, strict=True):
        for name, lost, reached in zip(part.chain.steps, one.lost.tolist(), one.reached.tolist(), strict=True):
            before = by_step.get(name, (0.0, 0.0))
            by_step[name] = before[0] + part.weight * lost, before[1] + part.weight * reached
    found = []
    for step in steps:
        lost, reached = by_step[step.id]
        found.append(Removal("step", step.id, step.label, *_figures(success, success - lost, reached), (step.id,)))
    channels: dict[str, list[str]] = {}
    for step in steps:
        medium = getattr(step, "channel", None)
        if medium:
            channels.setdefault(medium, []).append(step.id)
    through = [_through(parts, name, members, success) for name, members in channels.items()]
    doubted = frozenset[str]().union(*(part.chain.assumed for part in parts)) - goals
    ranked = [*sorted(found, key=_rank), *sorted(through, key=_rank)]
    return Rows(Removal, ranked, about(doubted), removal_bars, removal_overlay)


def _rank(each: Removal) -> float:
    """The largest effect first; what differs by rounding alone stays in the order of the map."""
    return -round(each.effect, 12)


@dataclass(frozen=True, eq=False)
class _Worth:
    """For one chain: the goal's probability, and of each step how much of it passes there, and how many come there."""

    success: float
    lost: Floats
    reached: Floats


def _worth(journey: JourneyMap, part: Stake) -> _Worth:
    (goal,) = gathered(journey, part, "goal")
    met = np.flatnonzero(part.visits > 0)
    part.returns.solve(met)
    reached = np.zeros(len(part.visits))
    reached[met] = np.clip(part.visits[met] / part.returns.own[met], 0.0, 1.0)
    return _Worth(goal.start, reached * goal.at, reached)


def _through(parts: Sequence[Stake], name: str, members: Sequence[str], success: float) -> Removal:
    """A channel: journeys that end as soon as they come to one of its steps."""
    without = reached = 0.0
    for part in parts:
        cut = confined(part.chain, ~np.isin(part.chain.steps, members))
        ends = np.flatnonzero(part.goals).tolist()
        columns = np.column_stack([ending_at(cut, ends), ending_at(cut, [len(cut.ends) - 1])])
        still, out = cut.entry @ Solver(cut).solve(columns)
        without, reached = without + part.weight * float(still), reached + part.weight * float(out)
    return Removal("channel", name, channel(name).label, *_figures(success, without, reached), tuple(members))


def _figures(success: float, without: float, reached: float) -> tuple[float, float, float, float]:
    """Effect, success, without and reached, within their bounds whatever rounding did."""
    left = min(max(without, 0.0), success)
    return 1.0 - left / success, success, left, min(max(reached, 0.0), 1.0)
