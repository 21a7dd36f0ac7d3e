"""JK203: two names that look like one."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.rule import Hit, rule
from journeykit.rules.twins import twins
from journeykit.rules.wording import quoted

__all__ = ["twin_names"]


@rule("JK203", "twin-names", severity="warning", profile="research", many="{count} names look like slips of others")
def twin_names(journey: JourneyMap) -> Iterator[Hit]:
    """Two steps, stages, personas or owners differ by case or one letter.

    Why:
        Readers take two spellings for two things, and so does every count: an owner who is written in two ways has half
        the work. Digits tell names apart, and names with fewer than five letters are left alone.

    Source:
        "Federal Plain Language Guidelines", plainlanguage.gov, 2011: use the same term for the same thing.

    Bad:
        ```yaml
        stages:
          - id: choose
            steps:
              - touchpoint: quote
                title: Receives the quote
                owners: Field sales
              - touchpoint: call
                title: Calls about the quote
                owners: Field Sales
        ```

    Good:
        ```yaml
        stages:
          - id: choose
            steps:
              - touchpoint: quote
                title: Receives the quote
                owners: Field sales
              - touchpoint: call
                title: Calls about the quote
                owners: Field sales
        ```
    """
    for what, named in _named(journey).items():
        for first, second in twins(list(named)):
            place, step = named[second]
            message = f"the {what} {quoted(second)} and {quoted(first)} look like one with a slip of the pen"
            yield Hit(place, message, "write both alike, or make them differ in a word", step)


def _named(journey: JourneyMap) -> dict[str, dict[str, tuple[str, str | None]]]:
    """Names by what they are of, each with the place and step where it first stands."""
    found: dict[str, dict[str, tuple[str, str | None]]] = {"personas": {}, "stages": {}, "steps": {}, "owners": {}}
    for p, persona in enumerate(journey.personas):
        if persona.title:
            found["personas"].setdefault(persona.title, (f"personas[{p}].title", None))
    for owner in journey.owners:
        found["owners"].setdefault(owner, ("owners", None))
    for s, stage in enumerate(journey.stages):
        if stage.title:
            found["stages"].setdefault(stage.title, (f"stages[{s}].title", None))
        for owner in stage.owners:
            found["owners"].setdefault(owner, (f"stages[{s}].owners", None))
        for t, step in enumerate(stage.steps):
            here = f"stages[{s}].steps[{t}]"
            if step.title:
                found["steps"].setdefault(step.title, (f"{here}.title", step.id))
            for owner in step.owners:
                found["owners"].setdefault(owner, (f"{here}.owners", step.id))
    return found
