"""JK309: a way back without a reason."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import quoted

__all__ = ["unexplained_loop"]


@rule("JK309", "unexplained-loop", severity="info", profile="research", many="{count} ways back have no reason")
def unexplained_loop(_: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """Customers go back, and nothing says why.

    Why:
        A way back is a second try, a habit or a failure, and each asks for something else. The transition can say it
        under `when` or in a `note`; a renewal that begins again at use says it by its title and is worth a word as
        well.

    Source:
        Ragnhild Halvorsrud, Knut Kvale and Asbjorn Folstad, "Improving service quality through customer journey
        analysis", Journal of Service Theory and Practice 26 (6), 2016: what departs from the planned order tells where
        a service fails.

    Bad:
        ```yaml
        stages:
          - id: choose
            steps: [survey, quote, sign]
        flow:
          - survey >> quote >> sign
          - quote >> survey
        ```

    Good:
        ```yaml
        stages:
          - id: choose
            steps: [survey, quote, sign]
        flow:
          - survey >> quote >> sign
          - from: quote
            to: survey
            when: the roof was measured wrongly
        ```
    """
    for place, step in facts.placed:
        for move in facts.leaving.get(step.id, []):
            back = move.kind in ("back", "self")
            if back and not any(each.when or each.note or each.evidence for each in move.transitions):
                message = f"nothing says why customers go back from {quoted(step.id)} to {quoted(move.target)}"
                yield Hit(place, message, "say it under the transition's `when`", step.id)
