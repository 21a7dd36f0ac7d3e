"""How long customers usually stay at each step, as the map says it: durations, times between steps, promises."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeykit.model import JourneyMap, Persona

__all__ = ["Stay", "stays"]


@dataclass(frozen=True, slots=True)
class Stay:
    """The stated seconds of one step; None where the map is silent.

    Attributes:
        duration: how long the step itself takes.
        promise: within what time it is expected.
        after: what passes after it before a step or an outcome follows, by its id.
    """

    duration: float | None
    promise: float | None
    after: Mapping[str, float]

    def until(self, to: str) -> float | None:
        """Seconds from the beginning of the step to that of the next one, by its id; None where nothing is stated.

        >>> Stay(60.0, None, {"pay": 30.0}).until("pay"), Stay(None, None, {}).until("pay")
        (90.0, None)
        """
        if self.duration is None and to not in self.after:
            return None
        return (self.duration or 0.0) + self.after.get(to, 0.0)


def stays(journey: JourneyMap, persona: Persona | str | None = None) -> dict[str, Stay]:
    """What the map says of each step. Where several transitions join two steps, the mean of their stated times.

    >>> from journeykit.model import JourneyMap, Stage, Touchpoint
    >>> solar = JourneyMap(stages=[Stage("build", [Touchpoint("ask", duration="1 day"), "mount"])],
    ...                    flow=[{"from": "ask", "to": "mount", "after": "2 days"}])
    >>> stays(solar)["ask"].until("mount") / 86400
    3.0
    """
    who = getattr(persona, "id", persona)
    said: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for move in journey.transitions:
        if move.after is not None and (who is None or not move.personas or who in move.personas):
            said[move.source][move.target].append(move.after.seconds)
    return {
        step.id: Stay(
            step.duration.seconds if step.duration else None,
            step.promise.seconds if step.promise else None,
            MappingProxyType({to: sum(times) / len(times) for to, times in said[step.id].items()}),
        )
        for step in journey.steps
    }
