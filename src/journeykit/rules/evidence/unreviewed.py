"""JK518: a map that nobody has looked through for a year."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule

__all__ = ["unreviewed"]

_YEAR = 366
_REPAIR = "look it through with those who own its stages, and say when, like `reviewed: 2026-05-04`"


@rule("JK518", "unreviewed", severity="info", profile="off")
def unreviewed(journey: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """The map does not say when it was last looked through, or that was more than a year ago.

    Why:
        What a map shows changes without it: a price, a form, a competitor. A date says until when somebody vouches for
        it. The rule is asked only where it is selected, as a check that fails with the calendar is not for everybody;
        `--today` sets the day.

    Source:
        Uxcel, "Maintain living maps", course on customer journey mapping: maps that are not updated lose their value;
        reviews have a cycle and an owner.

    Bad:
        ```yaml
        title: Buying a solar roof
        reviewed: 2019-05-04
        stages: [{id: choose, steps: [quote]}]
        ```

    Good:
        ```yaml
        title: Buying a solar roof
        reviewed: 9999-05-04
        stages: [{id: choose, steps: [quote]}]
        ```
    """
    if journey.reviewed is None:
        yield Hit("reviewed", "the map does not say when it was last looked through", _REPAIR)
    elif (facts.today - journey.reviewed).days > _YEAR:
        yield Hit("reviewed", f"the map was last looked through on {journey.reviewed}, more than a year ago", _REPAIR)
