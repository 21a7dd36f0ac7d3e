"""How long steps and the ways between them take, from the moments at which steps begin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from journeykit.model import Duration

if TYPE_CHECKING:
    from journeykit.model.steps import Step

__all__ = ["length", "times"]


def times(
    step: Step, gaps: Mapping[str, float], stay: float | None, *, said: bool
) -> tuple[Duration | None, dict[str, Duration | None]]:
    """The step's own duration, and for each target how long after it the next step begins.

    An event says when a step begins, so that a log knows the sum of the two only. A wait lasts as long as it takes
    until the next step begins. Any other step keeps the duration that the map states, cut to the shortest time in which
    customers went on; what is left lies between the steps. Their sum is what was seen.

    Args:
        step: the step.
        gaps: seconds until the next step began, by its id.
        stay: the same for all targets together.
        said: whether the map states times of the transitions out of it.

    >>> from journeykit.model import Touchpoint, Wait
    >>> times(Touchpoint("quote", duration="1 hour"), {"sign": 7_200.0}, 7_200.0, said=False)
    (Duration('1 hour'), {'sign': Duration('1 hour')})
    >>> times(Wait("permit"), {"sign": 7_200.0, "ask": 60.0}, 3_600.0, said=False)
    (Duration('1 hour'), {'sign': None, 'ask': None})
    """
    if not gaps or stay is None:
        return step.duration, {}
    if step.kind == "wait" and not said:
        return length(stay), dict.fromkeys(gaps)
    own = length(min(step.duration.seconds, *gaps.values())) if step.duration else None
    if step.duration and own and own.seconds >= step.duration.seconds:
        own = step.duration  # as it was written: months stay months
    rest = own.seconds if own else 0.0
    return own, {target: length(gap - rest) for target, gap in gaps.items()}


def length(seconds: float) -> Duration | None:
    """Seconds as a duration in the largest unit that is off by 2.5 % at most; None for less than half a second.

    >>> length(1_509_964.0), length(164_255.0), length(90.4), length(1.28), length(0.2)
    (Duration('2 weeks 3 days 11 hours'), Duration('46 hours'), Duration('90 seconds'), Duration('1.3 seconds'), None)
    """
    if seconds < 0.5:
        return None
    unit = next((each for each in (86_400, 3_600, 60, 1) if each <= 0.05 * seconds), 0.1)
    return Duration(exact_seconds=round(round(seconds / unit) * unit, 1))
