"""JK509: where most is to be won, nothing is to be done."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import percent, quoted

__all__ = ["missed_lever"]

_LITTLE = 0.005


@rule("JK509", "missed-lever", severity="info", profile="release", future=False)
def missed_lever(_: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """Opportunities stand where little is to be won, and none stands at the best lever.

    Why:
        Customers are lost at one step more than at all others, and the map has ideas, but for other steps. A tenth of
        what leaks there would bring at least twice as much as a tenth at any step that has an opportunity or is changed
        by a solution. Neutral outcomes are no loss. It is asked only where the map has a success, and where all shares
        are stated or counted.

    Source:
        Eliyahu Goldratt and Jeff Cox, "The Goal", 1984: what is gained anywhere but at the bottleneck is not gained for
        the whole.

    Bad:
        ```yaml
        stages:
          - id: choose
            steps:
              - touchpoint: survey
                opportunities: a visit on the day that suits
              - touchpoint: quote
        outcomes:
          - {id: owner, result: success}
          - {id: gave_up, result: failure}
        flow:
          - {from: survey, to: quote, probability: 98 %}
          - {from: survey, to: gave_up, probability: 2 %}
          - {from: quote, to: owner, probability: 60 %}
          - {from: quote, to: gave_up, probability: 40 %}
        ```

    Good:
        ```yaml
        stages:
          - id: choose
            steps:
              - touchpoint: survey
                opportunities: a visit on the day that suits
              - touchpoint: quote
                opportunities: a one-page quote
        outcomes:
          - {id: owner, result: success}
          - {id: gave_up, result: failure}
        flow:
          - {from: survey, to: quote, probability: 98 %}
          - {from: survey, to: gave_up, probability: 2 %}
          - {from: quote, to: owner, probability: 60 %}
          - {from: quote, to: gave_up, probability: 40 %}
        ```
    """
    if not facts.opportunities or not facts.levers:
        return
    known = {step.id for one in facts.opportunities for step in one.steps}
    known |= {effect.step for one in facts.solutions for effect in one.solution.effects}
    best = next(iter(facts.levers.values()))
    gain, tried = max(
        (facts.levers[step].gain, step) if step in facts.levers else (0.0, step) for step in sorted(known)
    )
    if best.improvable and best.gain >= max(_LITTLE, 2 * gain) and best.step not in known:
        others = f"at most {percent(gain)}, at {quoted(tried)}" if gain > 0 else "nothing"
        message = (
            f"a tenth fewer lost at {quoted(best.step)} would bring {percent(best.gain)} of journeys more to a good "
            f"end, and no opportunity stands there; where some do, it would bring {others}"
        )
        repair = "say under `opportunities` what could keep customers there, or in a `note` why nothing can"
        yield Hit(facts.places[best.step], message, repair, best.step)
