"""JK206: one title twice in a stage."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import quoted

__all__ = ["repeated_title"]


@rule("JK206", "repeated-title", severity="warning", profile="research", many="{count} titles stand twice in a stage")
def repeated_title(journey: JourneyMap) -> Iterator[Hit]:
    """Two steps of one stage bear the same title.

    Why:
        On the poster they stand side by side and nobody can tell them apart. What happens again is one step with a
        loop; what differs needs a name that says how.

    Source:
        "Federal Plain Language Guidelines", plainlanguage.gov, 2011: different things have different names.

    Bad:
        ```yaml
        stages:
          - id: choose
            steps:
              - {touchpoint: first, title: Calls the shop}
              - {touchpoint: second, title: Calls the shop}
        ```

    Good:
        ```yaml
        stages:
          - id: choose
            steps:
              - {touchpoint: first, title: Calls to ask the price}
              - {touchpoint: second, title: Calls to order}
        ```
    """
    for s, stage in enumerate(journey.stages):
        first: dict[str, str] = {}
        for t, step in enumerate(stage.steps):
            title = " ".join(step.label.casefold().split())
            if title and title in first:
                message = f"{quoted(step.id)} bears the title of {quoted(first[title])} in the same stage"
                repair = "make it one step with a loop, or say in the title what is different"
                yield Hit(f"stages[{s}].steps[{t}].title", message, repair, step.id)
            first.setdefault(title, step.id)
