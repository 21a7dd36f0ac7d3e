"""JK311: a step that its personas cannot get to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from journeykit.model import JourneyMap
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import listed, quoted

__all__ = ["unmet_step"]

if TYPE_CHECKING:
    from journeykit.graph.move import Moves


def _met(moves: Moves) -> frozenset[str]:
    """The steps that a persona gets to from an entry."""
    onward: dict[str, list[str]] = {}
    for move in moves.moves:
        if move.probability > 0:
            onward.setdefault(move.source, []).append(move.target)
    waiting = [step for step, weight in moves.entries.items() if weight > 0]
    found = set(waiting)
    while waiting:
        for target in onward.get(waiting.pop(), ()):
            if target not in found:
                found.add(target)
                waiting.append(target)
    return frozenset(found)


@rule("JK311", "unmet-step", severity="warning", profile="research", after=("unreachable-step",))
def unmet_step(journey: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """A step names its personas, and none of them has a way to it.

    Why:
        The union of all personas' ways leads to the step, and yet nobody of those who should meet it gets there:
        somewhere before it is a step that is not theirs. Every figure for these personas is wrong from there on.

    Source:
        Wil van der Aalst, "The Application of Petri Nets to Workflow Management", Journal of Circuits, Systems and
        Computers 8 (1), 1998: in a sound process every task can be carried out by some case.

    Bad:
        ```yaml
        personas: [{id: anna}, {id: ben}]
        stages:
          - id: choose
            steps:
              - quote
              - {touchpoint: call, personas: ben}
              - talk
              - {touchpoint: visit, personas: anna}
        flow:
          - quote >> call >> talk >> visit
        ```

    Good:
        ```yaml
        personas: [{id: anna}, {id: ben}]
        stages:
          - id: choose
            steps:
              - quote
              - {touchpoint: call, personas: ben}
              - talk
              - {touchpoint: visit, personas: anna}
        flow:
          - quote >> call >> talk >> visit
          - quote >> talk
        ```
    """
    if journey.cast == "together" or not journey.personas:
        return
    met: dict[str, frozenset[str]] = {}
    for place, step in facts.placed:
        own = [each for each in journey.personas if each.id in step.personas and each.side == "customer"]
        if not own or step.id not in facts.reached:
            continue
        for persona in own:
            if persona.id not in met:
                met[persona.id] = _met(facts.moves_of(persona))
        if not any(step.id in met[each.id] for each in own):
            names = listed([each.id for each in own])
            message = f"{names} should meet {quoted(step.id)}, and {'has' if len(own) == 1 else 'have'} no way to it"
            yield Hit(place, message, "add a way for them, or name the personas who do meet it", step.id)
