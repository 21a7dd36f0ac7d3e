"""A rule to fill in: its file, its test, and the next number of its group."""

from __future__ import annotations

import re
from pathlib import Path

import typer

from journeykit.files import write_atomically

__all__ = ["scaffold"]

_NAME = re.compile(r"([a-z]+)/([a-z][a-z0-9]*(?:-[a-z0-9]+)*)")
_HUNDREDS = {"checking": 0, "scope": 1, "language": 2, "flow": 3, "feeling": 4, "evidence": 5, "action": 5}

_RULE = '''"""{code}: what it minds, in a few words."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import quoted

__all__ = ["{function}"]


@rule("{code}", "{name}", severity="warning", profile="research")
def {function}(_: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """What is wrong, in one sentence.

    Why:
        Why it matters to whoever reads the map, and where the rule stays silent.

    Source:
        Who says so: author, title, year.

    Bad:
        ```yaml
        stages:
          - id: choose
            steps:
              - {{touchpoint: quote, note: {name}}}
        ```

    Good:
        ```yaml
        stages:
          - id: choose
            steps: [quote]
        ```
    """
    for place, step in facts.placed:
        if step.note == "{name}":
            yield Hit(place, f"{{quoted(step.id)}} has the fault", "say what to write instead", step.id)
'''

_TEST = '''"""{code} {name}: where it fires, and where it is silent."""

from __future__ import annotations

import pytest

import journeykit as jk
from journeykit.rules import rule_called


@pytest.mark.parametrize(("note", "minded"), [("{name}", True), ("another note", False), (None, False)])
def test_{function}(note, minded):
    journey = jk.JourneyMap(stages=[jk.Stage("s", [jk.Touchpoint("t", note=note)])])
    found = rule_called("{code}").findings(journey)
    assert [each.place for each in found] == (["stages[0].steps[0]"] if minded else [])
'''


def scaffold(asked: str) -> list[Path]:
    """Write the rule `group/name` and its test into the checkout that we are in, and give their paths.

    Raises BadParameter outside a checkout, for another form or group, and for a name that is taken.
    """
    match = _NAME.fullmatch(asked)
    folder = Path("src/journeykit/rules")
    if not folder.is_dir():
        message = (
            "a rule of journeykit's own is written in a checkout, from its root; a package of yours names its module"
        )
        raise typer.BadParameter(f"{message} under the entry point journeykit.rules", param_hint="--new")
    if match is None or match[1] not in _HUNDREDS:
        groups = ", ".join(sorted(_HUNDREDS))
        raise typer.BadParameter(f"write GROUP/NAME, like flow/dead-end; groups are {groups}", param_hint="--new")
    group, name = match[1], match[2]
    function = name.replace("-", "_")
    rule, test = folder / group / f"{function}.py", Path("tests/rules") / f"test_{function}.py"
    for path in (rule, test):
        if path.exists():
            raise typer.BadParameter(f"{path.as_posix()} exists already", param_hint="--new")
    from journeykit.rules import rules

    taken = {int(code[2:]) for code in rules() if code.startswith("JK")}
    number = max((each for each in taken if each // 100 == _HUNDREDS[group]), default=_HUNDREDS[group] * 100) + 1
    named = {"code": f"JK{number:03}", "name": name, "function": function}
    rule.parent.mkdir(exist_ok=True)
    write_atomically(rule, _RULE.format(**named))
    write_atomically(test, _TEST.format(**named))
    return [rule, test]
