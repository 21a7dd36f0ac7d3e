"""JK305: where journeys part, nobody knows how."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import listed, quoted

__all__ = ["guessed_turning_point"]


@rule(
    "JK305",
    "guessed-turning-point",
    severity="warning",
    profile="research",
    many="{count} steps part success from failure by guess",
)
def guessed_turning_point(journey: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """Shares are guessed where some customers go on and some are lost.

    Why:
        Where one way leads on and another to failure, the share of each decides what the map says of success. Nobody
        stated or counted it here, so that the ways share evenly and every figure behind them rests on that. Shares that
        are guessed elsewhere change little and are let pass.

    Source:
        Andrea Saltelli and others, "Global Sensitivity Analysis: The Primer", Wiley, 2008: say which assumptions a
        result depends on.

    Bad:
        ```yaml
        stages:
          - id: choose
            steps: [quote, sign]
        outcomes:
          - {id: owner, result: success}
          - {id: gave_up, result: failure}
        flow:
          - quote >> sign >> owner
          - quote >> gave_up
        ```

    Good:
        ```yaml
        stages:
          - id: choose
            steps: [quote, sign]
        outcomes:
          - {id: owner, result: success}
          - {id: gave_up, result: failure}
        flow:
          - quote >> sign >> owner
          - from: quote
            to: gave_up
            probability: 30 %
        ```
    """
    failures = {outcome.id for outcome in journey.outcomes if outcome.result == "failure"}
    for place, step in facts.placed:
        moves = facts.leaving.get(step.id, [])
        lost = [move for move in moves if move.target in failures]
        onward = [move for move in moves if move.target not in failures]
        if step.id in facts.reached and lost and onward and any(move.basis == "assumed" for move in lost):
            targets = listed([move.target for move in lost])
            message = f"how many of those at {quoted(step.id)} end as {targets} is a guess, shared evenly"
            repair = "state a `probability` or a `count` on these transitions, from data or from interviews"
            yield Hit(place, message, repair, step.id)
