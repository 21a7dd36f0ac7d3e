"""JK406: a wait without a promise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from journeykit.model import JourneyMap, Wait
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import quoted

__all__ = ["open_ended_wait"]

_LONG = 7 * 86_400


@rule("JK406", "open-ended-wait", severity="info", profile="research", many="{count} waits come without a promise")
def open_ended_wait(_: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """A wait of a week or more, or one that feels bad, comes without a promise of how long it takes.

    Why:
        Waits of unknown length feel longer than known ones, and anxious ones longer still. A promise turns a wait into
        an appointment, and makes it possible to see whether it is kept.

    Source:
        David Maister, "The Psychology of Waiting Lines", in The Service Encounter, 1985: uncertain waits are longer
        than known, finite waits.

    Bad:
        ```yaml
        stages:
          - id: permit
            steps:
              - {wait: permit, duration: 14 weeks}
        ```

    Good:
        ```yaml
        stages:
          - id: permit
            steps:
              - {wait: permit, duration: 14 weeks, promise: 12 weeks}
        ```
    """
    for place, step in facts.placed:
        if not isinstance(step, Wait) or step.promise is not None:
            continue
        long = step.duration is not None and step.duration.seconds >= _LONG
        bad = (
            step.emotion is not None
            and min(step.emotion.values() if isinstance(step.emotion, Mapping) else [step.emotion], default=0) <= -1
        )
        if long or bad:
            why = f"lasts {step.duration}" if long else "feels bad"
            message = f"the wait {quoted(step.id)} {why}, and nothing is promised"
            yield Hit(place, message, "say under `promise` what customers are told, like `promise: 12 weeks`", step.id)
