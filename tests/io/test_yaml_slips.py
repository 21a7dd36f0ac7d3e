"""Slips of the pen in YAML: each gives one fault, at its place, that says how to mend it."""

from __future__ import annotations

import pytest

from journeykit.errors import FormatError
from journeykit.io import loads

STEPS = "stages:\n  - id: one\n    steps:\n"


def faults_of(text):
    with pytest.raises(FormatError) as caught:
        loads(text, "yaml")
    return caught.value.faults


TOUCHPOINT = STEPS + "      - touchpoint: a\n"  # its fields stand on line 5
NOBODY = "personas:\n  - id: amira\n  - id: walter\n"  # three lines, so that the fields stand on line 8
PERSONS = NOBODY + TOUCHPOINT

# Text, line, column, what the one message must hold, and what it must not.
SLIPS = {
    "a decimal comma": (
        PERSONS + "        emotion: {amira: -1,5, walter: 0}",
        (8, 26),
        ["decimal point", "write -1.5"],
        ["key"],
    ),
    "a decimal comma at the end": (PERSONS + "        emotion: {amira: 1,5}", (8, 26), ["write 1.5"], []),
    "an open brace": (
        PERSONS + "        emotion: {amira: -2, walter: 0\n        channel: web",
        (8, 18),
        ["this { is never closed", "a }"],
        ["second colon"],
    ),
    "an open brace and a comma": (
        PERSONS + "        emotion: {amira: -2,\n        channel: web\n      - touchpoint: b",
        (8, 18),
        ["this { is never closed"],
        [],
    ),
    "an open bracket before a key": (
        TOUCHPOINT + "        tags: [a, b\n        channel: web",
        (5, 15),
        ["this [ is never closed", "a ]"],
        [],
    ),
    "an open bracket before an item": (
        STEPS.rstrip() + " [a, b\n  - id: two\n    steps: [c]",
        (3, 12),
        ["this [ is never closed"],
        [],
    ),
    "no comma": (
        PERSONS + "        emotion: {amira: -2 walter: 0}",
        (8, 29),
        ["a comma is missing", "before 'walter'"],
        ["quotes"],
    ),
    "no comma on lines of their own": (
        PERSONS + "        emotion: {\n          amira: -2\n          walter: 0\n        }",
        (10, 11),
        ["a comma is missing", "before 'walter'"],
        ["closed"],
    ),
    "no comma behind a word": (
        "{id: a title: Foo}",
        (1, 8),
        ["a comma is missing", "before 'title'", "in quotes"],
        [],
    ),
    "no comma behind quotes": ('{id: "a" title: Foo}', (1, 10), ["a comma is missing"], []),
    "no comma between mappings": ("stages: [{id: a} {id: b}]", (1, 18), ["a comma is missing"], []),
    "no space in braces": (
        PERSONS + "        emotion: {amira:-2, walter:0}",
        (8, 19),
        ["a space is missing after the colon", "`amira: -2`"],
        ["comma"],
    ),
    "no space in one entry": (PERSONS + "        emotion: {amira: -2, walter:0}", (8, 30), ["`walter: 0`"], ["comma"]),
    "a quote that is closed lines later": (
        "title: x\nevidence:\n  - id: talks\n    kind: 'interview\n    n: 12\n  - id: other\n    kind: 'survey'",
        (4, 11),
        ["the quote ' that opens here is closed only on line 7", '"interview"'],
        ["indented"],
    ),
    "a quote that an apostrophe closes": (
        "title: 'x\nnote: it's fine\nid: a",
        (1, 8),
        ["the quote ' that opens here is closed only on line 2"],
        ["indented"],
    ),
    "an apostrophe in quotes": (
        "title: 'fly to her sister's wedding'",
        (1, 8),
        ['"fly to her sister\'s wedding"'],
        ["\"'", "'\""],
    ),
    "quotes in quotes": ('title: "she said "yes" twice"', (1, 8), ["'she said \"yes\" twice'"], ["'\""]),
    "an apostrophe in quotes and braces": (
        "{title: 'her sister's wedding', id: a}",
        (1, 9),
        ['"her sister\'s wedding"'],
        [],
    ),
    "a capital": ("Title: Renewing a passport", (1, 1), ["did you mean 'title'?"], ["quotes"]),
    "two slips of one key": ("personas:\n  - ID: amira", (2, 5), ["did you mean 'id'?"], ["quotes"]),
    "a no-break space after a colon": ("title:\xa0Foo\nid: a", (1, 7), ["invisible", "U+00A0", "by a space"], []),
    "a zero width space": ("title:\u200bFoo\nid: a", (1, 7), ["invisible", "U+200B"], []),
    "a no-break space in the only line": ("title:\xa0Foo", (1, 7), ["invisible"], []),
    "a no-break space in the indentation": ("stages:\n\xa0 - id: a", (2, 1), ["invisible", "U+00A0"], []),
    "an indentation of no-break spaces": (
        TOUCHPOINT + "\xa0\xa0\xa0\xa0\xa0\xa0\xa0\xa0emotion: 1",
        (5, 1),
        ["invisible"],
        ["quotes"],
    ),
    "a no-break space after a dash": (STEPS + "      -\xa0touchpoint: a", (4, 7), ["invisible"], []),
    "a no-break space before a colon": ("title\xa0: Foo", (1, 1), ["invisible"], ["quotes"]),
    "a no-break space in braces": (PERSONS + "        emotion: {amira:\xa0-2}", (8, 25), ["invisible"], []),
    "two spaces of which one is odd": (TOUCHPOINT + "        emotion: \xa01", (5, 18), ["invisible"], []),
    "a noun that is one word": ("stages:\n  - id:\xa0a", (2, 5), ["invisible"], []),
    "braces for a text": (
        TOUCHPOINT + "        channel: {amira: web}",
        (5, 18),
        ["not a mapping"],
        ["quotes", "colon"],
    ),
    "in order as one word": (STEPS + "      - a\n      - b\nflow:\n  - inorder", (7, 5), ["`- in order`"], []),
    "in order behind a dash": (STEPS + "      - a\n      - b\nflow:\n  -in order", (7, 3), ["`- in order`"], []),
    "a dash without a space first": (
        STEPS + "      - a\n      - b\nflow:\n  -in order\n  - a >> b",
        (7, 3),
        ["space is missing after the dash", "`- in order`"],
        [],
    ),
    "a dash without a space later": (
        STEPS + "      - a\n      - b\nflow:\n  - a >> b\n  -in order",
        (8, 3),
        ["space is missing after the dash", "`- in order`"],
        [],
    ),
    "dashes without spaces": (STEPS + "      -a\n      -b", (4, 7), ["space is missing after the dash", "`- a`"], []),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_one_fault(name):
    text, place, words, others = SLIPS[name]
    (fault,) = faults_of(text)
    assert (fault.line, fault.column) == place, str(fault)
    for word in words:
        assert word in fault.message
    for word in others:
        assert word not in fault.message


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("title: 20\xa0min", "20\xa0min"),
        ("title: \u200cFoo", "\u200cFoo"),
        ("title: '\xa0Foo'", "\xa0Foo"),
        ("title: |\n  \xa0Foo", "\xa0Foo"),
        ("title: see http://x.example", "see http://x.example"),
        ("title: -2 degrees", "-2 degrees"),
        ("title: -in order", "-in order"),
    ],
)
def test_what_looks_like_a_slip_and_is_none(text, title):
    assert loads(text, "yaml").title == title


