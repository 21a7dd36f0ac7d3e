"""JK107: a map without a purpose."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.rule import Hit, rule

__all__ = ["no_purpose"]


@rule("JK107", "no-purpose", severity="info", profile="release")
def no_purpose(journey: JourneyMap) -> Iterator[Hit]:
    """The map does not say which decision it serves.

    Why:
        What belongs on a map depends on what it is for. Readers who do not know it take a map for decoration, and a
        year later nobody can say whether it did its work.

    Source:
        Kate Kaplan, "When and How to Create Customer Journey Maps", Nielsen Norman Group, 2016: a map should support a
        known business goal.

    Bad:
        ```yaml
        stages:
          - id: choose
            steps: [quote]
        ```

    Good:
        ```yaml
        purpose: decide whether quotes get a form of their own this year
        stages:
          - id: choose
            steps: [quote]
        ```
    """
    if not (journey.purpose or "").strip():
        yield Hit("purpose", "nothing says which decision the map serves", "write one sentence under `purpose`")
