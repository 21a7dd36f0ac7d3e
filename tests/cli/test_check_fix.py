"""`journeykit check --fix` and `--diff`: what is written, what is said, and what is left."""

from __future__ import annotations

import json
import subprocess

import pytest

FAULTY = """\
# small faults
maturity: release
title: "Poor  map "   # two kinds
allow: [dead-end]
stages:
  - id: one
    title: One   # echo
    steps:
      - touchpoint: a
        thoughts:
          - "  "   # nothing
          - Why?
      - {touchpoint: b, owners: 'Field sales '}
      - c
flow:
  - a >> b
  - b >> c
  - {from: a, to: c, when: it fits}
  # again
  - {from: a, to: c, when: it fits}
"""
MENDED = """\
# small faults
maturity: release
title: "Poor map"   # two kinds
stages:
  - id: one
    # echo
    steps:
      - touchpoint: a
        thoughts:
          # nothing
          - Why?
      - {touchpoint: b, owners: 'Field sales'}
      - c
flow:
  - a >> b
  - b >> c
  - {from: a, to: c, when: it fits}
  # again
"""
ALIAS = "title: &t 'a  b'\nnote: *t\nstages: [{id: one, title: One, steps: [a]}]\n"
SELECT = ("--select", "JK002,JK207,JK208,JK209,JK313")


@pytest.fixture
def small(folder):
    (folder / "journeykit.toml").write_text('extend = ["echoed-id"]', encoding="utf-8")
    (folder / "small.yaml").write_bytes(FAULTY.encode())
    return folder / "small.yaml"


def test_files_are_mended_and_it_is_said_what_was_done(small, journeykit):
    said = journeykit("check", "small.yaml", "--fix")
    assert small.read_text(encoding="utf-8") == MENDED
    assert said.code == 0
    assert said.lines[:7] == [
        "small.yaml:3:8: rewritten: title [JK209 stray-spaces]",
        "small.yaml:4:8: taken out: allow [JK002 needless-allow]",
        "small.yaml:7:12: taken out: stages[0].title [JK208 echoed-id]",
        "small.yaml:11:13: taken out: stages[0].steps[0].thoughts[0] [JK207 blank-text]",
        "small.yaml:13:33: rewritten: stages[0].steps[1].owners[0] [JK209 stray-spaces]",
        "small.yaml:20:5: taken out: flow[2] [JK313 transition-stated-twice]",
        "small.yaml: 6 repairs made",
    ]
    assert "JK101 no-persona" in said.out, "what is left to people is reported"
    for code in SELECT[1].split(","):
        assert code not in "".join(said.lines[7:])


def test_mending_twice_changes_nothing(small, journeykit):
    journeykit("check", "small.yaml", "--fix")
    stamp = small.stat().st_mtime_ns
    again = journeykit("check", "small.yaml", "--fix")
    assert "repair" not in again.out
    assert (small.stat().st_mtime_ns, small.read_text(encoding="utf-8")) == (stamp, MENDED)
    assert journeykit("check", "small.yaml", "--diff").out == ""


def test_only_rules_that_are_asked_are_mended(small, journeykit):
    journeykit("check", "small.yaml", "--fix", "--select", "JK208")
    assert small.read_text(encoding="utf-8") == FAULTY.replace("    title: One   # echo\n", "    # echo\n")


def test_a_difference_is_shown_and_nothing_written(small, journeykit):
    said = journeykit("check", "small.yaml", "--diff")
    assert (said.code, said.err) == (1, "")
    assert said.lines[:2] == ["--- small.yaml", "+++ small.yaml (mended)"]
    assert '-allow: [dead-end]\n+title: "Poor map"   # two kinds\n' in said.out
    assert small.read_text(encoding="utf-8") == FAULTY
    subprocess.run(["patch", "-s", "small.yaml"], input=said.out, encoding="utf-8", cwd=small.parent, check=True)
    assert small.read_text(encoding="utf-8") == MENDED
    clean = journeykit("check", "small.yaml", "--diff")
    assert (clean.code, clean.out) == (0, "")


def test_a_difference_at_an_end_without_a_break(folder, journeykit):
    (folder / "short.yaml").write_bytes(b"stages: [{id: one, steps: [a]}]\ntitle: ' x'")
    said = journeykit("check", "short.yaml", "--diff", *SELECT)
    assert said.out.endswith("-title: ' x'\n\\ No newline at end of file\n+title: 'x'\n\\ No newline at end of file\n")


