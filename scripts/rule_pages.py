"""Write `docs/rules/` from the docstrings of the rules: `python scripts/rule_pages.py`. A test keeps them in step."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

from journeykit.rules import Example, Rule, rules

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "rules"
GROUPS = {
    "0": ("Checking", "what a map allows"),
    "1": ("Scope", "whose journey it is, from where to where, and what for"),
    "2": ("Words", "whose words a map uses, and whether the same thing has the same name"),
    "3": ("Flow", "where journeys go, and where they get lost"),
    "4": ("Feeling", "how it feels, and whether the map says why"),
    "5": ("Evidence and action", "what a map rests on, and what it asks for"),
}
PROFILES = {
    "sketch": "asked of every map",
    "research": "asked of maps that rest on research, and of published ones",
    "release": "asked of maps that are published and acted upon",
    "off": "asked only where it is selected",
}
_SECTION = re.compile(r"^(Why|Source|Bad|Good):[ \t]*$", re.MULTILINE)


def pages() -> dict[str, str]:
    """Every page by its name: an index, and one for each rule."""
    every = list(rules().values())
    return {"index.md": index(every)} | {f"{each.code}.md": page(each) for each in every}


def index(every: list[Rule]) -> str:
    """All rules in their groups."""
    lines = [
        "# Rules",
        "",
        "What `jk.check` asks of a map. A rule belongs to a profile: a sketch is asked little, a map that rests on",
        "research more, and one that is published everything. The map's `maturity` or `profile=` says which it is;",
        "`select=` asks for single rules. [Checking](../checking.md) says how findings are read, allowed and mended.",
    ]
    for digit, (title, what) in GROUPS.items():
        mine = [each for each in every if each.code[2] == digit]
        if mine:
            lines += [
                "",
                f"## {title}",
                "",
                f"{digit}xx: {what}.",
                "",
                "| rule | | severity | profile |",
                "|---|---|---|---|",
            ]
            lines += [_row(each) for each in mine]
    return "\n".join(lines) + "\n"


def _row(rule: Rule) -> str:
    summary = rule.explanation.summary.replace("|", "\\|")
    return f"| [{rule.code}]({rule.code}.md) `{rule.name}` | {summary} | {rule.severity} | {rule.profile} |"


def page(rule: Rule) -> str:
    """One rule."""
    told = rule.explanation
    facts = [f"**Severity** {rule.severity}", f"**Profile** {rule.profile}: {PROFILES[rule.profile]}"]
    facts += [f"**Since** {rule.since}", f"**Status** {rule.status}"]
    if not rule.future:
        facts.append("**Not asked** of maps in state `future`")
    if not rule.detail:
        facts.append("**Not asked** of maps with a `parent`")
    if rule.after:
        facts.append(f"**Silent** where `{'`, `'.join(rule.after)}` tells the cause")
    lines = [f"# {rule.code} {rule.name}", "", told.summary, "", *(f"- {fact}" for fact in facts), "", "## Why", ""]
    lines += [*_section(rule, "Why"), "", f"Source: {' '.join(told.source.split())}"]
    for title, examples in (("It minds", told.bad), ("It does not mind", told.good)):
        lines += ["", f"## {title}"]
        for example in examples:
            lines += ["", *_fenced(example)]
    lines += ["", "Where it is meant so, say it at the map, the stage or the step:", ""]
    lines += ["```yaml", f"allow: {rule.name}", "```"]
    return "\n".join(lines) + "\n"


def _section(rule: Rule, name: str) -> list[str]:
    """The lines of a part of the docstring, as they are broken there."""
    _, *rest = _SECTION.split(inspect.cleandoc(rule.function.__doc__ or ""))
    body = dict(zip(rest[::2], rest[1::2], strict=True))[name]
    return inspect.cleandoc(body).splitlines()


def _fenced(example: Example) -> Iterator[str]:
    yield f"```{example.language}"
    if example.language == "python":
        yield from ("import journeykit as jk", "")
    yield from example.source.rstrip("\n").splitlines()
    yield "```"


def main() -> None:
    """Write all pages, and take out those of rules that are gone."""
    FOLDER.mkdir(exist_ok=True)
    made = pages()
    for path in FOLDER.glob("*.md"):
        if path.name not in made:
            path.unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    print(f"wrote {len(made)} pages")


if __name__ == "__main__":
    main()
