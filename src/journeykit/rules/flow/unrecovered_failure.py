"""JK306: a failure that nothing tries to prevent."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import listed, quoted

__all__ = ["unrecovered_failure"]


@rule("JK306", "unrecovered-failure", severity="info", profile="release")
def unrecovered_failure(journey: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """Everybody who comes to the last step before a failure is lost; no way leads back.

    Why:
        Customers whose failure is mended well are often more loyal than those who never had one. Before this end there
        is no step from which anybody comes back: no call, no second offer, no complaint that is heard. A failure that
        customers reach from where others go on is let pass.

    Source:
        Christopher Hart, James Heskett and W. Earl Sasser, "The Profitable Art of Service Recovery", Harvard Business
        Review 68 (4), 1990.

    Bad:
        ```yaml
        stages:
          - id: use
            steps: [uses, complains]
        outcomes:
          - {id: happy, result: success}
          - {id: gone, result: failure}
        flow:
          - uses >> happy
          - uses >> complains >> gone
        ```

    Good:
        ```yaml
        stages:
          - id: use
            steps: [uses, complains]
        outcomes:
          - {id: happy, result: success}
          - {id: gone, result: failure}
        flow:
          - uses >> happy
          - uses >> complains >> gone
          - complains >> uses
        ```
    """
    failures = {outcome.id for outcome in journey.outcomes if outcome.result == "failure"}
    for index, outcome in enumerate(journey.outcomes):
        sources = [move.source for move in facts.arriving.get(outcome.id, [])] if outcome.id in failures else []
        hopeless = [each for each in sources if all(move.target in failures for move in facts.leaving[each])]
        if sources and len(hopeless) == len(sources):
            message = f"nobody comes back from {listed(hopeless)}, the last before {quoted(outcome.id)}"
            yield Hit(f"outcomes[{index}]", message, "add the way back that exists, or the opportunity to make one")
