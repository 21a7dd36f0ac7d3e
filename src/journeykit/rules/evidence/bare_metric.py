"""JK510: a number of which nobody knows what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import quoted

__all__ = ["bare_metric"]

_TOO_MANY = 2


@rule(
    "JK510",
    "bare-metric",
    severity="info",
    profile="research",
    future=False,
    many="{count} numbers do not say what they rest on",
)
def bare_metric(_: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """A number does not say enough of how many, of when and of how: two of the three are missing.

    Why:
        Whether 34 is good news depends on whether 12 or 12,000 were asked, this spring or three years ago, and how. How
        many: `n` or `interval`; when: `period`, or the date of its evidence; how: `method`, `source`, or the kind of
        its evidence. Evidence of the step, the stage or the map counts. A number that leaves one of the three open is
        let pass.

    Source:
        American Association for Public Opinion Research, "Code of Professional Ethics and Practices", section III,
        2021: sample sizes, dates and methods are disclosed with results.

    Bad:
        ```yaml
        metrics:
          - {id: nps, title: Net promoter score, value: 34}
        stages:
          - id: choose
            steps: [quote]
        ```

    Good:
        ```yaml
        metrics:
          - {id: nps, title: Net promoter score, value: 34, n: 402, period: 2026-Q1}
        stages:
          - id: choose
            steps: [quote]
        ```
    """
    for one in facts.metrics:
        metric = one.metric
        if metric.value is None:
            continue
        known = {
            "how many it rests on": metric.n or metric.interval or any(each.n for each in one.evidence),
            "when it was taken": metric.period or any(each.date for each in one.evidence),
            "how": metric.method or metric.source or any(each.kind for each in one.evidence),
        }
        missing = [name for name, said in known.items() if not said]
        if len(missing) >= _TOO_MANY:
            told = " nor ".join([", ".join(missing[:-1]), missing[-1]])
            message = f"{quoted(metric.label)} says neither {told}"
            yield Hit(one.place, message, "say it under `n`, `period`, and `method` or `source`", one.step)
