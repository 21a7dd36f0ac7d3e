"""JK308: several ways into support from one step."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import listed, quoted

__all__ = ["crowded_support"]


@rule("JK308", "crowded-support", severity="info", profile="release")
def crowded_support(journey: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """From one step customers turn to support in two or more ways.

    Why:
        Each way into support is a call that something before it has caused. Where several begin at one step, that step
        is what fails; one clear way helps until it is mended. A step counts as support where its demand is `failure`,
        or where its title says so in the map's language.

    Source:
        John Seddon, "Freedom from Command and Control", 2003: failure demand is caused by a failure to do something
        right for the customer.

    Bad:
        ```yaml
        stages:
          - id: use
            steps:
              - bill
              - {touchpoint: call, title: Calls customer service}
              - {touchpoint: mail, title: Writes to support}
        flow:
          - bill >> call
          - bill >> mail
        ```

    Good:
        ```yaml
        stages:
          - id: use
            steps:
              - bill
              - {touchpoint: call, title: Calls customer service}
        flow:
          - bill >> call
        ```
    """
    asks = {step.id for step in journey.steps if step.demand == "failure" or facts.words.has("support", step.label)}
    for place, step in facts.placed:
        ways = [
            move.target for move in facts.leaving.get(step.id, []) if move.target in asks and move.target != step.id
        ]
        if len(ways) > 1 and step.id not in asks:
            message = f"{len(ways)} ways lead from {quoted(step.id)} into support: {listed(ways)}"
            yield Hit(place, message, "find what goes wrong there, and let one of the ways do", step.id)
