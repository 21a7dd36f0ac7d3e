"""`pytest --journeykit`: a test for each map and rule; and the fixture `journey`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from house.source import ROOT

pytest_plugins = ["pytester"]

POOR = """title: A shop
stages:
  - id: buy
    steps:
      - basket
      - touchpoint: pay
        emotion: -2
"""
GOOD = """title: A shop
personas: [{id: mia, goals: a gift}]
evidence: [{id: talks, kind: interview}]
scope: {trigger: a birthday, end: the party, timeframe: 2 weeks}
stages:
  - id: buy
    steps: [basket, {touchpoint: pay, emotion: -0.5}]
"""


@pytest.fixture
def run(pytester, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # its entry point may be installed, or not

    def ask(*arguments):
        return pytester.runpytest_subprocess("-p", "journeykit.pytest_plugin", "-p", "no:cacheprovider", *arguments)

    return ask


def write(pytester, **files):
    for name, text in files.items():
        (pytester.path / f"{name}.journey.yaml").write_text(text, encoding="utf-8")


def test_each_map_and_rule_is_a_test(pytester, run):
    write(pytester, poor=POOR, good=GOOD)
    found = run("--journeykit", "-v")
    found.stdout.re_match_lines([r".*good\.journey\.yaml::JK101 no-persona PASSED.*"])
    found.stdout.re_match_lines([r".*poor\.journey\.yaml::JK101 no-persona FAILED.*"])
    found.stdout.re_match_lines([r".*poor\.journey\.yaml::JK102 incomplete-scope PASSED.*"])
    found.stdout.fnmatch_lines(
        [
            "poor.journey.yaml:7:18: warning: 'pay' feels like -2, and names no pain",
            "    say under `pains` what hurts there",
            "    `journeykit rules JK401` says why; `allow: low-without-pain` allows it",
        ]
    )
    assert found.ret == 1
    assert found.parseoutcomes()["failed"] == 3


@pytest.mark.parametrize(("level", "failed"), [("error", 0), ("warning", 3), ("info", 4)])
def test_the_level_decides_what_fails(pytester, run, level, failed):
    write(pytester, poor=POOR)
    assert run("--journeykit", "--journeykit-fail-on", level).parseoutcomes().get("failed", 0) == failed


def test_the_team_s_config_and_the_profile_are_kept(pytester, run):
    write(pytester, poor=POOR)
    (pytester.path / "journeykit.toml").write_text('ignore = ["JK1", "JK5", "low-without-pain"]', encoding="utf-8")
    few = run("--journeykit").parseoutcomes()
    more = run("--journeykit", "--journeykit-profile", "release").parseoutcomes()
    assert "failed" not in few
    assert more["passed"] > few["passed"]


def test_a_file_that_is_no_map_is_one_failing_test(pytester, run):
    write(pytester, broken="titel: x\n")
    found = run("--journeykit", "-v")
    found.stdout.fnmatch_lines(
        ["*broken.journey.yaml::is a map FAILED*", "*unknown key 'titel': did you mean 'title'?*"]
    )
    assert found.parseoutcomes() == {"failed": 1}


def test_nothing_is_collected_without_the_option(pytester, run):
    write(pytester, poor=POOR)
    assert run().ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_the_fixture_loads_the_maps_that_the_marker_names(pytester, run):
    write(pytester, poor=POOR, good=GOOD)
    pytester.makepyfile(
        test_it="""
        import pytest

        @pytest.mark.journey("poor.journey.yaml", "good.journey.yaml")
        def test_title(journey):
            assert journey.title == "A shop"

        def test_without(journey):
            pass
        """
    )
    found = run("-v")
    found.stdout.fnmatch_lines(["*test_title?poor.journey.yaml? PASSED*", "*test_title?good.journey.yaml? PASSED*"])
    found.stdout.fnmatch_lines(["*name the file of the map*"])
    assert found.parseoutcomes() == {"passed": 2, "errors": 1}


def test_an_unused_plugin_loads_neither_rules_nor_files(pytester, run):
    pytester.makepyfile(
        test_it="""
        import sys

        def test_light():
            heavy = {"journeykit.rules", "journeykit.io", "networkx", "numpy", "ruamel.yaml", "typer"}
            assert not heavy & set(sys.modules)
        """
    )
    assert run().parseoutcomes() == {"passed": 1}


def test_the_hooks_of_pre_commit_run_commands_that_exist():
    hooks = YAML(typ="safe").load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [each["id"] for each in hooks] == ["journeykit-check", "journeykit-fix"]
    for hook in hooks:
        assert hook["language"] == "python"
        assert hook["entry"].startswith("journeykit check")
        assert re.search(hook["files"], "maps/solar.journey.yaml")
        assert not re.search(hook["files"], "compose.yaml")


def test_the_entry_point_is_announced():
    text = Path(ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert '[project.entry-points.pytest11]\njourneykit = "journeykit.pytest_plugin"' in text
    assert sys.version_info >= (3, 11)


LOG = "case,activity,timestamp\n" + "".join(
    f"{case},{name},2026-05-04T10:0{minute}Z\n"
    for case, names in {"ann": ["basket", "pay"], "ben": ["basket", "pay", "basket"]}.items()
    for minute, name in enumerate(names)
)


def test_each_map_is_held_against_a_log(pytester, run):
    write(pytester, good=GOOD)
    (pytester.path / "log.csv").write_text(LOG, encoding="utf-8")
    found = run("--journeykit", "--journeykit-log", "log.csv", "-v")
    found.stdout.re_match_lines([r".*good\.journey\.yaml::fits the log FAILED.*"])
    found.stdout.fnmatch_lines(
        [
            "the fitness 0.666667 is below 0.9: 2 of 3 moves are on the map",
            "out of order: Pay * Basket: once, in cases like ben",
        ]
    )
    less = run("--journeykit", "--journeykit-log", "log.csv", "--journeykit-fail-under", "0.66", "-v")
    less.stdout.re_match_lines([r".*fits the log PASSED.*"])
    assert less.parseoutcomes().get("failed", 0) == 0


def test_a_log_of_another_process_or_none_fails_with_its_fault(pytester, run):
    write(pytester, good=GOOD)
    (pytester.path / "log.csv").write_text(LOG.replace("basket", "see").replace("pay", "go"), encoding="utf-8")
    run("--journeykit", "--journeykit-log", "log.csv").stdout.fnmatch_lines(
        ["*no activity of the log is a step of the map*"]
    )
    run("--journeykit", "--journeykit-log", "nowhere.csv").stdout.fnmatch_lines(["*nowhere.csv*"])
    wrong = run("--journeykit", "--journeykit-log", "log.csv", "--journeykit-case", "kase")
    wrong.stdout.fnmatch_lines(["*kase*did you mean 'case'*"])


def test_a_log_is_read_as_its_options_say(pytester, run):
    write(pytester, good=GOOD)
    rows = [
        ("ann", "basket", "04.05.2026 10:00", "done", "ok", 1),
        ("ann", "basket", "04.05.2026 10:05", "begun", "ok", 2),
        ("ann", "pay", "04.05.2026 10:10", "done", "ok", 2),
        ("ben", "pay", "04.05.2026 11:00", "done", "declined", 2),
        ("ben", "basket", "04.05.2026 11:00", "done", "ok", 1),
    ]
    told = "\n".join(",".join(map(str, row)) for row in [("who", "what", "when", "phase", "state", "nr"), *rows])
    (pytester.path / "log.csv").write_text(told, encoding="utf-8")
    asked = ["--journeykit", "--journeykit-log", "log.csv", "--journeykit-case", "who", "--journeykit-activity", "what"]
    asked += ["--journeykit-timestamp", "when", "--journeykit-time-format", "%d.%m.%Y %H:%M"]
    asked += ["--journeykit-timezone", "Europe/Berlin", "--journeykit-only", "phase=done"]
    less = run(*asked, "-v")
    less.stdout.fnmatch_lines(["the fitness 0.5 is below 0.9: 1 of 2 moves are on the map"])
    whole = run(*asked, "--journeykit-only", "state=declined", "--journeykit-whole-cases", "-v")
    whole.stdout.fnmatch_lines(["the fitness 0 is below 0.9: 0 of 1 moves are on the map"])
    asked += ["--journeykit-order", "nr", "--journeykit-status", "state", "--journeykit-failed", "declined"]
    run(*asked, "-v").stdout.re_match_lines([r".*fits the log PASSED.*"])
    run(*asked, "--journeykit-only", "done").stdout.fnmatch_lines(["*takes COLUMN=VALUE*not 'done'*"])


def test_a_share_is_between_0_and_1(run):
    assert run("--journeykit", "--journeykit-fail-under", "90").ret == pytest.ExitCode.USAGE_ERROR
