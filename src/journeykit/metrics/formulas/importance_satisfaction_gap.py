"""The gap between how much a need matters and how well it is met."""

from __future__ import annotations

from typing import Final

from journeykit.metrics.answers import Numbers, Scale
from journeykit.metrics.intervals import STUDENT, WELCH, student, welch
from journeykit.metrics.means import EQUAL, between, checked_level, checked_scale
from journeykit.metrics.measurement import Measurement
from journeykit.metrics.paired import asked, gaps
from journeykit.metrics.registry import Formula

__all__ = ["FORMULA", "importance_satisfaction_gap"]


def importance_satisfaction_gap(
    importance: Numbers,
    satisfaction: Numbers,
    *,
    scale: tuple[int, int] = (1, 5),
    paired: bool | None = None,
    level: float | None = 0.95,
) -> Measurement:
    """Mean importance less mean satisfaction, in points of the scale: over 0 is under-served, below 0 over-served.

    John A. Martilla and John C. James, "Importance-Performance Analysis", Journal of Marketing 41 (1), 1977, 77-79,
    ask both questions of each attribute and set their means against each other. The interval is Student's t of the
    differences where each row is a person, else Welch's t of two means.

    Args:
        importance: answers on the scale, numbers between as well, or counts by answer.
        satisfaction: the same.
        scale: the lowest and the highest answer of both.
        paired: whether each row of both is one person; None takes columns as paired, and counts as different people.
        level: of the interval; None for none.

    Raises:
        MetricError: for answers off the scale, for none, for columns of different lengths, and for an interval of a
            single person.

    An example of our own:

    >>> from journeykit.metrics import importance_satisfaction_gap
    >>> print(importance_satisfaction_gap([5, 5, 4, 5], [2, 3, 4, 3]))
    Importance-satisfaction gap 1.75 (-0.25 to 3.75 at 95 %, n = 4; difference of means, scale 1 to 5, same people)
    """
    low, high = checked_scale(scale, "importance_satisfaction_gap")
    wanted = checked_level(level)
    name = "importance_satisfaction_gap"
    both = asked(importance, satisfaction, name, Scale(low, high, whole=False), paired)
    ends, who, how = None, "different people", WELCH
    if both.pairs:
        who, how = "same people", STUDENT
        apart = gaps(both.pairs)
        ends = None if wanted is None else student(apart.mean, apart.variance, apart.n, wanted, name)
    elif wanted is not None:
        sides = [(each.mean, each.variance, each.n) for each in (both.importance, both.satisfaction)]
        ends = welch(sides[0], sides[1], wanted, name)
    return Measurement(
        name=name,
        title=FORMULA.title,
        value=both.importance.mean - both.satisfaction.mean,
        unit="",
        method=f"difference of means, scale {low} to {high}, {who}",
        n=both.n,
        direction="down",
        notes=both.notes if wanted is None or ends is not None else (*both.notes, EQUAL),
        **between(ends, wanted, how),
    )


FORMULA: Final = Formula(
    "importance_satisfaction_gap",
    "Importance-satisfaction gap",
    importance_satisfaction_gap,
    "mean importance - mean satisfaction",
)
