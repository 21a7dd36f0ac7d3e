"""JK517: questions that nothing answers."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap, Step, Touchpoint, channel
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import listed, quoted

__all__ = ["unanswered_questions"]

_REPAIR = "say under `content` what answers it, like `content: a page with all prices`"
_PEOPLE = {"store"}


def _answers(step: Step) -> bool:
    """Whether something at a step answers questions: what is written for it, or a person."""
    name = step.channel if isinstance(step, Touchpoint) else None
    human = name is not None and (name in _PEOPLE or channel(name).kind == "human")
    return bool(step.content or step.frontstage or human)


@rule(
    "JK517",
    "unanswered-questions",
    severity="info",
    profile="research",
    many="{count} times customers ask, and nothing answers",
)
def unanswered_questions(journey: JourneyMap) -> Iterator[Hit]:
    """Customers ask something, and nothing says what answers them.

    Why:
        Whoever finds no answer asks somebody else, or leaves. The questions of a step are answered by its own `content`
        or that of its stage, those of a stage by its content or that of one of its steps. Where a person stands at the
        other end, in a shop, on the phone or among the frontstage, people answer, and nothing is minded.

    Source:
        Marcus Sheridan, "They Ask, You Answer", Wiley, 2017: what customers ask, the company answers openly.

    Bad:
        ```yaml
        stages:
          - id: choose
            steps:
              - touchpoint: prices
                channel: web
                questions: What does the whole roof cost?
        ```

    Good:
        ```yaml
        stages:
          - id: choose
            steps:
              - touchpoint: prices
                channel: web
                questions: What does the whole roof cost?
                content: a price list with three roofs as examples
        ```
    """
    for s, stage in enumerate(journey.stages):
        if stage.questions and not stage.content and not any(_answers(step) for step in stage.steps):
            message = f"nothing answers {listed(stage.questions)} in the stage {quoted(stage.id)}"
            yield Hit(f"stages[{s}].questions", message, _REPAIR)
        for t, step in enumerate(stage.steps):
            if step.questions and not stage.content and not _answers(step):
                message = f"nothing answers {listed(step.questions)} at {quoted(step.id)}"
                yield Hit(f"stages[{s}].steps[{t}].questions", message, _REPAIR, step.id)
