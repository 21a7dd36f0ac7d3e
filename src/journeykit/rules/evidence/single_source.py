"""JK503: one kind of source behind a moment of truth."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import listed, quoted

__all__ = ["single_source"]


@rule(
    "JK503",
    "single-source",
    severity="info",
    profile="release",
    future=False,
    many="{count} moments of truth rest on one kind of source each",
)
def single_source(journey: JourneyMap) -> Iterator[Hit]:
    """One kind of source alone stands behind a moment of truth.

    Why:
        What makes or breaks the impression is where most is decided on the ground of the map. Interviews say why and
        not how many, logs say how many and not why; what two kinds of source agree on is worth acting upon. Moments
        with no research at all are told by unsupported-claims.

    Source:
        Norman K. Denzin, "The Research Act", 1970: triangulation, several kinds of data and method on one question.

    Bad:
        ```yaml
        evidence:
          - {id: talks, kind: interview, n: 12}
        stages:
          - id: choose
            steps:
              - touchpoint: quote
                moment_of_truth: true
                evidence: talks
        ```

    Good:
        ```yaml
        evidence:
          - {id: talks, kind: interview, n: 12}
          - {id: crm, kind: analytics, n: 840}
        stages:
          - id: choose
            steps:
              - touchpoint: quote
                moment_of_truth: true
                evidence: [talks, crm]
        ```
    """
    for claim in journey.claims:
        if claim.kind == "moment_of_truth" and claim.level == "partial":
            sources = listed([each.label for each in claim.evidence])
            message = (
                f"one kind of source stands behind the moment of truth {quoted(claim.step or claim.subject)}: {sources}"
            )
            yield Hit(claim.place, message, "hold another kind against it: a log against interviews, say", claim.step)
