"""How long each move of a chain takes, as the map states it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from journeykit.analysis.chain import Floats
from journeykit.analysis.ends.walk import Walk

if TYPE_CHECKING:
    from journeykit.model import JourneyMap

__all__ = ["Timing", "pauses", "timing"]


@dataclass(frozen=True, eq=False)
class Timing:
    """Seconds of a chain's moves: the source's duration and the transition's `after`; what is unknown counts 0.

    Attributes:
        moving: m seconds from each step's beginning to the next one's.
        leaving: seconds from a step's beginning to the end that follows, drop-off included.
        unknown: steps without a duration.
        known: whether the map states any time at all for this chain.
    """

    moving: Floats
    leaving: Floats
    unknown: tuple[str, ...]
    known: bool


def timing(journey: JourneyMap, walk: Walk) -> Timing:
    """The seconds of a walk's moves. Where several transitions join two steps, the mean of their stated times.

    >>> from journeykit.analysis.ends.walk import walks
    >>> from journeykit.model import JourneyMap, Stage, Touchpoint
    >>> solar = JourneyMap(stages=[Stage("build", [Touchpoint("ask", duration="1 day"), "mount"])],
    ...                    flow=[{"from": "ask", "to": "mount", "after": "2 days"}])
    >>> found = timing(solar, walks(solar)[0])
    >>> (found.moving / 86400).tolist(), found.leaving.tolist(), found.unknown
    ([3.0], [0.0], ('mount',))
    """
    chain = walk.chain
    steps = [journey.step(step) for step in chain.steps]
    stay = np.array([step.duration.seconds if step.duration else 0.0 for step in steps], dtype=np.float64)
    unknown = tuple(step.id for step in steps if step.duration is None)
    between = pauses(journey, walk)
    moving, leaving = stay[chain.source], stay[chain.leaver]
    if between:
        names, ends = np.array(chain.steps, dtype=object), np.array(chain.ends, dtype=object)
        moving = moving + _along(between, names[chain.source], names[chain.target])
        leaving = leaving + _along(between, names[chain.leaver], ends[chain.end])
    return Timing(moving, leaving, unknown, bool(between) or len(unknown) < len(steps))


def pauses(journey: JourneyMap, walk: Walk) -> dict[tuple[str, str], float]:
    """The stated seconds between two steps, for whoever walks here: the mean where several are stated."""
    who = {persona.id for _, persona in walk.personas}
    said: dict[tuple[str, str], list[float]] = defaultdict(list)
    for move in journey.transitions:
        if move.after is not None and (walk.together or not move.personas or not who.isdisjoint(move.personas)):
            said[move.source, move.target].append(move.after.seconds)
    return {pair: sum(times) / len(times) for pair, times in said.items()}


def _along(between: Mapping[tuple[str, str], float], leaving: Iterable[str], arriving: Iterable[str]) -> Floats:
    return np.array([between.get(pair, 0.0) for pair in zip(leaving, arriving, strict=True)], dtype=np.float64)
