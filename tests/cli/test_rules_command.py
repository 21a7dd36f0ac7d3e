"""`journeykit rules`: a list, one with its reasons, JSON, and a rule to fill in."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from house.source import ROOT
from journeykit.cli import main
from journeykit.rules import rules


def test_one_is_told_with_profile_and_reasons(capsys):
    main(["rules", "JK404"])
    out = capsys.readouterr().out
    assert out.startswith("JK404 unexplained-fall (warning)\nprofile research, since 0.1.0, stable, silent where low-w")
    assert "Why:" in out
    main(["rules", "JK110"])
    assert "not asked of maps with a parent" in capsys.readouterr().out


def test_all_as_json(capsys):
    main(["rules", "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    assert [each["code"] for each in told] == list(rules())
    assert {"code", "name", "severity", "profile", "since", "status", "why", "source", "bad", "good"} <= told[0].keys()


def test_the_list_has_profiles(capsys):
    main(["rules", "JK2"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split()[:4] == ["JK202", "missing-verb", "info", "off"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "xml"], "unknown format 'xml'"),
        (["--new", "flow/my-rule"], "is written in a checkout"),
    ],
)
def test_wrong_arguments(capsys, tmp_path, monkeypatch, arguments, message):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit):
        main(["rules", *arguments])
    assert message in capsys.readouterr().err


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    (tmp_path / "src" / "journeykit" / "rules" / "flow").mkdir(parents=True)
    (tmp_path / "tests" / "rules").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", ["flow", "flow/My Rule", "tides/my-rule", "flow/../x"])
def test_a_new_rule_has_a_group_and_a_name(checkout, capsys, name):
    with pytest.raises(SystemExit):
        main(["rules", "--new", name])
    assert "write GROUP/NAME" in capsys.readouterr().err
    assert not list((checkout / "src" / "journeykit" / "rules").rglob("*.py"))


def test_a_new_rule_is_numbered_and_its_test_passes(checkout, capsys):
    main(["rules", "--new", "flow/my-rule"])
    assert capsys.readouterr().out.splitlines() == [
        "wrote src/journeykit/rules/flow/my_rule.py",
        "wrote tests/rules/test_my_rule.py",
    ]
    text = (checkout / "src/journeykit/rules/flow/my_rule.py").read_text(encoding="utf-8")
    last = max(int(code[2:]) for code in rules() if code.startswith("JK3"))
    assert f'@rule("JK{last + 1}", "my-rule"' in text
    with pytest.raises(SystemExit):
        main(["rules", "--new", "flow/my-rule"])
    assert "exists already" in capsys.readouterr().err
    script = (
        "import importlib.util, sys; from journeykit.testing import assert_explained\n"
        "spec = importlib.util.spec_from_file_location('my_rule', 'src/journeykit/rules/flow/my_rule.py')\n"
        "module = importlib.util.module_from_spec(spec); spec.loader.exec_module(module)\n"
        "assert_explained(module.my_rule)"
    )
    environment = {"PYTHONPATH": str(ROOT / "src"), "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=checkout, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
