"""JK105: a persona without goals."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import quoted

__all__ = ["aimless_persona"]


@rule("JK105", "aimless-persona", severity="warning", profile="research", many="{count} personas want nothing")
def aimless_persona(journey: JourneyMap) -> Iterator[Hit]:
    """A customer persona names no goal and no need, and the scope names no goal.

    Why:
        Whether a step is good or bad shows only against what somebody wants. Without it the map judges by what the
        company wants. Personas of employees and suppliers are not asked.

    Source:
        Alan Cooper, "The Inmates Are Running the Asylum", 1999: personas are defined by their goals.

    Bad:
        ```yaml
        personas: [{id: anna, title: "Anna, 41, owns a terraced house"}]
        stages:
          - id: choose
            steps: [quote]
        ```

    Good:
        ```yaml
        personas:
          - id: anna
            title: Anna, 41, owns a terraced house
            goals: a lower bill
        stages:
          - id: choose
            steps: [quote]
        ```
    """
    if journey.scope is not None and journey.scope.goal:
        return
    for index, persona in enumerate(journey.personas):
        if persona.side == "customer" and not persona.goals and not persona.needs:
            message = f"nothing says what {quoted(persona.label)} wants to reach"
            yield Hit(
                f"personas[{index}]", message, "write it in their words under `goals`, like `goals: a lower bill`"
            )
