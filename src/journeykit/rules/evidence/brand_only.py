"""JK513: touchpoints of the brand alone."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap, Touchpoint
from journeykit.rules.rule import Hit, rule

__all__ = ["brand_only"]

_LEAST = 5
_MOST = 2 / 3
_OTHERS = {"word_of_mouth", "forum", "partner"}


@rule("JK513", "brand-only", severity="info", profile="research", detail=False)
def brand_only(journey: JourneyMap) -> Iterator[Hit]:
    """All touchpoints whose owner is stated are the brand's own.

    Why:
        Much of what customers meet belongs to others: partners, other customers, reviews, the press, friends. A map of
        what the brand controls shows a journey that nobody has. It is asked where at least five touchpoints state their
        `ownership`, and two in three of all; a touchpoint by word of mouth, in a forum or with a partner is somebody
        else's, whatever it states.

    Source:
        Katherine N. Lemon and Peter C. Verhoef, "Understanding Customer Experience Throughout the Customer Journey",
        Journal of Marketing 80 (6), 2016: brand-owned, partner-owned, customer-owned and social touchpoints.

    Bad:
        ```yaml
        stages:
          - id: choose
            steps:
              - {touchpoint: advert, ownership: brand}
              - {touchpoint: site, ownership: brand}
              - {touchpoint: shop, ownership: brand}
          - id: use
            steps:
              - {touchpoint: app, ownership: brand}
              - {touchpoint: hotline, ownership: brand}
        ```

    Good:
        ```yaml
        stages:
          - id: choose
            steps:
              - {touchpoint: friend, ownership: external}
              - {touchpoint: site, ownership: brand}
              - {touchpoint: shop, ownership: brand}
          - id: use
            steps:
              - {touchpoint: app, ownership: brand}
              - {touchpoint: hotline, ownership: brand}
        ```
    """
    met = [step for step in journey.steps if isinstance(step, Touchpoint)]
    stated = [step.ownership for step in met if step.ownership is not None]
    others = any(step.channel in _OTHERS for step in met)
    if len(stated) >= _LEAST and len(stated) >= _MOST * len(met) and set(stated) == {"brand"} and not others:
        message = f"all {len(stated)} touchpoints whose owner is stated are the brand's own"
        repair = "add what customers meet elsewhere (friends, reviews, partners), with its `ownership`"
        yield Hit("stages", message, repair)
