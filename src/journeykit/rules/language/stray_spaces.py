"""JK209: spaces that nobody sees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.facts import Facts
from journeykit.rules.fix import Fix
from journeykit.rules.rule import Hit, rule
from journeykit.rules.texts import step_at, written
from journeykit.rules.wording import quoted

__all__ = ["stray_spaces"]

_WHITE = " \t\n"
_MAYBE = re.compile(r"^[ \t\n]|[ \t\n]$| [ \t]")
_RUN = re.compile(r"(?<![.!?:]) [ \t]+")


def _said(line: str, inner: str, tidy: str) -> str:
    """What is stray about a line, given without its ends and without runs of spaces."""
    found = {
        "begins with a space": line[0] in _WHITE,
        "ends with a space": line[-1] in " \t",
        "ends with a line break": line[-1] == "\n",
        "has several spaces in a row": tidy != inner,
    }
    return " and ".join(what for what, so in found.items() if so)


@rule("JK209", "stray-spaces", severity="info", profile="research", many="{count} texts have spaces that nobody sees")
def stray_spaces(_: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """A text of one line begins or ends with a space, or has several in a row.

    Why:
        Nobody sees them, and every comparison does: the same owner with a space behind the name is another owner. Texts
        of several lines are left alone, and so are a line break at the end, as YAML's block style writes it, but for
        titles, and two spaces after a full stop. So are names in logs and addresses, which must be as they are.

    Source:
        eslint-plugin-yml, rule no-trailing-spaces, and the linters for code before it.

    Bad:
        ```yaml
        stages:
          - id: choose
            steps:
              - touchpoint: quote
                owners: "Field sales "
        ```

    Good:
        ```yaml
        stages:
          - id: choose
            steps:
              - touchpoint: quote
                owners: Field sales
        ```
    """
    steps = {place: step.id for place, step in facts.placed}
    for path, key, text in facts.texts:
        if not _MAYBE.search(text):
            continue
        line = text if key == "title" else text.removesuffix("\n")
        inner = line.strip(_WHITE)
        if not inner or "\n" in inner:
            continue
        tidy = _RUN.sub(" ", inner)
        if tidy != line:
            place = written(path)
            message = f"{quoted(text)} {_said(line, inner, tidy)}"
            fix = Fix(place, "replace", tidy + text[len(line) :])
            yield Hit(place, message, f"write {quoted(tidy)}", step_at(place, steps), fix)
