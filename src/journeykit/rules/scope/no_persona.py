"""JK101: no persona."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.rule import Hit, rule

__all__ = ["no_persona"]


@rule("JK101", "no-persona", severity="warning")
def no_persona(journey: JourneyMap) -> Iterator[Hit]:
    """The map does not say whose journey it is.

    Why:
        One map shows one point of view. Without somebody to look through the eyes of, emotions and pains become those
        of nobody, and two readers will each think of another customer.

    Source:
        Sarah Gibbons, "Journey Mapping 101", Nielsen Norman Group, 2018: the actor is the first of the five components
        of a journey map.

    Bad:
        ```yaml
        title: Buying a solar roof
        stages:
          - id: choose
            steps: [survey, quote]
        ```

    Good:
        ```yaml
        title: Buying a solar roof
        personas:
          - id: anna
            title: Anna, 41, owns a terraced house
        stages:
          - id: choose
            steps: [survey, quote]
        ```
    """
    if not journey.personas:
        yield Hit("personas", "the map names no persona", "say under `personas` whose journey it is")
