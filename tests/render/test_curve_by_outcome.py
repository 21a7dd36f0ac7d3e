"""The curves of those who end one way and of those who end another."""

from __future__ import annotations

import os
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, assume, given, settings

import journeykit as jk
from house.source import ROOT
from journeykit.render import draw
from journeykit.testing import maps
from render.overlapping import overlaps

__all__ = ["overlaps"]  # a fixture

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def broadband():
    return jk.load(ROOT / "examples" / "broadband.journey.yaml")


def shop(steps=6):
    """A map whose steps lose some each, one of them nearly all, with two personas who go different ways."""
    made = [jk.Touchpoint(f"s{at}", f"Does the thing {at}", emotion={"ana": 1, "ben": -1}) for at in range(steps)]
    return jk.JourneyMap(
        "shop",
        "A shop",
        personas=[jk.Persona("ana", share=0.5), jk.Persona("ben", share=0.5)],
        stages=[jk.Stage("buy", made)],
        outcomes=[jk.Outcome("won", "Buys", result="success", emotion=2), jk.Outcome("lost", result="failure")],
        flow=[
            jk.in_order,
            *(jk.Transition(each.id, "lost", probability=0.05, personas=["ana"]) for each in made),
            *(jk.Transition(each.id, "lost", probability=0.6, personas=["ben"]) for each in made),
        ],
    )


def rows(svg):
    """The figures below the curves, row by row."""
    found = ET.fromstring(svg).iter(f"{SVG}g")
    return [[text.text for text in each.iter(f"{SVG}text")][1:] for each in found if each.get("class") == "jk-share"]


def test_each_group_is_named_with_its_part_and_has_a_row_of_figures(broadband):
    svg = draw(broadband, "curve", by="outcome").svg
    assert "Stays with the new provider (53\u00a0%)" in svg
    assert "those who leave (47\u00a0%)" in svg
    assert "Those who leave: Keeps the old provider 34.7\u00a0%, drop-off 12.3\u00a0%." in svg
    found = jk.outcomes(broadband).curves()
    drawn = rows(svg)
    assert drawn[0] == [f"{100 * row.met:.0f}" for row in found if row.group == "success"]
    assert drawn[1][:5] == ["100", "100", "40", "60", "100"]
    assert drawn[1][-1] == "0"


def test_a_feeling_that_both_share_is_said_once_and_another_twice(broadband):
    same = draw(broadband, "curve", by="outcome").svg
    assert same.count(">\u22121.4<") == 1
    other = draw(shop(), "curve", by="outcome").svg
    won, lost = (
        next(row for row in jk.outcomes(shop()).curves() if row.step == "s0" and row.group == group)
        for group in ("success", "failure")
    )
    assert won.emotion > 0 > lost.emotion
    assert f">+{won.emotion:.1f}".removesuffix(".0") in other
    assert f">\u2212{-lost.emotion:.1f}" in other


def test_a_step_to_which_few_come_has_a_thin_line_and_one_to_which_nobody_comes_none(broadband):
    svg = draw(shop(), "curve", by="outcome").svg
    assert "fewer than a tenth of them come here" in svg
    assert "fewer than a tenth" not in draw(broadband, "curve", by="outcome").svg
    points = ET.fromstring(draw(broadband, "curve", by="outcome").svg).iter(f"{SVG}g")
    there = [each.get("data-step") for each in points if each.get("class") == "jk-point"]
    assert there.count("recommend") == 1
    assert there.count("first_bill") == 2


def test_one_persona_has_curves_of_her_own():
    svg = draw(shop(), "curve", by="outcome", personas="ana").svg
    assert "Buys (73.5\u00a0%)" in svg  # .95 ** 6
    assert "mixes" not in svg


def test_a_map_without_feelings_still_says_who_comes_where():
    plain = jk.JourneyMap(stages=[jk.Stage("buy", ["look", jk.Touchpoint("pay", drop_off=0.5)])])
    svg = draw(plain, "curve", by="outcome").svg
    assert "Nobody has said yet" in svg
    assert rows(svg) == [["100", "100"], ["100", "100"]]


def test_what_does_not_go_together_is_said(broadband):
    with pytest.raises(jk.UnknownName, match="unknown by 'outcomes': did you mean 'outcome'"):
        draw(broadband, "curve", by="outcomes")
    with pytest.raises(ValueError, match=r"takes no by: .* 'curve' can"):
        draw(broadband, by="outcome")
    with pytest.raises(ValueError, match="have no against"):
        draw(broadband, "curve", by="outcome", against=broadband)
    with pytest.raises(ValueError, match="one persona"):
        draw(shop(), "curve", by="outcome", personas=["ana", "ben"])
    assert draw(broadband, "curve", by="persona").svg == draw(broadband, "curve").svg


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(maps())
def test_every_map_without_traps_has_curves_and_the_same_ones_twice(made):
    try:
        svg = draw(made, "curve", by="outcome").svg
    except jk.TrapError:
        assume(False)
        raise
    ET.fromstring(svg)
    assert svg == draw(made, "curve", by="outcome").svg


@pytest.mark.parametrize("steps", [1, 3, 9, 24])
def test_no_two_texts_overlap_in_a_browser(overlaps, steps):
    for options in ({}, {"width": 800.0}):
        assert overlaps(draw(shop(steps), "curve", theme="light", by="outcome", **options).svg) == []


def test_the_drawing_is_the_same_in_every_process():
    code = (
        "import sys, journeykit as jk; from hashlib import sha256\n"
        "shop = jk.JourneyMap(stages=[jk.Stage('buy', [f's{at}' for at in range(9)])], outcomes=[\n"
        "    jk.Outcome('won', result='success'), jk.Outcome('lost', result='failure')],\n"
        "    flow=[jk.in_order, {'from': 's1', 'to': 'lost', 'probability': .5}])\n"
        "other = jk.JourneyMap(stages=[jk.Stage('buy', ['a', 'b', 'c', jk.Touchpoint('d', emotion=1)])])\n"
        "for svg in (jk.draw(shop, 'curve', by='outcome').svg, jk.draw(shop, 'curve', against=other).svg):\n"
        "    print(sha256(svg.encode()).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1


def test_bars_and_points_are_as_large_as_the_share(broadband):
    root = ET.fromstring(draw(broadband, "curve", by="outcome", theme="light").svg)
    lost = [each for each in root.iter(f"{SVG}g") if each.get("class") == "jk-share"][1]
    wide = [float(each.get("width")) for each in lost.iter(f"{SVG}rect")]
    met = [row.met for row in jk.outcomes(broadband).curves() if row.group == "failure"]
    rails, bars = [wide[0], *wide[2:-1:2]], [*wide[1:-1:2]]
    assert len(rails) == len(met) - 1  # nobody comes to the last one: its rail has no bar
    assert bars == pytest.approx([rails[0] * share for share in met[:-1]], abs=0.02)
    curves = [
        each for each in root.iter(f"{SVG}g") if each.get("class") == "jk-curve" and each.find(f"{SVG}g") is not None
    ]
    size = {}
    for point in curves[1].iter(f"{SVG}g"):
        if point.get("class") == "jk-point":  # a diamond: M x y l d d ...
            size[point.get("data-step")] = float(point.find(f"{SVG}path").get("d").split("l")[1].split(" ")[0])
    assert size["cancel"] / size["outage"] == pytest.approx(met[6] ** 0.5, abs=0.01)
