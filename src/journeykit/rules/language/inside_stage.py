"""JK201: a stage named from the inside."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import quoted

__all__ = ["inside_stage"]


@rule("JK201", "inside-stage", severity="warning", many="{count} stages are called by the company's words")
def inside_stage(journey: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """A stage bears a word by which a company calls its own process: funnel, lead, conversion, a department.

    Why:
        Nobody wakes up to be qualified as a lead. A stage that is named from the inside is soon filled from the inside:
        with what the company does, and when it considers it done. Each language has a list of such words, and a team
        can add its own.

    Source:
        Sergio Tavares, "How to name the steps of your Customer Journey", Lutav, 2024: names follow the customer's
        experience, not what teams call it inside.

    Bad:
        ```yaml
        stages:
          - id: qualify
            title: Lead qualification
            steps: [call]
        ```

    Good:
        ```yaml
        stages:
          - id: qualify
            title: Finds out whether it fits
            steps: [call]
        ```
    """
    for index, stage in enumerate(journey.stages):
        word = facts.words.has("inside", stage.label)
        if word is not None:
            message = f"the stage {quoted(stage.label)} is called by the company's word {quoted(word)}"
            yield Hit(
                f"stages[{index}].title", message, "say what the customer does there, like `title: Compares offers`"
            )
