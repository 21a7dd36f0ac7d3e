"""The traps that YAML sets for prose: each gives an error that says what happened, where, and how to quote it."""

from __future__ import annotations

import pytest

from journeykit.errors import FormatError
from journeykit.io import loads

STEPS = "stages:\n  - id: one\n    steps:\n"


def faults_of(text):
    with pytest.raises(FormatError) as caught:
        loads(text, "yaml")
    return caught.value.faults


# Text, line, column, and what the message must hold.
TRAPS = {
    "comma in braces": (
        STEPS + "      - {touchpoint: a, title: Asks a friend, then a neighbour, emotion: 1}",
        (4, 47),
        ["comma", "inside { }", '"Asks a friend, then a neighbour"'],
    ),
    "two commas in braces": ("{title: Asks, waits, and pays}", (1, 15), ["comma", '"Asks, waits, and pays"']),
    "a comma and then a colon": (
        "{title: Asks a friend, then another: fast}",
        (1, 24),
        ["comma", '"Asks a friend, then another: fast"'],
    ),
    "a comma in brackets": (
        STEPS + "      - touchpoint: a\n        evidence: [talks, with Anna]\nevidence:\n  - id: talks",
        (5, 27),
        ["unknown evidence", "comma", '"talks, with Anna"'],
    ),
    "a word without a value": ("{title}", (1, 2), ["no colon", "key: value"]),
    "colon in prose": ("id: a\ntitle: Quote: the price", (2, 13), ["colon", '"Quote: the price"']),
    "colon in braces": ("{title: Quote: the price}", (1, 14), ["second colon", "quotes"]),
    "colon in a list item": (
        STEPS + "      - touchpoint: a\n        pains:\n          - Slow: no answer",
        (6, 13),
        ["colon", '"Slow: no answer"'],
    ),
    "colon in a list of words": (
        "personas:\n  - id: a\n    goals:\n      - low: a bill",
        (4, 9),
        ["must be a text", "colon", '"low: a bill"'],
    ),
    "no space after the colon": (
        "id: a\ntitle:Foo\nnote: x",
        (2, 1),
        ["space is missing after the colon", "`title: …`"],
    ),
    "only a text": ("title:Foo", (1, 1), ["this document is one text", "space after each colon"]),
    "hash": ("title: We are #1 in town", (1, 15), ["begin a comment", '"We are #1 in town"', "space after the #"]),
    "hash at the start": ("title: #1 in town\nid: a", (1, 8), ["begin a comment", '"#1 in town"']),
    "hash at the start of an item": ("owners:\n  - #1 shop", (2, 5), ["begin a comment", '"#1 shop"']),
    "hash in braces": ("{title: Order #5, id: a}", (1, 15), ["comment", '"Order #5"']),
    "hash in a text of two lines": ("title: Order # 5\n  arrives", (1, 14), ["comment", '"Order # 5"']),
    "hash before a colon": ("title: Order # 5\n  which is: late", (1, 14), ["comment", '"Order # 5"']),
    "hash before a stray line": ("title: Order # 5\narrives late", (1, 14), ["comment", '"Order # 5"']),
    "hash in a refused value": ("language: " + "x y" * 12 + " # z", (1, 11), ["comment", "# z"]),
    "greater than": ("title: > 20 minutes", (1, 8), ["> at the start", '"> 20 minutes"']),
    "greater than a digit": ("title: >20 min", (1, 8), ["> at the start", '">20 min"']),
    "greater than a digit only": ("title: >5\nid: a", (1, 8), ["> at the start", '">5"']),
    "bar": ("title: | x", (1, 8), ["| at the start", '"| x"']),
    "at": ("title: @anna asks", (1, 8), ["cannot begin with @", '"@anna asks"']),
    "backtick": ("title: `code`", (1, 8), ["cannot begin with `", '"`code`"']),
    "percent": ("title: % of people", (1, 8), ["cannot begin with %", '"% of people"']),
    "percent in the first column": ("id: a\n% of people", (2, 1), ["begins with %", '"% of people"']),
    "star": ("title: *important* thing", (1, 8), ["cannot begin with *", '"*important* thing"']),
    "two stars": ("title: **bold** thing", (1, 8), ["cannot begin with *", '"**bold** thing"']),
    "star before a word": ("title: *wow it works", (1, 8), ["cannot begin with *", '"*wow it works"']),
    "star before one word": ("title: *wow", (1, 8), ["there is no `&wow`", '"*wow"']),
    "star near a name": ("tags: &main [x]\ntitle: *mian", (2, 8), ["did you mean `*main`?"]),
    "ampersand": ("title: & more", (1, 8), ["cannot begin with &", '"& more"']),
    "ampersand before a word": ("title: &co rocks", (1, 8), ["begins with &", '"&co rocks"']),
    "exclamation": ("title: !important thing", (1, 8), ["begins with !", '"!important thing"']),
    "exclamation alone": ("title: ! wow", (1, 8), ["begins with !", '"! wow"']),
    "a Python tag": ("title: !!python/object:os.system x", (1, 8), ["tags are not read"]),
    "a tag on a list": ("tags: !!seq [a]", (1, 7), ["tags are not read"]),
    "a tag with a broken address": ("title: !<x y", (1, 8), ["cannot begin with !"]),
    "dash": ("title: - 5 degrees", (1, 8), ["dash and a space", '"- 5 degrees"']),
    "dash in an item": ("owners:\n  - - a", (2, 5), ["must be one text", "begins with a dash"]),
    "a lost item": ("owners:\n  - one\n    - two", (3, 5), ["list item", "list's column"]),
    "question mark": ("title: ? what", (1, 8), ["question mark", '"? what"']),
    "question mark in an item": ("owners:\n  - ? what", (2, 7), ["question mark", '"? what"']),
    "quotes around the first word": (
        'title: "Great" she said',
        (1, 8),
        ["goes on behind its closing quote", "'\"Great\" she said'"],
    ),
    "quotes around the first words of a key": ('"a" b: c', (1, 1), ["goes on behind its closing quote"]),
    "apostrophe first": ("title: 'tis fine", (1, 8), ["never closed"]),
    "a quote over a document's end": ('title: "a\n---\nb"', (1, 8), ["never closed"]),
    "bracket first": ("title: [sic] the thing", (1, 8), ["begins with [", '"[sic] the thing"']),
    "brace first": ("title: {name} gets mail", (1, 8), ["begins with {", '"{name} gets mail"']),
    "an open bracket": ("tags: [a, b", (1, 7), ["never closed"]),
    "a wrong bracket": ("tags: [a, b}", (1, 12), ["the [ of line 1, column 7"]),
    "closing bracket first": ("title: ] x", (1, 8), ["cannot begin with ]", '"] x"']),
    "comma first": ("title: , x", (1, 8), ["cannot begin with ,"]),
    "backslash": ('title: "C:\\path"', (1, 12), ["two backslashes"]),
    "too large an escape": ('id: a\ntitle: "\\U99999999"', (2, 8), ["cannot be read as YAML"]),
    "half an escape": ('title: "\\ud83d"', (1, 8), ["half of a character"]),
    "a tab before a key": ("id: a\n\ttitle: x", (2, 1), ["a tab", "spaces"]),
    "a tab after a colon": ("title:\tx", (1, 7), ["a tab", "spaces"]),
    "a number for a text": ("title: 2026", (1, 8), ["without quotes, 2026 is a number", '"2026"']),
    "true for a text": ("title: true", (1, 8), ["true or false", '"true"']),
    "null for a text": ("owners: [~]", (1, 10), ["nothing", '"~"']),
}


