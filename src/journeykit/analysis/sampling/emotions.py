"""How a step or an outcome feels, for one persona or for all together."""

from __future__ import annotations

from math import nan

from journeykit.model import Outcome, Persona
from journeykit.model.frozen_map import FrozenMap
from journeykit.model.steps import Step

__all__ = ["emotion_at"]


def emotion_at(node: Step | Outcome, persona: Persona | None) -> float:
    """The emotion there, -2..2; NaN where it is unknown. For nobody in particular: the mean of those that are stated.

    >>> from journeykit.model import Touchpoint
    >>> emotion_at(Touchpoint("pay", emotion={"anna": 1, "ben": -2}), None)
    -0.5
    """
    if isinstance(node, Outcome):
        value: float | None = node.emotion
    elif persona is not None:
        value = node.emotion_of(persona)
    else:
        stated = node.emotion
        several = list(stated.values()) if isinstance(stated, FrozenMap) else [stated]
        known = [each for each in several if each is not None]
        value = sum(known) / len(known) if known else None
    return nan if value is None else value
