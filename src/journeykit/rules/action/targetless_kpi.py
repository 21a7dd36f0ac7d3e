"""JK512: a key figure that has no target."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import quoted

__all__ = ["targetless_kpi"]

_KPI = re.compile(r"(?<![A-Za-z])KPIs?(?![A-Za-z])", re.IGNORECASE)


@rule("JK512", "targetless-kpi", severity="info", profile="release", many="{count} key figures have no target")
def targetless_kpi(_: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """A number is called a KPI, or is to show the success of an opportunity, and has no target.

    Why:
        A key figure without a target is a number that somebody looks at: nobody can say whether it is good, or when
        enough is done. Minded are metrics with KPI in their title, id or tags, and those of an opportunity that say
        which way is better and not how far.

    Source:
        George T. Doran, "There's a S.M.A.R.T. way to write management's goals and objectives", Management Review 70
        (11), 1981: objectives say how much, and by when.

    Bad:
        ```yaml
        stages:
          - id: choose
            steps:
              - touchpoint: quote
                metrics:
                  - id: answered
                    title: Quotes answered within a week
                    tags: KPI
                    value: 41
                    unit: "%"
        ```

    Good:
        ```yaml
        stages:
          - id: choose
            steps:
              - touchpoint: quote
                metrics:
                  - id: answered
                    title: Quotes answered within a week
                    tags: KPI
                    value: 41
                    unit: "%"
                    target: 60
        ```
    """
    for one in facts.metrics:
        metric = one.metric
        called = any(_KPI.search(text) for text in (metric.id.replace("_", " "), metric.label, *metric.tags))
        if metric.target is None and (called or (one.of_opportunity and metric.direction)):
            what = "is called a KPI" if called else "is to show success"
            message = f"{quoted(metric.label)} {what}, and has no target"
            yield Hit(one.place, message, "say under its `target` what it should be", one.step)
