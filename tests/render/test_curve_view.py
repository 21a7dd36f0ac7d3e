"""The curve view: a frame for a slide, several personas or two maps, whatever the map holds."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

import journeykit as jk
from journeykit.render import draw
from journeykit.render.theme import palette
from journeykit.testing import maps
from render.overlapping import overlaps

__all__ = ["overlaps"]  # a fixture

SVG = "{http://www.w3.org/2000/svg}"


def journey(steps, personas=1, **more):
    """A map whose steps feel in turn good and bad, for each persona otherwise."""
    people = [jk.Persona(f"p{at}", f"Persona {at}") for at in range(personas)]
    scores = (1, -1, 2, 0, -2, 1.5)
    made = [
        jk.Touchpoint(
            f"s{at}",
            f"Does the thing number {at}",
            emotion={f"p{who}": scores[(at + 2 * who) % 6] for who in range(personas)},
            feelings="hopeful" if at % 3 == 0 else (),
            duration="2 weeks" if at % 4 == 1 else "1 hour",
        )
        for at in range(steps)
    ]
    stages = [jk.Stage(f"g{at}", made[at : at + 4]) for at in range(0, steps, 4)]
    return jk.JourneyMap("m", "A made journey", personas=people, stages=stages, **more)


def size(svg):
    root = ET.fromstring(svg)
    return float(root.get("width")), float(root.get("height"))


def said(svg):
    return [each.text or "" for each in ET.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("steps", [1, 3, 8, 15])
@pytest.mark.parametrize("personas", [1, 2])
def test_a_short_journey_is_a_slide(steps, personas):
    assert size(draw(journey(steps, personas), "curve").svg) == (960, 540)


@pytest.mark.parametrize("steps", [1, 9, 17, 33, 80, 300])
def test_every_step_is_named_and_no_text_is_small(steps):
    svg = draw(journey(steps, 2), "curve").svg
    shown = re.sub(r"[\s-]", "", "".join(said(svg)))
    for at in range(steps):
        assert f"Doesthethingnumber{at}" in shown
    assert min(float(each) for each in re.findall(r'font-size="([\d.]+)"', svg)) >= 13
    if steps <= 33:
        assert size(svg)[0] == 960
    assert len(re.findall('data-step="s[0-9]+" role="listitem"', svg)) == steps


def test_a_width_folds_the_journey_into_rows():
    svg = draw(journey(60, 2), "curve", width=1000).svg
    assert size(svg)[0] == 1000
    assert svg.count('class="jk-band"') == 4
    assert re.findall('data-step="(s[0-9]+)" role="listitem"', svg) == [f"s{at}" for at in range(60)]


def test_on_a_scale_of_time_long_steps_are_wide_and_the_drawing_says_so():
    even, timed = (draw(journey(8), "curve", scale=scale).svg for scale in (None, "time"))
    place = 'data-step="s1" role="listitem".*?x="([^"]*)".*?data-step="s2" role="listitem".*?x="([^"]*)"'
    gaps = []
    for svg in (even, timed):
        near, far = re.search(place, svg, re.DOTALL).groups()
        gaps.append(float(far) - float(near))
    assert gaps[1] > 1.2 * gaps[0]
    assert any("as wide as their steps are long" in each for each in said(timed))
    assert any("2\u00a0weeks" in each for each in said(timed))
    bare = jk.JourneyMap("m", "M", stages=[jk.Stage("g", [jk.Touchpoint("a", emotion=1)])])
    assert any("No step has a duration" in each for each in said(draw(bare, "curve", scale="time").svg))


def two():
    """A map and what it should become: one step goes, one comes, one feels better."""
    steps = [jk.Touchpoint(name, emotion=value) for name, value in (("ask", 1), ("wait", -2), ("get", 1))]
    today = jk.JourneyMap("m", "M", state="current", stages=[jk.Stage("g", steps)])
    future = today.replace(state="future").remove_step("wait").replace_step("get", emotion=2)
    return today, future.add_step(jk.Touchpoint("follow", emotion=1), stage="g", after="ask")


def test_two_maps_share_a_frame_with_their_steps_aligned():
    today, future = two()
    svg = draw(today, "curve", against=future).svg
    steps = re.findall('data-step="([a-z]+)" role="listitem"', svg)
    assert steps == ["ask", "follow", "wait", "get"]
    texts = said(svg)
    assert "today against future" in texts
    assert {"+\u00a0Follow", "\u2212\u00a0Wait"} <= set(texts)
    assert {"step only today", "step only future"} <= set(texts)
    assert "no feeling stated" not in texts  # a step of the other map is no gap
    assert "today" in texts  # in the legend, and at the line with a figure
    assert any(each.startswith("today ") and each != "today against future" for each in texts)


def test_maps_of_the_same_state_are_told_apart_by_title():
    today, future = two()
    other = future.replace(state="current", title="The other")
    assert "M against The other" in said(draw(today, "curve", against=other).svg)
    assert "first against second" in said(draw(today, "curve", against=today).svg)


def test_two_maps_say_whose_curve_it_is_where_it_is_one_persons():
    one, other = journey(4, 2, state="current"), journey(5, 2, state="future")
    assert "Persona 1 \u00b7 today against future" in said(draw(one, "curve", against=other, personas=["p1"]).svg)
    assert "today against future" in said(draw(one, "curve", against=other).svg)


def test_signs_of_the_legend_are_of_somebody_who_is_drawn():
    svg = draw(journey(4, 3), "curve", personas=["p1"], theme="light").svg
    legend = svg[svg.index('class="jk-legend"') :]
    light = palette("light")[0]
    assert "assumed" in said(svg)
    assert light.line_2 in legend
    assert light.line_1 not in legend


def test_personas_of_two_maps_get_a_chart_each():
    one = journey(4, 3)
    svg = draw(one, "curve", against=one.replace(title="Then"), personas=["p0", "p1"]).svg
    assert svg.count('class="jk-chart"') == 2
    assert {"Persona 0", "Persona 1"} <= set(said(svg))
    assert "Persona 2" not in said(svg)


def test_a_map_without_emotions_says_so_in_an_empty_frame():
    for made in (
        jk.JourneyMap("m", "M"),
        jk.JourneyMap("m", "M", stages=[jk.Stage("g", ["a", "b"])]),
        jk.JourneyMap("m", "M", stages=[jk.Stage("g")]),
    ):
        svg = draw(made, "curve").svg
        assert "Nobody has said yet" in " ".join(said(svg))
        assert size(svg) == (960, 540)
        assert size(draw(made, "curve", against=made).svg) == (960, 540)


def test_more_than_four_personas_get_a_chart_each():
    svg = draw(journey(6, 6), "curve").svg
    assert svg.count('class="jk-chart"') == 6


@given(maps())
@settings(max_examples=25)
def test_every_map_has_a_curve_drawing_and_the_same_one_twice(made):
    for options in ({}, {"scale": "time"}, {"width": 700.0}, {"overlay": "evidence"}, {"against": made}):
        svg = draw(made, "curve", **options).svg
        ET.fromstring(svg)
        assert svg == draw(made, "curve", **options).svg


@pytest.mark.parametrize("steps", [1, 3, 9, 15, 24, 60])
@pytest.mark.parametrize("personas", [1, 4, 6])
def test_no_two_texts_overlap_in_a_browser(overlaps, steps, personas):
    made = journey(steps, personas)
    for options in ({}, {"scale": "time"}, {"width": 800.0}):
        assert overlaps(draw(made, "curve", theme="light", **options).svg) == []


def test_no_two_texts_of_any_map_overlap_in_a_browser(overlaps):
    @given(maps())
    @settings(max_examples=40)
    def none_overlap(made):
        assert overlaps(draw(made, "curve", theme="light").svg) == []

    none_overlap()
