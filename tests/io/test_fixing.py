"""Fixes made in the text of a file: in every notation, beside comments, and nothing else is touched."""

from __future__ import annotations

import json

import pytest

import journeykit as jk
from journeykit.errors import FormatError
from journeykit.io.fixing import mend, mending
from journeykit.io.fixing.edits import Edit, UnsafeError, applied
from journeykit.io.fixing.flow_entries import as_written
from journeykit.io.fixing.trees import repaired
from journeykit.model.document import document
from journeykit.rules import Fix, check


def out(place):
    return Fix(place, "remove")


def to(place, value):
    return Fix(place, "replace", value)


# Each: what it shows, the text before, the fixes, the text after. `stages: …` goes before where a case has none.
CASES = [
    ("a line goes", 'title: " "\nid: a\n', [out("title")], "id: a\n"),
    ("the last line goes", 'id: a\ntitle: " "\n', [out("title")], "id: a\n"),
    ("the last line goes without a break", 'id: a\ntitle: " "', [out("title")], "id: a\n"),
    ("its comment stays", 'id: a\ntitle: " "  # why\nnote: b\n', [out("title")], "id: a\n# why\nnote: b\n"),
    ("windows ends stay", 'id: a\r\ntitle: " " # w\r\nnote: b\r\n', [out("title")], "id: a\r\n# w\r\nnote: b\r\n"),
    ("old ends stay", 'id: a\rtitle: " "\rnote: b\r', [out("title")], "id: a\rnote: b\r"),
    ("no value at all", "id: a\ntitle:   # later\nnote: b\n", [out("title")], None),
    ("text over two lines", "id: a\ntitle: a\n  b \nnote: b\n", [out("title")], "id: a\nnote: b\n"),
    ("folded text", "id: a\nnote: >-  # n\n  a\n\n  b\n\ntitle: b\n", [out("note")], "id: a\n# n\n\ntitle: b\n"),
    ("signs in a text are no comment", 'id: a\ntitle: " # x"\n', [out("title")], "id: a\n"),
    ("signs in a block are no comment", "id: a\nnote: |\n  # x\n  y\n", [out("note")], "id: a\n"),
    ("single quotes stay", "title: ' it''s '  # c\n", [to("title", "it's")], "title: 'it''s'  # c\n"),
    ("double quotes stay", 'title: " a \\"b\\" "\n', [to("title", 'a "b"')], 'title: "a \\"b\\""\n'),
    ("bare stays bare", "title: a  b # c\n", [to("title", "a b")], "title: a b # c\n"),
    ("bare over lines", "title: a\n  b\nid: x\n", [to("title", "c")], "title: c\nid: x\n"),
    ("what needs quotes gets them", "title: a  b\n", [to("title", "a: b")], 'title: "a: b"\n'),
    ("between brackets, too", "{title: a  b, id: x}\n", [to("title", "a, b")], '{title: "a, b", id: x}\n'),
    ("a block of lines", "note: |\n    a \n    b\nid: x\n", [to("note", "a\nb\n")], "note: |\n    a\n    b\nid: x\n"),
    ("a block of one line", "note: >\n  a\n  b\n", [to("note", "a b\n")], "note: |\n  a b\n"),
    ("a block for a word", "title: |-  # t\n  a\n", [to("title", "b")], "title: b  # t\n"),
    ("first of a line", '{title: " ", id: a}\n', [out("title")], "{id: a}\n"),
    ("middle of a line", '{id: a, title: " ", note: b}\n', [out("title")], "{id: a, note: b}\n"),
    ("last of a line", '{id: a, title: " "}\n', [out("title")], "{id: a}\n"),
    ("last with a space", '{ id: a, title: " " }\n', [out("title")], "{ id: a }\n"),
    ("last with a comma", '{id: a, title: " ",}\n', [out("title")], "{id: a}\n"),
    ("two at the end", '{id: a, title: " ", note: " "}\n', [out("title"), out("note")], "{id: a}\n"),
    ("two around", '{title: " ", id: a, note: " "}\n', [out("title"), out("note")], "{id: a}\n"),
    (
        "lines between brackets",
        '{\n  id: a, # i\n  title: " ",\n  note: b # n\n}\n',
        [out("title")],
        "{\n  id: a, # i\n  note: b # n\n}\n",
    ),
    (
        "the last line between brackets",
        '{\n  id: a, # i\n  title: " " # t\n}\n',
        [out("title")],
        "{\n  id: a # i\n   # t\n}\n",
    ),
    (
        "a comment inside brackets",
        "{id: a, links: [{text: ' ', # x\n  url: b}], note: c}\n",
        [out("links")],
        None,
    ),
    ("an item of a line", "tags: [a, ' ', b]\n", [out("tags[1]")], "tags: [a, b]\n"),
    ("the only item of a line", "id: a\ntags: [' ']\n", [out("tags[0]")], "id: a\n"),
    ("one that stands for a list", "id: a\ntags: ' '\n", [out("tags[0]")], "id: a\n"),
    ("one of a list", "id: a\ntags: ' b'\n", [to("tags[0]", "b")], "id: a\ntags: 'b'\n"),
    ("an item with its dash", "tags:\n- a\n- ' ' # c\n- b\n", [out("tags[1]")], "tags:\n- a\n# c\n- b\n"),
    ("all items", "id: a\ntags:\n  - ' ' # c\n  # d\n  - ' '\n", [out("tags[0]"), out("tags[1]")], "id: a\n# c\n# d\n"),
    ("a far dash", "tags:\n  -\n    # c\n    ' '\n  - b\n", [out("tags[0]")], "tags:\n  # c\n  - b\n"),
    (
        "the first key of an item",
        "personas:\n  - title: ' '  # t\n    # u\n    id: b\n",
        [out("personas[0].title")],
        "personas:\n  # t\n  # u\n  - id: b\n",
    ),
    (
        "two keys of an item",
        "personas:\n- title: ' '\n  note: |\n    # x\n  # u\n  id: b\n",
        [out("personas[0].title"), out("personas[0].note")],
        "personas:\n# u\n- id: b\n",
    ),
    (
        "a text that is needed",
        "quotes: [{text: ' ', persona: a}]\npersonas: [{id: a}]\n",
        [out("quotes[0].text")],
        None,
    ),
    ("a text with its key", "quotes:\n  - text: ' a'  # c\n", [to("quotes[0]", "a")], None),
    (
        "a comment that a block above would swallow",
        "title: |-\n  a\nnote: ' '\n  # c\nid: b\n",
        [out("note")],
        None,
    ),
    ("an explicit key", "id: a\n? title\n: ' '\n", [out("title")], None),
    ("all there is", "title: ' '\n", [out("title")], None),
    ("what is not there", "id: a\n", [out("title")], None),
    ("no text", "id: a\nreviewed: 2026-05-04\ncast: together\n", [to("cast", "alternative")], None),
    ("a shared text", "title: &t ' a'\nnote: *t\n", [to("note", "a")], None),
    ("a text that others share", "title: &t ' a'\nnote: *t\n", [out("title")], None),
    ("one that shares a text", "title: &t ' a'\nnote: *t\n", [out("note")], "title: &t ' a'\n"),
]


