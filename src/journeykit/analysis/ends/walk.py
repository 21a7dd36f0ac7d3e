"""Who walks which chain, and what they feel at each step."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from journeykit.analysis.chain import Chain, Floats, chains
from journeykit.analysis.solve import Solver
from journeykit.graph.moves import shares
from journeykit.model.frozen_map import FrozenMap
from journeykit.model.transitions import walkers

if TYPE_CHECKING:
    from journeykit.model import JourneyMap, Persona

__all__ = ["Walk", "walks"]


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


def _number(value: float | None) -> float:
    return np.nan if value is None else value
