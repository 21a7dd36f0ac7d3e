"""What people who do not see the picture, or not all of its colours, get from it."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from journeykit.render.flow.view import to_svg
from journeykit.render.from_map import scene_of
from journeykit.render.theme import DARK, LIGHT, names
from render.scenes import languages, solar

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_are_six_digit_hex(theme):
    assert all(re.fullmatch("#[0-9a-f]{6}", getattr(theme, name)) for name in names())


def test_good_is_blue_and_bad_is_orange():
    for theme in (LIGHT, DARK):
        for name in ("good", "very_good", "good_mark"):
            red, _, blue = (int(getattr(theme, name)[i : i + 2], 16) for i in (1, 3, 5))
            assert blue > red
        for name in ("bad", "very_bad", "bad_mark"):
            red, green, blue = (int(getattr(theme, name)[i : i + 2], 16) for i in (1, 3, 5))
            assert red > green > blue


def test_the_drawing_is_an_image_with_a_name_and_a_description():
    root = ET.fromstring(to_svg(scene_of(languages())))
    assert root.get("role") == "img"
    assert root.get("lang") == "de"
    by_id = {each.get("id"): each for each in root.iter() if each.get("id")}
    assert by_id[root.get("aria-labelledby")].text.startswith("Die Donaudampf")
    assert "3 stages and 9 steps" in by_id[root.get("aria-describedby")].text
    assert next(iter(root)).tag == f"{SVG}title"
    assert all(name.startswith(root.get("id")) for name in by_id)


def test_a_map_without_a_language_claims_none():
    assert ET.fromstring(to_svg(scene_of(solar()))).get("lang") is None


def test_every_step_carries_its_id_kind_and_feeling_in_words():
    root = ET.fromstring(to_svg(scene_of(solar())))
    steps = {each.get("data-step"): each for each in root.iter(f"{SVG}g") if each.get("data-step")}
    assert list(steps) == ["neighbour", "calculator", "survey", "quote", "sign", "permit", "install", "tell"]
    assert steps["quote"].get("class") == "jk-step jk-touchpoint jk-emotion-neg"
    assert steps["survey"].get("class") == "jk-step jk-touchpoint jk-emotion-zero"
    assert steps["permit"].get("class") == "jk-step jk-wait jk-emotion-neg"
    assert steps["tell"].get("class") == "jk-step jk-action jk-emotion-pos"
    said = steps["quote"].find(f"{SVG}title").text
    assert said == "Receives the quote · E-mail · emotion \u22121 · moment of truth"
    edges = {(each.get("data-source"), each.get("data-target")): each for each in root.iter(f"{SVG}g")}
    back = edges["quote", "calculator"]
    assert "jk-edge-back" in back.get("class") or "jk-label" in back.get("class")


def test_feelings_and_kinds_show_without_colour():
    """With all colours gone, the drawings of a good and a bad step, and of each kind, still differ."""
    root = ET.fromstring(to_svg(scene_of(solar()), theme="light"))

    def shape(step):
        group = next(each for each in root.iter(f"{SVG}g") if step in (each.get("data-step"), each.get("data-node")))
        return [
            (each.tag, each.get("stroke-dasharray"), each.get("rx"), "C" if each.get("d") else None, each.get("d"))
            for each in group
            if each.tag != f"{SVG}title"
        ]

    kinds = [shape(step)[0][:3] for step in ("quote", "permit", "tell")]
    assert len({str(kind) for kind in kinds}) == 3
    faces = [shape(step)[-1 if step != "quote" else -3][4] for step in ("neighbour", "permit")]
    assert shape("lives") != shape("gave_up")
    assert "\u22122" in "".join(each.text or "" for each in root.iter(f"{SVG}text"))
    assert len(faces) == 2


def test_themes_are_literal_colours_with_a_dark_override():
    scene = scene_of(solar())
    auto, light, dark = (to_svg(scene, theme=theme) for theme in ("auto", "light", "dark"))
    assert "@media screen and (prefers-color-scheme:dark)" in auto
    assert "<style>" not in light + dark
    assert f'fill="{LIGHT.paper}"' in light
    assert f'fill="{DARK.paper}"' in dark
    assert "var(" not in auto
    root = ET.fromstring(auto)
    style = root.find(f"{SVG}style").text
    used = {name for each in root.iter() for name in (each.get("class") or "").split() if name[:2] in ("f-", "s-")}
    ruled = set(re.findall(r"\.([fs]-[a-z-]+)\{", style))
    assert used == ruled, "every class has its dark colour, and no rule is idle"
    assert all(rule.startswith(f"#{root.get('id')} ") for rule in re.findall(r"#jk\w+ \.", style))
