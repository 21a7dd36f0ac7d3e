"""Few findings: the cause instead of what follows from it, one line instead of twenty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from journeykit.rules.wording import listed

if TYPE_CHECKING:
    from journeykit.rules.finding import Finding
    from journeykit.rules.rule import Rule

__all__ = ["causes_only", "rolled_up"]

_MOST = 3  # findings of one rule that are told one by one


def causes_only(found: Iterable[tuple[Rule, Finding]]) -> list[tuple[Rule, Finding]]:
    """The findings without those that another rule's finding at the same step, or about the whole map, explains."""
    every = list(found)
    at: dict[str, set[str | None]] = {}
    for rule, finding in every:
        at.setdefault(rule.name, set()).add(finding.step)
    return [
        (rule, finding)
        for rule, finding in every
        if not any(name in at and (finding.step in at[name] or None in at[name]) for name in rule.after)
    ]


def rolled_up(rule: Rule, findings: Sequence[Finding]) -> list[Finding]:
    """The findings of one rule; more than three as one that names their steps.

    >>> from journeykit.model import JourneyMap, Stage, Touchpoint
    >>> from journeykit.rules import rule_called
    >>> low = JourneyMap(stages=[Stage("buy", [Touchpoint(name, emotion=-2) for name in "abcde"])])
    >>> found = rule_called("low-without-pain")
    >>> [each.message for each in rolled_up(found, found.findings(low))]
    ["5 steps feel like -1 or lower, and name no pain: 'a', 'b', 'c', 'd' and 1 more"]
    """
    if len(findings) <= _MOST:
        return list(findings)
    first = findings[0]
    names = listed([each.step or each.place for each in findings])
    if rule.many is not None:
        message = f"{rule.many.format(count=len(findings))}: {names}"
    else:
        message = f"{first.message}; and {len(findings) - 1} more like it: {names}"
    steps = tuple(dict.fromkeys(each.step for each in findings if each.step is not None))
    return [
        replace(
            first,
            message=message,
            step=steps[0] if len(steps) == 1 else None,
            also=tuple(each.place for each in findings[1:]),
            steps=steps,
            fixes=tuple(fix for each in findings for fix in each.fixes),
        )
    ]
