"""JK407: a moment of truth that nothing backs."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import quoted

__all__ = ["bare_moment_of_truth"]


@rule(
    "JK407",
    "bare-moment-of-truth",
    severity="warning",
    profile="research",
    many="{count} moments of truth have neither a reason nor research behind them",
)
def bare_moment_of_truth(journey: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """A moment of truth has no evidence, and nothing says why everything hangs on it.

    Why:
        Moments of truth are where money is spent. One that was set by feeling draws effort away from those that count;
        the reason in a sentence, or a source, lets others judge it.

    Source:
        Jan Carlzon, "Moments of Truth", 1987: an impression is made or broken in single encounters with customers.

    Bad:
        ```yaml
        stages:
          - id: choose
            steps:
              - {touchpoint: quote, moment_of_truth: true}
        ```

    Good:
        ```yaml
        stages:
          - id: choose
            steps:
              - touchpoint: quote
                moment_of_truth: {why: those who leave here leave for good}
        ```
    """
    if not any(step.moment_of_truth is not None and not step.moment_of_truth.why for step in journey.steps):
        return
    backed = {claim.step for claim in journey.claims if claim.kind == "moment_of_truth" and claim.level != "assumption"}
    for place, step in facts.placed:
        moment = step.moment_of_truth
        if moment is not None and not moment.why and step.id not in backed:
            message = f"nothing says why {quoted(step.id)} is a moment of truth, and no research backs it"
            repair = "say it, like `moment_of_truth: {why: those who leave here leave for good}`, or name a source"
            yield Hit(f"{place}.moment_of_truth", message, repair, step.id)
