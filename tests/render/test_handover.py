"""What designers get who open the SVG in Figma, Miro, Inkscape or Illustrator: live text in named groups, and nothing
that those programs do not know.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import journeykit as jk
from journeykit.render import draw, views
from journeykit.render.layers import NAMESPACE, group
from render.scenes import NASTY, languages, solar

SVG, INKSCAPE = "{http://www.w3.org/2000/svg}", "{http://www.inkscape.org/namespaces/inkscape}"
PLAIN = {"svg", "title", "desc", "style", "g", "a", "rect", "circle", "ellipse", "line", "path", "polygon", "polyline"}
KNOWN = PLAIN | {"text", "tspan", "image", "defs", "clipPath", "marker", "use", "pattern"}
DARK = re.compile(
    r"@media screen and \(prefers-color-scheme:dark\)\{(#[\w-]+ \.[\w-]+\{(fill|stroke):#[0-9a-f]{6}\})*\}"
)


def named() -> jk.JourneyMap:
    """Steps whose ids are words that a drawing might use itself."""
    ids = ["title", "desc", "header", "legend", "footer", "band", "lane"]
    return jk.JourneyMap(
        "names",
        "Names",
        personas=[jk.Persona("title", "Anna")],
        stages=[jk.Stage("stage", [jk.Touchpoint(each, emotion=1) for each in ids])],
        outcomes=[jk.Outcome("style", result="success")],
    )


def nasty() -> jk.JourneyMap:
    steps = [jk.Touchpoint(f"s{number}", text) for number, text in enumerate(NASTY) if "\ud800" not in text]
    return jk.JourneyMap("nasty", NASTY[1], stages=[jk.Stage("a", steps)])


MAPS = {"solar": solar, "languages": languages, "names": named, "nasty": nasty}
DRAWN = [(view, name) for view in views.names() for name in MAPS]


@pytest.fixture(scope="module")
def trees() -> dict[tuple[str, str], ET.Element]:
    return {(view, name): ET.fromstring(draw(MAPS[name](), view).svg) for view, name in DRAWN}


@pytest.fixture(params=DRAWN, ids="-".join)
def tree(request, trees) -> ET.Element:
    return trees[request.param]


def test_only_elements_that_every_program_knows(tree):
    """No script, no foreignObject, no filter, no animation."""
    assert {each.tag.removeprefix(SVG) for each in tree.iter()} <= KNOWN


def test_nothing_comes_from_elsewhere(tree):
    for each in tree.iter():
        for name, value in each.attrib.items():
            if name.endswith("href"):
                allowed = ("http://", "https://", "mailto:") if each.tag == f"{SVG}a" else ("#", "data:image/")
                assert value.startswith(allowed), (each.tag, value)
            assert not name.startswith("on")
            assert "url(" not in value or re.fullmatch(r"url\(#[\w.-]+\)", value)


def test_looks_are_attributes(tree):
    """The style element does nothing but darken a dark screen: who ignores it loses nothing."""
    for style in tree.iter(f"{SVG}style"):
        assert DARK.fullmatch(style.text or ""), style.text
    for each in tree.iter():
        assert "style" not in each.attrib
        for name in ("fill", "stroke"):
            assert re.fullmatch(r"none|#[0-9a-f]{6}|url\(#[\w.-]+\)", each.get(name, "none")), each.get(name)


def test_texts_are_painted_and_sized_where_they_stand(tree):
    """Miro and Figma do not hand everything down from a group."""
    texts = list(tree.iter(f"{SVG}text"))
    assert texts
    for each in texts:
        assert {"x", "y", "font-size", "fill"} <= each.attrib.keys(), ET.tostring(each)


def test_texts_stay_texts(trees):
    for (view, name), tree in trees.items():
        said = "".join("".join(each.itertext()) for each in tree.iter(f"{SVG}text"))
        for step in MAPS[name]().steps if name in ("solar", "names") else ():
            assert re.sub(r"\W", "", step.label) in re.sub(r"\W", "", said), (view, step.label)


def test_no_id_twice(tree):
    twice = [each for each, count in Counter(each.get("id") for each in tree.iter()).items() if each and count > 1]
    assert twice == []
    scope = tree.get("id")
    assert all(each.get("id", scope).startswith(scope) for each in tree.iter())


@pytest.mark.parametrize("name", MAPS)
@pytest.mark.parametrize("view", ["poster", "blueprint"])
def test_lanes_are_layers_and_steps_are_named_groups(trees, view, name):
    if (view, name) not in trees:
        pytest.skip(f"no view {view}")
    tree = trees[view, name]
    groups = list(tree.iter(f"{SVG}g"))
    lanes = [each for each in groups if each.get("data-lane")]
    assert lanes
    for lane in lanes:
        assert lane.get(f"{INKSCAPE}groupmode") == "layer"
        assert lane.get(f"{INKSCAPE}label") == lane.get("data-name") != ""
        assert lane.get("id").startswith(f"{tree.get('id')}-lane-{lane.get('data-lane')}")
    steps = [each for each in groups if "jk-step" in each.get("class", "").split()]
    wanted = [step.id for step in MAPS[name]().steps]
    assert [each.get("data-step") for each in steps] == wanted
    for step in steps:
        assert step.get("id", "").endswith(f"-{step.get('data-step')}")
        assert step.get("data-name")


def test_a_groups_name_is_what_people_read():
    made = group(
        "jk1-lane a/b:ü", 'Say "hi" & <go>', "<path/>", layer=True, attributes={"class": "x", "data-step": None}
    )
    found = ET.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg" {NAMESPACE}>{made}</svg>')[0]
    assert found.get("id") == "jk1-lane-a-b-ü"
    assert found.get("data-name") == found.get(f"{INKSCAPE}label") == 'Say "hi" & <go>'
    assert found.get(f"{INKSCAPE}groupmode") == "layer"
    assert found.get("class") == "x"
    assert "data-step" not in found.attrib
    assert len(found) == 1


def test_pictures_are_named_as_every_program_reads_them(tmp_path):
    folder = Path(__file__).resolve().parents[2] / "examples" / "gallery"
    tree = ET.fromstring(draw(jk.load(folder / "running_shoes.journey.yaml"), folder=folder).svg)
    pictures = list(tree.iter(f"{SVG}image"))
    assert len(pictures) >= 3
    for each in pictures:
        assert each.get("{http://www.w3.org/1999/xlink}href", "").startswith("data:image/")
        assert {"x", "y", "width", "height"} <= each.attrib.keys()
