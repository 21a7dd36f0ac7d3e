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
    *,
    format: Annotated[str, typer.Option(help="text or json.")] = "text",
    new: Annotated[
        str | None,
        typer.Option(metavar="GROUP/NAME", help="In a checkout of journeykit: write a rule to fill in, and its test."),
    ] = None,
) -> None:
    """List the rules, or tell single ones with their reasons and examples."""
    from journeykit.cli.rule_names import rule_names
    from journeykit.cli.screen import say, table
    from journeykit.errors import UnknownName
    from journeykit.rules import matching, rules

    if format not in ("text", "json"):
        raise UnknownName("format", format, ["json", "text"])
    if new is not None:
        from journeykit.cli.new_rule import scaffold

        for path in scaffold(new):
            say(f"wrote {path}")
        return
    names = rule_names(codes or ())
    chosen = sorted(matching(names) if names else rules())
    found = [rules()[each] for each in chosen]
    if format == "json":
        _as_json(found)
        return
    if names and all(len(matching(each)) == 1 for each in names):
        for number, each in enumerate(found):
            if number:
                say("")
            _tell(each)
        return
    rows = [(each.code, each.name, each.severity, each.profile, each.explanation.summary.rstrip(".")) for each in found]
    table(rows, ("bold", "", "", "", ""))


def _tell(rule: Rule) -> None:
    from journeykit.cli.screen import COLOURS, say

    say((f"{rule.code} {rule.name}", "bold"), " (", (rule.severity, COLOURS[rule.severity]), ")")
    told = [f"profile {rule.profile}", f"since {rule.since}", rule.status]
    told += [] if rule.future else ["not asked of future maps"]
    told += [] if rule.detail else ["not asked of maps with a parent"]
    told += [f"silent where {' or '.join(rule.after)} tells the cause"] if rule.after else []
    say(", ".join(told))
    say("")
    for line in _FENCE.sub("", inspect.cleandoc(rule.function.__doc__ or "")).splitlines():
        say((line, "bold") if line.endswith(":") and not line.startswith(" ") else line)


def _as_json(found: list[Rule]) -> None:
    import json
    from dataclasses import asdict

    from journeykit.cli.screen import write

    fields = ("code", "name", "severity", "profile", "since", "status", "future", "detail", "after")
    told = [{name: getattr(each, name) for name in fields} | asdict(each.explanation) for each in found]
    write(json.dumps(told, indent=2) + "\n")
