"""Who walks, each with a chain of their own: what verbs need that must know whose journey it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from typing import Final

from journeykit.analysis.chain import Chain, chain_of
from journeykit.errors import UnknownName
from journeykit.graph import Moves, moves
from journeykit.graph.moves import shares
from journeykit.model import JourneyMap, Persona
from journeykit.model.transitions import walkers

__all__ = ["Walker", "alike", "cast_of", "listed", "resting"]

_NAMED: Final = 10  # names in a sentence


@dataclass(frozen=True, eq=False)
class Walker:
    """One persona, or everybody (None), with their share of the journeys, moves and chain."""

    persona: Persona | None
    share: float
    found: Moves
    chain: Chain


def cast_of(
    journey: JourneyMap, persona: Persona | str | None = None, given: Mapping[str, float] | None = None
) -> tuple[Walker, ...]:
    """Those who walk a map, with shares that sum to 1: the same personas as `chains` mixes, but named.

    One persona if named; everybody together (persona None) on maps without personas and where all take part in one
    journey (`cast="together"`); else each persona who walks and has a step to begin with, by `given` shares or those of
    the map. Raises UnknownName for an unknown persona, ValueError for shares that are none.

    >>> from journeykit.model import Stage
    >>> anna, ben = Persona("anna", share=.75), Persona("ben")
    >>> shop = JourneyMap(personas=[anna, ben], stages=[Stage("buy", ["basket", "pay"])])
    >>> [(each.persona.id, each.share) for each in cast_of(shop)]
    [('anna', 0.75), ('ben', 0.25)]
    """
    if not isinstance(journey, JourneyMap):
        raise TypeError(f"what follows from a map needs a JourneyMap, not {type(journey).__name__}: load files first")
    if isinstance(persona, str):
        persona = journey.persona(persona)
    if persona is not None:
        if given is not None:
            raise ValueError("shares of personas say nothing where one persona is named: give one of the two")
        return (_walker(journey, persona, 1.0, moves(journey, persona)),)
    who = () if journey.cast == "together" else walkers(journey)
    if not who:
        if given is not None:
            raise ValueError("the map has no personas to choose among: leave persona_shares out")
        return (_walker(journey, None, 1.0, moves(journey)),)
    weights = shares(who) if given is None else _checked(given, who)
    differ = any(step.personas for step in journey.steps) or any(move.personas for move in journey.transitions)
    if not differ:
        same = _walker(journey, None, 1.0, moves(journey))
        return tuple(replace(same, persona=one, share=weight) for one, weight in zip(who, weights, strict=True))
    each = [(one, weight, moves(journey, one)) for one, weight in zip(who, weights, strict=True)]
    begun = [one for one in each if one[2].entries]
    if not begun:
        return (_walker(journey, None, 1.0, moves(journey)),)
    total = sum(weight for _, weight, _ in begun)
    return tuple(
        _walker(journey, one, weight / total if total else 1 / len(begun), found) for one, weight, found in begun
    )


def alike(cast: Sequence[Walker]) -> tuple[Walker, ...]:
    """The same walkers, as one where all walk the same chain; without those whose share is 0."""
    if all(each.chain is cast[0].chain for each in cast):
        return (replace(cast[0], persona=None, share=1.0),)
    return tuple(each for each in cast if each.share > 0)


def resting(cast: Sequence[Walker]) -> tuple[str, ...]:
    """What a reader must know first: which steps' shares nobody stated or counted."""
    steps = sorted(frozenset[str]().union(*(each.chain.assumed for each in cast)))
    return (f"rests on assumed shares at {listed(steps)}",) if steps else ()


def listed(names: Sequence[str]) -> str:
    """Some names in a sentence, and how many more there are."""
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _walker(journey: JourneyMap, persona: Persona | None, share: float, found: Moves) -> Walker:
    return Walker(persona, share, found, chain_of(found, journey))


def _checked(given: Mapping[str, float], who: Sequence[Persona]) -> tuple[float, ...]:
    known = [one.id for one in who]
    for name, share in given.items():
        if name not in known:
            raise UnknownName("persona", name, known)
        if not (isfinite(share) and share >= 0):
            raise ValueError(f"the share of {name!r} is a number of at least 0, not {share!r}")
    total = sum(given.values())
    if not total > 0:
        raise ValueError("at least one persona needs a share above 0")
    return tuple(given.get(name, 0.0) / total for name in known)
