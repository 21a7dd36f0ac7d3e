"""YAML as a person would keep it: block style, quotes only where needed, read alike by old and new readers."""

from __future__ import annotations

import pytest
from ruamel.yaml import YAML

import journeykit as jk
from journeykit.io import dumps, loads
from journeykit.io.text import Text
from journeykit.io.yaml12.compose import read
from journeykit.io.yaml12.emit import emit


def by_version(text, version):
    """The document as an independent reader of that YAML version sees it."""
    reader = YAML(typ="safe", pure=True)
    reader.version = version
    return reader.load(text)


def test_the_style():
    tree = {
        "journeykit": 1,
        "title": 'Anna, 41: "owner"',
        "n": 12,
        "ok": True,
        "nothing": None,
        "tags": ["web", "in_app", 3],
        "goals": ["a lower bill"],
        "empty": [],
        "bare": {},
        "emotion": {"anna": -1.5, "no": 2},
        "steps": [{"touchpoint": "a", "pains": ["slow", {"text": "dear", "severity": 4}]}, "b", ["c", ["d e"]]],
        "note": "two\n\n  lines\nhere\n",
        "text": "two\nlines",
        "big": 1e16,
    }
    assert (
        emit(tree)
        == """\
journeykit: 1
title: "Anna, 41: \\"owner\\""
n: 12
ok: true
nothing: null
tags: [web, in_app, 3]
goals:
  - a lower bill
empty: []
bare: {}
emotion:
  anna: -1.5
  "no": 2
steps:
  - touchpoint: a
    pains:
      - slow
      - text: dear
        severity: 4
  - b
  - - c
    - - d e
note: "two\\n\\n  lines\\nhere\\n"
text: |-
  two
  lines
big: 1.0e+16
"""
    )
    assert read(Text(emit(tree))).tree == tree


def test_long_prose_stays_on_its_line():
    assert emit({"title": "word " * 100 + "end"}) == "title: " + "word " * 100 + "end\n"


def test_a_long_list_of_words_gets_lines_of_its_own():
    assert emit({"tags": ["word"] * 16}).count("\n") == 17
    assert emit({"tags": ["word"] * 15}) == "tags: [" + ", ".join(["word"] * 15) + "]\n"


def test_an_empty_tree():
    assert emit({}) == "{}\n"


@pytest.mark.parametrize("version", [(1, 1), (1, 2)])
def test_odd_texts_are_read_alike_by_other_readers(odd, version):
    tree = {"value": odd, "items": [odd, {"key": odd}], "words": [odd, "x"]}
    assert by_version(emit(tree), version) == tree


def test_odd_texts_come_back(odd):
    tree = {"value": odd, "items": [odd, {"key": odd}], "words": [odd, "x"]}
    assert read(Text(emit(tree))).tree == tree


def test_odd_keys_come_back(odd):
    key = odd[:500]  # a YAML key has at most 1,024 characters
    tree = {key: 1, "in": {key: {"more": [key]}}}
    assert read(Text(emit(tree))).tree == tree
    assert by_version(emit(tree), (1, 1)) == tree


@pytest.mark.parametrize(
    "word",
    [
        "yes",
        "n",
        "2 hours",
        "a - b",
        "what's new?",
        "5 %",
        "a:b",
        "c#",
        "e.g. this (or that)",
        "你好",
        "-5 degrees",
        "50/50 & more",
    ],
)
def test_ordinary_prose_has_no_quotes(word):
    written = emit({"key": word})
    assert written == (f"key: {word}\n" if word != "yes" else 'key: "yes"\n')


def test_a_map_looks_as_designed():
    journey = jk.loads(DESIGNED, "yaml")
    assert dumps(journey, "yaml") == DESIGNED_BACK
    assert loads(DESIGNED_BACK, "yaml") == journey


DESIGNED = """\
journeykit: 1
id: solar_small
title: Choosing a solar roof
evidence:
  - id: talks
    kind: interview
    n: 12
personas:
  - id: anna
    title: Anna, 41, owns a terraced house
    evidence: talks
stages:
  - id: choose
    kind: before
    steps:
      - touchpoint: survey
      - touchpoint: quote
        title: Receives the quote
        channel: email
        emotion: -1
        pains:
          - no two quotes compare
  - id: buy
    kind: during
    steps:
      - touchpoint: sign
outcomes:
  - id: signed
    result: success
  - id: gave_up
    result: failure
flow:
  - in order
  - quote >> survey
  - from: quote
    to: gave_up
    probability: 20 %
    when: pay-back over 9 years
"""
DESIGNED_BACK = DESIGNED.replace("20 %", "0.2")
