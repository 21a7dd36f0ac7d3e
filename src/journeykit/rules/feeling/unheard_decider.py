"""JK409: a buying group without the view of its decider."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from journeykit.model import JourneyMap, Step
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import quoted

__all__ = ["unheard_decider"]

_VIEWS = ("emotion", "thoughts", "feelings", "needs", "expectations")


def _heard(step: Step) -> Iterator[str]:
    """The personas whose view a step states: by name, or as the only ones who meet it."""
    for name in _VIEWS:
        value = getattr(step, name)
        if isinstance(value, Mapping):
            yield from value
        elif value not in (None, ()) and len(step.personas) == 1:
            yield from step.personas


@rule("JK409", "unheard-decider", severity="warning", profile="research")
def unheard_decider(journey: JourneyMap) -> Iterator[Hit]:
    """Several personas decide together, and nothing says what the one who decides thinks or feels.

    Why:
        The map then shows those who are easy to ask. Who signs has other goals than who uses, often meets the seller
        once, and ends most journeys that end early. One step with the decider's emotion, thoughts or needs is enough.

    Source:
        Frederick E. Webster and Yoram Wind, "A General Model for Understanding Organizational Buying Behavior", Journal
        of Marketing 36 (2), 1972: deciders are a role of their own in the buying centre.

    Bad:
        ```yaml
        cast: together
        personas:
          - {id: chief, roles: decider}
          - {id: planner, roles: user}
        stages:
          - id: choose
            steps:
              - {touchpoint: demo, emotion: {planner: 1}}
        ```

    Good:
        ```yaml
        cast: together
        personas:
          - {id: chief, roles: decider}
          - {id: planner, roles: user}
        stages:
          - id: choose
            steps:
              - {touchpoint: demo, emotion: {planner: 1, chief: -0.5}}
        ```
    """
    if journey.cast != "together" or len(journey.personas) < 2:
        return
    heard = {name for step in journey.steps for name in _heard(step)}
    for index, persona in enumerate(journey.personas):
        if "decider" in persona.roles and persona.id not in heard:
            message = f"{quoted(persona.id)} decides, and no step says what they think or feel"
            yield Hit(
                f"personas[{index}]",
                message,
                f"write at a step of theirs `emotion: {{{persona.id}: -0.5}}` or `thoughts`",
            )