MAPPINGS = {
    "personas": ("personas:\n  amira: Amira\n  walter: Walter", "personas", "`- id: amira`"),
    "personas with fields": (
        "personas:\n  amira:\n    title: A\n  walter:\n    title: W\n"
        + TOUCHPOINT
        + "        emotion: {amira: 1, walter: 0}",
        "personas",
        "`- id: amira`",
    ),
    "stages": (
        "stages:\n  notice:\n    steps: [a]\n  buy:\n    steps: [b]\nflow:\n  - a >> b",
        "stages",
        "`- id: notice`",
    ),
    "steps": (
        STEPS + "      a:\n        emotion: 1\n      b:\nflow:\n  - a >> b",
        "stages[0].steps",
        "`- touchpoint: a`",
    ),
    "outcomes": ("outcomes:\n  done: success", "outcomes", "`- id: done`"),
    "a key that is only a little like another": ("evidence:\n  talks: interview", "evidence", "`- id: talks`"),
    "odd names": ("evidence:\n  The talks: []", "evidence", "`- id: …`"),
}


@pytest.mark.parametrize("name", MAPPINGS)
def test_a_mapping_for_a_list_is_one_fault(name):
    text, place, mend = MAPPINGS[name]
    (fault,) = faults_of(text)
    assert fault.place == place
    assert mend in fault.message
    assert "takes a list" in fault.message
    before, _, _ = text.partition(f"{place.rpartition('.')[2]}:\n")
    assert fault.line == before.count("\n") + 2, "its first entry"


NAMES = {
    "a stage": ("stages:\n  - notice\nflow:\n  - notice >> notice", "stages[0]", "`- id: notice`"),
    "a persona": (TOUCHPOINT + "        emotion: {amira: 1}\npersonas:\n  - amira", "personas[0]", "`- id: amira`"),
    "a stage with its steps": ("stages:\n  - buy:\n      steps: [a]\nflow:\n  - a", "stages[0]", "`- id: buy`"),
    "an outcome": ("outcomes:\n  - Got it", "outcomes[0]", "`- id: …`"),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_alone_is_one_fault(name):
    text, place, mend = NAMES[name]
    (fault,) = [each for each in faults_of(text) if each.code != "chain"]
    assert fault.place == place
    assert mend in fault.message


def test_a_nearly_right_key_is_no_mapping_for_a_list():
    faults = faults_of("personas:\n  Title: Amira\n  ID: amira")
    assert [each.line for each in faults] == [2, 3]
    assert all("did you mean" in each.message for each in faults)


@pytest.mark.parametrize(
    ("text", "place", "line"),
    [("stages:", "stages", 1), (TOUCHPOINT + "        pains:", "stages[0].steps[0].pains", 5)],
)
def test_what_is_empty_is_told_at_its_key(text, place, line):
    (fault,) = faults_of("id: a\n" + text)
    assert (fault.place, fault.line) == (place, line + 1)
