"""JK403: a journey without a low."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from journeykit.model import JourneyMap, Step
from journeykit.rules.rule import Hit, rule

__all__ = ["all_rosy"]

_FEWEST = 4


def _felt(step: Step) -> list[float]:
    """The emotions stated at a step, of all or of single personas."""
    if step.emotion is None:
        return []
    return list(step.emotion.values()) if isinstance(step.emotion, Mapping) else [step.emotion]


@rule("JK403", "all-rosy", severity="warning", profile="research", future=False)
def all_rosy(journey: JourneyMap) -> Iterator[Hit]:
    """All feelings of a map of today are positive.

    Why:
        Journeys of today without a low are rare, and maps without one are common: they show what their makers hope. Ask
        those who left, or whoever answers the telephone. At least four feelings must be known for the rule to speak.

    Source:
        Kate Kaplan, "When and How to Create Customer Journey Maps", Nielsen Norman Group, 2016: maps should be truthful
        narratives.

    Bad:
        ```yaml
        stages:
          - id: choose
            steps:
              - {touchpoint: advert, emotion: 1}
              - {touchpoint: survey, emotion: 1.5}
              - {touchpoint: quote, emotion: 1}
              - {touchpoint: sign, emotion: 2}
        ```

    Good:
        ```yaml
        stages:
          - id: choose
            steps:
              - {touchpoint: advert, emotion: 1}
              - {touchpoint: survey, emotion: 1.5}
              - {touchpoint: quote, emotion: -0.5}
              - {touchpoint: sign, emotion: 2}
        ```
    """
    felt = [value for step in journey.steps for value in _felt(step)]
    if len(felt) >= _FEWEST and min(felt) > 0:
        message = f"all {len(felt)} feelings of the map are positive, the lowest {min(felt):+g}"
        yield Hit("stages", message, "ask those who left where it went wrong, and add the emotion of that step")
