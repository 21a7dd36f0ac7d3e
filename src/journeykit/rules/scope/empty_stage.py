"""JK103: empty stage."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import quoted

__all__ = ["empty_stage"]


@rule("JK103", "empty-stage", severity="warning")
def empty_stage(journey: JourneyMap) -> Iterator[Hit]:
    """A stage has no steps, or the whole map has none.

    Why:
        A stage that nothing happens in is either a gap in what is known, which the map should admit, or a part of the
        process that no customer takes part in, which does not belong on it. A map without any step is one finding.

    Source:
        Katherine Lemon and Peter Verhoef, "Understanding Customer Experience Throughout the Customer Journey", Journal
        of Marketing 80 (6), 2016: each stage of a journey is described by the touchpoints that customers meet in it.

    Bad:
        ```yaml
        stages:
          - id: choose
            steps: [survey, quote]
          - id: buy
        ```

    Good:
        ```yaml
        stages:
          - id: choose
            steps: [survey, quote]
          - id: buy
            steps: [sign]
        ```
    """
    if not journey.steps:
        message = "the map has stages and no steps" if journey.stages else "the map has no stages and no steps"
        yield Hit("stages", message, "write under `stages` what customers do, stage by stage")
        return
    for index, stage in enumerate(journey.stages):
        if not stage.steps:
            message = f"the stage {quoted(stage.id)} has no steps"
            yield Hit(f"stages[{index}]", message, "write what customers do there under `steps`, or take the stage out")
