"""What the model refuses, told at the place in the file: all at once, in order, with the line and a caret."""

from __future__ import annotations

import pytest

from journeykit.errors import FormatError
from journeykit.io import Parsed, load, loads
from journeykit.io.faults import from_validation
from journeykit.io.parsed import place_name
from journeykit.model import JourneyMap

YAML = """\
journeykit: 1
id: Solar
titel: Choosing
personas:
  - id: anna
    evidence: talkz
evidence:
  - id: talks
stages:
  - id: choose
    steps:
      - touchpoint: survey
        chanel: web
        emotion: 7
      - touchpoint: quote
        emotion:
          bob: 1
        pains:
          - text: slow
            severity: 9
      - survey
  - id: buy
    kind: befor
    steps: sign
flow:
  - in order
  - quote >> survye >> sign
  - "quote  >>  sign >> nope"
  - from: quote
    to: gave_up
    probability: 1.5
  - from: quote
  - >-
    quote >>
    gone
"""

FOUND = [
    (2, 5, "id", "no id"),
    (3, 1, "titel", "did you mean 'title'?"),
    (6, 15, "personas[0].evidence", "did you mean 'talks'?"),
    (13, 9, "stages[0].steps[0].chanel", "did you mean 'channel'?"),
    (14, 18, "stages[0].steps[0].emotion", "-2 to 2"),
    (17, 11, "stages[0].steps[1].emotion.bob", "unknown persona 'bob'"),
    (20, 23, "stages[0].steps[1].pains[0].severity", "1 to 5"),
    (21, 9, "stages[0].steps[2]", "'survey' is taken"),
    (23, 11, "stages[1].kind", "did you mean 'before'?"),
    (27, 14, "flow[1][1]", "did you mean 'survey'?"),
    (28, 25, "flow[2][2]", "unknown step or outcome 'nope'"),
    (30, 9, "flow[3].to", "unknown step or outcome 'gave_up'"),
    (31, 18, "flow[3].probability", "0 to 1"),
    (32, 5, "flow[4].to", "'to' is missing"),
    (35, 5, "flow[5][1]", "unknown step or outcome 'gone'"),
]


def test_every_fault_of_a_yaml_file_with_its_place():
    with pytest.raises(FormatError) as caught:
        loads(YAML, "yaml")
    faults = caught.value.faults
    assert [(each.line, each.column, each.place) for each in faults] == [each[:3] for each in FOUND]
    for fault, (line, _, _, words) in zip(faults, FOUND, strict=True):
        assert words in fault.message
        assert fault.source == YAML.split("\n")[line - 1]
        assert fault.code
    assert str(caught.value).startswith("15 faults\n<text>:2:5: id: ")


def test_a_file_is_named_and_the_caret_stands_under_the_place(tmp_path):
    file = tmp_path / "solar.journey.yaml"
    file.write_text("title: x\nflow:\n  - a >> b\n", encoding="utf-8")
    with pytest.raises(FormatError) as caught:
        load(file)
    fault = caught.value.faults[1]
    assert (fault.file, fault.line, fault.column) == (str(file), 3, 10)
    assert str(fault).split("\n") == [
        f"{file}:3:10: flow[0][1]: unknown step or outcome 'b'",
        "    3 |   - a >> b",
        "      |          ^",
    ]


def test_the_same_faults_in_json():
    text = (
        '{"journeykit": 1, "id": "Solar",\n "stages": [{"id": "one", "steps": [{"touchpoint": "a", "emotion": 7,'
        ' "x": 1}]}],\n "flow": ["a >> b", {"from": "a", "to": "c"}, {"to": "a"}]}'
    )
    with pytest.raises(FormatError) as caught:
        loads(text, "json")
    assert [(each.line, each.column, each.place) for each in caught.value.faults] == [
        (1, 25, "id"),
        (2, 68, "stages[0].steps[0].emotion"),
        (2, 71, "stages[0].steps[0].x"),
        (3, 17, "flow[0][1]"),
        (3, 41, "flow[1].to"),
        (3, 47, "flow[2].from"),
    ]


def test_what_a_reader_saw_is_told_with_what_the_model_found():
    with pytest.raises(FormatError) as caught:
        loads("title: We are #1\nid: No\nid: Nope\nnote: !x y", "yaml")
    assert [(each.line, each.column, each.code) for each in caught.value.faults] == [
        (1, 15, "cut_text"),
        (3, 1, "duplicate_key"),
        (3, 5, "string_pattern_mismatch"),
        (4, 7, "tag"),
    ]


def test_a_reader_s_faults_alone_refuse_the_document():
    with pytest.raises(FormatError, match="'title' stands twice"):
        loads("title: x\ntitle: x", "yaml")


def test_a_fault_in_an_alias_is_told_where_it_is_written():
    with pytest.raises(FormatError) as caught:
        loads(
            "owners: &who [1]\nstages:\n  - id: one\n    owners: *who\n"
            "    goal: *who\n    kind: &k befor\n    phase: *k",
            "yaml",
        )
    places = [(each.place, each.line, each.column) for each in caught.value.faults]
    assert sorted(places[:2]) == [("owners[0]", 1, 15), ("stages[0].owners[0]", 1, 15)]
    assert ("stages[0].kind", 6, 11) in places
    assert ("stages[0].goal", 5, 11) in places


def test_an_anchored_chain_is_counted_past_its_name():
    with pytest.raises(FormatError) as caught:
        loads("title: x\nflow:\n  - &c a >> b\n  - *c", "yaml")
    assert [(each.place, each.line, each.column) for each in caught.value.faults[:2]] == [
        ("flow[0][0]", 3, 8),
        ("flow[0][1]", 3, 13),
    ]


@pytest.mark.parametrize(("chain", "columns"), [("a >> b", (7, 12)), ("'a >> b'", (8, 13)), ('[ "a >> b"]', (10, 15))])
def test_one_chain_for_a_list(chain, columns):
    with pytest.raises(FormatError) as caught:
        loads(f"flow: {chain}", "yaml")
    assert [each.place for each in caught.value.faults] == ["flow[0][0]", "flow[0][1]"]
    assert tuple(each.column for each in caught.value.faults) == columns


def test_a_missing_value_is_told_at_its_key():
    with pytest.raises(FormatError) as caught:
        loads("stages:\n  - id:\n    steps: a", "yaml")
    assert (caught.value.faults[0].line, caught.value.faults[0].column) == (2, 5)


@pytest.mark.parametrize(
    ("loc", "name"),
    [
        ((), ""),
        (("flow", 3, "to"), "flow[3].to"),
        (("stages", 0, "steps", 1, "channel"), "stages[0].steps[1].channel"),
        (("a", "then a friend"), "a['then a friend']"),
        ((0,), "[0]"),
        (("x" * 5 + " " + "y" * 100,), "['" + "xxxxx " + "y" * 54 + "…']"),
    ],
)
def test_place_names(loc, name):
    assert place_name(loc) == name


def test_a_format_without_places_still_gives_faults():
    from pydantic import ValidationError

    with pytest.raises(ValidationError) as caught:
        JourneyMap.model_validate({"titel": "x"})
    (fault,) = from_validation(caught.value, Parsed({"titel": "x"}))
    assert (fault.place, fault.line, fault.column) == ("titel", None, None)
