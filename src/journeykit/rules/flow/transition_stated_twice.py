"""JK313: a transition that stands twice."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.facts import Facts
from journeykit.rules.fix import Fix
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import quoted

__all__ = ["transition_stated_twice"]


@rule("JK313", "transition-stated-twice", severity="info", profile="research")
def transition_stated_twice(_: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """The same transition stands in the flow twice, with the same words.

    Why:
        The second one says nothing, and whoever changes the first forgets it. Where something differs (the personas,
        the circumstances, the probability) both have their reason.

    Source:
        "Federal Plain Language Guidelines", plainlanguage.gov, 2011: say things once.

    Bad:
        ```yaml
        stages:
          - id: choose
            steps: [survey, quote]
        flow:
          - {from: survey, to: quote, when: the roof fits}
          - {from: survey, to: quote, when: the roof fits}
        ```

    Good:
        ```yaml
        stages:
          - id: choose
            steps: [survey, quote]
        flow:
          - {from: survey, to: quote, when: the roof fits}
        ```
    """
    seen = set()
    entries = facts.tree.get("flow", [])
    for index, entry in enumerate(entries):
        said = repr(sorted(entry.items(), key=repr)) if isinstance(entry, dict) else None
        if said is None:
            continue
        if said in seen:
            message = f"the transition from {quoted(entry['from'])} to {quoted(entry['to'])} stands there already"
            place = f"flow[{index}]"
            yield Hit(place, message, "take it out", fix=Fix(place, "remove"))
        seen.add(said)
