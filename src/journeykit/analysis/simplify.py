"""`simplify`: steps without which the journey would do better, or lose nothing. Proposals, never applied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import InitVar, dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import numpy as np

from journeykit.analysis.chain import DROP_OFF, END
from journeykit.analysis.goals import goal_of
from journeykit.analysis.joining import joined
from journeykit.analysis.leverage.stakes import gathered, stakes
from journeykit.analysis.leverage.wording import about
from journeykit.analysis.pictured.simplify import proposal_bars, proposal_overlay
from journeykit.analysis.rows import Rows
from journeykit.model.frozen_map import FrozenMap

if TYPE_CHECKING:
    from journeykit.analysis.chain import Floats
    from journeykit.analysis.goals import Goal
    from journeykit.analysis.leverage.stakes import Stake
    from journeykit.model import JourneyMap
    from journeykit.model.steps import Step

__all__ = ["Proposal", "simplify"]

Why: TypeAlias = Literal["raises the goal", "loses nothing"]
_EXACT: Final = 1e-12
_ASSUMING = (
    "proposals suppose that who drops off at a step would go on like the others if it were not there, and would not "
    "leave more often later"
)


@dataclass(frozen=True)
class Proposal:
    """One step that could go, with what it would do; `map()` is the map without it.

    Attributes:
        rank: 1 for what raises the goal most.
        step, title: the step.
        why: "raises the goal", or "loses nothing": the goal stays as it is, and the step gives nobody anything.
        gain: by how much the goal's probability rises.
        success: the goal's probability then, 0..1.
        drop_off: the share of its visits after which the journey ends there without an outcome, 0..1.
        visits: expected visits per journey, up to the goal, which would be saved.
        seconds: expected time per journey that is spent there, which would be saved; None where it is unknown.
        emotion: what is felt there, -2..2, a mean by share; None where it is unknown.
        assumed: whether the step's shares rest on an assumption.
    """

    rank: int
    step: str
    title: str
    why: Why
    gain: float
    success: float
    drop_off: float
    visits: float
    seconds: float | None
    emotion: float | None
    assumed: bool
    journey: InitVar[JourneyMap]

    def __post_init__(self, journey: JourneyMap) -> None:
        object.__setattr__(self, "_journey", journey)

    def map(self) -> JourneyMap:
        """The map without the step: its predecessors lead to its successors, in the proportions in which it did."""
        given: Any = self
        return joined(given._journey, self.step)  # noqa: SLF001 - its own, and no field


def simplify(journey: JourneyMap, goal: Goal = None) -> Rows[Proposal]:
    """Steps whose removal raises the goal or loses nothing, as proposals with the numbers.

    Without a step its predecessors lead to its successors, steps and outcomes, in the proportions in which it did; its
    drop-off goes with it. That raises the goal wherever a step that leads to the goal has a drop-off: the change is
    exact, by a rank-one update (docs/levers.md). A step without one loses nothing if nobody feels good there and it
    has no value, gains or moment of truth. Whether it could really go, and whether those who left there would stay,
    no chain knows: each proposal has to be judged.

    Not proposed are goals, steps where journeys begin, and steps that lead nowhere or where a map without outcomes
    ends: there is nothing to join. The chain has no memory (Kemeny & Snell 1960, ch. 3); of several personas the
    figures are means by share.

    Args:
        journey: The map; it stays as it is.
        goal: An outcome, a step (to be reached at least once), or several; None: all successes.

    Returns:
        The largest gain first, then the most time, ties in the order of the map. `.about` says what it supposes.

    Raises TrapError, and ValueError or UnknownName for what is no goal.

    >>> from journeykit.model import JourneyMap, Outcome, Stage, Touchpoint
    >>> solar = JourneyMap(stages=[Stage("decide", ["quote", Touchpoint("form", drop_off=.25), "sign"])],
    ...                    outcomes=[Outcome("owner", result="success")])
    >>> [(each.step, each.why, each.gain, each.success) for each in simplify(solar)]
    [('form', 'raises the goal', 0.25, 1.0), ('sign', 'loses nothing', 0.0, 0.75)]
    >>> [step.id for step in simplify(solar)[0].map().steps]
    ['quote', 'sign']
    """
    goals = goal_of(journey, goal)
    parts = stakes(journey, goals)
    doubted = frozenset[str]().union(*(part.chain.assumed for part in parts)) - goals
    success = 0.0
    sums: dict[str, Floats] = {}
    kept: set[str] = set(goals)
    for part in parts:
        now, figures, stuck = _without(journey, part)
        success += part.weight * now
        for at, name in enumerate(part.chain.steps):
            sums[name] = sums.get(name, 0.0) + part.weight * figures[at]
            if stuck[at]:
                kept.add(name)
    if not journey.outcomes and journey.steps:
        kept.add(journey.steps[-1].id)  # what stands last ends the journeys of such a map
    found = []
    for step in journey.steps:
        if step.id in sums and step.id not in kept:
            gain, visits, dropping, feeling, feeling_there = sums[step.id].tolist()
            raises = gain > _EXACT
            if raises or _gives_nothing(step):
                emotion = feeling / feeling_there if feeling_there > 0 else None
                share = dropping / visits if visits > 0 else step.drop_off or 0.0
                time = visits * step.duration.seconds if step.duration else None
                found.append((step, gain if raises else 0.0, share, visits, time, emotion))
    found.sort(key=lambda each: (-round(each[1], 12), -(each[4] or 0.0)))
    made = [
        Proposal(
            rank,
            step.id,
            step.label,
            "raises the goal" if gain else "loses nothing",
            gain,
            min(success + gain, 1.0),
            share,
            visits,
            time,
            emotion,
            step.id in doubted,
            journey,
        )
        for rank, (step, gain, share, visits, time, emotion) in enumerate(found, 1)
    ]
    return Rows(Proposal, made, about(doubted, more=[_ASSUMING]), proposal_bars, proposal_overlay)


def _without(journey: JourneyMap, part: Stake) -> tuple[float, Floats, Sequence[bool]]:
    """For one chain: the goal's probability; of each step what it would gain, visits, drop-offs, the emotion gathered
    there and in how many visits; and whether it has to stay.
    """
    chain, size = part.chain, len(part.chain.steps)
    (goal,) = gathered(journey, part, "goal")
    leaves, ends = _leaving(part, DROP_OFF), _leaving(part, END)
    again = np.bincount(chain.source, chain.probability * (chain.source == chain.target), size)
    onward = 1.0 - leaves - ends - again
    stays = (onward <= _EXACT) | (ends > 0) | (chain.entry > 0)
    at = np.flatnonzero(~stays)
    part.returns.solve(at)
    # all who dropped off go on: the drop-off d to the others, of which 1 - d is left
    ratio = np.where(stays, 0.0, leaves / np.where(stays, 1.0, 1.0 - leaves))
    left = 1.0 - ratio * np.where(stays, 0.0, part.returns.own - 1.0)
    stays = stays | (left <= _EXACT)  # without its drop-off nobody could leave the loop
    gain = np.where(stays, 0.0, part.visits * ratio * goal.at / np.where(stays, 1.0, left))
    felt = part.walk.emotions(journey)
    feeling = sum((share * np.nan_to_num(each, nan=0.0) for share, each in felt), np.zeros(size))
    known = sum((share * ~np.isnan(each) for share, each in felt), np.zeros(size))
    figures = np.column_stack([gain, part.visits, part.visits * leaves, feeling, known])
    return goal.start, figures, stays.tolist()


def _leaving(part: Stake, end: str) -> Floats:
    """The probability that the next move from each step leads to this end."""
    chain = part.chain
    which = np.array([name == end for name in chain.ends])[chain.end]
    return np.asarray(np.bincount(chain.leaver[which], chain.leaving[which], len(chain.steps)), dtype=np.float64)


def _gives_nothing(step: Step) -> bool:
    """Whether nobody is known to gain anything from a step."""
    emotions = step.emotion.values() if isinstance(step.emotion, FrozenMap) else [step.emotion or 0.0]
    wanted = step.goal or step.demand == "value" or step.moment_of_truth or step.gains
    return not wanted and not (step.value or 0.0) > 0 and not any(each > 0 for each in emotions)
