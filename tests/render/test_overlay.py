"""Results over drawings: what follows from a map stands at its steps."""

from __future__ import annotations

import re

import pytest

import journeykit as jk
from journeykit.analysis.overlay import Mark, Overlay
from journeykit.render import LIGHT, draw
from render.scenes import solar

FOUND = Overlay(
    "What follows",
    {"quote": (Mark("1.54 visits", share=0.77), Mark("20 % leave", share=0.2, tone="bad")), "sign": (Mark("0.7"),)},
    hint="expected visits",
    notes=("The chain has no memory.",),
)


class Result:
    """Anything that can be laid over a drawing."""

    def overlay(self):
        return FOUND


def test_a_poster_has_a_lane_of_what_follows_below_its_steps():
    svg = draw(solar(), overlay=Result()).svg
    lanes = re.findall(r'data-lane="(\w+)"', svg)
    assert lanes[:2] == ["steps", "overlay"]
    cell = re.search(r'<g class="jk-cell" data-step="quote">.*?1\.54 visits.*?</g></g>', svg)
    assert cell
    assert "20 % leave" in svg
    assert "The chain has no memory." in svg
    assert draw(solar(), overlay=FOUND).svg == svg


def test_bars_are_as_long_as_their_shares():
    svg = draw(solar(), overlay=FOUND, theme="light").svg
    bars = [float(each) for each in re.findall(r'd="M[\d.]+ [\d.]+h([\d.]+)" stroke-width="5"', svg)]
    assert bars[0] / bars[1] == pytest.approx(0.77 / 0.2, rel=0.01)


def test_a_flow_says_it_on_the_cards():
    svg = draw(solar(), "flow", overlay=FOUND).svg.replace("\u00a0", " ")
    assert "1.54 visits" in svg
    assert "What follows" in svg


def test_overlays_that_a_view_cannot_show_are_refused():
    with pytest.raises(ValueError, match="only results"):
        draw(solar(), "flow", overlay="evidence")
    with pytest.raises(ValueError, match="no results"):
        draw(solar(), "curve", overlay=FOUND)


def test_figures_that_nobody_backs_fade_and_others_do_not():
    talks = jk.Evidence("talks", kind="interview")
    quote = jk.Touchpoint("quote", drop_off=0.1)
    flow = [
        jk.in_order,
        jk.Transition("quote", "lost", probability=0.2, when="too dear"),
        jk.Transition("sign", "quote", probability=0.3, when="asks again", evidence=talks),
    ]
    ends = [jk.Outcome("won", result="success"), jk.Outcome("lost", result="failure")]
    shop = jk.JourneyMap(stages=[jk.Stage("buy", [quote, "sign"])], outcomes=ends, flow=flow)
    svg = draw(shop, overlay="evidence", theme="light").svg
    exits = re.findall(r'<g class="jk-exit[^"]*".*?</g>', svg)
    assert len(exits) == 2
    assert all(LIGHT.fade in each and LIGHT.leave_text not in each for each in exits)
    back = re.search(r'<g class="jk-move jk-back jk-label".*?</g>', svg) or re.search(r"30\u00a0%.*?</g>", svg)
    assert LIGHT.back_text in svg[back.start() - 400 : back.end()]
    plain = draw(shop, theme="light").svg
    assert LIGHT.fade not in "".join(re.findall(r'<g class="jk-exit[^"]*".*?</g>', plain))
