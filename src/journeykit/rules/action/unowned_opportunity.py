"""JK505: an opportunity that nobody takes care of."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import quoted

__all__ = ["unowned_opportunity"]


@rule(
    "JK505",
    "unowned-opportunity",
    severity="warning",
    profile="release",
    many="{count} opportunities have nobody who takes care of them",
)
def unowned_opportunity(journey: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """Nobody takes care of an opportunity: it has no owner, and neither has its step or stage.

    Why:
        What is everybody's is nobody's: a map that is acted upon says who acts. An owner of the opportunity, of one of
        its solutions, of its step or of the stage is enough; those of the whole map are too far away. Opportunities
        that are rejected are not asked.

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
                    owner: Sales
        ```
    """
    cared_for = {step.id for stage in journey.stages for step in stage.steps if step.owners or stage.owners}
    for one in facts.opportunities:
        idea = one.opportunity
        if idea.owner or any(each.owner for each in idea.solutions) or any(step.id in cared_for for step in one.steps):
            continue
        message = f"nobody takes care of {quoted(idea.text)}, for {quoted(one.steps[0].id)}"
        yield Hit(one.place, message, "name somebody under its `owner`, like `owner: Sales`", one.steps[0].id)