@pytest.mark.parametrize("name", TRAPS)
def test_trap(name):
    text, place, words = TRAPS[name]
    found = faults_of(text)
    fault = next((each for each in found if (each.line, each.column) == place), None)
    assert fault is not None, [str(each) for each in found]
    for word in words:
        assert word in fault.message
    assert fault.source == text.split("\n")[place[0] - 1]
    assert str(fault).startswith(f"<text>:{place[0]}:{place[1]}: ")


@pytest.mark.parametrize(
    "name", [name for name, trap in TRAPS.items() if "list of words" not in name and "item" not in name]
)
def test_a_trap_is_told_once(name):
    text, place, _ = TRAPS[name]
    found = faults_of(text)
    assert [(each.line, each.column) for each in found] == [place]


LINES = {
    "a key too deep": ("title: Foo\n  channel: web", (2, 10), ["line above has its value already"]),
    "a key deeper than its siblings": ("scope:\n  goal: x\n   end: y", (3, 7), ["line above has its value already"]),
    "a key not deep enough": (" id: a\ntitle: x", (2, 1), ["indented otherwise"]),
    "a key after a list": ("- a\nb: c", (2, 1), ["indented otherwise", "keys of a mapping"]),
    "an item not deep enough": ("tags:\n  - b\n - c", (3, 2), ["indented otherwise", "items of a list"]),
    "an item after a value": ("tags: a\n  b: c\n- d", (2, 4), ["line above has its value already"]),
    "an item behind a text": ("tags: a\n- d", (2, 1), ["indented otherwise"]),
    "a text without a key": ("title: a\nb", (2, 1), ["where a key is expected", "`key: value`"]),
    "a document's end first": ("...\n", (1, 1), ["not readable as YAML", "quotes"]),
    "spaces in an empty line": ("note: |\n  \n     text", (3, 6), ["empty line above"]),
    "a dash behind a name": ("title: &x - b", (1, 11), ["dash and a space"]),
    "two directives": ("%YAML 1.2\n%YAML 1.2\n---\na: b", (1, 1), ["begins with %"]),
    "a later YAML": ("%YAML 2.0\n---\na: b", (1, 1), ["begins with %"]),
    "an older YAML": ("%YAML 1.1\n---\na: no", (1, 1), ["version other than 1.2"]),
    "a second document": ("id: a\n---\nid: b", (2, 1), ["second document", "file of its own"]),
    "a double key": ("id: a\ntitle: x\nid: b", (3, 1), ["'id' stands twice, first on line 1, column 1"]),
    "a merge key": ("<<: {id: a}", (1, 1), ["`<<` is not read"]),
    "a number as a key": ("1: a", (1, 1), ["the key 1 is read as a number", '"1"']),
    "a boolean as a key": ("true: a", (1, 1), ["the key true is read as true or false", '"true"']),
    "null as a key": ("~: a", (1, 1), ["the key ~ is read as nothing", '"~"']),
    "no key": (": a", (1, 1), ["key is missing before the colon"]),
    "a list as a key": ("[a]: b", (1, 1), ["cannot be a key"]),
    "a mapping as a key": ("{a: 1}: b", (1, 1), ["cannot be a key"]),
    "a control character": ("title: a\x07b", (1, 9), ["U+0007", "\\x07 inside double quotes"]),
    "a NUL": ("title: a\x00b", (1, 9), ["U+0000"]),
    "half a character": ("title: \ud800", (1, 8), ["U+D800", "delete it"]),
    "too long a number": ("title: " + "1" * 5_000, (1, 8), ["a number of 5000 digits"]),
    "itself": ("note: &x [*x]", (1, 11), ["`*x` stands inside of what it names"]),
    "a list": ("- a", (1, 1), ["this document is a list"]),
    "a number": ("5", (1, 1), ["this document is one value"]),
}


