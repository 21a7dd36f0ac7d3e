"""`journeykit check`: exit codes, places, and who is told what where."""

from __future__ import annotations

import io
import json
import re
import sys

import pytest

from journeykit.rules import rules


def test_a_good_map_exits_with_0(journeykit):
    said = journeykit("check", "good.yaml")
    assert (said.code, said.err) == (0, "")
    assert re.fullmatch(r"good\.yaml: no findings by \d+ rules\n", said.out)


def test_findings_stand_in_the_order_of_the_file_with_line_and_column(journeykit):
    said = journeykit("check", "poor.yaml", "--ignore", "JK1,JK5")
    assert said.code == 0, "warnings do not fail a build"
    assert said.lines == [
        "poor.yaml:7:18: warning: 'b' feels like -2, and names no pain [JK401 low-without-pain]",
        "    say under `pains` what hurts there",
        "poor.yaml: 1 warning. Fix first: JK401 low-without-pain in line 7",
    ]


def test_what_is_missing_is_told_at_the_beginning_of_the_file(journeykit):
    said = journeykit("check", "poor.yaml", "--select", "JK101,JK102,JK103")
    places = [line.partition(": ")[0] for line in said.lines if not line.startswith("    ")]
    assert places == ["poor.yaml:1:1", "poor.yaml:1:1", "poor.yaml:8:5", "poor.yaml"]


def test_error_findings_exit_with_1_and_json_has_lines_too(journeykit):
    said = journeykit("check", "trap.json", "--select", "no-way-out")
    assert said.code == 1
    assert said.lines[0].startswith("trap.json:1:37: error: 'a' and 'b' only lead to each other")


def test_what_is_no_map_exits_with_2_and_stands_on_standard_error(journeykit):
    said = journeykit("check", "faulty.yaml")
    assert (said.code, said.out) == (2, "")
    assert "faulty.yaml:1:1: titel: unknown key 'titel': did you mean 'title'?" in said.err
    assert "    1 | titel: Faulty\n      | ^" in said.err
    assert "faulty.yaml:3:9: stages[0].id:" in said.err


def test_all_files_are_checked_and_the_worst_exit_code_wins(journeykit):
    said = journeykit("check", "faulty.yaml", "trap.json", "good.yaml", "absent.yaml", "--select", "JK303,JK302")
    assert said.code == 2
    assert "trap.json: 1 error. Fix first: JK303 no-way-out in line 1" in said.lines
    assert "good.yaml: no findings by 2 rules" in said.lines
    assert said.lines[-1] == "4 files: 1 error; 1 of them is no map; 1 of them could not be read"
    assert "absent.yaml: No such file or directory" in said.err
    assert journeykit("check", "good.yaml", "trap.json").code == 1
    assert journeykit("check", "good.yaml", "faulty.yaml").lines[-1] == "2 files: no findings; 1 of them is no map"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["absent.yaml"], "absent.yaml: No such file or directory"),
        (["."], "no map ends with .journey.yaml"),
        (["absent"], "absent: No such file or directory"),
        (["notes.txt"], "unknown file format '.txt'"),
        (["good.yaml", "--select", "dead-ends"], "unknown rule 'dead-ends': did you mean 'dead-end'?"),
        (["absent.yaml", "--select", "JK9"], "unknown rule 'JK9'"),
        (["good.yaml", "--ignore", "JK9"], "unknown rule 'JK9'"),
        (["good.yaml", "--format", "sarf"], "unknown format 'sarf': did you mean 'sarif'?"),
        ([], "Missing argument"),
        (["good.yaml", "--selekt", "JK3"], "--select"),
    ],
)
def test_what_is_wrong_exits_with_2_and_is_told_on_standard_error(journeykit, folder, arguments, said):
    (folder / "notes.txt").write_text("no map", encoding="utf-8")
    got = journeykit("check", *arguments)
    assert got.code == 2
    assert said in got.err
    assert got.out == ""


@pytest.mark.parametrize(
    ("file", "level", "code"),
    [
        ("poor.yaml", "error", 0),
        ("poor.yaml", "warning", 1),
        ("poor.yaml", "info", 1),
        ("trap.json", "error", 1),
        ("good.yaml", "info", 0),
        ("faulty.yaml", "info", 2),
    ],
)
def test_the_level_that_fails_a_build_can_be_lowered(journeykit, file, level, code):
    assert journeykit("check", file, "--fail-on", level).code == code


