"""The verb `check`: ask the rules, and leave out what the map allows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from journeykit.model import JourneyMap
from journeykit.rules.allowing import Allowed
from journeykit.rules.finding import Finding
from journeykit.rules.registry import matching, rules
from journeykit.rules.report import Report

if TYPE_CHECKING:
    from journeykit.rules.rule import Rule

__all__ = ["check"]


def check(
    map: JourneyMap,
    select: str | Iterable[str] | None = None,
    ignore: str | Iterable[str] = (),
) -> Report:
    """What is poor about a map: findings, the one to fix first in front. The map stays as it is.

    A rule that the map, a stage or a step names in its `allow` is silent there.

    Args:
        map: the journey map.
        select: the only rules to ask, each by code, by name, or by how codes begin (`"JK3"`); None: all.
        ignore: rules not to ask.

    Raises:
        UnknownName: for what means no rule, with the near name.
        TypeError: for what is no map.

    >>> from journeykit.model import JourneyMap, Stage, Touchpoint
    >>> shop = JourneyMap(stages=[Stage("buy", ["basket", Touchpoint("pay", emotion=-2)])])
    >>> print(check(shop, ignore="JK1"))
    stages[0].steps[1].emotion: warning: 'pay' feels like -2, and names no pain [JK401 low-without-pain]
        say under `pains` what hurts there
    evidence: warning: 1 of 1 claims without research behind them: 1 emotion [JK501 unsupported-claims]
        name sources under `evidence` of the claim, its step, its stage or the map; a workshop alone is no research
    2 warnings. Fix first: JK401 low-without-pain at stages[0].steps[1].emotion
    """
    if not isinstance(map, JourneyMap):
        raise TypeError(f"check takes a JourneyMap, not {type(map).__name__}: read files with journeykit.load")
    asked = set(rules()) if select is None else matching(select)
    chosen = [rules()[code] for code in sorted(asked - matching(ignore))]
    allowed = Allowed(map)
    found = (finding for rule in chosen for finding in _found(rule, map) if not allowed(finding))
    return Report(found, checked=len(chosen))


def _found(rule: Rule, journey: JourneyMap) -> Iterator[Finding]:
    """A rule's findings; a rule that fails is a finding, so that the others are heard and it is not missed."""
    try:
        yield from rule.findings(journey)
    except Exception as error:  # noqa: BLE001 - rules come from other packages, too
        message = f"the rule failed on this map ({type(error).__name__}: {error}), so that what it minds is not known"
        repair = f"tell the author of {rule.origin}, and leave it out with `ignore` until then"
        yield Finding(rule.code, rule.name, "error", "", message, repair)
