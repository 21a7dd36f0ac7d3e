"""JK310: an end that nobody reaches."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import quoted

__all__ = ["unreached_outcome"]


@rule("JK310", "unreached-outcome", severity="warning", profile="research", after=("unreachable-step",))
def unreached_outcome(journey: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """An outcome is on the map, and no journey ends there.

    Why:
        Either the transition to it was forgotten, and every figure of success is too low or too high; or nobody ends
        so, and the outcome is a wish. Where steps before it cannot be reached, the map minds those, and where a map has
        no other way to an end either, its flow is what is missing.

    Source:
        Wil van der Aalst, "The Application of Petri Nets to Workflow Management", Journal of Circuits, Systems and
        Computers 8 (1), 1998: a sound process can always be completed.

    Bad:
        ```yaml
        stages:
          - id: choose
            steps: [quote, sign]
        outcomes:
          - {id: owner, result: success}
          - {id: gave_up, result: failure}
        flow:
          - quote >> sign >> owner
        ```

    Good:
        ```yaml
        stages:
          - id: choose
            steps: [quote, sign]
        outcomes:
          - {id: owner, result: success}
          - {id: gave_up, result: failure}
        flow:
          - quote >> sign >> owner
          - quote >> gave_up
        ```
    """
    if not journey.steps:
        return
    for index, outcome in enumerate(journey.outcomes):
        if outcome.id not in facts.reached and not facts.arriving[outcome.id]:
            message = f"no journey ends as {quoted(outcome.id)}"
            yield Hit(f"outcomes[{index}]", message, f"add a transition `to: {outcome.id}`, or take the outcome out")
