"""JK108: a wished-for map that starts from nothing."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.rule import Hit, rule

__all__ = ["future_without_baseline"]


@rule("JK108", "future-without-baseline", severity="warning", profile="research")
def future_without_baseline(journey: JourneyMap) -> Iterator[Hit]:
    """A map in state `future` names no map of today as its baseline.

    Why:
        A wished-for journey is a claim about a change. Without the journey of today nobody can say what changes, for
        whom, and what it is worth; with it `compare` can.

    Source:
        Touchpoint Dashboard, "Anxious to Get to Future State?", 2015: map today first; what hurts there is what the
        future map takes away.

    Bad:
        ```yaml
        state: future
        stages:
          - id: choose
            steps: [quote]
        ```

    Good:
        ```yaml
        state: future
        baseline: solar_roof
        stages:
          - id: choose
            steps: [quote]
        ```
    """
    if journey.state == "future" and journey.baseline is None:
        repair = "name the map of today by its id under `baseline`, like `baseline: solar_roof`"
        yield Hit("baseline", "nothing says which map of today this future starts from", repair)
