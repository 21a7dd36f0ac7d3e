"""Where rules come from: a file dropped into a folder, another package's entry point; and what goes wrong there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

import journeykit as jk
from journeykit.rules import Rule, TwinRules, registry, rule, rule_called, rules

NEW = '''
"""JK399: too short."""

from __future__ import annotations

from journeykit.rules import Hit, rule


@rule("JK399", "too-short", severity="info")
def too_short(journey):
    """A map of one step.

    Why:
        One step is no journey.
    """
    if len(journey.steps) == 1:
        yield Hit("stages", "the map has one step", "write the others")
'''
ONE_STEP = jk.JourneyMap(stages=[jk.Stage("only", ["step"])])


@pytest.fixture
def fresh():
    """The registry before anybody asked, and again afterwards."""
    registry.rules.cache_clear()
    yield
    registry.rules.cache_clear()


@pytest.fixture
def foreign(monkeypatch, tmp_path, fresh):
    """Other people's modules by entry point: write a module, and it is announced."""
    monkeypatch.syspath_prepend(tmp_path)
    points = []

    def announce(name, text, value=None):
        Path(tmp_path, f"{name}.py").write_text(text, encoding="utf-8")
        points.append(EntryPoint(name, value or name, registry.GROUP))

    monkeypatch.setattr(registry, "entry_points", lambda group: points if group == "journeykit.rules" else [])
    yield announce
    for point in points:
        sys.modules.pop(point.name, None)


def test_the_first_rules_are_there_in_order_of_their_codes():
    assert list(rules()) == sorted(rules())
    assert len(rules()) >= 11
    assert all(isinstance(each, Rule) for each in rules().values())
    with pytest.raises(TypeError):
        rules()["JK999"] = None


def test_one_rule_by_code_or_name():
    assert rule_called("JK303").name == "no-way-out"
    assert rule_called("no-way-out").code == "JK303"
    with pytest.raises(jk.UnknownName, match="did you mean 'no-way-out'"):
        rule_called("no-way-oud")


def test_a_new_rule_is_one_new_file(tmp_path):
    """The package copied, one file dropped into a folder: nothing else is touched."""
    copied = tmp_path / "journeykit"
    shutil.copytree(Path(jk.__file__).parent, copied, ignore=shutil.ignore_patterns("__pycache__"))
    (copied / "rules" / "flow" / "too_short.py").write_text(NEW, encoding="utf-8")
    code = (
        "import journeykit as jk; from journeykit.rules import rules\n"
        "print(rules()['JK399'].explanation.why)\n"
        "print(jk.check(jk.JourneyMap(stages=[jk.Stage('only', ['step'])]), 'too-short')[0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "One step is no journey.",
        "stages: info: the map has one step [JK399 too-short]",
        "    write the others",
    ]


def test_another_package_brings_a_module_of_rules(foreign):
    foreign("acme_rules", NEW.replace("JK399", "ACME001"))
    assert jk.check(ONE_STEP, "ACME")[0].name == "too-short"
    assert jk.check(ONE_STEP.replace(allow="too-short"), "ACME001") == jk.Report()


def test_another_package_brings_one_rule(foreign):
    foreign("acme_one", NEW.replace("JK399", "ACME001"), "acme_one:too_short")
    assert rule_called("too-short").code == "ACME001"


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("raise RuntimeError('no licence')", None, "no licence"),
        ("x = 1", None, "brings no rule"),
        ("x = 1", "acme_poor:x", "brings no rule"),
        ("", "acme_poor:absent", "absent"),
    ],
)
def test_what_does_not_load_is_left_out_with_a_warning(foreign, text, value, said):
    foreign("acme_poor", text, value)
    with pytest.warns(UserWarning, match=said):
        assert "JK302" in rules()


@pytest.mark.parametrize("old", ["JK302", "ACME002"])
def test_two_rules_of_one_code_or_name_are_an_error(foreign, old):
    name = "too-short" if old == "JK302" else "dead-end"
    foreign("acme_twin", NEW.replace("JK399", old).replace('"too-short"', f'"{name}"'))
    with pytest.raises(TwinRules, match=r"two rules are called .*dead_end and acme_twin\.too_short"):
        rules()


def test_a_rule_imported_twice_is_one_rule(foreign):
    foreign("acme_again", "from journeykit.rules.flow.dead_end import dead_end")
    assert rules()["JK302"].name == "dead-end"


@pytest.mark.parametrize(
    ("code", "name", "severity", "said"),
    [
        ("302", "dead-end", "info", "'302'"),
        ("JK3021", "dead-end", "info", "'JK3021'"),
        ("JK302", "Dead End", "info", "'Dead End'"),
        ("JK302", "dead-end", "warn", "did you mean 'warning'"),
    ],
)
def test_a_rule_that_is_none_is_refused(code, name, severity, said):
    with pytest.raises(ValueError, match=said):
        rule(code, name, severity=severity)(lambda journey: ())
