"""JK001: an allow that names no rule."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.errors import UnknownName
from journeykit.model import JourneyMap
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import placed

__all__ = ["unknown_allow"]


@rule("JK001", "unknown-allow", severity="info")
def unknown_allow(journey: JourneyMap) -> Iterator[Hit]:
    """An `allow` names a rule that does not exist, and so silences nothing.

    Why:
        With a slip of the pen in it the finding stays, or comes back when a rule gets a new name, and nobody sees why.
        The rule may also be one of another package that is not installed here.

    Source:
        The practice of linters for code: ruff tells of unknown codes in `noqa` comments (rule RUF102).

    Bad:
        ```yaml
        allow: dead-ends
        stages:
          - id: choose
            steps: [survey, quote]
        ```

    Good:
        ```yaml
        allow: dead-end
        stages:
          - id: choose
            steps: [survey, quote]
        ```
    """
    from journeykit.rules.registry import matching  # the registry imports this file

    stages = [(f"stages[{index}]", stage.allow, None) for index, stage in enumerate(journey.stages)]
    steps = [(place, step.allow, step.id) for place, step in placed(journey)]
    for place, names, step in [("", journey.allow, None), *stages, *steps]:
        for index, name in enumerate(names):
            try:
                matching(name)
            except UnknownName as error:
                at = f"{place}.allow[{index}]".removeprefix(".")
                yield Hit(at, f"this silences nothing: {error}", "name a rule of `journeykit rules`", step)
