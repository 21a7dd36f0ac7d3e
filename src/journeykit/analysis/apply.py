"""`apply`: the future map that the effects of solutions make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from journeykit.analysis.change import change
from journeykit.analysis.solutions import chosen, clashes, figures
from journeykit.errors import UnknownName
from journeykit.model import JourneyMap, Transition, in_order

if TYPE_CHECKING:
    from journeykit.analysis.solutions import Some
    from journeykit.model import Solution

__all__ = ["applied", "apply", "prepared"]

_LONGEST: Final = 64  # characters of an id
_FUTURE: Final = "_future"


def apply(journey: JourneyMap, solutions: Some = None) -> JourneyMap:
    """The future map that solutions would make: their effects are put in, and what they leave open makes room.

    An effect gives a transition a new probability, or a step a new emotion, duration or drop-off. All new shares of one
    step are put in at once, and its other shares scaled as `change` does: by (1 - new) / (1 - old). A transition that
    the map does not have is added. A new emotion holds for everybody who meets the step. Two solutions that give one
    place different figures are alternatives, not a plan: that is an error which names both. Equal figures are none.

    Args:
        journey: The map; it stays as it is.
        solutions: Solutions by text, by id or as values, one or several; None is all solutions of the map that have
            effects and are neither done (that shows in the map already) nor rejected.

    Returns:
        A valid map with `state="future"`, `baseline` the id of the map, and that id with `_future` as its own.

    Raises UnknownName for a solution, step or outcome that is not on the map, with the near one; ValueError where
    solutions contradict each other, where none has effects, and where a step's shares would exceed 1.

    >>> from journeykit.model import Effect, Opportunity, Outcome, Solution, Stage, Touchpoint
    >>> template = Solution("quote template", effects=Effect("quote", "gave_up", probability=.1))
    >>> quote = Touchpoint("quote", opportunities=Opportunity("one page", solutions=template))
    >>> solar = JourneyMap("solar", stages=[Stage("decide", [quote, "sign"])], outcomes=[Outcome("gave_up")],
    ...                    flow=["quote >> sign", {"from": "quote", "to": "gave_up", "probability": .2}])
    >>> future = apply(solar, "quote template")
    >>> future.id, future.state, future.baseline, future.flow
    ('solar_future', 'future', 'solar', (Transition('quote', 'sign'), Transition('quote', 'gave_up', probability=0.1)))
    """
    if not isinstance(journey, JourneyMap):
        raise TypeError(f"apply needs a JourneyMap, not {type(journey).__name__}: load files first")
    some = chosen(journey, solutions)
    if not any(each.effects for each in some):
        raise ValueError("no solution has effects: say what one would change, like Effect('quote', drop_off=.1)")
    clashes(some)
    return applied(prepared(journey, some), some).replace(
        id=f"{journey.id[: _LONGEST - len(_FUTURE)]}{_FUTURE}", state="future", baseline=journey.id
    )


def prepared(journey: JourneyMap, solutions: Iterable[Solution]) -> JourneyMap:
    """The map with the transitions that effects speak of and that it does not have yet, made by nobody."""
    there = {(move.source, move.target) for move in journey.transitions}
    new = dict.fromkeys(
        (effect.step, effect.to)
        for solution in solutions
        for effect in solution.effects
        if effect.to is not None and (effect.step, effect.to) not in there
    )
    for source, target in new:
        journey.step(source)
        known = [each.id for each in (*journey.steps, *journey.outcomes)]
        if target not in known:
            raise UnknownName("step or outcome", target, known)
    if not new:
        return journey
    flow = journey.flow if journey.flow is not None else (in_order,)
    return journey.replace(flow=[*flow, *(Transition(source, target, probability=0.0) for source, target in new)])


def applied(journey: JourneyMap, solutions: Sequence[Solution]) -> JourneyMap:
    """The map with the figures of solutions that do not contradict each other; it has all their transitions."""
    shares: dict[Any, float | str] = {}  # `change` takes ids and values alike
    fields: dict[str, dict[str, Any]] = {}
    for solution in solutions:
        for (step, target, what), value in figures(solution).items():
            if what in ("probability", "drop_off"):
                shares[step, target] = value
            else:
                fields.setdefault(step, {})[what] = value
    changed = change(journey, shares) if shares else journey
    for step, new in fields.items():
        changed = changed.replace_step(step, **new)
    return changed
