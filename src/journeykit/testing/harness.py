"""For authors of rules: does a rule fire where it should, stay silent where it should, and do as its docstring says?"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from journeykit.model import JourneyMap
from journeykit.rules import Example, Facts, Finding, Rule, rule_called

__all__ = ["assert_explained", "assert_fires", "assert_silent"]


def assert_fires(rule: Rule | str, bad: JourneyMap, *places: str, facts: Facts | None = None) -> tuple[Finding, ...]:
    """Assert that a rule minds a map, and give its findings.

    Args:
        rule: the rule, or its code or name.
        bad: the map; what its `allow` says is not heard.
        *places: where the findings must be, all of them in order, if any is given.
        facts: what else is known, like the day or the baseline; None: what follows from the map.

    Raises:
        AssertionError: where it is silent, or minds other places.
        UnknownName: for a name that is no rule.

    >>> from journeykit.model import Stage
    >>> bad = JourneyMap(stages=[Stage("buy", ["pay"]), Stage("use")])
    >>> [finding.code for finding in assert_fires("empty-stage", bad, "stages[1]")]
    ['JK103']
    """
    found = _rule(rule).findings(bad, facts)
    if not found:
        raise AssertionError(f"{_name(rule)} is silent on {_short(bad)}")
    met = tuple(finding.place for finding in found)
    if places and met != places:
        raise AssertionError(f"{_name(rule)} minds {_listed(met)}, not {_listed(places)}, on {_short(bad)}")
    return found


def assert_silent(rule: Rule | str, good: JourneyMap, *, facts: Facts | None = None) -> None:
    """Assert that a rule minds nothing about a map; `facts` as for `assert_fires`.

    Raises AssertionError with what it says, if it does.

    >>> from journeykit.model import Stage
    >>> assert_silent("empty-stage", JourneyMap(stages=[Stage("buy", ["basket"])]))
    """
    found = _rule(rule).findings(good, facts)
    if found:
        said = "\n".join(f"  {finding.place}: {finding.message}" for finding in found)
        raise AssertionError(f"{_name(rule)} minds {_short(good)}:\n{said}")


def assert_explained(rule: Rule | str) -> None:
    """Assert that a rule's docstring says why, that its bad maps fire the rule and that its good ones do not.

    Python examples assign their map to `journey`, and what it starts from to `baseline` if that matters; they are
    executed, so ask this of rules that you trust.

    >>> assert_explained("dead-end")
    """
    told = _rule(rule).explanation
    for part in ("summary", "why", "bad", "good"):
        if not getattr(told, part):
            raise AssertionError(f"the docstring of {_name(rule)} has no {part!r}")
    for example in told.bad:
        journey, facts = _built(example)
        assert_fires(rule, journey, facts=facts)
    for example in told.good:
        journey, facts = _built(example)
        assert_silent(rule, journey, facts=facts)


def _rule(rule: Rule | str) -> Rule:
    return rule_called(rule) if isinstance(rule, str) else rule


def _name(rule: Rule | str) -> str:
    found = _rule(rule)
    return f"{found.code} {found.name}"


def _listed(places: Iterable[str]) -> str:
    return ", ".join(place or "the whole map" for place in places)


def _short(journey: JourneyMap) -> str:
    text = repr(journey)
    return text if len(text) <= 300 else text[:300] + "…"


def _built(example: Example) -> tuple[JourneyMap, Facts | None]:
    if example.language != "python":
        from journeykit.io import loads

        return loads(example.source, example.language), None
    names: dict[str, object] = {"jk": sys.modules["journeykit"]}
    exec(example.source, names)  # noqa: S102 - a docstring of a rule that its author tests
    made = names.get("journey")
    before = names.get("baseline")
    if isinstance(made, JourneyMap):
        return made, Facts(made, baseline=before if isinstance(before, JourneyMap) else None)
    raise AssertionError("a Python example of a rule assigns its map to 'journey'")
