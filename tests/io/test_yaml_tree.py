"""YAML 1.2 as a plain tree: what a word means, and what is shared, allowed and kept."""

from __future__ import annotations

import math

import pytest

from journeykit.errors import FormatError
from journeykit.io.text import Text
from journeykit.io.yaml12.compose import read
from journeykit.io.yaml12.scalars import looks_special, resolve


def tree(text):
    parsed = read(Text(text))
    assert parsed.faults == ()
    return parsed.tree


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("Null", None),
        ("true", True),
        ("False", False),
        ("0", 0),
        ("-12", -12),
        ("+12", 12),
        ("007", 7),
        ("0o17", 15),
        ("0xfF", 255),
        ("1.", 1.0),
        (".35", 0.35),
        ("-.5", -0.5),
        ("1e3", 1000.0),
        ("2.5E-3", 0.0025),
        (".inf", math.inf),
        ("-.Inf", -math.inf),
        ("+.INF", math.inf),
    ],
)
def test_the_core_schema(word, value):
    assert resolve(word) == value
    assert type(resolve(word)) is type(value)


def test_not_a_number_is_one():
    assert math.isnan(resolve(".NaN"))


@pytest.mark.parametrize(
    "word",
    [
        "yes",
        "no",
        "on",
        "off",
        "y",
        "n",
        "Yes",
        "NO",
        "1_000",
        "12:30",
        "2026-05-04",
        "2026-05-04T10:00:00",
        "0b11",
        "1.2.3",
        "e5",
        "-",
        ".",
        "..",
        "+.",
        "-.nan",
        "++1",
        "1e",
        "0o8",
        "0x",
        "nUll",
        "tRue",
        "+-1",
        ".inF",
        "_1",
        "1,5",
        "\uff10",  # a full-width nought is no digit of YAML
    ],
)
def test_everything_else_is_text(word):
    assert resolve(word) == word


@pytest.mark.parametrize(
    "word",
    [
        "yes",
        "NO",
        "On",
        "oFf",
        "null",
        "~",
        "1",
        "-1",
        ".5",
        "1_000",
        "12:30",
        "2026-05-04",
        "0b1",
        "0o7",
        "0xf",
        "1e3",
        ".inf",
        "<<",
        "=",
        "1,5",
    ],
)
def test_what_an_older_reader_could_misread_is_special(word):
    assert looks_special(word)


@pytest.mark.parametrize("word", ["web", "2 hours", "20 %", "nobody", "one", "v1", "n", "14 weeks", "a-1"])
def test_ordinary_words_are_not_special(word):
    assert not looks_special(word)


def test_a_whole_document():
    text = """\
    # a comment
    journeykit: 1
    stages:
    - id: one      # another
      steps: [a, {wait: b}]
    note: >
      folded
      text
    title: |-
      two
      lines
    "quoted key": 'it''s'
    nothing:
    """
    assert tree(text) == {
        "journeykit": 1,
        "stages": [{"id": "one", "steps": ["a", {"wait": "b"}]}],
        "note": "folded text\n",
        "title": "two\nlines",
        "quoted key": "it's",
        "nothing": None,
    }


def test_anchors_share_values():
    found = tree("a: &x {k: [1, 2]}\nb: *x\nc: [*x, *x]\n")
    assert found == {"a": {"k": [1, 2]}, "b": {"k": [1, 2]}, "c": [{"k": [1, 2]}] * 2}
    assert tree("&k a: 1\nb: *k") == {"a": 1, "b": "a"}


def test_an_anchor_may_be_used_again_for_something_else():
    assert tree("a: &x 1\nb: *x\nc: &x 2\nd: *x") == {"a": 1, "b": 1, "c": 2, "d": 2}


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
def test_line_ends_of_other_standards_are_characters(character):
    text = f"a{character}b"
    assert tree(f"k: {text}\nl: '{text}'\nm: \"{text}\"\nn: |-\n  {text}\n") == dict.fromkeys("klmn", text)
    with pytest.raises(FormatError) as caught:
        read(Text(f"k: {text}\nl: @"))
    assert (caught.value.faults[0].line, caught.value.faults[0].column) == (2, 4)


def test_shielded_characters_do_not_collide_with_private_ones():
    assert tree("k: \x85\ue000\ue001\u2028") == {"k": "\x85\ue000\ue001\u2028"}


def test_json_is_yaml():
    assert tree('{"a": [1, "x\\u00e9\\ud83d\\ude00", null, true, 1.5e3]}') == {"a": [1, "xé😀", None, True, 1500.0]}


def test_a_declared_version_1_2_is_read():
    assert tree("%YAML 1.2\n---\na: no\n...\n") == {"a": "no"}


def test_a_key_of_several_lines_may_be_written_out():
    assert tree("? a\n: b") == {"a": "b"}


def test_a_comment_after_a_text_stays_a_comment():
    assert tree("a: one two # three\nb: one  #two\nc: -1 #low\nd: x ## y\ne:  # none\nf: 'x' #y") == {
        "a": "one two",
        "b": "one",
        "c": -1,
        "d": "x",
        "e": None,
        "f": "x",
    }


def test_a_text_of_two_lines_without_a_dash_is_one_text():
    assert tree("a: one\n  two - three") == {"a": "one two - three"}


def test_a_name_that_nothing_uses_is_no_fault_where_it_cannot_be_prose():
    assert tree("a: &x [1]\nb: &y 'z'\nc: &z 5\nd: &w\n  e: f") == {"a": [1], "b": "z", "c": 5, "d": {"e": "f"}}
