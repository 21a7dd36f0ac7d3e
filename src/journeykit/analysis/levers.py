"""`levers`: what to fix first. How much the goal gains when a step keeps a tenth of those it loses."""

from __future__ import annotations

from dataclasses import dataclass, fields
from math import isfinite
from typing import TYPE_CHECKING, Any, Final, Literal, overload

import numpy as np

from journeykit.analysis.goals import goal_of
from journeykit.analysis.intervals.method import method_of
from journeykit.analysis.intervals.ranked import Asked, lever_spans
from journeykit.analysis.leverage.effects import Effects
from journeykit.analysis.leverage.stakes import Of, of_known, stakes, unknown_times
from journeykit.analysis.leverage.wording import about
from journeykit.analysis.pictured import lever_bars, lever_overlay, transition_bars, transition_overlay
from journeykit.analysis.rows import Rows
from journeykit.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeykit.analysis.goals import Goal
    from journeykit.analysis.intervals.method import MethodName
    from journeykit.model import JourneyMap, Persona

__all__ = ["Lever", "TransitionLever", "levers"]

_BY: Final = ("step", "transition")
_LOOP: Final = 500
"""Where no loop has more steps than this, every lever is computed exactly."""


@dataclass(frozen=True)
class Lever:
    """What it is worth to lose fewer customers at one step.

    Attributes:
        rank: 1 for the best.
        step, title: the step.
        leak: the share of its visits after which the journey ends without the goal, 0..1.
        visits: expected visits per journey, up to the goal.
        gain: how much the goal's probability (0..1), the mean emotion (-2..2) or the duration (seconds) changes when a
            tenth of the leak goes to the step's other transitions.
        derivative: the same per whole leak, at its beginning: gain is about a tenth of it.
        exact: whether `gain` is exact; else it is a tenth of the derivative.
        improvable: whether there is another transition at all.
        assumed: whether the step's shares rest on an assumption.
        low, high, error: the interval of the gain and its standard error; None without one.
        first: in which share of all draws it is the best of those sampled, 0..1; None unless it is sampled.
    """

    rank: int
    step: str
    title: str
    leak: float
    visits: float
    gain: float
    derivative: float
    exact: bool
    improvable: bool
    assumed: bool
    low: float | None = None
    high: float | None = None
    error: float | None = None
    first: float | None = None


@dataclass(frozen=True)
class TransitionLever:
    """What it is worth to change the probability of one transition, or of dropping off.

    Attributes:
        rank: 1 for the best.
        source, target: the pair of ids that `change` takes; the target of the drop-off is "drop_off".
        title: both in words.
        probability: now, of the visits to the source.
        new: a tenth of it less where it harms; where it helps, more by a tenth of what the others have.
        visits: expected visits to the source per journey, up to the goal.
        gain: what `change(map, {(source, target): new})` does to the goal's probability (0..1), the mean emotion or the
            duration (seconds).
        derivative: the same per probability, the step's other shares making room.
        exact: whether `gain` is exact; else it is the derivative times the difference.
        improvable: whether anything else leaves the step.
        assumed: whether the step's shares rest on an assumption.
        low, high, error: the interval of the gain and its standard error; None without one.
        first: in which share of all draws it is the best of those sampled, 0..1; None unless it is sampled.
    """

    rank: int
    source: str
    target: str
    title: str
    probability: float
    new: float
    visits: float
    gain: float
    derivative: float
    exact: bool
    improvable: bool
    assumed: bool
    low: float | None = None
    high: float | None = None
    error: float | None = None
    first: float | None = None


