"""JK002: an allow that excuses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from journeykit.errors import UnknownName
from journeykit.model import JourneyMap
from journeykit.rules.facts import Facts
from journeykit.rules.fix import Fix
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import quoted

if TYPE_CHECKING:
    from journeykit.rules.rule import Rule

__all__ = ["needless_allow"]

_SELF = "JK002"
_BESIDE = frozenset({"JK109"})  # what depends on a baseline, which whoever checks may not have


@rule(_SELF, "needless-allow", severity="info", profile="research")
def needless_allow(journey: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """An `allow` silences rules that find nothing there.

    Why:
        It was written for a fault that is mended since, or stands at the wrong place; the next fault of that kind will
        hide behind it. The rules that it names are asked about this map, whatever its profile. Names that mean no rule
        are told by unknown-allow, and what depends on a baseline is let pass where none is at hand.

    Source:
        The practice of linters for code: ruff tells of `noqa` comments that no longer apply (rule RUF100).

    Bad:
        ```yaml
        stages:
          - id: choose
            steps:
              - touchpoint: quote
                emotion: -1
                pains: no two quotes compare
                allow: low-without-pain
        ```

    Good:
        ```yaml
        stages:
          - id: choose
            steps:
              - touchpoint: quote
                emotion: -1
                allow: low-without-pain
        ```
    """
    from journeykit.rules.registry import rules  # the registry imports this file

    found: dict[str, frozenset[str]] = {}
    for place, names, step in _allows(journey, facts):
        needless = []
        for index, name in enumerate(names):
            codes = _judged(name, facts)
            for code in codes - found.keys():
                found[code] = _excused(rules()[code], journey, facts)
            if codes and not any(place in found[code] for code in codes):
                needless.append(index)
        for index in needless:
            at = f"{place}.allow".removeprefix(".")
            item = f"{at}[{index}]"
            fix = Fix(item, "remove")
            if len(needless) == len(names):  # the last one takes the key along
                fix = Fix(at, "remove")
            yield Hit(item, f"{quoted(names[index])} excuses nothing here", "take it out", step, fix)


def _allows(journey: JourneyMap, facts: Facts) -> Iterator[tuple[str, tuple[str, ...], str | None]]:
    """The places that may allow something, what they allow, and the step if it is one."""
    yield "", journey.allow, None
    for index, stage in enumerate(journey.stages):
        yield f"stages[{index}]", stage.allow, None
    for place, step in facts.placed:
        yield place, step.allow, step.id


def _judged(name: str, facts: Facts) -> frozenset[str]:
    """The codes that a name means; none where it is unknown, means this rule too, or what cannot be known here."""
    from journeykit.rules.registry import matching

    try:
        codes = matching(name)
    except UnknownName:
        return frozenset()
    unknown = {_SELF} if facts.baseline is not None else {_SELF, *_BESIDE}
    return frozenset() if codes & unknown else codes


def _excused(asked: Rule, journey: JourneyMap, facts: Facts) -> frozenset[str]:
    """The places whose `allow` would silence something that a rule finds; all of them if it fails."""
    try:
        findings = asked.findings(journey, facts)
    except Exception:  # noqa: BLE001 - rules come from other packages, too; check tells that this one fails
        return frozenset(place for place, _, _ in _allows(journey, facts))
    places = {""} if findings else set[str]()
    for each in findings:
        for place in (each.place, facts.places.get(each.step or "", "")):
            parts = place.split(".", 2)
            places |= {parts[0], ".".join(parts[:2])}
    return frozenset(places)
