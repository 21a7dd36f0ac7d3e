"""JK202: an action without a verb."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journeykit.model import Action, JourneyMap
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import quoted

__all__ = ["missing_verb"]


@rule("JK202", "missing-verb", severity="info", profile="off", many="{count} actions are called by no verb")
def missing_verb(_: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """The title of an action holds no word that ends or begins like a verb of its language.

    Why:
        An action is what somebody does, and only a verb says that: "Comparison" leaves open who compares what. The rule
        knows how verbs look and no grammar, so that it is asked only where it is selected; it is silent in languages
        without a list.

    Source:
        Uxcel, "Establish naming conventions", course on journey management: a verb and an object name a touchpoint.

    Bad:
        ```yaml
        stages:
          - id: choose
            steps:
              - action: comparison
                title: Price comparison
        ```

    Good:
        ```yaml
        stages:
          - id: choose
            steps:
              - action: comparison
                title: Compares the prices
        ```
    """
    endings, whole = facts.words["verb_endings"], set(facts.words["verbs"])
    if not endings:
        return
    for place, step in facts.placed:
        if isinstance(step, Action) and step.title is not None:
            words = re.findall(r"[^\W\d_]+", step.title.lower())
            if words and not any(word in whole or word.endswith(endings) for word in words):
                message = f"nothing in {quoted(step.title)} looks like a verb"
                yield Hit(f"{place}.title", message, "say what the customer does, like `Compares the prices`", step.id)