@overload
def levers(
    journey: JourneyMap,
    goal: Goal = None,
    top: int = 10,
    persona: Persona | str | None = None,
    *,
    of: Of = "goal",
    by: Literal["step"] = "step",
    share: float = 0.1,
    assumed: bool = False,
    method: MethodName | None = None,
    level: float = 0.95,
    n: int = 2000,
    seed: int = 0,
    prior: float = 0.5,
) -> Rows[Lever]: ...
@overload
def levers(
    journey: JourneyMap,
    goal: Goal = None,
    top: int = 10,
    persona: Persona | str | None = None,
    *,
    of: Of = "goal",
    by: Literal["transition"],
    share: float = 0.1,
    assumed: bool = False,
    method: MethodName | None = None,
    level: float = 0.95,
    n: int = 2000,
    seed: int = 0,
    prior: float = 0.5,
) -> Rows[TransitionLever]: ...
def levers(
    journey: JourneyMap,
    goal: Goal = None,
    top: int = 10,
    persona: Persona | str | None = None,
    *,
    of: Of = "goal",
    by: Literal["step", "transition"] = "step",
    share: float = 0.1,
    assumed: bool = False,
    method: MethodName | None = None,
    level: float = 0.95,
    n: int = 2000,
    seed: int = 0,
    prior: float = 0.5,
) -> Rows[Any]:
    """What to fix first: the steps (or transitions) ranked by what a tenth less leak there does.

    The leak of a step is its drop-off and its transitions to outcomes that are not the goal. A lever moves a tenth of
    it to the step's other transitions, in proportion: derivatives of all steps come from two solves, exact changes from
    rank-one updates of them (Sherman & Morrison 1950; docs/levers.md has the formulas). The chain has no memory
    (Kemeny & Snell 1960, ch. 3): what happens next depends on the step alone. Of several personas that are
    alternatives, the change is made for each of them, and the figures are means by share.

    Args:
        journey: The map.
        goal: An outcome, a step (to be reached at least once), or several; None: all successes.
        top: So many are exact at least; all are where no loop has more than 500 steps.
        persona: Only this one's journeys.
        of: What is to change: the goal's probability; the mean emotion of all moments up to the goal or the end whose
            emotion is known, outcomes included; or the expected duration up to there, unknown times counting 0.
        by: A row for each step that leaks, or for each transition and drop-off.
        share: Another part than a tenth, between 0 and 1.
        assumed: Include steps whose shares nobody stated or counted; they are left out, and named, otherwise.
        method: How intervals of gains come from the counts and priors of transitions. "delta": with the derivatives of
            the changed map and of the map as it is, both exact; "sampling": each drawn map is solved in full, on maps
            of up to 500 steps, and `first` says in which share of them a lever is the best. Without it by the delta
            method on maps of up to 500 steps of which something was counted, and none on others. All levers have an
            interval on maps of up to 500 steps, sampled of up to 64, and the `top` ones on larger maps.
        level: The probability that intervals are meant to have, like .95.
        n: How many samples are drawn.
        seed: Of their random numbers.
        prior: What is added to each count for sampling, where transitions have no prior of their own.

    Returns:
        Best first: the largest gain, of `duration` the largest change, ties in the order of the map. Steps that leak
        and have no other transition stand at the end, as not improvable. `.about` says what the figures rest on.

    Raises TrapError, UnknownName, and ValueError where there is no goal, no known emotion, or no such `top` or `share`;
    and for intervals where nothing was counted.

    >>> from journeykit.model import JourneyMap, Outcome, Stage
    >>> solar = JourneyMap(stages=[Stage("decide", ["quote", "sign"])], outcomes=[Outcome("owner", result="success")],
    ...                    flow=[{"from": "quote", "to": "sign", "probability": .6},
    ...                          {"from": "sign", "to": "owner", "probability": .8}])
    >>> [(each.step, round(each.leak, 3), round(each.gain, 4)) for each in levers(solar)]
    [('quote', 0.4, 0.032), ('sign', 0.2, 0.012)]
    """
    _checked(top, share, by)
    of_known(of)
    goals = goal_of(journey, goal)
    parts = stakes(journey, goals, persona)
    effects = Effects(journey, parts, of, moves=by == "transition")
    doubted = frozenset[str]().union(*(part.chain.assumed for part in parts)) - goals
    guess = np.array([step in doubted for step, _ in effects.keys], dtype=np.bool_)
    shown = np.flatnonzero(~guess | assumed)
    gain = share * effects.first
    exact = shown
    if max(part.returns.largest for part in parts) > _LOOP:
        exact = shown[np.argsort(-np.abs(gain[shown]), kind="stable")[:top]]
    gain[exact] = effects.exact(exact, share)
    known = ~effects.improvable
    known[exact] = True
    merit = np.abs(gain) if of == "duration" else gain
    merit = np.round(merit / (np.abs(merit).max(initial=0.0) or 1.0), 12)  # rounding alone ranks nothing
    order = shown[np.lexsort((-merit[shown], ~effects.improvable[shown]))]
    left_out = {step for (step, _), hidden in zip(effects.keys, guess, strict=True) if hidden and not assumed}
    said = about(doubted, left_out, unknown_times(journey, parts) if of == "duration" else ())
    columns = (effects.size, effects.visits, gain, effects.derivative, known, effects.improvable, guess)
    size, *figures = (column[order] for column in columns)
    how = method_of(journey, method, level=level, n=n, seed=seed, prior=prior)
    asked = Asked(of, by == "transition", top, share)
    spans, more = lever_spans(journey, parts, effects, how, asked, order=order, gain=gain)
    picked, said = [*figures, *spans], (*said, *more)
    rank = np.arange(1, len(order) + 1)
    keys = [effects.keys[at] for at in order.tolist()]
    steps = [step for step, _ in keys]
    titles = {place.id: place.label for place in (*journey.outcomes, *journey.steps)}
    if by == "step":
        each = (rank, steps, [titles[step] for step in steps], size, *picked)
        return Rows.of_columns(Lever, _named(Lever, each), said, lever_bars(of), lever_overlay(of))
    targets = [str(to) for _, to in keys]
    both = [f"{titles[step]} → {titles.get(to, 'drop-off')}" for step, to in zip(steps, targets, strict=True)]
    moves = (rank, steps, targets, both, size, effects.sizes_after(share)[order], *picked)
    named = _named(TransitionLever, moves)
    return Rows.of_columns(TransitionLever, named, said, transition_bars(of), transition_overlay(of))


def _named(kind: type[Any], columns: Sequence[Any]) -> dict[str, Any]:
    return dict(zip((field.name for field in fields(kind)), columns, strict=True))


def _checked(top: Any, share: Any, by: Any) -> None:
    if isinstance(top, bool) or not isinstance(top, int) or top < 1:
        raise ValueError(f"top is how many levers shall be exact at least, 1 or more, not {top!r}")
    if isinstance(share, bool) or not isinstance(share, int | float) or not (isfinite(share) and 0 < share < 1):
        raise ValueError(f"share is the part of a leak that is mended, between 0 and 1, not {share!r}")
    if by not in _BY:
        raise UnknownName("kind of lever", by, _BY)
