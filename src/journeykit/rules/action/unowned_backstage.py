"""JK514: work behind a step that nobody answers for."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import listed, quoted

__all__ = ["unowned_backstage"]


@rule(
    "JK514",
    "unowned-backstage",
    severity="info",
    profile="release",
    many="{count} steps have work behind them that nobody answers for",
)
def unowned_backstage(journey: JourneyMap) -> Iterator[Hit]:
    """Work behind a step has no owner, and neither has the step or its stage.

    Why:
        What customers do not see fails unseen. When it does, the blueprint should say whom to call: an owner of the
        process, of the step or of the stage is enough. All that is minded at one step is one finding.

    Source:
        G. Lynn Shostack, "Designing Services That Deliver", Harvard Business Review 62 (1), 1984: a blueprint shows the
        work behind the line of visibility, where services fail.

    Bad:
        ```yaml
        stages:
          - id: live
            steps:
              - touchpoint: install
                backstage: crew planning
        ```

    Good:
        ```yaml
        stages:
          - id: live
            steps:
              - touchpoint: install
                backstage:
                  - text: crew planning
                    owner: Operations
        ```
    """
    for s, stage in enumerate(journey.stages):
        for t, step in enumerate(stage.steps):
            alone = [each.text for each in (*step.backstage, *step.support) if not each.owner]
            if alone and not step.owners and not stage.owners:
                message = f"nobody answers for {listed(alone)} behind {quoted(step.id)}"
                repair = "name somebody under the `owner` of the process, or the `owners` of the step"
                yield Hit(f"stages[{s}].steps[{t}]", message, repair, step.id)
