"""`journeykit check` by a team's config: which file is found, what it says, and what the arguments say beside it."""

from __future__ import annotations

import sys

import pytest

from journeykit.cli.configured import nearest_config
from journeykit.errors import FormatError
from journeykit.rules import read_config

DEAD = """\
stages:
  - id: one
    steps:
      - a
      - touchpoint: b
        emotion: -2
      - c
flow:
  - a >> b
"""


@pytest.fixture
def maps(folder):
    """A folder of maps below the one we are in."""
    (folder / "maps" / "old").mkdir(parents=True)
    for name in ("maps/shop.yaml", "maps/old/first.yaml"):
        (folder / name).write_text(DEAD, encoding="utf-8")
    return folder


def write(path, text):
    path.write_text(text, encoding="utf-8")


def codes(said):
    return [line.rpartition("[")[2].partition(" ")[0] for line in said.lines if line.endswith("]")]


def test_the_nearest_config_counts_and_its_own_file_goes_before_a_shared_one(maps, journeykit):
    write(maps / "pyproject.toml", '[tool.journeykit]\nselect = ["JK401"]\n')
    assert codes(journeykit("check", "maps/shop.yaml")) == ["JK401"]
    assert codes(journeykit("check", "maps/old/first.yaml")) == ["JK401"]
    write(maps / "maps" / "pyproject.toml", "[tool.other]\nx = 1\n")
    assert codes(journeykit("check", "maps/shop.yaml")) == ["JK401"], "one that does not speak of journeykit is passed"
    write(maps / "maps" / "journeykit.toml", 'select = ["JK302"]\n')
    assert codes(journeykit("check", "maps/shop.yaml")) == ["JK302"]
    write(maps / "maps" / "pyproject.toml", '[tool.journeykit]\nselect = ["JK101"]\n')
    assert codes(journeykit("check", "maps/shop.yaml")) == ["JK302"]
    assert codes(journeykit("check", "maps/../maps/shop.yaml")) == ["JK302"]


def test_the_search_ends_at_the_folder_that_git_looks_after(maps, journeykit):
    write(maps / "journeykit.toml", 'select = ["JK401"]\n')
    (maps / "maps" / ".git").mkdir()
    assert nearest_config(maps / "maps" / "old") is None
    assert "JK101" in codes(journeykit("check", "maps/shop.yaml"))
    assert nearest_config(maps) == maps / "journeykit.toml"


def test_a_config_can_be_named_or_left_out(maps, journeykit):
    write(maps / "journeykit.toml", 'select = ["JK401"]\n')
    write(maps / "other.toml", 'select = ["JK302"]\n')
    assert codes(journeykit("check", "maps/shop.yaml", "--config", "other.toml")) == ["JK302"]
    assert "JK101" in codes(journeykit("check", "maps/shop.yaml", "--isolated"))
    both = journeykit("check", "maps/shop.yaml", "--isolated", "--config", "other.toml")
    assert (both.code, "leave out one of the two" in both.err) == (2, True)
    absent = journeykit("check", "maps/shop.yaml", "--config", "absent.toml")
    assert (absent.code, absent.err) == (2, "absent.toml: No such file or directory\n")


def test_what_the_arguments_say_goes_before_the_config(maps, journeykit):
    write(maps / "journeykit.toml", 'select = ["JK401"]\nignore = ["JK101"]\nprofile = "research"\n')
    assert codes(journeykit("check", "maps/shop.yaml", "--select", "JK302,JK101")) == ["JK302"]
    write(maps / "journeykit.toml", 'profile = "research"\n')
    assert "JK312" in codes(journeykit("check", "maps/shop.yaml"))
    assert "JK312" not in codes(journeykit("check", "maps/shop.yaml", "--profile", "sketch"))


def test_severity_and_exit_code_are_those_of_the_config(maps, journeykit):
    write(maps / "journeykit.toml", 'select = ["JK302", "JK401"]\n[severity]\ndead-end = "error"\nJK4 = "info"\n')
    said = journeykit("check", "maps/shop.yaml")
    assert said.code == 1
    assert [line.split(": ")[1] for line in said.lines if line.endswith("]")] == ["error", "info"]


def test_rules_are_left_out_by_the_pattern_of_a_file_as_the_config_sees_it(maps, journeykit, monkeypatch):
    write(maps / "journeykit.toml", 'select = ["JK302", "JK401"]\n[per-file]\n"maps/old/*" = ["dead-end"]\n')
    assert codes(journeykit("check", "maps/shop.yaml")) == ["JK302", "JK401"]
    assert codes(journeykit("check", "maps/old/first.yaml")) == ["JK401"]
    monkeypatch.chdir(maps / "maps" / "old")
    assert codes(journeykit("check", "first.yaml")) == ["JK401"], "wherever the command is run"


