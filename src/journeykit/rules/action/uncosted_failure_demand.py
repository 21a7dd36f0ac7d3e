"""JK516: failure demand without a cost."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap, Touchpoint
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import quoted

__all__ = ["uncosted_failure_demand"]


@rule(
    "JK516",
    "uncosted-failure-demand",
    severity="info",
    profile="release",
    many="{count} steps that failure has caused have no cost",
)
def uncosted_failure_demand(_: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """Customers come only because something failed before, and nothing says what one visit costs.

    Why:
        Demand that failure has caused is the cheapest to lose: whoever mends the cause saves every call. How much that
        is, and so whether mending pays, follows from what a visit costs. Asked are touchpoints that the brand or a
        partner serves.

    Source:
        John Seddon, "Freedom from Command and Control", 2003: failure demand is caused by a failure to do something, or
        to do it right, and is a cost that hides in the volume of work.

    Bad:
        ```yaml
        stages:
          - id: use
            steps:
              - bill
              - touchpoint: call
                title: Asks what the bill means
                demand: failure
        ```

    Good:
        ```yaml
        stages:
          - id: use
            steps:
              - bill
              - touchpoint: call
                title: Asks what the bill means
                demand: failure
                cost_to_serve: 6.5
        ```
    """
    for place, step in facts.placed:
        if not isinstance(step, Touchpoint) or step.demand != "failure" or step.ownership in ("customer", "external"):
            continue
        if step.cost_to_serve is None:
            message = f"{quoted(step.id)} is there because something failed, and nothing says what a visit costs"
            yield Hit(
                place, message, "say under `cost_to_serve` what one visit costs, like `cost_to_serve: 6.5`", step.id
            )
