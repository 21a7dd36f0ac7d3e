"""JK511: one number by two methods."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.facts import Facts
from journeykit.rules.places import PlacedMetric
from journeykit.rules.rule import Hit, rule
from journeykit.rules.twins import folded
from journeykit.rules.wording import quoted

__all__ = ["two_methods"]


@rule("JK511", "two-methods", severity="warning", profile="release")
def two_methods(_: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """Two metrics bear the same name and are computed in two ways.

    Why:
        A satisfaction of 78 as top-two box and one of 4.1 as a mean look like two results, and are two questions. Side
        by side on one map they are compared, and whoever does so is misled. Minded are metrics with the same id, or the
        same title but for case and punctuation; where a method is not stated nothing is said.

    Source:
        W. Edwards Deming, "The New Economics for Industry, Government, Education", 1993: another procedure for a
        measurement gives another number.

    Bad:
        ```yaml
        stages:
          - id: use
            steps:
              - touchpoint: first_day
                metrics: {id: csat, value: 78, method: top-2-box}
              - touchpoint: first_year
                metrics: {id: csat, value: 4.1, method: mean}
        ```

    Good:
        ```yaml
        stages:
          - id: use
            steps:
              - touchpoint: first_day
                metrics: {id: csat, value: 78, method: top-2-box}
              - touchpoint: first_year
                metrics: {id: csat, value: 61, method: top 2 box}
        ```
    """
    first: dict[str, PlacedMetric] = {}
    for one in facts.metrics:
        metric = one.metric
        if not metric.method or not folded(metric.method):
            continue
        other = first.setdefault(folded(metric.label) or metric.id, one)
        if folded(other.metric.method or "") != folded(metric.method):
            ways = f"{quoted(metric.method)} here and by {quoted(other.metric.method or '')} at {other.place}"
            message = f"{quoted(metric.label)} is computed by {ways}"
            yield Hit(one.place, message, "compute both alike, or give one of them a name that says how", one.step)
