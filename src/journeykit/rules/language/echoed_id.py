"""JK208: a title that repeats the id."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.model.base import humanised
from journeykit.rules.facts import Facts
from journeykit.rules.fix import Fix
from journeykit.rules.rule import Hit, rule
from journeykit.rules.texts import mappings, step_at, written
from journeykit.rules.wording import quoted

__all__ = ["echoed_id"]

_IDS = ("id", "touchpoint", "action", "wait")


@rule("JK208", "echoed-id", severity="info", profile="off", many="{count} titles are what is shown without them")
def echoed_id(_: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """A title is what is shown without it: the id with spaces and a capital.

    Why:
        It says nothing, and stays behind when the id gets a better name. It does no harm either, and whoever titles all
        stages alike has some of them, so that it is asked only where it is selected.

    Source:
        The practice of linters for code: ruff tells of an import whose alias is its own name (rule PLC0414).

    Bad:
        ```yaml
        stages:
          - id: choose
            title: Choose
            steps: [quote]
        ```

    Good:
        ```yaml
        stages:
          - id: choose
            title: Chooses an installer
            steps: [quote]
        ```
    """
    steps = {place: step.id for place, step in facts.placed}
    for path, noun in mappings(facts.tree):
        title = noun.get("title")
        name = next((noun[key] for key in _IDS if key in noun), None)
        if isinstance(name, str) and isinstance(title, str) and title == humanised(name):
            place = written((path, "title"))
            message = f"the title {quoted(title)} is what is shown without it"
            yield Hit(place, message, "take it out, or say more", step_at(place, steps), Fix(place, "remove"))
