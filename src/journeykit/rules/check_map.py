"""The verb `check`: ask the rules, and leave out what the map allows."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from journeykit.errors import UnknownName
from journeykit.model import JourneyMap
from journeykit.rules.allowing import Allowed
from journeykit.rules.config import Config
from journeykit.rules.facts import Facts
from journeykit.rules.finding import Finding
from journeykit.rules.registry import matching, rules
from journeykit.rules.report import Report
from journeykit.rules.rolling import causes_only, rolled_up
from journeykit.rules.rule import PROFILES

if TYPE_CHECKING:
    from journeykit.rules.rule import Rule

__all__ = ["asked", "check"]


def check(
    map: JourneyMap,
    select: str | Iterable[str] | None = None,
    ignore: str | Iterable[str] = (),
    *,
    profile: str | None = None,
    today: date | None = None,
    baseline: JourneyMap | None = None,
    config: Config | None = None,
) -> Report:
    """What is poor about a map: findings, the one to fix first in front. The map stays as it is.

    A rule that the map, a stage or a step names in its `allow` is silent there. Where a rule minds more than three
    places, one finding stands for them. A finding that another one explains is left out.

    Args:
        map: the journey map.
        select: the only rules to ask, each by code, by name, or by how codes begin (`"JK3"`), whatever the profile;
            None: those of the profile.
        ignore: rules not to ask.
        profile: `sketch`, `research` or `release`: how far the map is meant to be; None: the map's `maturity`, else
            `sketch`.
        today: the day on which it is checked, for rules about age; None: today.
        baseline: the map of today from which a future map starts, for rules that compare the two.
        config: what a team has agreed on; what is given here goes before it.

    Raises:
        UnknownName: for what means no rule or profile, with the near name.
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
    agreed = config or Config()
    chosen = asked(map, select, ignore, profile, agreed)
    allowed = Allowed(map)
    facts = Facts(map, today=today, baseline=baseline, own_words=agreed.words)
    with _uncollected():
        found = [(rule, each) for rule in chosen for each in _found(rule, map, facts) if not allowed(each)]
    kept: dict[Rule, list[Finding]] = {}
    for rule, finding in causes_only(found):
        kept.setdefault(rule, []).append(finding)
    rolled = (each for rule, findings in kept.items() for each in rolled_up(rule, findings))
    return Report((replace(each, severity=agreed.severity_of(each)) for each in rolled), checked=len(chosen))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let the garbage collector rest: a check makes no cycles, and looking for some takes longer than checking."""
    paused = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if paused:
            gc.enable()


def asked(
    map: JourneyMap,
    select: str | Iterable[str] | None = None,
    ignore: str | Iterable[str] = (),
    profile: str | None = None,
    config: Config | None = None,
) -> tuple[Rule, ...]:
    """The rules that a check of the map asks, by their codes.

    >>> "JK101" in [each.code for each in asked(JourneyMap())]
    True
    """
    agreed = config or Config()
    level = profile or agreed.profile or map.maturity or PROFILES[0]
    if level not in PROFILES:
        raise UnknownName("profile", level, PROFILES)
    wanted = agreed.select if select is None else select
    if wanted is None:
        codes = {code for code, rule in rules().items() if rule.asked_at(level)} | matching(agreed.extend)
    else:
        codes = set(matching(wanted))
    codes -= matching(ignore) | matching(agreed.ignore)
    return tuple(rules()[code] for code in sorted(codes) if rules()[code].concerns(map))


def _found(rule: Rule, journey: JourneyMap, facts: Facts) -> Iterator[Finding]:
    """A rule's findings; a rule that fails is a finding, so that the others are heard and it is not missed."""
    try:
        yield from rule.findings(journey, facts)
    except Exception as error:  # noqa: BLE001 - rules come from other packages, too
        message = f"the rule failed on this map ({type(error).__name__}: {error}), so that what it minds is not known"
        repair = f"tell the author of {rule.origin}, and leave it out with `ignore` until then"
        yield Finding(rule.code, rule.name, "error", "", message, repair)
