"""`journeykit rules [CODE]...`: what is checked, and why."""

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
    codes: Annotated[
        list[str] | None, typer.Argument(metavar="[CODE]...", help="Codes or names, or how codes begin.")
    ] = None,
) -> None:
    """List the rules, or tell single ones with their reasons and examples."""
    from journeykit.cli.rule_names import rule_names
    from journeykit.cli.screen import say, table
    from journeykit.rules import matching, rules

    names = rule_names(codes or ())
    chosen = sorted(matching(names) if names else rules())
    if names and all(len(matching(each)) == 1 for each in names):
        for number, each in enumerate(chosen):
            if number:
                say("")
            _tell(rules()[each])
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