@pytest.mark.parametrize("name", LINES)
def test_line(name):
    text, place, words = LINES[name]
    (fault,) = faults_of(text)
    assert (fault.line, fault.column) == place, str(fault)
    for word in words:
        assert word in fault.message


@pytest.mark.parametrize("text", ["", " \n", "# nothing\n", "---\n", "~", "null\n"])
def test_an_empty_document_says_so(text):
    (fault,) = faults_of(text)
    assert "empty" in fault.message


def test_no_and_yes_are_words():
    found = faults_of("no: 1\nyes: 2\non: 3")
    assert [(each.line, each.code) for each in found] == [
        (1, "extra_forbidden"),
        (2, "extra_forbidden"),
        (3, "extra_forbidden"),
    ]


def test_a_number_that_is_none_is_refused_at_its_place():
    (fault,) = faults_of(STEPS + "      - touchpoint: a\n        emotion: .nan")
    assert (fault.line, fault.column) == (5, 18)


def test_an_impossible_day_is_a_fault_of_the_model():
    (fault,) = faults_of("reviewed: 2026-99-99")
    assert (fault.line, fault.column) == (1, 11)
    assert "2026-05-04" in fault.message


def test_messages_repeat_only_a_part_of_a_long_text():
    (fault,) = faults_of("title: a: " + "x" * 10_000)
    assert len(fault.message) < 250


def test_a_misspelt_key_in_braces_is_not_blamed_on_the_comma():
    (fault,) = faults_of("{title: Asks, titel: x}")
    assert fault.message == "unknown key 'titel': did you mean 'title'?"


def test_what_follows_from_a_trap_is_not_told_again():
    (fault,) = faults_of("id: !x No Id")
    assert fault.code == "tag"


def test_a_double_key_does_not_hide_that_it_is_unknown():
    assert [(each.line, each.code) for each in faults_of("titel: x\ntitel: y")] == [
        (2, "duplicate_key"),
        (2, "extra_forbidden"),
    ]
