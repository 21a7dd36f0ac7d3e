"""JK110: the map ends with the purchase."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.rule import Hit, rule

__all__ = ["ends_at_purchase"]


@rule("JK110", "ends-at-purchase", severity="info", profile="research", detail=False)
def ends_at_purchase(journey: JourneyMap) -> Iterator[Hit]:
    """A stage is marked as during the purchase, none as after it, and the scope does not leave that out.

    Why:
        Customers live with what they bought much longer than they choose it; use, service, renewal and what they tell
        others happen there. A map that stops at the payment is a map of the company's selling. Where stages carry no
        `kind`, nothing is said, and neither where the scope says under `exclusions` what is left out.

    Source:
        Katherine N. Lemon and Peter C. Verhoef, "Understanding Customer Experience Throughout the Customer Journey",
        Journal of Marketing 80 (6), 2016: pre-purchase, purchase and post-purchase make the journey.

    Bad:
        ```yaml
        stages:
          - {id: look, kind: before, steps: [compare]}
          - {id: buy, kind: during, steps: [pay]}
        ```

    Good:
        ```yaml
        stages:
          - {id: look, kind: before, steps: [compare]}
          - {id: buy, kind: during, steps: [pay]}
          - {id: ride, kind: after, steps: [service]}
        ```
    """
    kinds = [stage.kind for stage in journey.stages]
    left_out = journey.scope is not None and bool(journey.scope.exclusions)
    if "during" in kinds and "after" not in kinds and not left_out:
        index = len(kinds) - 1 - kinds[::-1].index("during")
        repair = "add a stage of kind `after`, or say under the scope's `exclusions` that it is left out"
        yield Hit(f"stages[{index}]", "the map ends with the purchase: no stage comes after it", repair)
