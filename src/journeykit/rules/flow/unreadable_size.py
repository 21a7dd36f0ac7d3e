"""JK312: too large or too small to read."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.rule import Hit, rule

__all__ = ["unreadable_size"]

_MOST_STEPS = 20
_FEWEST_STAGES, _MOST_STAGES = 3, 8


@rule("JK312", "unreadable-size", severity="info", profile="research", detail=False)
def unreadable_size(journey: JourneyMap) -> Iterator[Hit]:
    """The map has more than 20 steps, fewer than 3 stages or more than 8.

    Why:
        A map is read at a glance or not at all. Beyond some twenty steps a detail map per stage serves better
        (`journey` on a step names it); with one or two stages the whole of the journey does not show.

    Source:
        Jan Mendling, Hajo Reijers and Wil van der Aalst, "Seven process modeling guidelines", Information and Software
        Technology 52 (2), 2010: use as few elements as possible, and decompose large models. The bounds are custom.

    Bad:
        ```yaml
        stages:
          - id: choose
            steps: [survey, quote]
        ```

    Good:
        ```yaml
        stages:
          - {id: look, steps: [compare]}
          - {id: choose, steps: [survey, quote]}
          - {id: live, steps: [install]}
        ```
    """
    steps, stages = len(journey.steps), len(journey.stages)
    said = []
    if steps > _MOST_STEPS:
        said.append(f"{steps} steps, more than {_MOST_STEPS}")
    if 0 < stages < _FEWEST_STAGES or stages > _MOST_STAGES:
        said.append(f"{stages} stage{'' if stages == 1 else 's'}, where {_FEWEST_STAGES} to {_MOST_STAGES} can be read")
    if said and steps:
        repair = "move the details to maps of their own, and name them under the steps' `journey`"
        if stages < _FEWEST_STAGES:
            repair = "say what comes before and after, as stages of their own"
        yield Hit("stages", f"the map has {' and '.join(said)}", repair)
