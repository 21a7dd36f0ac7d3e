"""JK304: probabilities below 1 without a reason."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import percent, quoted

__all__ = ["silent_drop_off"]

_ROUNDING = 0.005  # per transition: what is left over when shares are rounded to whole per cent


@rule("JK304", "silent-drop-off", severity="warning")
def silent_drop_off(_: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """The probabilities out of a step leave a rest, and nothing says what becomes of it.

    Why:
        What the transitions of a step do not take drops off: these customers leave without an outcome. That is often
        the largest loss of a journey, and here it may as well be a slip of the pen. A rest that rounding to whole per
        cent can explain is let pass (half a per cent for each transition).

    Source:
        John Kemeny and J. Laurie Snell, "Finite Markov Chains", 1960, chapter 2: the probabilities out of a state
        sum to 1, so that what no transition takes must go somewhere.

    Bad:
        ```yaml
        stages:
          - id: choose
            steps: [survey, quote, sign]
        flow:
          - survey >> quote
          - from: quote
            to: sign
            probability: 60 %
        ```

    Good:
        ```yaml
        stages:
          - id: choose
            steps:
              - survey
              - touchpoint: quote
                drop_off: 40 %
                drop_off_reason: pay-back over 9 years
              - sign
        flow:
          - survey >> quote
          - from: quote
            to: sign
            probability: 60 %
        ```
    """
    found = facts.moves
    known: dict[str, int] = {}
    for move in found.moves:
        if move.probability > 0 and move.basis in ("stated", "counted"):
            known[move.source] = known.get(move.source, 0) + 1
    for place, step in facts.placed:
        rest = found.drop_off.get(step.id, 0.0) - (step.drop_off or 0.0)
        if step.id not in known or (step.drop_off is None and step.drop_off_reason is not None):
            continue
        if rest > known[step.id] * _ROUNDING + 1e-9:
            message = f"{percent(rest)} of those at {quoted(step.id)} leave without a word"
            repair = "say where they go, or state `drop_off` and `drop_off_reason`"
            yield Hit(place, message, repair, step.id)
