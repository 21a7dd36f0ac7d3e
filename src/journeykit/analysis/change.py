"""`change`: the map that some other probabilities would make."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from journeykit.analysis.leaving import Departures, Leaving, Share
from journeykit.analysis.rewriting import ByPersona, rewritten
from journeykit.errors import UnknownName
from journeykit.model import JourneyMap, Transition

if TYPE_CHECKING:
    from journeykit.model import Outcome, Persona, Step

__all__ = ["change"]

_Place: TypeAlias = "str | Step | Outcome"
_DROP_OFF: Final = "drop_off"
_SLACK: Final = 1e-9  # by which rounded numbers may sum to more than 1
_EXACT: Final = 1e-12


def change(
    journey: JourneyMap,
    changes: Mapping[tuple[_Place, _Place | None], float | str],
    persona: Persona | str | None = None,
) -> JourneyMap:
    """The map in which these transitions have these probabilities, and all other shares of their steps make room.

    The step's other shares, drop-off included, are scaled by (1 - new) / (1 - old), new and old being the sums over
    the transitions named. What was stated or counted becomes stated; where the map is silent about transitions they
    stay silent, as what is left comes to just that share, and a guess is not turned into a statement. A named
    transition loses count and evidence, which spoke of the old number; the step's other ones their counts. Where all
    the step's customers took the named transitions, what is freed goes to transitions about which the map is silent,
    and without one is drop-off.

    Of several personas, each one who makes a transition gets the new probability, and the others keep their shares.

    Args:
        journey: The map; it stays as it is.
        changes: Probabilities, like .1 or '10 %', by pairs of ids `(source, target)`; `(step, None)` or `(step,
            "drop_off")` is the share that drops off at a step.
        persona: Only this one's transitions.

    Raises UnknownName for steps, transitions and personas that do not exist, with the near one; ValueError where
    probabilities of a step would sum to more than 1, or to less with nothing else to take the rest; ValidationError for
    what is no probability.

    >>> from journeykit.model import JourneyMap, Outcome, Stage
    >>> solar = JourneyMap(stages=[Stage("decide", ["quote", "sign"])], outcomes=[Outcome("gave_up")],
    ...                    flow=[{"from": "quote", "to": "gave_up", "probability": .2}, "quote >> sign"])
    >>> change(solar, {("quote", "gave_up"): .1}).flow
    (Transition('quote', 'gave_up', probability=0.1), Transition('quote', 'sign'))
    """
    if not isinstance(journey, JourneyMap):
        raise TypeError(f"change needs a JourneyMap, not {type(journey).__name__}: load files first")
    if isinstance(persona, str) or persona is not None:
        persona = journey.persona(persona if isinstance(persona, str) else persona.id)
    departures = Departures(journey)
    wanted: dict[str, dict[str | None, float]] = defaultdict(dict)
    for key, value in _pairs(changes).items():
        source, target = _named(departures, key)
        # any id will do to read a number as the map's own fields do
        number = Transition(source, source, probability=value).probability
        if number is None:
            raise ValueError(f"the new probability of {_shown(source, target)} is missing: give a number of 0 to 1")
        if target in wanted[source]:
            raise ValueError(f"{_shown(source, target)} is given twice")
        wanted[source][target] = number
    return rewritten(
        departures, {step: _changed_at(departures, step, named, persona) for step, named in wanted.items()}
    )


def _pairs(changes: Any) -> Mapping[Any, Any]:
    if not isinstance(changes, Mapping):
        raise TypeError("changes are a mapping of (source, target) to probabilities, like {('quote', 'sign'): .4}")
    for key in changes:
        if not isinstance(key, tuple) or len(key) != 2:
            raise TypeError(f"a change is named by a pair (source, target), not by {key!r}")
    return changes


def _named(departures: Departures, key: tuple[Any, Any]) -> tuple[str, str | None]:
    """The ids of a pair; no target for the drop-off, unless a step or outcome has just that name."""
    source, target = (getattr(each, "id", each) for each in key)
    departures.journey.step(source)
    leads = [move.target for move in departures.moves.get(source, ())]
    if target is None or (target == _DROP_OFF and target not in leads):
        return source, None
    if target not in leads:
        known = [f"{source} >> {each}" for each in leads]
        raise UnknownName("transition", f"{source} >> {target}", [*known, f"{source} >> {_DROP_OFF}"])
    return source, target


def _changed_at(
    departures: Departures, step: str, named: Mapping[str | None, float], persona: Persona | None
) -> ByPersona:
    found: dict[Persona | None, Leaving] = {}
    made: set[str | None] = {None}
    for one in departures.those(step, persona):
        before = departures.at(step, one)
        concerned = one is None or persona is None or one == persona
        makes = {None, *before.targets}
        mine = {target: share for target, share in named.items() if target in makes} if concerned else {}
        made |= makes if concerned else set()
        found[one] = _changed(step, before, mine) if mine else before
    for target in named:
        if not found or target not in made:
            who = "any persona" if persona is None else repr(persona.id)
            raise ValueError(f"{_shown(step, target)} is no move of {who}: nobody who comes there can make it")
    return found


def _changed(step: str, before: Leaving, named: Mapping[str | None, float]) -> Leaving:
    """What leaves the step then, for one persona."""
    new = sum(named.values())
    if new > 1 + _SLACK:
        said = " + ".join(f"{share:g} ({_target(target)})" for target, share in named.items())
        raise ValueError(f"the shares out of {step!r} would be {said} = {new:g}: together at most 1")
    others = [each for each in before.shares if each.transition.target not in named]
    drop_off = before.drop_off if None not in named else 0.0
    old = sum(each.probability for each in others) + drop_off + (before.end or 0.0)
    rest = max(0.0, 1.0 - new)
    scale = 0.0 if old <= _EXACT else 1.0 if abs(rest - old) <= _EXACT else rest / old
    takers = sum(each.silent for each in others) + (before.end is not None)
    freed = rest if old <= _EXACT else 0.0
    if freed > _SLACK and not takers and None in named:
        raise ValueError(
            f"the shares out of {step!r} would sum to {new:g}, and nothing else leads on from there: name a transition "
            "that takes the rest"
        )
    each_takes = freed / takers if takers else 0.0
    shares = [
        each.set_to(_part(each, before, named[each.transition.target]))
        if each.transition.target in named
        else each.at(each.probability * scale + (each_takes if each.silent else 0.0))
        for each in before.shares
    ]
    left = drop_off * scale + (0.0 if takers else freed)
    end = None if before.end is None else before.end * scale + each_takes
    return Leaving(tuple(shares), named.get(None, left), end)


def _part(share: Share, before: Leaving, new: float) -> float:
    """A transition's part of its target's new share, where members of a group go there on terms of their own."""
    target = share.transition.target
    count = sum(each.transition.target == target for each in before.shares)
    old = before.to(target)
    return new * share.probability / old if old > 0 and count > 1 else new / count


def _target(target: str | None) -> str:
    return "drop-off" if target is None else target


def _shown(step: str, target: str | None) -> str:
    return f"{step} >> {target}" if target is not None else f"the drop-off at {step}"
