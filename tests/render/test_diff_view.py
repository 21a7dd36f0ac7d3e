"""The diff poster: what went stays in its place, and every difference has a sign, a frame and words."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings

import journeykit as jk
from analysis.edited_maps import edited_pairs
from journeykit.render.diff_view.nodes import woven
from journeykit.render.html import page
from render.scenes import solar

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def earlier():
    """The solar roof with a pain and a thought."""
    pain = jk.PainPoint("no two quotes compare", severity=4)
    return solar().replace_step("quote", pains=pain, thoughts="Which of these is the real price?")


@pytest.fixture(scope="module")
def later(earlier):
    """The solar roof with a step less, one more, one moved, and a quote that compares."""
    first = earlier
    permit = first.step("permit")
    return (
        first.remove_step("permit")
        .add_step(permit.replace(title="Waits, but not for long"), after="sign")
        .remove_step("tell")
        .add_step(jk.Touchpoint("portal", channel="app", emotion=2), after="install")
        .replace_step("quote", emotion=1, channel="web", pains="no three quotes compare", thoughts="One price.")
        .replace(state="future")
    )


def groups(drawing):
    root = ET.fromstring(drawing.svg)
    return {each.get("data-step"): each for each in root.iter(f"{SVG}g") if each.get("role") == "listitem"}


def words(element):
    return " ".join("".join(each.itertext()) for each in element.iter(f"{SVG}text"))


def changes(element):
    found = [re.search(r"jk-change jk-(\w+)", each.get("class", "")) for each in element.iter()]
    return [each[1] for each in found if each]


def test_each_difference_has_a_sign_and_words_on_its_card(earlier, later):
    cards = groups(jk.draw(earlier, "diff", against=later))
    assert (changes(cards["tell"]), words(cards["tell"]).endswith("removed")) == (["removed"], True)
    assert (changes(cards["portal"]), words(cards["portal"]).endswith("added")) == (["added"], True)
    assert changes(cards["permit"]) == ["moved", "changed"]
    assert "moved from Live" in words(cards["permit"])
    assert "was: Waits for the permit" in words(cards["permit"])
    assert changes(cards["quote"]) == ["changed"]
    assert changes(cards["survey"]) == []


def test_frames_differ_in_more_than_colour(earlier, later):
    cards = groups(jk.draw(earlier, "diff", against=later))
    frames = {}
    for name in ("tell", "portal", "permit", "quote"):
        rects = list(cards[name].iter(f"{SVG}rect"))[1:]
        frames[name] = [(each.get("stroke-width"), each.get("stroke-dasharray")) for each in rects]
    assert len({tuple(each) for each in frames.values()}) == 4


def test_what_went_stays_in_its_place(earlier, later):
    drawing = jk.draw(earlier, "diff", against=later)
    order = [node.id for node in drawing.scene.nodes if node.kind in ("touchpoint", "action", "wait")]
    assert order == ["neighbour", "calculator", "survey", "quote", "sign", "permit", "install", "tell", "portal"]


def test_the_gone_stand_behind_those_they_stood_behind():
    assert woven(["b", "new"], ["a", "b", "c", "d"]) == ["a", "b", "c", "d", "new"]
    assert woven([], ["a", "b"]) == ["a", "b"]


def test_items_say_what_became_of_them(earlier, later):
    lanes = {lane.name: lane for lane in jk.draw(earlier, "diff", against=later).sheet.lanes}
    (pain,) = lanes["pains"].steps["quote"]
    assert (pain.change, pain.text) == ("changed", "no three quotes compare")
    assert "was: no two quotes compare" in pain.note
    thoughts = {item.text: item.change for item in lanes["thoughts"].steps["quote"]}
    assert thoughts["One price."] == "added"
    assert "removed" in thoughts.values()
    assert any(item.text == "Channel" and item.note == "email \u2192 web" for item in lanes["changes"].steps["quote"])


def test_then_and_now_are_two_lines_of_one_chart(earlier, later):
    drawing = jk.draw(earlier, "diff", against=later)
    assert [(curve.name, curve.index) for curve in drawing.sheet.curves] == [("future", 0), ("today", 1)]
    felt = [{point.node: point.value for point in curve.points} for curve in drawing.sheet.curves]
    assert (felt[0]["quote"], felt[1]["quote"]) == (1, -1)
    assert "tell" not in felt[0]
    assert drawing.svg.count('class="jk-chart"') == 1


def test_the_legend_names_the_signs_in_use(earlier, later):
    legend = jk.draw(earlier, "diff", against=later).svg.split('class="jk-legend"')[1]
    assert all(f">{word}<" in legend for word in ("added", "removed", "moved", "changed"))
    alone = jk.draw(solar(), "diff", against=solar()).svg.split('class="jk-legend"')[1]
    assert ">added<" not in alone


def test_equal_maps_have_no_marks():
    drawing = jk.draw(solar(), "diff", against=solar())
    assert changes(ET.fromstring(drawing.svg)) == []
    assert drawing.sheet.header.facts[0] == ("Differences", "no differences")


def test_a_map_alone_says_so():
    assert "no second map was named" in jk.draw(solar(), "diff").svg


def test_the_page_has_the_table_of_differences(earlier, later):
    made = page(jk.draw(earlier, "diff", against=later))
    assert made.count('<tr data-change="') == len(jk.compare(earlier, later))
    assert '<tr data-change="' not in page(jk.draw(solar(), "poster"))


def test_what_is_read_aloud_tells_the_difference(earlier, later):
    drawing = jk.draw(earlier, "diff", against=later)
    assert "step tell removed" in drawing.scene.description
    assert groups(drawing)["tell"].get("aria-label").endswith("removed")


def test_different_diffs_have_different_ids(earlier, later):
    one, other = (jk.draw(earlier, "diff", against=each).svg for each in (later, later.replace_step("sign", note="x")))
    assert re.search('id="(jk[0-9a-f]+)"', one)[1] != re.search('id="(jk[0-9a-f]+)"', other)[1]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(edited_pairs())
def test_any_two_maps_can_be_drawn(pair):
    first, second = pair
    svg = jk.draw(first, "diff", against=second, lanes="all").svg
    drawn = {each.get("data-step") for each in ET.fromstring(svg).iter(f"{SVG}g") if each.get("role") == "listitem"}
    here = {step.id for step in second.steps if step.id in {node.id for node in jk.draw(second).scene.nodes}}
    assert here <= drawn
