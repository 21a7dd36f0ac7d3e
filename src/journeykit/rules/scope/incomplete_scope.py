"""JK102: scope incomplete."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap, Scope
from journeykit.rules.rule import Hit, rule

__all__ = ["incomplete_scope"]


@rule("JK102", "incomplete-scope", severity="info")
def incomplete_scope(journey: JourneyMap) -> Iterator[Hit]:
    """The map does not say what sets the journey off, what ends it, or how long it takes.

    Why:
        Where a journey begins and ends decides which steps belong to it. Companies tend to begin with the first contact
        and to end with the payment; customers begin with a problem, and live on with what they bought.

    Source:
        Sarah Gibbons, "Journey Mapping 101", Nielsen Norman Group, 2018: the scenario is the second of the five
        components. Service Design Tools, "Journey Map": cover what happens before and after the core experience.

    Bad:
        ```yaml
        scope:
          trigger: the yearly bill
        stages:
          - id: choose
            steps: [survey, quote]
        ```

    Good:
        ```yaml
        scope:
          trigger: the yearly bill
          end: a year after the switch-on
          timeframe: 18 months
        stages:
          - id: choose
            steps: [survey, quote]
        ```
    """
    scope = journey.scope or Scope()
    missing = [name for name in ("trigger", "end", "timeframe") if getattr(scope, name) is None]
    if missing:
        names = f"{', '.join(missing[:-1])} or {missing[-1]}" if len(missing) > 1 else missing[0]
        keys = ", ".join(f"`{name}: {_EXAMPLES[name]}`" for name in missing)
        yield Hit("scope", f"the scope names no {names}", f"write under `scope` something like {keys}")


_EXAMPLES = {"trigger": "the yearly bill", "end": "a year after the purchase", "timeframe": "18 months"}
