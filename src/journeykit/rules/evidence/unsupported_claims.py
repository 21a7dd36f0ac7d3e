"""JK501: claims without evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.rule import Hit, rule

__all__ = ["unsupported_claims"]


@rule("JK501", "unsupported-claims", severity="warning")
def unsupported_claims(journey: JourneyMap) -> Iterator[Hit]:
    """Personas, feelings, pains or probabilities have no research behind them.

    Why:
        A map from assumptions shows what its makers believe. That is a good beginning, and a poor ground for decisions:
        readers cannot tell it from research, as both look the same. A claim takes its own evidence, else that of its
        step, its stage, the map; assumptions and workshops are no research. However many claims there are, it is one
        finding.

    Source:
        Kate Kaplan, "When and How to Create Customer Journey Maps", Nielsen Norman Group, 2016: maps should be truthful
        narratives, and rest on research among customers.

    Bad:
        ```yaml
        stages:
          - id: choose
            steps:
              - touchpoint: quote
                emotion: -1
                pains: no two quotes compare
        ```

    Good:
        ```yaml
        evidence:
          - id: talks
            kind: interview
            n: 12
        stages:
          - id: choose
            steps:
              - touchpoint: quote
                emotion: -1
                pains: no two quotes compare
                evidence: talks
        ```
    """
    claims = journey.claims
    bare = [claim for claim in claims if claim.level == "assumption"]
    if not bare:
        return
    kinds = Counter(_noun(claim.kind) for claim in bare)
    told = ", ".join(f"{count} {one if count == 1 else many}" for (one, many), count in kinds.items())
    yield Hit(
        "evidence",
        f"{len(bare)} of {len(claims)} claims without research behind them: {told}",
        "name sources under `evidence` of the claim, its step, its stage or the map; a workshop alone is no research",
    )


def _noun(kind: str) -> tuple[str, str]:
    """A kind of claim as one and as many."""
    words = kind.replace("_", " ")
    if kind in _PLURALS:
        return _PLURALS[kind]
    return (words.removesuffix("s"), words) if words.endswith("s") else (words, f"{words}s")


_PLURALS = {
    "intensity": ("intensity", "intensities"),
    "drop_off": ("drop-off", "drop-offs"),
    "moment_of_truth": ("moment of truth", "moments of truth"),
    "probability": ("probability", "probabilities"),
}
