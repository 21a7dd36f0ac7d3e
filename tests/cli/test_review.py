"""`journeykit review`: two states of maps as a comment and pictures; and the action that calls it."""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
from ruamel.yaml import YAML

import journeykit as jk
from house.source import ROOT
from journeykit.cli import main
from journeykit.cli.configured import Asked
from journeykit.cli.review.markdown import MARKER, escaped, markdown
from journeykit.cli.review.pairs import reviewed

SHOP = jk.JourneyMap(
    "shop",
    "A shop",
    personas=[jk.Persona("mia", goals="a gift")],
    scope=jk.Scope(trigger="a birthday", end="the party", timeframe="2 weeks"),
    evidence=[jk.Evidence("talks", kind="interview")],
    stages=[jk.Stage("buy", ["basket", jk.Touchpoint("pay", emotion=1)])],
    outcomes=[jk.Outcome("bought", result="success"), jk.Outcome("left", result="failure")],
    flow=["basket >> pay >> bought", {"from": "pay", "to": "left", "probability": 0.2}],
)


@pytest.fixture
def folders(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("before", "after"):
        (tmp_path / name / "maps").mkdir(parents=True)
    return tmp_path / "before", tmp_path / "after"


def review(before, after, *options):
    with suppress(SystemExit):
        main(["review", str(before), str(after), "-o", "out", *options])
    return Path("out/comment.md").read_text(encoding="utf-8")


def test_a_changed_map_is_told_with_outcomes_and_pictures(folders):
    before, after = folders
    jk.save(SHOP, before / "maps" / "shop.journey.yaml")
    jk.save(jk.change(SHOP, {("pay", "left"): 0.1}), after / "maps" / "shop.journey.yaml")
    text = review(before, after, "--link", "https://example.org/run")
    assert text.startswith(MARKER)
    assert "| bought | 80.0 % | 90.0 % | +10.0 points |" in text
    assert "transition pay >> left" in text
    assert "[Posters before and after](https://example.org/run)" in text
    names = sorted(each.name for each in Path("out").iterdir())
    assert names == ["comment.md", "maps.shop.after.svg", "maps.shop.before.svg", "maps.shop.diff.svg"]
    assert "A shop" in Path("out/maps.shop.diff.svg").read_text(encoding="utf-8")


def test_maps_that_do_not_differ_are_not_told(folders):
    before, after = folders
    for folder in folders:
        jk.save(SHOP, folder / "maps" / "shop.journey.yaml")
    assert "No map differs (1 looked at)." in review(before, after)
    assert [each.name for each in Path("out").iterdir()] == ["comment.md"]


def test_new_and_removed_maps_and_what_is_none(folders, capsys):
    before, after = folders
    jk.save(SHOP, before / "old.journey.yaml")
    jk.save(SHOP.replace_step("pay", emotion=-2), after / "new.journey.yaml")
    (after / "broken.journey.yaml").write_text("titel: ```x\n", encoding="utf-8")
    (after / ".hidden").mkdir()
    (after / ".hidden" / "x.journey.yaml").write_text("titel: x", encoding="utf-8")
    with pytest.raises(SystemExit) as end:
        main(["review", str(before), str(after), "-o", "out"])
    assert end.value.code == 2
    text = Path("out/comment.md").read_text(encoding="utf-8")
    assert "### old.journey.yaml\n\nThe map was taken out." in text
    assert "### new.journey.yaml\n\nA new map." in text
    assert "JK401" in text
    assert "**This is no map:**\n\n````text\nbroken.journey.yaml:1:" in text
    assert "hidden" not in text


def test_new_findings_come_first_and_fail_by_level(folders):
    before, after = folders
    jk.save(SHOP.replace(personas=()), before / "a.journey.yaml")
    jk.save(SHOP.replace(personas=()).replace_step("pay", emotion=-2), after / "a.journey.yaml")
    with pytest.raises(SystemExit) as end:
        main(["review", str(before), str(after), "-o", "out", "--fail-on", "warning"])
    assert end.value.code == 1
    text = Path("out/comment.md").read_text(encoding="utf-8")
    assert text.index("| warning new | JK401") < text.index("| warning  | JK101")


def test_two_files_and_a_missing_before(folders):
    _, after = folders
    jk.save(SHOP, after / "shop.journey.yaml")
    assert "A new map." in review(Path("nowhere.journey.yaml"), after / "shop.journey.yaml")
    with pytest.raises(SystemExit):
        main(["review", "nowhere", "neither", "-o", "out"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("plain words - 1.5", "plain words - 1.5"),
        ("a | b\nc", "a &#124; b c"),
        ("https://evil.example", "https&#58;//evil.example"),
        ("www.evil.example", "www&#46;evil.example"),
        ("@team #1", "&#64;&#8203;team &#35;&#8203;1"),
        ("<img src=x onerror=y>", "&#60;img src=x onerror=y&#62;"),
        ("\x1b[31m", "\ufffd&#91;31m"),
    ],
)
def test_texts_of_maps_have_no_meaning_in_a_comment(text, said):
    assert escaped(text) == said


def test_a_comment_has_an_end(folders):
    before, after = folders
    for index in range(40):
        steps = [jk.Touchpoint(f"t{step}", "x" * 150, emotion=-2) for step in range(30)]
        stages = [jk.Stage(f"s{each.id}", [each], title="Lead " + "y" * 100) for each in steps]
        jk.save(jk.JourneyMap(f"m{index}", stages=stages), after / f"m{index}.journey.yaml")
    found = list(reviewed(before, after, Asked(profile="release")))
    text = markdown(found, {each.name: ["a.svg"] * 200 for each in found})
    assert len(text) < 62_000
    assert text.endswith("cut: the artifact has all.\n")


def test_wrong_options(folders, capsys):
    for option in (["--fail-on", "fatal"], ["--profile", "draft"]):
        with pytest.raises(SystemExit):
            main(["review", "before", "after", "-o", "out", *option])
        assert "unknown" in capsys.readouterr().err


def test_the_action_runs_this_command_and_interpolates_nothing_into_scripts():
    action = YAML(typ="safe").load((ROOT / "action.yml").read_text(encoding="utf-8"))
    steps = action["runs"]["steps"]
    scripts = [step["run"] for step in steps if "run" in step]
    assert action["runs"]["using"] == "composite"
    assert not [script for script in scripts if "${{" in script]
    assert any("journeykit review" in script for script in scripts)
    assert all(step.get("shell") == "bash" for step in steps if "run" in step)


FAKE_GH = """#!/usr/bin/env bash
echo "$@" >> "$LOG"
if [ "$2" = --paginate ]; then echo "$FOUND"; fi
"""


@pytest.mark.skipif(os.name == "nt", reason="the action's scripts run in bash")
@pytest.mark.parametrize(
    ("found", "call"),
    [
        ("", "api --silent --method POST repos/o/r/issues/7/comments"),
        ("12", "api --silent --method PATCH repos/o/r/issues/comments/12"),
    ],
)
def test_the_comment_is_written_once_and_then_replaced(tmp_path, found, call):
    gh = tmp_path / "gh"
    gh.write_text(FAKE_GH, encoding="utf-8")
    gh.chmod(0o755)
    comment = tmp_path / "comment.md"
    comment.write_text(f"{MARKER}\nx\n", encoding="utf-8")
    environment = {
        "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
        "LOG": str(tmp_path / "log"),
        "FOUND": found,
        "GITHUB_REPOSITORY": "o/r",
        "NUMBER": "7",
    }
    subprocess.run(["bash", str(ROOT / "scripts" / "comment.sh"), str(comment)], env=environment, check=True)
    assert (tmp_path / "log").read_text(encoding="utf-8").splitlines()[-1] == f"{call} --field body=@{comment}"


def test_a_folder_stands_for_its_maps(folders, capsys):
    _, after = folders
    jk.save(SHOP, after / "maps" / "shop.journey.yaml")
    main(["check", str(after)])
    assert "shop.journey.yaml: no findings" in capsys.readouterr().out
    with pytest.raises(SystemExit) as end:
        main(["check", "before"])
    assert end.value.code == 2
    assert "no map ends with .journey.yaml" in capsys.readouterr().err


def test_what_is_reviewed_exists(folders, capsys):
    with pytest.raises(SystemExit) as end:
        main(["review", "before", "aftr", "-o", "out"])
    assert end.value.code == 2
    assert "aftr" in capsys.readouterr().err
