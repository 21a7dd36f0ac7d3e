"""JK404: a fall that nothing explains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from journeykit.model import JourneyMap, Step
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import quoted

__all__ = ["unexplained_fall"]

_STEEP = 3.0


def _explained(step: Step) -> bool:
    return bool(step.pains or step.thoughts or step.feelings or step.quotes or step.drop_off_reason or step.objections)


def _fall(before: Step, after: Step) -> float:
    """The largest fall of one person between two steps; 0 where nothing is known of the same person at both."""
    high, low = before.emotion, after.emotion
    if high is None or low is None:
        return 0.0
    if isinstance(high, Mapping) and isinstance(low, Mapping):
        return max((high[each] - low[each] for each in high if each in low), default=0.0)
    highest = max(high.values(), default=0.0) if isinstance(high, Mapping) else high
    lowest = min(low.values(), default=0.0) if isinstance(low, Mapping) else low
    return highest - lowest


@rule(
    "JK404",
    "unexplained-fall",
    severity="warning",
    profile="research",
    after=("low-without-pain",),
    many="feelings fall steeply at {count} steps, and nothing says why",
)
def unexplained_fall(journey: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """Feelings fall by 3 or more in one move, and nothing at the step says why.

    Why:
        Such a fall is the sharpest thing on the curve, and readers ask at once what happened. A pain, a thought, a
        feeling in words, a quote or a reason to leave answers them.

    Source:
        Richard Chase and Sriram Dasu, "Want to Perfect Your Company's Service? Use Behavioral Science", Harvard
        Business Review 79 (6), 2001: people remember the course of a service, above all how it falls and rises.

    Bad:
        ```yaml
        stages:
          - id: choose
            steps:
              - {touchpoint: survey, emotion: 1.5}
              - {touchpoint: quote, emotion: -1.5}
        ```

    Good:
        ```yaml
        stages:
          - id: choose
            steps:
              - {touchpoint: survey, emotion: 1.5}
              - {touchpoint: quote, emotion: -1.5, thoughts: Twice of what the neighbour paid!}
        ```
    """
    steps = {step.id: step for step in journey.steps}
    told: set[str] = set()
    for _, step in facts.placed:
        for move in facts.leaving.get(step.id, []):
            after = steps.get(move.target)
            if after is None or after.id in told or _explained(after):
                continue
            fall = _fall(step, after)
            if fall >= _STEEP:
                told.add(after.id)
                message = (
                    f"from {quoted(step.id)} to {quoted(after.id)} feelings fall by {fall:g}, and nothing says why"
                )
                yield Hit(
                    f"{facts.places[after.id]}.emotion",
                    message,
                    "say under `pains` or `thoughts` what happened",
                    after.id,
                )
