"""JK519: chances out of a log that do not give how the log's own cases ended."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.model.evidence import DOUBTED
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import quoted

__all__ = ["doubted_fit"]


@rule("JK519", "doubted-fit", severity="warning", profile="sketch")
def doubted_fit(journey: JourneyMap) -> Iterator[Hit]:
    """The chances that were fitted to a log do not give how its cases ended.

    Why:
        A fitted map holds the moves that it draws. Where customers often do something else, what is left need not lead
        to their ends: outcomes, levers and predictions of such a map are exact, and wrong. `fit` compares the map with
        its own log, and marks the source where they differ by more than chance.

    Source:
        Wil van der Aalst, "Process Mining: Data Science in Action", 2016: a log is replayed on a model, and how well it
        fits is known, before times and probabilities are read from it.

    Bad:
        ```yaml
        evidence:
          - {id: event_log, kind: analytics, n: 5000, tags: [fitted by journeykit, chances in doubt]}
        stages:
          - id: choose
            steps:
              - {touchpoint: quote, evidence: event_log}
        ```

    Good:
        ```yaml
        evidence:
          - {id: event_log, kind: analytics, n: 5000, tags: fitted by journeykit}
        stages:
          - id: choose
            steps:
              - {touchpoint: quote, evidence: event_log}
        ```
    """
    for index, source in enumerate(journey.evidence):
        if DOUBTED in source.tags:
            message = f"the chances fitted to {quoted(source.label)} do not give how its own cases ended"
            repair = "draw the moves that customers make and the map has not, and fit it again; until then trust counts"
            yield Hit(f"evidence[{index}]", message, repair)