@pytest.mark.parametrize(("before", "fixes", "after"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_each_notation(before, fixes, after):
    try:
        jk.loads(before, "yaml")
    except FormatError:
        assert after is None, "the case is no map"
        return
    mended = mend(before, fixes)
    if after is None:
        assert mended.text == before
        assert [fix for fix, _ in mended.left] == fixes
        assert mended.made == ()
    else:
        assert (mended.text, mended.left) == (after, ())
        assert mended.made == tuple(fixes)


def test_most_cases_are_maps():
    refused = []
    for name, before, *_ in CASES:
        try:
            jk.loads(before, "yaml")
        except FormatError:
            refused.append(name)
    assert len(refused) <= 3, refused


FLOW = """\
stages: [{id: one, steps: [a, b, c]}]
flow:
  - a >> b  # one chain to the map,
  - b >> c  # two lines to the file
  - {from: a, to: c, when: x}
  - from: a   # f
    # g
    to: c
    when: x
  # h
  - in order
"""


def test_entries_of_a_flow_are_those_of_the_file():
    journey = jk.loads(FLOW, "yaml")
    assert document(journey)["flow"][0] == "a >> b >> c"
    (found,) = check(journey, "transition-stated-twice")
    assert found.place == "flow[2]"
    mended = mend(FLOW, found.fixes)
    assert mended.left == ()
    gone = "  - from: a   # f\n    # g\n    to: c\n    when: x\n"
    assert mended.text == FLOW.replace(gone, "  # f\n  # g\n")


@pytest.mark.parametrize(
    ("index", "own", "written", "found"),
    [
        (0, ["a >> b >> c"], ["a >> b", "b >> c"], None),
        (0, ["a >> b"], "a >> b", 0),
        (1, ["in order", {}], ["in order", {}], 1),
        (2, ["in order", {}], ["in order", {}], None),
        (0, [{}], [{}, {}], None),
    ],
)
def test_entries_that_do_not_line_up_are_none(index, own, written, found):
    assert as_written(index, own, written) == found


def test_fixes_that_can_be_made_are_made_beside_those_that_cannot():
    text = "id: a\ntitle: ' '\n? note\n: ' '\nversion: ' 1'\n"
    mended = mend(text, [out("title"), out("note"), to("version", "1")])
    assert mended.text == "id: a\n? note\n: ' '\nversion: '1'\n"
    assert mended.left == ((out("note"), "something else stands on its line"),)
    assert mended.made == (out("title"), to("version", "1"))


def test_what_only_together_holds_is_made_together():
    move = "{from: a, to: b, probability: 0.5, note: 'x '%s}"
    text = f"stages: [{{id: one, steps: [a, b]}}]\nflow: [{move % ''}, {move % '  # c'}]\n".replace(
        "  # c}", "  # c\n  }"
    )
    twice = out("flow[1]")
    mended = mend(text, [to("flow[0].note", "x"), to("flow[1].note", "x"), twice])
    assert mended.text == text.replace("'x '", "'x'").replace("'x'  # c\n  }]", "'x'  # c\n  }]")
    assert mended.left == ((twice, "a comment stands inside of it"),)


@pytest.mark.parametrize(
    ("slip", "reason"),
    [("b", "the file would say something else"), ("[", "the file would not be read any more")],
)
def test_no_slip_of_ours_reaches_a_file(monkeypatch, slip, reason):
    def wrong(raw, node, value, *, flow):
        return Edit(node.start, node.end, slip)

    monkeypatch.setattr(mending, "replacement", wrong)
    mended = mend("title: ' a'\n", [to("title", "a")])
    assert (mended.text, mended.left) == ("title: ' a'\n", ((to("title", "a"), reason),))


def test_json_stays_json():
    text = '{\n  "id": "a",\n  "title": " ",\n  "tags": ["b", " "],\n  "note": " \\u00fc/ "\n}\n'
    mended = mend(text, [out("title"), out("tags[1]"), to("note", "ü/")], "json")
    assert mended.left == ()
    assert mended.text == '{\n  "id": "a",\n  "tags": ["b"],\n  "note": "ü/"\n}\n'
    last = mend('{"id": "a",\n "title": " "}', [out("title")], "json")
    assert json.loads(last.text) == {"id": "a"}


def test_without_fixes_nothing_is_read():
    assert mend("[", []).text == "["


def test_edits_never_touch_the_same_words():
    assert applied("abc", [Edit(0, 1, "x"), Edit(0, 1, "x"), Edit(2, 3)]) == "xb"
    with pytest.raises(UnsafeError):
        applied("abc", [Edit(0, 2), Edit(1, 3)])


def test_what_is_emptied_goes_with_its_parts():
    tree = {"id": "a", "list": [{"x": [" ", " "]}, {"y": 1}], "deep": {"er": {"est": " "}}}
    ways = [("list", 0, "x", 0), ("list", 0, "x", 1), ("deep", "er", "est")]
    assert repaired(tree, ways, []) == {"id": "a", "list": [{"y": 1}]}