def test_only_graver_findings_fail_a_build(journeykit):
    assert journeykit("check", "poor.yaml", "--select", "JK102", "--fail-on", "warning").code == 0
    assert journeykit("check", "poor.yaml", "--select", "JK102", "--fail-on", "info").code == 1
    got = journeykit("check", "absent.yaml", "--fail-on", "warnings")
    assert (got.code, got.err) == (2, "unknown level 'warnings': did you mean 'warning'?\n")


def test_a_file_that_is_missing_is_not_called_a_bad_map(journeykit):
    assert journeykit("check", "good.yaml", "absent.yaml").lines[-1] == (
        "2 files: no findings; 1 of them could not be read"
    )
    files = json.loads(journeykit("check", "absent.yaml", "faulty.yaml", "--format", "json").out)["files"]
    assert [each["verdict"] for each in files] == ["could not be read", "no map"]


def test_where_no_rule_is_left_it_says_so(journeykit):
    said = journeykit("check", "poor.yaml", "--ignore", "JK")
    assert said.out == "poor.yaml: a map; no rule was asked, since --select and --ignore leave none\n"
    assert said.code == 0


def test_case_does_not_matter_for_rules(journeykit):
    upper = journeykit("check", "poor.yaml", "--select", "JK4,no-persona")
    assert "JK401" in upper.out
    assert journeykit("check", "poor.yaml", "--select", "jk4", "--select", "No-Persona").out == upper.out


def test_an_unknown_rule_is_told_with_the_codes_there_are(journeykit):
    got = journeykit("check", "poor.yaml", "--ignore", "zzz")
    assert got.err.startswith("unknown rule 'zzz': there are 'JK001', 'JK")
    assert got.err.endswith(f" and {len(rules()) - 8} more\n"), "codes, and no names"


def test_select_and_ignore_take_lists_and_repeats(journeykit):
    def found(*how):
        lines = journeykit("check", "poor.yaml", *how).lines
        return {line.rpartition("[")[2][:5] for line in lines if line.endswith("]")}

    assert found("--select", "JK101, low-without-pain") == {"JK101", "JK401"}
    assert found("--select", "JK10", "--select", "JK401", "--ignore", "JK101,JK102,JK104,JK107") == {"JK103", "JK401"}


@pytest.mark.parametrize(("file", "code"), [("good.yaml", 0), ("trap.json", 1), ("faulty.yaml", 2)])
def test_standard_input_is_a_file(journeykit, folder, monkeypatch, file, code):
    data = (folder / file).read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    said = journeykit("check", "-")
    assert said.code == code
    assert "<stdin>" in said.out + said.err


def test_a_file_cannot_steer_a_terminal(journeykit, folder):
    (folder / "evil.yaml").write_text(
        'stages: [{id: one, steps: [{touchpoint: a, pains: [{text: "\\e[2J\\nx: 1", severity: 5}]}]}]', encoding="utf-8"
    )
    said = journeykit("check", "evil.yaml")
    assert "\x1b" not in said.out
    assert "'\\x1b[2J x: 1' at 'a'" in said.out
    (folder / "evil\x1b[2J.yaml").write_text("a: 1", encoding="utf-8")
    said = journeykit("check", "evil\x1b[2J.yaml")
    assert "\x1b" not in said.err + said.out


def test_a_line_is_never_wrapped_in_a_pipe(journeykit, folder, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    said = journeykit("check", "poor.yaml")
    assert max(map(len, said.lines)) > 100
    assert sum(line.startswith("    ") for line in said.lines) * 2 + 1 == len(said.lines)


def test_a_map_with_a_byte_order_mark_has_its_lines(journeykit, folder):
    (folder / "bom.yaml").write_bytes(b"\xef\xbb\xbf" + (folder / "poor.yaml").read_bytes().replace(b"\n", b"\r\n"))
    said = journeykit("check", "bom.yaml", "--select", "JK4")
    assert said.lines[0].startswith("bom.yaml:7:18: ")
