"""JK504: evidence past its time."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import quoted

__all__ = ["stale_evidence"]

_DAY = 86_400


@rule("JK504", "stale-evidence", severity="warning", profile="research", many="{count} sources are past their time")
def stale_evidence(journey: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """A source is older than it was said to be good for.

    Why:
        Customers, prices and competitors change, and a finding does not say that it is old. Whoever did the research
        has stated under `valid_for` how long it holds; after that it may still be right, and somebody has to look.
        Sources without a date or a time for which they hold are not judged.

    Source:
        Daniele Catalanotto, "How can you make your research age well?", Service Design Q&A, Swiss Innovation Academy:
        give research a date on which it expires, and look again on that day.

    Bad:
        ```yaml
        evidence:
          - {id: talks, kind: interview, n: 12, date: 2019-05-04, valid_for: 2 years}
        stages:
          - id: choose
            steps:
              - {touchpoint: quote, emotion: -1, evidence: talks}
        ```

    Good:
        ```yaml
        evidence:
          - {id: talks, kind: interview, n: 12, date: 2019-05-04, valid_for: 800 years}
        stages:
          - id: choose
            steps:
              - {touchpoint: quote, emotion: -1, evidence: talks}
        ```
    """
    for index, source in enumerate(journey.evidence):
        if source.date is not None and source.valid_for is not None:
            days = source.valid_for.seconds / _DAY
            if (facts.today - source.date).days > days:
                message = (
                    f"{quoted(source.label)} of {source.date} was good for {source.valid_for}, and is past its time"
                )
                repair = "look whether it still holds, and give it a new `date` or a newer source"
                yield Hit(f"evidence[{index}]", message, repair)