def test_what_cannot_be_mended_is_left_and_said(folder, journeykit):
    (folder / "alias.yaml").write_text(ALIAS, encoding="utf-8")
    said = journeykit("check", "alias.yaml", "--fix", *SELECT)
    assert (folder / "alias.yaml").read_text(encoding="utf-8") == ALIAS.replace(", title: One", "")
    assert "alias.yaml:1:8: not mended, since it is shared by an alias: title [JK209 stray-spaces]" in said.lines
    assert "alias.yaml: 1 repair made, 2 left" in said.lines
    shown = journeykit("check", "alias.yaml", "--diff", *SELECT)
    assert (shown.code, shown.out) == (0, "")
    assert "not mended, since it is shared by an alias: note" in shown.err


def test_marks_and_line_ends_stay(folder, small, journeykit):
    text = b"\xef\xbb\xbf" + FAULTY.replace("\n", "\r\n").replace("Why?", "Wozu? Größer").encode()
    (folder / "windows.yaml").write_bytes(text)
    journeykit("check", "windows.yaml", "--fix")
    mended = b"\xef\xbb\xbf" + MENDED.replace("\n", "\r\n").replace("Why?", "Wozu? Größer").encode()
    assert (folder / "windows.yaml").read_bytes() == mended


def test_what_is_no_utf_8_is_left(folder, journeykit):
    (folder / "wide.yaml").write_bytes(ALIAS.encode("utf-16"))
    said = journeykit("check", "wide.yaml", "--fix", *SELECT)
    assert "not mended, since the file is no UTF-8: save it as that" in said.out
    assert (folder / "wide.yaml").read_bytes() == ALIAS.encode("utf-16")


def test_documents_for_programs_stay_documents(small, journeykit):
    said = journeykit("check", "small.yaml", "--fix", "--format", "json")
    assert json.loads(said.out)["files"]
    assert said.err.endswith("small.yaml: 6 repairs made\n")


def test_json_is_mended_too(folder, journeykit):
    (folder / "small.json").write_text('{"title": "a  b",\n "stages": [{"id": "one", "title": "One", "steps": ["a"]}]}')
    journeykit("check", "small.json", "--fix", *SELECT)
    assert (folder / "small.json").read_text() == '{"title": "a b",\n "stages": [{"id": "one", "steps": ["a"]}]}'


@pytest.mark.parametrize("how", ["--fix", "--diff"])
@pytest.mark.parametrize(
    ("name", "kind"), [("maps.py:low", "a map in Python"), ("-", "standard input"), ("map.csv", "of the format csv")]
)
def test_what_cannot_be_written_back_is_refused(small, journeykit, how, name, kind):
    (small.parent / "maps.py").write_text("raise SystemExit('it was run')", encoding="utf-8")
    said = journeykit("check", "small.yaml", name, how)
    assert (said.code, said.out) == (2, "")
    assert f"{name} is {kind}, and fixes are written into YAML and JSON files" in said.err
    assert small.read_text(encoding="utf-8") == FAULTY


def test_one_of_the_two_is_enough(small, journeykit):
    said = journeykit("check", "small.yaml", "--fix", "--diff")
    assert (said.code, "leave out one of the two" in said.err) == (2, True)


def test_no_map_is_left_to_the_check(folder, small, journeykit):
    said = journeykit("check", "faulty.yaml", "absent.yaml", "small.yaml", "--fix", *SELECT)
    assert said.code == 2
    assert "faulty.yaml:1:1: titel: unknown key 'titel'" in said.err
    assert "absent.yaml: No such file or directory" in said.err
    assert small.read_text(encoding="utf-8") == MENDED
    shown = journeykit("check", "faulty.yaml", "--diff")
    assert (shown.code, shown.out) == (2, "")
    assert "unknown key 'titel'" in shown.err


def test_a_file_that_cannot_be_written_is_told(small, journeykit, monkeypatch):
    def refused(path, data):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("journeykit.cli.mending.write_atomically", refused)
    said = journeykit("check", "small.yaml", "--fix")
    assert (said.code, said.err) == (2, "small.yaml: Permission denied\n")
