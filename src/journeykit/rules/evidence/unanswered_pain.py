"""JK502: severe pain without an opportunity."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap, PainPoint, Step
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import placed, quoted

__all__ = ["unanswered_pain"]

_SEVERE = 4


@rule("JK502", "unanswered-pain", severity="warning")
def unanswered_pain(journey: JourneyMap) -> Iterator[Hit]:
    """A pain of severity 4 or 5 leads to no opportunity.

    Why:
        Maps that end with a list of pains change nothing. Somebody has said that this one is severe; the map should
        say what could be done. An opportunity of the pain or of its step is enough, and a pain that several steps share
        is told once, where it first stands.

    Source:
        Sarah Gibbons, "Journey Mapping 101", Nielsen Norman Group, 2018: opportunities, with their owners and metrics,
        are the fifth component of a journey map.

    Bad:
        ```yaml
        stages:
          - id: choose
            steps:
              - touchpoint: quote
                pains:
                  - text: no two quotes compare
                    severity: 4
        ```

    Good:
        ```yaml
        stages:
          - id: choose
            steps:
              - touchpoint: quote
                pains:
                  - text: no two quotes compare
                    severity: 4
                    opportunities: a one-page quote
        ```
    """
    answered: set[str] = set()
    open_pains: list[tuple[str, Step, PainPoint]] = []
    for place, step in placed(journey):
        for index, pain in enumerate(step.pains):
            if pain.opportunities or step.opportunities:
                answered.add(pain.id or "")
            elif pain.severity is not None and pain.severity >= _SEVERE:
                open_pains.append((f"{place}.pains[{index}]", step, pain))
    told: set[str] = set()
    for place, step, pain in open_pains:
        if pain.id is not None and (pain.id in answered or pain.id in told):
            continue
        told.add(pain.id or "")
        message = (
            f"{quoted(pain.text)} at {quoted(step.id)} has severity {pain.severity:g}, and leads to no opportunity"
        )
        yield Hit(place, message, "say under `opportunities` what could be done about it", step.id)
