"""JK301: unreachable step."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import quoted

__all__ = ["unreachable_step"]


@rule("JK301", "unreachable-step", severity="warning")
def unreachable_step(journey: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """No journey leads to a step.

    Why:
        What nobody reaches is no part of the journey. Mostly a transition was forgotten, or a way in is not marked as
        one. Steps behind an unreachable one are not told again, and a flow without any transition is told once. Steps
        that only staff or suppliers meet are not asked for.

    Source:
        Wil van der Aalst, "The Application of Petri Nets to Workflow Management", Journal of Circuits, Systems and
        Computers 8 (1), 1998: in a sound process every task can be carried out by some case.

    Bad:
        ```yaml
        stages:
          - id: choose
            steps: [survey, quote, advice]
        flow:
          - survey >> quote
        ```

    Good:
        ```yaml
        stages:
          - id: choose
            steps: [survey, quote, advice]
        flow:
          - survey >> quote
          - survey >> advice
        ```
    """
    found = facts.moves
    lost = [step.id for step in journey.steps if step.id in found.drop_off and step.id not in facts.reached]
    if not lost:
        return
    if not found.moves:
        count = f"{len(lost)} of {len(journey.steps)} steps cannot be reached"
        yield Hit("flow", f"the flow has no transitions, and {count}", "write `in order` or chains under `flow`")
        return
    after: dict[str, list[str]] = {step: [] for step in lost}
    led_to = set()
    for move in found.moves:
        if move.source in after and move.target in after and move.source != move.target:
            after[move.source].append(move.target)
            led_to.add(move.target)
    told: set[str] = set()
    heads = [step for step in lost if step not in led_to]
    for head in [*heads, *lost]:  # after the heads what is left: loops that nothing leads into
        if head not in told:
            behind = _behind(head, after, told) - 1
            tail = f", nor to what only it leads to ({behind} more)" if behind else ""
            message = f"no journey leads to {quoted(head)}{tail}"
            repair = "add a transition to it with a probability above 0, or mark it `entry: true`"
            yield Hit(facts.places[head], message, repair, head)


def _behind(head: str, after: dict[str, list[str]], told: set[str]) -> int:
    """How many untold steps a head leads to, itself included; they are told from now on."""
    waiting, count = [head], 0
    while waiting:
        step = waiting.pop()
        if step not in told:
            told.add(step)
            count += 1
            waiting += after[step]
    return count
