"""Rules as people type them: `jk302`, `Dead-End`, or how codes begin."""

from __future__ import annotations

from collections.abc import Iterable

from journeykit.errors import UnknownName
from journeykit.near import near

__all__ = ["rule_names"]


def rule_names(names: Iterable[str]) -> list[str]:
    """The names as the rules have them. Raises UnknownName, with the near name or the codes that there are.

    >>> rule_names(["jk302", "DEAD-END", "Jk4"])
    ['JK302', 'dead-end', 'JK4']
    """
    from journeykit.rules import rules

    return [_written(name, list(rules()), [each.name for each in rules().values()]) for name in names]


def _written(typed: str, codes: list[str], names: list[str]) -> str:
    for name in names:
        if typed.lower() == name.lower():
            return name
    for code in codes:
        if typed and code.lower().startswith(typed.lower()):
            return code[: len(typed)]
    raise UnknownName("rule", typed, [*codes, *names] if near(typed, [*codes, *names]) else codes)
