"""JSON: strict, with plain messages and exact places."""

from __future__ import annotations

import pytest

from journeykit.errors import FormatError
from journeykit.io import loads
from journeykit.io.json_places import JsonPlaces
from journeykit.io.text import Text


def faults_of(text):
    with pytest.raises(FormatError) as caught:
        loads(text, "json")
    return caught.value.faults


SYNTAX = {
    "empty": ("", None, "empty"),
    "blank": (" \n\t", None, "empty"),
    "no value": ('{"title": }', (1, 11), "a value belongs here"),
    "a word": ("title", (1, 1), "a value belongs here"),
    "no comma": ('{"title": "x"\n "id": "y"}', (2, 2), "a comma"),
    "no colon": ('{"title" "x"}', (1, 10), "a colon is missing"),
    "single quotes": ("{'title': 1}", (1, 2), "double quotes"),
    "no end": ('{"title": "x', (1, 11), "never closed"),
    "line break": ('{"title": "x\ny"}', (1, 13), "a line break"),
    "escape": ('{"title": "\\q"}', (1, 12), "two backslashes"),
    "more": ('{"title": "x"} more', (1, 16), "has ended before this"),
    "NaN": ('{"title": "NaN",\n "n": NaN}', (2, 7), "NaN is no JSON number"),
    "Infinity": ('{"n": [1, Infinity]}', (1, 11), "Infinity is no JSON number"),
    "-Infinity": ('{"n": -Infinity}', (1, 7), "-Infinity is no JSON number"),
    "long number": ('{"n": ' + "7" * 4_301 + "}", (1, 7), "a number of 4301 digits"),
    "half a character": ('{"title": "ok \\u00e9 \\ud83d\\ude00",\n"note": "\\ude00"}', (2, 9), "half of a character"),
    "a raw half": ('{"title": "\ud83d"}', (1, 11), "half of a character"),
    "a list": ("[1]", (1, 1), "this document is a list"),
    "a text": ('"x"', (1, 1), "this document is one text"),
    "null": ("null", (1, 1), "this document is empty"),
    "a number": ("1", (1, 1), "this document is one value"),
}


@pytest.mark.parametrize("name", SYNTAX)
def test_syntax(name):
    text, place, words = SYNTAX[name]
    fault = faults_of(text)[0]
    assert ((fault.line, fault.column) if fault.line else None) == place, str(fault)
    assert words in fault.message


def test_a_comma_too_many_is_named():
    (fault,) = faults_of('{"title": "x",}')
    assert "comma" in fault.message
    assert fault.line == 1


def test_a_double_key_names_both_places():
    text = '{"id": "a",\n "stages": [{"id": "b",\n "steps": [], "id": "c"}],\n "id": "d"}'
    found = faults_of(text)
    assert [(each.place, each.line, each.column, each.code) for each in found] == [
        ("stages[0].id", 3, 15, "duplicate_key"),
        ("id", 4, 2, "duplicate_key"),
    ]
    assert "first on line 2, column 14" in found[0].message
    assert "first on line 1, column 2" in found[1].message


def test_a_double_key_below_a_replaced_one_is_not_looked_for():
    text = '{"scope": {"goal": "a", "goal": "b"}, "scope": {"goal": "c"}}'
    assert [each.place for each in faults_of(text)] == ["scope"]


def test_escaped_pairs_are_one_character():
    assert loads('{"title": "\\ud83d\\ude00 \\\\ud83d"}', "json").title == "😀 \\ud83d"


TEXT = """{
  "flow": ["in order", "a >> b >>  c", {"from": "x\\"y", "to" : "d"}],
  "one": "a >> b",
  "evidence": "talks",
  "deep": {"e": [[1, 2], {}]}
}"""


@pytest.mark.parametrize(
    ("loc", "key", "place"),
    [
        ((), False, (1, 1)),
        (("flow",), False, (2, 11)),
        (("flow",), True, (2, 3)),
        (("flow", 0), False, (2, 12)),
        (("flow", 1, 0), False, (2, 25)),
        (("flow", 1, 1), False, (2, 30)),
        (("flow", 1, 2), False, (2, 36)),
        (("flow", 1, 9), False, (2, 24)),
        (("flow", 2), False, (2, 40)),
        (("flow", 2, "to"), False, (2, 64)),
        (("flow", 2, "to"), True, (2, 57)),
        (("flow", 2, "when"), False, (2, 40)),
        (("flow", 7), False, (2, 11)),
        (("one", 0, 1), False, (3, 16)),
        (("evidence", 0), False, (4, 15)),
        (("deep", "e", 0, 1), False, (5, 22)),
        (("deep", "e", 1, "x"), False, (5, 26)),
        (("absent", "more"), False, (1, 1)),
    ],
)
def test_places(loc, key, place):
    assert JsonPlaces(Text(TEXT)).locate(loc, key=key) == place


def test_a_place_far_to_the_right_is_told_without_the_line():
    (fault,) = faults_of('{"title": "' + "x" * 1_000 + '", "titel": "y"}')
    assert (fault.line, fault.column, fault.source) == (1, 1_015, None)
    assert str(fault).startswith("<text>:1:1015: titel: ")


def test_places_in_json_without_spaces():
    places = JsonPlaces(Text('{"a":1,"b":[2,{"c":3}]}'))
    assert places.locate(("b", 1, "c"), key=False) == (1, 20)
    assert places.locate(("b", 1, "c"), key=True) == (1, 16)
    assert [name for name, _, _ in places.members(())] == ["a", "b"]
