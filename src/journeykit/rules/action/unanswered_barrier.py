"""JK515: a barrier that nothing is done about."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import quoted

__all__ = ["unanswered_barrier"]


@rule("JK515", "unanswered-barrier", severity="warning", profile="research", after=("unanswered-pain",))
def unanswered_barrier(journey: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """A pain keeps people from going on, and leads to no opportunity.

    Why:
        A barrier costs customers, whatever its severity: somebody has marked it as what ends the journey for them. An
        opportunity of the pain or of its step is enough, and a pain that several steps share is told once. What
        unanswered-pain says at a step is not said again.

    Source:
        Matthew Dixon, Karen Freeman and Nicholas Toman, "Stop Trying to Delight Your Customers", Harvard Business
        Review 88 (7/8), 2010: what keeps customers is that obstacles are taken out of their way.

    Bad:
        ```yaml
        stages:
          - id: choose
            steps:
              - touchpoint: quote
                pains:
                  - text: the form asks for a document that tenants do not have
                    barrier: true
        ```

    Good:
        ```yaml
        stages:
          - id: choose
            steps:
              - touchpoint: quote
                pains:
                  - text: the form asks for a document that tenants do not have
                    barrier: true
                    opportunities: ask the landlord instead
        ```
    """
    answered = {pain.id for step in journey.steps for pain in step.pains if pain.opportunities or step.opportunities}
    for place, step in facts.placed:
        for index, pain in enumerate(step.pains):
            if not pain.barrier or pain.opportunities or step.opportunities or (pain.id and pain.id in answered):
                continue
            answered.add(pain.id)
            message = (
                f"{quoted(pain.text)} keeps people from going on at {quoted(step.id)}, and leads to no opportunity"
            )
            yield Hit(f"{place}.pains[{index}]", message, "say under `opportunities` what could take it away", step.id)
