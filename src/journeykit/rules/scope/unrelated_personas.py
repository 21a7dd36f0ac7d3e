"""JK104: personas together, and nothing says what they are to each other."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import listed

__all__ = ["unrelated_personas"]


@rule("JK104", "unrelated-personas", severity="warning", profile="research")
def unrelated_personas(journey: JourneyMap) -> Iterator[Hit]:
    """Several personas take part in one journey, and some have neither a role nor a relation.

    Why:
        Where a household, a clinic or a company decides together, the journey is what happens between them: who asks,
        who pays, who can say no. A persona without a part in that might as well have a map of its own. Personas that
        another one names in its relations have a part, and employees and suppliers have theirs by their side.

    Source:
        Frederick E. Webster and Yoram Wind, "A General Model for Understanding Organizational Buying Behavior", Journal
        of Marketing 36 (2), 1972: the members of a buying centre are told apart by their roles.

    Bad:
        ```yaml
        cast: together
        personas: [{id: buyer}, {id: planner}]
        stages:
          - id: choose
            steps: [offer]
        ```

    Good:
        ```yaml
        cast: together
        personas:
          - id: buyer
            roles: buyer
          - id: planner
            roles: [user, influencer]
        stages:
          - id: choose
            steps: [offer]
        ```
    """
    if journey.cast != "together" or len(journey.personas) < 2:
        return
    named = {relation.to for persona in journey.personas for relation in persona.relations}
    customers = [each for each in journey.personas if each.side == "customer"]
    lone = [each for each in customers if not each.roles and not each.relations and each.id not in named]
    if lone:
        place = f"personas[{journey.personas.index(lone[0])}]"
        names = listed([each.id for each in lone])
        message = f"{names} {'takes' if len(lone) == 1 else 'take'} part in the journey without a role or a relation"
        yield Hit(
            place,
            message,
            "say under `roles` what they decide, like `roles: user`, or how they stand under `relations`",
        )
