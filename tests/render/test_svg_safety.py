"""Titles are untrusted: nothing in them may run, close an element, or break the file."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from journeykit.render import engine
from journeykit.render.flow.view import to_dot, to_svg
from journeykit.render.scene import Edge, Node, Scene, StageBox
from journeykit.render.svg import element
from journeykit.render.text import clean
from render.scenes import NASTY

SVG = "{http://www.w3.org/2000/svg}"


def nasty(text):
    """A scene that says `text` wherever a scene says anything."""
    return Scene(
        id="m",
        title=text,
        subtitle=text,
        description=text,
        language=text,
        stages=(StageBox(id="s", title=text, phase=text, kind="before"),),
        nodes=(
            Node(id=".start", kind="start", title=text),
            Node(id="a", kind="touchpoint", title=text, stage="s", channel=text, channel_title=text, detail=text),
            Node(id="b", kind="wait", title=text, stage="s", emotion=-1, moment=text),
            Node(id="s.drop_off", kind="drop_off", title=text, stage="s"),
            Node(id="o", kind="outcome", title=text, detail=text, result="failure"),
        ),
        edges=(
            Edge(source=".start", target="a", kind="entry"),
            Edge(source="a", target="b", label=text),
            Edge(source="b", target="o", label=text),
            Edge(source="b", target="s.drop_off", kind="drop_off", label=text),
        ),
    )


@pytest.mark.parametrize("text", NASTY)
def test_the_svg_is_well_formed_and_says_the_text(text):
    svg = to_svg(nasty(text))
    root = ET.fromstring(svg)
    assert root.find(f"{SVG}title").text == (clean(text) or None)
    tags = {each.tag.removeprefix(SVG) for each in root.iter()}
    assert tags <= {"svg", "title", "desc", "style", "g", "rect", "path", "polygon", "circle", "text"}
    for each in root.iter():
        for name, value in each.attrib.items():
            assert not name.startswith("on")
            assert "href" not in name
            assert "javascript:" not in value
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", svg)


@pytest.mark.parametrize("text", NASTY)
def test_the_dot_is_read_by_graphviz_as_written(text):
    drawn = engine.run(to_dot(nasty(text)))
    said = [each.text or "" for each in ET.fromstring(drawn).iter(f"{SVG}text")]
    shown = "".join(said)
    for word in clean(text).split():
        assert word in shown, (word, said)


def test_nothing_comes_from_outside():
    svg = to_svg(nasty("see https://example.com/x.png and url(http://x)"))
    attributes = re.sub(r">[^<]*<", "><", svg).replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "http" not in attributes
    assert not re.search(r"<(image|use|foreignObject|script|link|a)\b|@import|@font-face|url\(", attributes)


def test_an_odd_id_does_not_become_a_port():
    scene = Scene(
        id="m",
        title="M",
        stages=(StageBox(id="s", title="S"),),
        nodes=tuple(Node(id=name, kind="touchpoint", title=name, stage="s") for name in ("a:b", "c\\")),
        edges=(Edge(source="a:b", target="c\\"),),
    )
    assert engine.run(to_dot(scene)).count('class="node"') == 2
    assert to_svg(scene).count('class="jk-step') == 2


def test_a_line_from_right_to_left_says_so_and_others_do_not():
    assert element("text", text="הלקוח") == "<text>\u2067הלקוח\u2069</text>"
    assert element("title", text="הלקוח") == "<title>הלקוח</title>"
    assert element("text", text="Ines, 7") == "<text>Ines, 7</text>"


@pytest.mark.parametrize(
    "text", [*NASTY, "a  b ", " a", "a & b", "a > b", 'say "x"', "a\u00a0b", "so\u00adft", "é", "x" * 3_000]
)
def test_text_is_written_clean_whichever_way_it_takes(text):
    said = ET.fromstring(element("title", text=text)).text or ""
    assert said == clean(text).replace("\u00ad", "")


def test_long_attributes_are_kept_whole_and_clean():
    path = "M0 0" + "h1v1" * 5_000
    assert element("path", {"d": path}) == f'<path d="{path}"/>'
    long = "x<\x07" * 500
    assert ET.fromstring(element("g", {"aria-label": long})).get("aria-label") == "x<" * 500


def test_numbers_and_texts_that_are_equal_are_written_as_what_they_are():
    assert element("a", {"x": 1, "y": 1.0, "z": "1.0"}) == '<a x="1" y="1" z="1.0"/>'
    assert element("a", {"x": -0.0, "y": 0, "z": 1e6}) == '<a x="0" y="0" z="1000000"/>'
