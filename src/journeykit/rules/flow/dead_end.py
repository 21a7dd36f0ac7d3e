"""JK302: dead end."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import quoted

__all__ = ["dead_end"]


@rule("JK302", "dead-end", severity="warning")
def dead_end(journey: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """A step leads nowhere, and is no end.

    Why:
        A journey that stops at a step counts as lost there: everybody who comes is taken to leave without an outcome.
        Mostly the way on was forgotten, or the end has no name yet. The last step of a map without outcomes is its end,
        a step marked `goal: true` may be the last, and a stated `drop_off` says that people leave on purpose. What
        cannot be reached is told by JK301 alone.

    Source:
        Wil van der Aalst, "The Application of Petri Nets to Workflow Management", Journal of Circuits, Systems and
        Computers 8 (1), 1998: in a sound process every case can reach an end.

    Bad:
        ```yaml
        stages:
          - id: choose
            steps: [survey, quote, advice]
        outcomes:
          - id: signed
            result: success
        flow:
          - survey >> quote >> signed
          - survey >> advice
        ```

    Good:
        ```yaml
        stages:
          - id: choose
            steps: [survey, quote, advice]
        outcomes:
          - id: signed
            result: success
        flow:
          - survey >> quote >> signed
          - survey >> advice >> quote
        ```
    """
    found = facts.moves
    stopping = [
        (place, step)
        for place, step in facts.placed
        if found.drop_off.get(step.id, 0) > 0 and not facts.leaving[step.id] and step.drop_off is None and not step.goal
    ]
    ends = "a step or an outcome" if journey.outcomes else "a step, or an outcome that you name under `outcomes`"
    for place, step in stopping:
        if step.id in facts.reached:
            message = f"{quoted(step.id)} leads nowhere: everybody who comes here is lost"
            yield Hit(place, message, f"add a transition from it to {ends}, or state `drop_off: 1`", step.id)
