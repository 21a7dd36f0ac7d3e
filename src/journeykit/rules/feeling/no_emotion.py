"""JK402: a map without a feeling."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.rule import Hit, rule

__all__ = ["no_emotion"]

_FEWEST = 3


@rule("JK402", "no-emotion", severity="warning", profile="sketch", future=False)
def no_emotion(journey: JourneyMap) -> Iterator[Hit]:
    """No step says how it feels.

    Why:
        Without feelings a journey map is a process chart: it shows what happens and not what it is like, and nobody can
        say which step to mend first. One emotion where it is best and one where it is worst is a beginning. A map with
        fewer than three steps, and a wished-for one, is not asked.

    Source:
        Sarah Gibbons, "Journey Mapping 101", Nielsen Norman Group, 2018: actions, mindsets and emotions are the fourth
        component of a journey map.

    Bad:
        ```yaml
        stages:
          - id: choose
            steps: [survey, quote, sign]
        ```

    Good:
        ```yaml
        stages:
          - id: choose
            steps:
              - survey
              - {touchpoint: quote, emotion: -1, pains: no two quotes compare}
              - sign
        ```
    """
    steps = list(journey.steps)
    if len(steps) < _FEWEST or any(step.emotion is not None or step.feelings for step in steps):
        return
    repair = "write `emotion` from -2 to 2 at least where it is best and where it is worst"
    yield Hit("stages", f"none of {len(steps)} steps says how it feels", repair)
