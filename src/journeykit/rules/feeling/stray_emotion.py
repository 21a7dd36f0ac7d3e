"""JK408: a feeling of somebody who is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from journeykit.model import JourneyMap
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import listed, quoted

__all__ = ["stray_emotion"]


@rule("JK408", "stray-emotion", severity="warning", profile="research")
def stray_emotion(_: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """A step states an emotion, thoughts or feelings of a persona who does not meet it.

    Why:
        Either the persona does meet the step, and the flow is wrong for them; or the feeling belongs to another step.
        Both curves are wrong until it is mended.

    Source:
        Sarah Gibbons, "Journey Mapping 101", Nielsen Norman Group, 2018: a map takes the view of its actor.

    Bad:
        ```yaml
        personas: [{id: anna}, {id: ben}]
        stages:
          - id: choose
            steps:
              - {touchpoint: quote, personas: anna, emotion: {anna: 1, ben: 0}}
        ```

    Good:
        ```yaml
        personas: [{id: anna}, {id: ben}]
        stages:
          - id: choose
            steps:
              - {touchpoint: quote, emotion: {anna: 1, ben: 0}}
        ```
    """
    for place, step in facts.placed:
        if not step.personas:
            continue
        for name in ("emotion", "intensity", "thoughts", "feelings", "needs", "expectations"):
            value = getattr(step, name)
            strays = [each for each in value if each not in step.personas] if isinstance(value, Mapping) else []
            if strays:
                does = "does" if len(strays) == 1 else "do"
                message = f"{quoted(step.id)} states {name} of {listed(strays)}, who {does} not meet it"
                repair = "add them to the step's `personas`, or move it to a step of theirs"
                yield Hit(f"{place}.{name}", message, repair, step.id)
