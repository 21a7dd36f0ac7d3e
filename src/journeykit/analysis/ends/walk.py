"""Who walks which chain, together or each by themselves, and what they feel at each step."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np

from journeykit.analysis.chain import Chain, Floats, chains
from journeykit.analysis.intervals.method import listed
from journeykit.analysis.solve import Solver
from journeykit.errors import UnknownName
from journeykit.graph.moves import shares
from journeykit.model.frozen_map import FrozenMap
from journeykit.model.transitions import walkers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeykit.model import JourneyMap, Persona

__all__ = ["Walk", "Walker", "cast_of", "resting", "walks"]


@dataclass(frozen=True, eq=False)
class Walk:
    """One chain with its weight among all, and the personas who walk it with their shares, which sum to 1.

    `personas` is empty on a map that knows none; `together` says that they share one journey.
    """

    weight: float
    chain: Chain
    personas: tuple[tuple[float, Persona], ...]
    together: bool

    @cached_property
    def solver(self) -> Solver:
        """Solves the chain's equations. Raises TrapError."""
        return Solver(self.chain)

    def emotions(self, journey: JourneyMap) -> tuple[tuple[float, Floats], ...]:
        """What is felt at each step: shares that sum to 1, each with n emotions of -2..2, NaN where unknown.

        One set where all feel alike; else one for each persona. Of personas who act together, the mean of those known.
        """
        steps = [journey.step(step) for step in self.chain.steps]
        alone = len(self.personas) == 1
        differ = any(isinstance(step.emotion, FrozenMap) for step in steps)
        if not differ and not alone:
            return ((1.0, np.array([np.nan if step.emotion is None else step.emotion for step in steps])),)
        each = [
            (share, np.array([_number(step.emotion_of(persona)) for step in steps])) for share, persona in self.personas
        ]
        if not self.together or len(each) < 2:
            return tuple(each)
        known = np.array([felt for _, felt in each])
        count = np.sum(~np.isnan(known), axis=0)
        return ((1.0, np.where(count > 0, np.nansum(known, axis=0) / np.maximum(count, 1), np.nan)),)


@dataclass(frozen=True, eq=False)
class Walker(Walk):
    """The walk of one persona, or of everybody (None): of nobody in particular, or of all who act together."""

    persona: Persona | None = None


def walks(journey: JourneyMap, persona: Persona | str | None = None) -> tuple[Walk, ...]:
    """The chains of a map with who walks them; weights sum to 1. Raises UnknownName for an unknown persona.

    >>> from journeykit.model import JourneyMap, Persona, Stage, Touchpoint
    >>> shop = JourneyMap(personas=[Persona("ana", share=.3), Persona("ben")], stages=[Stage("buy", [
    ...     Touchpoint("basket", emotion={"ana": 1, "ben": -1}), Touchpoint("pay", personas=["ben"])])])
    >>> [(walk.weight, walk.chain.steps, [felt.tolist() for _, felt in walk.emotions(shop)]) for walk in walks(shop)]
    [(0.3, ('basket',), [[1.0]]), (0.7, ('basket', 'pay'), [[-1.0, nan]])]
    """
    found = chains(journey, persona)
    together = journey.cast == "together"
    if persona is not None:
        who = journey.persona(persona) if isinstance(persona, str) else persona
        return tuple(Walk(weight, chain, ((1.0, who),), together) for weight, chain in found)
    everyone = walkers(journey)
    if len(found) == 1:
        met = [one for one in everyone if any(step.met_by(one) for step in journey.steps)] or list(everyone)
        ((weight, chain),) = found
        return (Walk(weight, chain, tuple(zip(shares(met), met, strict=True)), together),)
    begun = [one for one in everyone if any(step.met_by(one) for step in journey.steps)]
    return tuple(
        Walk(weight, chain, ((1.0, one),), together) for (weight, chain), one in zip(found, begun, strict=True)
    )


def cast_of(
    journey: JourneyMap, persona: Persona | str | None = None, given: Mapping[str, float] | None = None
) -> tuple[Walker, ...]:
    """The same walks, but for each persona by themselves; with these shares if `given`, by persona id.

    On maps without personas, and where all act together, it is one walk of everybody. Raises UnknownName for an unknown
    persona, ValueError for shares that are none.

    >>> from journeykit.model import JourneyMap, Persona, Stage
    >>> anna, ben = Persona("anna", share=.75), Persona("ben")
    >>> shop = JourneyMap(personas=[anna, ben], stages=[Stage("buy", ["basket", "pay"])])
    >>> [(each.persona.id, each.weight) for each in cast_of(shop)]
    [('anna', 0.75), ('ben', 0.25)]
    """
    found = walks(journey, persona)
    if persona is not None and given is not None:
        raise ValueError("shares of personas say nothing where one persona is named: give one of the two")
    if persona is None and (journey.cast == "together" or not any(walk.personas for walk in found)):
        if given is not None:
            raise ValueError("the map has no personas to choose among: leave persona_shares out")
        return tuple(Walker(walk.weight, walk.chain, walk.personas, walk.together) for walk in found)
    alone = [
        Walker(walk.weight * share, walk.chain, ((1.0, one),), walk.together, one)
        for walk in found
        for share, one in walk.personas
    ]
    if given is None:
        return tuple(alone)
    asked = _checked(given, [one.id for one in walkers(journey)])
    weights = [asked.get(each.personas[0][1].id, 0.0) for each in alone]
    total = sum(weights)
    return tuple(
        Walker(weight / total if total else 1 / len(alone), each.chain, each.personas, each.together, each.persona)
        for weight, each in zip(weights, alone, strict=True)
    )


def resting(found: Sequence[Walk]) -> tuple[str, ...]:
    """What a reader must know first: which steps' shares nobody stated or counted."""
    steps = sorted(frozenset[str]().union(*(each.chain.assumed for each in found)))
    return (f"rests on assumed shares at {listed(steps)}",) if steps else ()


def _checked(given: Mapping[str, float], known: Sequence[str]) -> Mapping[str, float]:
    for name, share in given.items():
        if name not in known:
            raise UnknownName("persona", name, known)
        if not (isfinite(share) and share >= 0):
            raise ValueError(f"the share of {name!r} is a number of at least 0, not {share!r}")
    if not sum(given.values()) > 0:
        raise ValueError("at least one persona needs a share above 0")
    return given


def _number(value: float | None) -> float:
    return np.nan if value is None else value
