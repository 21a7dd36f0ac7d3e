"""JK506: an opportunity whose success nothing would show."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import quoted

__all__ = ["unmeasured_opportunity"]


@rule(
    "JK506",
    "unmeasured-opportunity",
    severity="info",
    profile="release",
    many="{count} opportunities have no number that would show their success",
)
def unmeasured_opportunity(journey: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """No number would show whether an opportunity was worth it.

    Why:
        Without a number that is agreed on before, every change is a success. A metric of the opportunity, its step or
        its stage is enough, and so is a solution that says under `effects` what it would change: a share, a feeling, a
        time. Opportunities that are rejected are not asked.

    Source:
        Sarah Gibbons, "Journey Mapping 101", Nielsen Norman Group, 2018: opportunities, with their owners and metrics,
        are the fifth component of a journey map.

    Bad:
        ```yaml
        stages:
          - id: choose
            steps:
              - touchpoint: quote
                opportunities: a one-page quote
        ```

    Good:
        ```yaml
        stages:
          - id: choose
            steps:
              - touchpoint: quote
                opportunities:
                  - text: a one-page quote
                    metrics:
                      - id: answers
                        title: Quotes that are answered within a week
                        target: 60
                        unit: "%"
        ```
    """
    measured = {step.id for stage in journey.stages for step in stage.steps if step.metrics or stage.metrics}
    for one in facts.opportunities:
        idea = one.opportunity
        if (
            idea.metrics
            or any(each.effects for each in idea.solutions)
            or any(step.id in measured for step in one.steps)
        ):
            continue
        message = f"no number would show whether {quoted(idea.text)} was worth it"
        yield Hit(one.place, message, "say under its `metrics` what would show it, with a `target`", one.steps[0].id)
