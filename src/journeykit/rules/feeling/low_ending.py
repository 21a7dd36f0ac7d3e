"""JK405: success that feels bad."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from journeykit.model import JourneyMap, Step
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import quoted

__all__ = ["low_ending"]


def _weight(facts: Facts, step: str) -> float:
    """How often journeys meet a step; evenly where that cannot be known."""
    return 1.0 if facts.visits is None else facts.visits.get(step, 0.0)


def _mean(step: Step) -> float | None:
    """The emotion at a step, evenly over the personas that state one."""
    if isinstance(step.emotion, Mapping):
        return sum(step.emotion.values()) / len(step.emotion) if step.emotion else None
    return step.emotion


@rule("JK405", "low-ending", severity="warning", profile="research")
def low_ending(journey: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """Journeys that succeed end on a low.

    Why:
        What people remember of an experience, and tell others, is its peak and its end. Here those who reach what the
        journey is for leave it unhappy: the last step before the end, weighted by how many come from it, is below 0.
        Where the outcome states an emotion of its own, that one counts.

    Source:
        Daniel Kahneman, Barbara Fredrickson, Charles Schreiber and Donald Redelmeier, "When More Pain Is Preferred to
        Less: Adding a Better End", Psychological Science 4 (6), 1993.

    Bad:
        ```yaml
        stages:
          - id: pay
            steps:
              - {touchpoint: basket, emotion: 1}
              - {touchpoint: pay, emotion: -1, pains: the card is refused twice}
        outcomes: [{id: bought, result: success}]
        ```

    Good:
        ```yaml
        stages:
          - id: pay
            steps:
              - {touchpoint: pay, emotion: -1, pains: the card is refused twice}
              - {touchpoint: thanks, emotion: 1}
        outcomes: [{id: bought, result: success}]
        ```
    """
    steps = {step.id: step for step in journey.steps}
    for index, outcome in enumerate(journey.outcomes):
        if outcome.result != "success":
            continue
        end = outcome.emotion
        if end is None:
            sources = facts.arriving[outcome.id]
            alone = len(sources) == 1  # then it does not matter how many come from there
            arrivals = [
                (1.0 if alone else move.probability * _weight(facts, move.source), steps[move.source])
                for move in sources
            ]
            felt = [(weight, value) for weight, step in arrivals if (value := _mean(step)) is not None]
            total = sum(weight for weight, _ in felt)
            end = sum(weight * value for weight, value in felt) / total if total else None
        if end is not None and end < 0:
            message = f"those who reach {quoted(outcome.id)} end at {end:+.2g}"
            yield Hit(
                f"outcomes[{index}]", message, "look at the last step before it: a better end is the cheapest repair"
            )
