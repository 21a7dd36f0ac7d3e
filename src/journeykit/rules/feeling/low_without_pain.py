"""JK401: a low emotion without a pain."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap, Step
from journeykit.model.frozen_map import FrozenMap
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import listed, placed, quoted

__all__ = ["low_without_pain"]

_LOW = -1


@rule("JK401", "low-without-pain", severity="warning", many="{count} steps feel like -1 or lower, and name no pain")
def low_without_pain(journey: JourneyMap) -> Iterator[Hit]:
    """A step feels like -1 or lower, and no pain says why.

    Why:
        A dip in the curve shows that something hurts; only the pain says what, and gives somebody a thing to mend. An
        emotion per persona asks for a pain of that persona, or of all.

    Source:
        Adam Richardson, "Using Customer Journey Maps to Improve Customer Experience", Harvard Business Review, 2010: a
        map asks at every stage what keeps the customer from going on.

    Bad:
        ```yaml
        stages:
          - id: live
            steps:
              - wait: permit
                emotion: -2
        ```

    Good:
        ```yaml
        stages:
          - id: live
            steps:
              - wait: permit
                emotion: -2
                pains: no news for weeks
        ```
    """
    for place, step in placed(journey):
        emotion = step.emotion
        if isinstance(emotion, FrozenMap):
            low = {who: value for who, value in emotion.items() if value <= _LOW and not _hurt(step, who)}
            if low:
                message = (
                    f"{quoted(step.id)} feels like {min(low.values()):g} to {listed(list(low))}, and names no pain"
                )
                yield Hit(f"{place}.emotion", f"{message} of theirs", "say under `pains` what hurts there", step.id)
        elif emotion is not None and emotion <= _LOW and not step.pains:
            message = f"{quoted(step.id)} feels like {emotion:g}, and names no pain"
            yield Hit(f"{place}.emotion", message, "say under `pains` what hurts there", step.id)


def _hurt(step: Step, persona: str) -> bool:
    return any(not pain.personas or persona in pain.personas for pain in step.pains)
