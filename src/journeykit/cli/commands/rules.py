"""`journeykit rules [CODE]`: what is checked, and why."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from journeykit.rules import Rule

__all__ = ["command"]

_FENCE = re.compile(r"^ *```.*\n?", re.MULTILINE)


def command(
    code: Annotated[str | None, typer.Argument(metavar="[CODE]", help="A code or name, or how codes begin.")] = None,
) -> None:
    """List the rules, or tell one with its reasons and examples."""
    from journeykit.cli.screen import table
    from journeykit.rules import matching, rules

    chosen = sorted(rules() if code is None else matching(code))
    if len(chosen) == 1 and code is not None:
        _tell(rules()[chosen[0]])
        return
    found = [rules()[each] for each in chosen]
    rows = [(each.code, each.name, each.severity, each.explanation.summary.rstrip(".")) for each in found]
    table(rows, ("bold", "", "", ""))


def _tell(rule: Rule) -> None:
    from journeykit.cli.screen import COLOURS, say

    say((f"{rule.code} {rule.name}", "bold"), " (", (rule.severity, COLOURS[rule.severity]), ")")
    say("")
    for line in _FENCE.sub("", inspect.cleandoc(rule.function.__doc__ or "")).splitlines():
        say((line, "bold") if line.endswith(":") and not line.startswith(" ") else line)
