"""How many of those who come to one place of a map go on to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeykit.analysis.ends.mix import Mix
from journeykit.errors import UnknownName

if TYPE_CHECKING:
    from journeykit.model import JourneyMap

__all__ = ["conversion"]


def conversion(journey: JourneyMap, mix: Mix, start: str, to: str) -> float:
    """The probability to reach `to` at least once from the first arrival at `start` on, which itself counts.

    Two exact steps: where journeys first come to `start` (the chain confined to the steps before), and how likely they
    reach `to` from there. Raises UnknownName, and ValueError where no journey comes to `start`.

    >>> from journeykit.analysis.ends.mix import mix
    >>> from journeykit.model import JourneyMap, Stage, Touchpoint
    >>> shop = JourneyMap(stages=[Stage("find", ["see", Touchpoint("ask", drop_off=.2)]), Stage("buy", ["pay"])])
    >>> conversion(shop, mix(shop, None), "find", "buy")
    0.8
    """
    origin = _places(journey, start, "step or stage", ())
    target = _places(journey, to, "step, stage or outcome", mix.ends)
    both = [(weight, account.going_on(origin, target)) for weight, account in mix.accounts]
    begun = sum(weight * came for weight, (came, _) in both)
    if not begun > 0:
        raise ValueError(f"no journey comes to {start!r}: nobody can go on from there")
    return min(sum(weight * reached for weight, (_, reached) in both) / begun, 1.0)


def _places(journey: JourneyMap, name: str, what: str, ends: tuple[str, ...]) -> set[str]:
    """The step or end of that id, else the steps of the stage of that id."""
    known = [*(step.id for step in journey.steps), *ends]
    if name in known:
        return {name}
    stages = {stage.id: {step.id for step in stage.steps} for stage in journey.stages}
    if name not in stages:
        raise UnknownName(what, name, [*known, *stages])
    return stages[name]
