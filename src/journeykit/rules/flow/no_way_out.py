"""JK303: a part that cannot be left."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import listed, quoted

__all__ = ["no_way_out"]


@rule("JK303", "no-way-out", severity="error")
def no_way_out(_: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """A part of the map cannot be left: it only leads back into itself.

    Why:
        Whoever comes there walks in circles for ever, so that neither the paths nor the share of any outcome can be
        computed. It is an error, and the only one a map that loads can have.

    Source:
        John Kemeny and J. Laurie Snell, "Finite Markov Chains", 1960, chapter 3: a chain is absorbing where some
        absorbing state can be reached from every state; only then do the journeys come to an end.

    Bad:
        ```python
        journey = jk.JourneyMap(
            stages=[jk.Stage("choose", ["survey", "quote"])],
            outcomes=[jk.Outcome("signed", result="success")],
            flow=["survey >> quote >> survey"],
        )
        ```

    Good:
        ```python
        journey = jk.JourneyMap(
            stages=[jk.Stage("choose", ["survey", "quote"])],
            outcomes=[jk.Outcome("signed", result="success")],
            flow=["survey >> quote >> survey", "quote >> signed"],
        )
        ```
    """
    for part in facts.traps:
        first = part[0]
        message = (
            f"{quoted(first)} only leads back to itself, and can never be left"
            if len(part) == 1
            else f"{listed(part)} only lead to each other, and can never be left"
        )
        repair = "add a transition that leads out, or lower the probabilities so that some drop off"
        yield Hit(facts.places[first], message, repair, first)
