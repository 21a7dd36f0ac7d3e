"""`journeykit check --format …`: what programs read."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import jsonschema
import pytest

from journeykit.cli.reports import github, sarif
from journeykit.rules import Hit, check_map, rule, rules

SARIF = Path(__file__).with_name("sarif_subset.json")


@pytest.fixture
def odd(folder):
    """A file whose name has to be escaped everywhere."""
    (folder / "maps, 100% &").mkdir()
    target = folder / "maps, 100% &" / "poor map.yaml"
    target.write_bytes((folder / "poor.yaml").read_bytes())
    return "maps, 100% &/poor map.yaml"


def test_json_has_all_findings_all_faults_and_a_verdict_for_each_file(journeykit):
    said = journeykit("check", "poor.yaml", "faulty.yaml", "good.yaml", "--format", "json", "--select", "JK4")
    assert (said.code, said.err) == (2, "")
    document = json.loads(said.out)
    assert document["findings"] == [
        {
            "file": "poor.yaml",
            "line": 7,
            "column": 18,
            "code": "JK401",
            "name": "low-without-pain",
            "severity": "warning",
            "place": "stages[0].steps[1].emotion",
            "message": "'b' feels like -2, and names no pain",
            "repair": "say under `pains` what hurts there",
            "step": "b",
        }
    ]
    assert [(each["file"], each["line"], each["code"]) for each in document["faults"]] == [
        ("faulty.yaml", 1, "extra_forbidden"),
        ("faulty.yaml", 3, "string_pattern_mismatch"),
    ]
    assert [each["verdict"] for each in document["files"]][1:] == ["no map", "no findings by 1 rule"]


def test_json_is_ascii_whatever_the_map_says(journeykit, folder):
    text = 'stages: [{id: one, steps: [{touchpoint: a, pains: [{text: "zu teuer 😡 für", severity: 5}]}]}]'
    (folder / "übel.yaml").write_text(text, encoding="utf-8")
    said = journeykit("check", "übel.yaml", "--format", "json")
    assert said.out.isascii()
    messages = [each["message"] for each in json.loads(said.out)["findings"]]
    assert any("zu teuer 😡 für" in each for each in messages)


def test_github_writes_one_annotation_for_each(journeykit, odd):
    said = journeykit("check", odd, "faulty.yaml", "--format", "github", "--select", "JK401,JK102")
    assert said.code == 2
    file = "file=maps%2C 100%25 &/poor map.yaml"
    assert said.lines[0] == (
        f"::warning {file},line=7,col=18,title=JK401 low-without-pain::"
        "'b' feels like -2, and names no pain%0Asay under `pains` what hurts there"
    )
    assert said.lines[1].startswith(f"::notice {file},line=1,col=1,title=JK102 incomplete-scope::the scope names no")
    assert said.lines[2].startswith("::error file=faulty.yaml,line=1,col=1,title=no journey map::titel: unknown key")
    assert len(said.lines) == 4


def test_github_names_the_place_of_a_map_in_python(journeykit, folder):
    text = "import journeykit as jk\nlow = jk.JourneyMap(stages=[jk.Stage('one', [jk.Touchpoint('a', emotion=-1)])])"
    (folder / "lows.py").write_text(text, encoding="utf-8")
    said = journeykit("check", "lows.py:low", "--format", "github", "--select", "JK4")
    assert said.lines[0].startswith("::warning file=lows.py,title=JK401 low-without-pain::stages[0].steps[0].emotion: ")


def test_sarif_has_no_file_for_standard_input(journeykit, folder, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((folder / "poor.yaml").read_bytes())))
    log = json.loads(journeykit("check", "-", "--format", "sarif", "--select", "JK4").out)
    locations = log["runs"][0]["results"][0]["locations"]
    assert locations == [{"logicalLocations": [{"fullyQualifiedName": "stages[0].steps[1].emotion"}]}]


def test_sarif_takes_a_rule_without_a_docstring(journeykit, monkeypatch):
    bare = rule("ACME001", "bare", severity="info")(lambda journey: [Hit("", "everything", "mend it")])
    known = {**rules(), "ACME001": bare}
    monkeypatch.setattr(sarif, "rules", lambda: known)
    monkeypatch.setattr(check_map, "rules", lambda: known)
    log = json.loads(journeykit("check", "good.yaml", "--format", "sarif").out)
    jsonschema.validate(log, json.loads(SARIF.read_text(encoding="utf-8")))
    assert [each["message"]["text"] for each in log["runs"][0]["results"]] == ["everything: mend it"]


def test_a_message_cannot_end_its_annotation():
    line = github._command("error", "a,b:c", (None, None), "t", "100 %\r\n::stop-commands::x")
    assert line == "::error file=a%2Cb%3Ac,title=t::100 %25%0D%0A::stop-commands::x"
    assert len(line.splitlines()) == 1


@pytest.mark.parametrize("files", [["poor.yaml"], ["trap.json", "faulty.yaml"], ["good.yaml"], ["absent.yaml"]])
def test_sarif_has_the_structure_of_the_standard(journeykit, files):
    said = journeykit("check", *files, "--format", "sarif")
    log = json.loads(said.out)
    jsonschema.validate(log, json.loads(SARIF.read_text(encoding="utf-8")))
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_points_to_lines_and_places(journeykit, odd):
    log = json.loads(journeykit("check", odd, "--format", "sarif", "--select", "JK401").out)
    (result,) = log["runs"][0]["results"]
    assert (result["ruleId"], result["level"]) == ("JK401", "warning")
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "maps%2C%20100%25%20%26/poor%20map.yaml"},
        "region": {"startLine": 7, "startColumn": 18},
    }
    assert location["logicalLocations"] == [{"fullyQualifiedName": "stages[0].steps[1].emotion"}]


def test_sarif_tells_why_a_file_is_no_map(journeykit):
    said = journeykit("check", "faulty.yaml", "--format", "sarif")
    assert said.code == 2
    results = json.loads(said.out)["runs"][0]["results"]
    assert {each["ruleId"] for each in results} == {"no-map"}
    assert "did you mean 'title'?" in results[0]["message"]["text"]


def test_an_absolute_path_outside_is_a_file_address(journeykit, folder, tmp_path_factory):
    other = tmp_path_factory.mktemp("other") / "poor.yaml"
    other.write_bytes((folder / "poor.yaml").read_bytes())
    log = json.loads(journeykit("check", str(other), "--format", "sarif", "--select", "JK401").out)
    uri = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == other.as_uri()
    inside = json.loads(journeykit("check", str(folder / "poor.yaml"), "--format", "sarif", "--select", "JK401").out)
    uri = inside["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "poor.yaml"
