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
    said = journeykit("check", "poor.yaml", "faulty.yaml", "good.yaml", "--format", "json", "--select", "JK401")
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
            "fixable": False,
            "also": [],
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


LOWS = """\
import journeykit as jk

steps = [jk.Touchpoint(f"t{number}", emotion=-1) for number in range(5)]
grün = jk.Touchpoint("größer"[:2] + "een", pains=[jk.PainPoint("zu teuer", severity=5)])
low = jk.JourneyMap(
    stages=[
        jk.Stage("one", [*steps, "basket", jk.Touchpoint(id="pay", emotion=-2)]),
    ],
)
"""


def test_maps_in_python_have_lines_where_their_ids_and_texts_stand(journeykit, folder):
    (folder / "lows.py").write_text(LOWS.replace('"größer"[:2] + "een"', '"green"'), encoding="utf-8")
    said = journeykit("check", "lows.py:low", "--select", "JK101,JK401", "--format", "github")
    assert said.lines[0] == (
        "::warning file=lows.py,line=5,col=1,title=JK101 no-persona::"
        "the map names no persona%0Asay under `personas` whose journey it is"
    )
    rolled = "::warning file=lows.py,line=7,col=9,title=JK401 low-without-pain::6 steps feel like -1 or lower"
    assert said.lines[1].startswith(rolled)
    low = LOWS.replace("*steps", "grün, *steps[:1]").replace('"größer"[:2] + "een"', '"green"')
    (folder / "more.py").write_text(low, encoding="utf-8")
    text = journeykit("check", "more.py:low", "--select", "JK401,JK502").out
    assert "more.py:4:38: warning: 'zu teuer' at 'green' has severity 5" in text
    column = low.splitlines()[6].index("jk.Touchpoint") + 1  # characters, and not bytes
    assert f"more.py:7:{column}: warning: 'pay' feels like -2" in text
    assert "more.py:7:9: warning: 't0' feels like -1" in text, "its stage, since no reading finds `t0`"


MANY = "stages: [{id: one, steps: [\n" + "".join(f"  {{touchpoint: t{n}, emotion: -1}},\n" for n in range(12)) + "]}]\n"


def test_a_finding_for_many_places_names_their_lines(journeykit, folder):
    (folder / "many.yaml").write_text(MANY, encoding="utf-8")
    text = journeykit("check", "many.yaml", "--select", "JK401")
    assert text.lines[:3] == [
        (
            "many.yaml:2:29: warning: 12 steps feel like -1 or lower, and name no pain: 't0', 't1', 't2', 't3' "
            "and 8 more [JK401 low-without-pain]"
        ),
        "    say under `pains` what hurts there",
        "    and in lines 3, 4, 5, 6, 7, 8, 9, 10 and 3 more",
    ]
    github = journeykit("check", "many.yaml", "--select", "JK401", "--format", "github").lines
    assert len(github) == 1
    assert github[0].endswith("%0Aand in lines 3, 4, 5, 6, 7, 8, 9, 10 and 3 more")
    (found,) = json.loads(journeykit("check", "many.yaml", "--select", "JK401", "--format", "json").out)["findings"]
    assert len(found["also"]) == 11
    assert found["also"][0] == {"place": "stages[0].steps[1].emotion", "line": 3, "column": 29}
    log = json.loads(journeykit("check", "many.yaml", "--select", "JK401", "--format", "sarif").out)
    jsonschema.validate(log, json.loads(SARIF.read_text(encoding="utf-8")))
    (result,) = log["runs"][0]["results"]
    assert [each["physicalLocation"]["region"]["startLine"] for each in result["relatedLocations"]] == [*range(3, 14)]
    assert [each["id"] for each in result["relatedLocations"]] == [*range(1, 12)]


def fingerprints(journeykit, *arguments):
    log = json.loads(journeykit("check", *arguments, "--format", "sarif").out)
    (run,) = log["runs"]
    return [each["partialFingerprints"]["primaryLocationLineHash"] for each in run["results"]]


def test_fingerprints_stay_with_a_step_that_moves_and_are_never_twice_in_a_file(journeykit, folder):
    text = (folder / "poor.yaml").read_text(encoding="utf-8")
    before = fingerprints(journeykit, "poor.yaml")
    (folder / "poor.yaml").write_text("# moved\n" + text.replace("      - a\n", "      - new\n      - a\n"))
    after = fingerprints(journeykit, "poor.yaml")
    assert len(set(before)) == len(before)
    assert len(set(after)) == len(after)
    low = fingerprints(journeykit, "poor.yaml", "--select", "JK401")
    assert set(low) <= set(before) & set(after)
    assert len(set(fingerprints(journeykit, "faulty.yaml"))) == 2


@pytest.mark.parametrize(
    ("version", "written"), [("0.1.0", "0.1.0"), ("0.1.0.dev0", "0.1.0-dev0"), ("1.2.3rc1+g5", "1.2.3-rc1.g5")]
)
def test_the_version_is_semantic(version, written):
    assert sarif._semantic(version) == written


def test_sarif_has_no_file_for_standard_input(journeykit, folder, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((folder / "poor.yaml").read_bytes())))
    log = json.loads(journeykit("check", "-", "--format", "sarif", "--select", "JK401").out)
    locations = log["runs"][0]["results"][0]["locations"]
    assert locations == [{"logicalLocations": [{"fullyQualifiedName": "stages[0].steps[1].emotion"}]}]


def test_sarif_takes_a_rule_without_a_docstring(journeykit, monkeypatch):
    bare = rule("ACME001", "bare", severity="info")(lambda journey: [Hit("", "everything", "mend it")])
    known = {**rules(), "ACME001": bare}
    monkeypatch.setattr(sarif, "rules", lambda: known)
    monkeypatch.setattr(check_map, "rules", lambda: known)
    log = json.loads(journeykit("check", "good.yaml", "--format", "sarif").out)
    jsonschema.validate(log, json.loads(SARIF.read_text(encoding="utf-8")))
    results = [each for each in log["runs"][0]["results"] if each["ruleId"] == "ACME001"]
    assert [each["message"]["text"] for each in results] == ["everything: mend it"]


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
