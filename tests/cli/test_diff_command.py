"""`journeykit diff`: what it says, what it exits with, and what git gets from it."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys

import pytest

OLD = """\
id: shop
stages:
  - id: buy
    steps:
      - touchpoint: basket
      - touchpoint: pay
        title: Pays
        emotion: -1
outcomes: [{id: bought, result: success}, {id: gone}]
flow:
  - in order
  - {from: pay, to: gone, probability: 0.5}
"""
NEW = OLD.replace("emotion: -1", "emotion: 1").replace("0.5", "0.2").replace("      - touchpoint: basket\n", "")
SAME = """\
{"id": "shop", "stages": [{"id": "buy", "steps": ["basket", {"touchpoint": "pay", "title": "Pays", "emotion": -1}]}],
 "outcomes": [{"id": "bought", "result": "success"}, {"id": "gone"}],
 "flow": ["in order", {"from": "pay", "to": "gone", "probability": 0.5}]}
"""


@pytest.fixture
def maps(folder):
    for name, text in {"old.yaml": OLD, "new.yaml": NEW, "same.json": SAME}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_equal_maps_in_two_formats_exit_with_0(journeykit, maps):
    said = journeykit("diff", "old.yaml", "same.json")
    assert (said.code, said.lines) == (0, ["old.yaml -> same.json: no differences"])


def test_differences_are_told_and_exit_with_1(journeykit, maps):
    said = journeykit("diff", "old.yaml", "new.yaml")
    assert said.code == 1
    assert said.lines[0] == "old.yaml -> new.yaml: 1 removed, 2 changed"
    assert said.lines[1:4] == [
        "- step basket removed",
        "~ step pay: emotion -1 -> +1",
        "~ transition pay >> gone: probability 50 % -> 20 %",
    ]
    assert "  outcome bought: 50 % -> 80 %" in said.lines


def test_json_is_for_programs(journeykit, maps):
    said = journeykit("diff", "old.yaml", "new.yaml", "--format", "json")
    found = json.loads(said.out)
    assert said.code == 1
    assert found["files"] == ["old.yaml", "new.yaml"]
    assert found["counts"] == {"removed": 1, "changed": 2}
    assert {row["what"] for row in found["changes"]} == {"step", "transition"}
    assert not found["equal"]


def test_pictures_and_pages_are_written(journeykit, maps):
    said = journeykit("diff", "old.yaml", "new.yaml", "-o", "diff.html", "--theme", "dark")
    assert (said.code, said.out) == (1, "wrote diff.html\n")
    page = (maps / "diff.html").read_text(encoding="utf-8")
    assert "<h3" in page
    assert ">Differences<" in page
    assert page.count('<tr data-change="') == 3
    assert "jk-diff" in page
    assert journeykit("diff", "old.yaml", "new.yaml", "--format", "svg").out.startswith("<svg")
    assert journeykit("diff", "old.yaml", "new.yaml", "-o", "diff.txt").code == 1
    assert (maps / "diff.txt").read_text(encoding="utf-8").startswith("old.yaml -> new.yaml")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["old.yaml", "faulty.yaml"], "faulty.yaml:1:1: titel"),
        (["absent.yaml", "faulty.yaml"], "absent.yaml: No such file"),
        (["old.yaml", "new.yaml", "--format", "jsn"], "did you mean 'json'?"),
        (["old.yaml", "new.yaml", "-o", "diff.gif"], "unknown format 'gif'"),
        (["old.yaml"], "two maps, not 1"),
        (["old.yaml", "new.yaml", "poor.yaml"], "two maps, not 3"),
        (["-", "-"], "standard input holds one map"),
        (["--textconv", "old.yaml", "new.yaml"], "takes one map"),
    ],
)
def test_errors_exit_with_2(journeykit, maps, arguments, said):
    got = journeykit("diff", *arguments)
    assert got.code == 2
    assert said in got.err
    assert got.out == ""


def test_faults_of_both_files_are_told(journeykit, maps):
    got = journeykit("diff", "absent.yaml", "faulty.yaml")
    assert "absent.yaml" in got.err
    assert "faulty.yaml:1:1" in got.err


# git


@pytest.fixture
def repository(maps, monkeypatch):
    """A git repository with a map in it, committed once and edited since, and the command as its diff driver."""
    git = shutil.which("git")
    if git is None:
        pytest.skip("git is not installed")
    for name in list(os.environ):
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    root = maps / "repository"
    root.mkdir()

    def run(*arguments):
        done = subprocess.run(
            [git, "-c", "user.name=Test", "-c", "user.email=test@example.org", *arguments],
            cwd=root,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    command = f"{shlex.quote(sys.executable)} -m journeykit diff"
    run("init", "--quiet")
    run("config", "diff.journey.command", command)
    run("config", "diff.journeytext.textconv", f"{command} --textconv")
    (root / ".gitattributes").write_text("*.journey.yaml diff=journey\n*.text.yaml diff=journeytext\n")
    for name in ("shop.journey.yaml", "shop.text.yaml"):
        (root / name).write_text(OLD, encoding="utf-8")
    run("add", ".")
    run("commit", "--quiet", "-m", "first")
    return root, run


def test_git_shows_the_differences_of_a_map(repository):
    root, git = repository
    (root / "shop.journey.yaml").write_text(NEW, encoding="utf-8")
    lines = git("diff").splitlines()
    assert lines[:4] == [
        "journey map shop.journey.yaml",
        "shop -> shop: 1 removed, 2 changed",
        "- step basket removed",
        "~ step pay: emotion -1 -> +1",
    ]
    git("commit", "--quiet", "-a", "-m", "second")
    assert "~ step pay: emotion -1 -> +1" in git("log", "-1", "-p", "--ext-diff")


def test_git_shows_nothing_where_only_the_layout_differs(repository):
    root, git = repository
    (root / "shop.journey.yaml").write_text(OLD.replace("emotion: -1", "emotion:   -1.0 # sad"), encoding="utf-8")
    assert git("diff").splitlines() == ["journey map shop.journey.yaml", "shop -> shop: no differences"]


def test_git_shows_new_gone_renamed_and_faulty_maps(repository):
    root, git = repository
    (root / "other.journey.yaml").write_text(NEW, encoding="utf-8")
    git("add", "--intent-to-add", "other.journey.yaml")
    assert "nothing -> shop: 5 added" in git("diff", "other.journey.yaml")
    git("rm", "--quiet", "--cached", "other.journey.yaml")
    (root / "other.journey.yaml").unlink()
    git("mv", "shop.journey.yaml", "store.journey.yaml")
    (root / "store.journey.yaml").write_text(OLD.replace("Pays", "Pays it"), encoding="utf-8")
    git("add", ".")
    moved = git("diff", "--cached", "-M")
    assert "journey map shop.journey.yaml -> store.journey.yaml" in moved
    assert "= step pay renamed: Pays -> Pays it" in moved
    (root / "store.journey.yaml").write_text("titel: Faulty\n", encoding="utf-8")
    assert "titel: " in git("diff")
    (root / "store.journey.yaml").unlink()
    assert "-> nothing: " in git("diff")


def test_git_converts_maps_to_the_text_it_compares(repository):
    root, git = repository
    (root / "shop.text.yaml").write_text(SAME, encoding="utf-8")
    assert "@@" not in git("diff")
    (root / "shop.text.yaml").write_text(NEW, encoding="utf-8")
    found = git("diff")
    assert "-        emotion: -1" in found
    assert "+        emotion: 1" in found


def test_an_unmerged_map_is_told(journeykit, maps, monkeypatch):
    monkeypatch.setenv("GIT_DIFF_PATH_TOTAL", "1")
    said = journeykit("diff", "old.yaml")
    assert said.code == 0
    assert "to be merged" in said.out