def test_standard_input_keeps_to_the_config_of_the_folder_we_are_in(maps, journeykit, monkeypatch):
    write(maps / "journeykit.toml", 'select = ["JK401"]\n')
    with (maps / "maps" / "shop.yaml").open(encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        assert codes(journeykit("check", "-")) == ["JK401"]


FAULTY = """\
profil = "x"
profile = "reseach"
ignore = [
  "JK5",
  "dead-ends",  # a typo
]

[severity]
dead-end = "eror"
"dead-edn" = "error"

[per-file]
"maps/x*.yaml" = ["JK1", "JK999"]

[words.de]
inside = 3
"""


@pytest.mark.parametrize("shared", [False, True])
def test_every_fault_of_a_config_is_told_with_its_line_and_the_near_name(maps, journeykit, shared):
    name, text = ("pyproject.toml", FAULTY) if shared else ("journeykit.toml", FAULTY)
    if shared:
        text = "[tool.journeykit]\n" + text
        for table in ("severity", "per-file", "words.de"):
            text = text.replace(f"[{table}]", f"[tool.journeykit.{table}]")
    write(maps / name, text)
    with pytest.raises(FormatError) as caught:
        read_config(name)
    spots = [(each.line - shared, each.column, each.place) for each in caught.value.faults]
    assert spots == [
        (1, 1, ""),
        (2, 12, "profile"),
        (5, 4, "ignore"),
        (9, 13, "severity.dead-end"),
        (10, 2, "severity"),
        (13, 27, "per-file.maps/x*.yaml"),
        (16, 1, "words.de.inside"),
    ]
    said = journeykit("check", "maps/shop.yaml")
    assert (said.code, said.out) == (2, "")
    for near in ("'profile'", "'research'", "'dead-end'", "'error'"):
        assert f"did you mean {near}?" in said.err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"select = [", "this is no TOML"),
        (b"a = 1\nb = ?", "journeykit.toml:2:5: this is no TOML: "),
        (b'title = "Gr\xfc\xdfe"', "this is no UTF-8"),
        (b"#" * 1_000_001, "no config has more than 1 MB"),
    ],
)
def test_what_is_no_config_is_told(maps, journeykit, text, told):
    (maps / "journeykit.toml").write_bytes(text)
    said = journeykit("check", "maps/shop.yaml")
    assert (said.code, said.out) == (2, "")
    assert told in said.err


def test_a_project_file_that_others_will_complain_about_is_passed(maps, journeykit):
    write(maps / "pyproject.toml", "[tool.journeykit\n")
    assert journeykit("check", "maps/shop.yaml").code == 0
    write(maps / "pyproject.toml", "[tool]\njourneykit = 3\n")
    said = journeykit("check", "maps/shop.yaml")
    assert (said.code, said.err) == (2, "pyproject.toml: tool.journeykit: a table is expected\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--profile", "relase"], "unknown profile 'relase': did you mean 'release'?"),
        (["--today", "2026-13-01"], "'2026-13-01' is no day: write it like 2026-11-22"),
    ],
)
def test_a_wrong_argument_is_told(maps, journeykit, arguments, told):
    said = journeykit("check", "maps/shop.yaml", *arguments)
    assert (said.code, said.out) == (2, "")
    assert told in said.err


FUTURE = "state: future\nbaseline: shop\nstages: [{id: one, steps: [a]}]\n"
PAINED = "id: shop\nstages: [{id: one, steps: [{touchpoint: a, pains: [{text: too dear, id: dear}]}]}]\n"


def test_a_future_map_is_held_against_the_baseline_beside_it(folder, journeykit):
    write(folder / "next.yaml", FUTURE)
    arguments = ("check", "next.yaml", "--select", "forgotten-pain", "--profile", "release")
    alone = journeykit(*arguments)
    assert (alone.code, alone.err, codes(alone)) == (0, "", [])
    write(folder / "shop.journey.yaml", PAINED)
    assert codes(journeykit(*arguments)) == ["JK109"]
    write(folder / "shop.journey.yaml", "titel: x")
    broken = journeykit(*arguments)
    assert (broken.code, codes(broken)) == (0, [])
    assert broken.err.startswith("warning: next.yaml: its baseline is not compared: ")
