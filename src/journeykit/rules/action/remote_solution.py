"""JK508: a solution for a step that almost nobody meets."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import listed, percent, quoted

__all__ = ["remote_solution"]

_FEW = 0.05


@rule(
    "JK508",
    "remote-solution",
    severity="info",
    profile="research",
    future=False,
    after=("unreachable-step",),
    many="{count} solutions change steps that almost nobody meets",
)
def remote_solution(_: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """A solution changes nothing but steps that fewer than 5 in 100 journeys meet.

    Why:
        Whatever is done where almost nobody comes changes little for the whole. It may be right all the same, where a
        harm must never happen; then the map allows it. Steps whose visits rest on guessed shares are not judged, and
        neither are maps with a part that cannot be left.

    Source:
        Eliyahu Goldratt and Jeff Cox, "The Goal", 1984: what is gained anywhere but at the bottleneck is not gained for
        the whole.

    Bad:
        ```yaml
        stages:
          - id: use
            steps:
              - delivery
              - touchpoint: complaint
                emotion: -1
                opportunities:
                  - text: a kinder voice
                    solutions:
                      - text: a course in listening
                        effects: {step: complaint, emotion: 0}
        outcomes:
          - {id: happy, result: success}
        flow:
          - delivery >> happy
          - {from: delivery, to: complaint, probability: 2 %}
          - complaint >> happy
        ```

    Good:
        ```yaml
        stages:
          - id: use
            steps:
              - delivery
              - touchpoint: complaint
                emotion: -1
                opportunities:
                  - text: a kinder voice
                    solutions:
                      - text: a course in listening
                        effects: {step: complaint, emotion: 0}
        outcomes:
          - {id: happy, result: success}
        flow:
          - delivery >> happy
          - {from: delivery, to: complaint, probability: 20 %}
          - complaint >> happy
        ```
    """
    visits = facts.visits if facts.solutions else None
    if visits is None:
        return
    for one in facts.solutions:
        steps = list(dict.fromkeys(effect.step for effect in one.solution.effects))
        if steps and all(visits.get(step, 1) < _FEW and step not in facts.guessed for step in steps):
            most = percent(max(visits[step] for step in steps))
            message = f"{quoted(one.solution.text)} changes nothing but {listed(steps)}, where {most} of journeys come"
            yield Hit(one.place, message, "first do what helps where many come: `journeykit levers` ranks it", steps[0])
