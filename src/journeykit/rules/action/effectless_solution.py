"""JK507: a solution that changes nothing on the map."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import quoted

__all__ = ["effectless_solution"]


@rule(
    "JK507",
    "effectless-solution",
    severity="info",
    profile="release",
    future=False,
    many="{count} solutions do not say what they would change",
)
def effectless_solution(_: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """A solution does not say what it would change.

    Why:
        What a solution is worth follows from what it changes: how many go on, how they feel, how long it takes. With
        `effects` the map computes it, and `roadmap` puts it in order; without them it is one more wish. Solutions that
        are done or rejected are not asked.

    Source:
        Jeff Gothelf and Josh Seiden, "Lean UX", O'Reilly, 2013: a proposal is a hypothesis, and names the outcome that
        it is to bring.

    Bad:
        ```yaml
        stages:
          - id: choose
            steps:
              - touchpoint: quote
                opportunities:
                  - text: a one-page quote
                    solutions: quote template
        ```

    Good:
        ```yaml
        stages:
          - id: choose
            steps:
              - touchpoint: quote
                emotion: -1
                opportunities:
                  - text: a one-page quote
                    solutions:
                      - text: quote template
                        effects:
                          - step: quote
                            emotion: 0.5
        ```
    """
    for one in facts.solutions:
        if not one.solution.effects and one.solution.status != "done":
            message = f"{quoted(one.solution.text)} does not say what it would change"
            repair = "say under its `effects` what it changes, like `{step: quote, emotion: 0.5}`"
            yield Hit(one.place, message, repair, one.step.id)
