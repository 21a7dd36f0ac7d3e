"""Of 100 people: who meets a step, comes again, waits, and leaves."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import journeykit as jk
from house.source import ROOT
from journeykit.analysis.crowd import crowd
from journeykit.render.charts.figures import End, _ended, _measured
from journeykit.testing import maps


def test_a_line_with_leaks_loses_what_they_take():
    line = jk.JourneyMap(
        stages=[jk.Stage("buy", [jk.Touchpoint("a", drop_off=0.2), jk.Wait("b"), jk.Touchpoint("c", drop_off=0.5)])],
        outcomes=[jk.Outcome("bought", result="success")],
    )
    rows = {row.step: row for row in crowd(line)}
    assert [rows[step].meet for step in "abc"] == pytest.approx([100, 80, 80])
    assert [rows[step].leave for step in "abc"] == pytest.approx([20, 0, 40])
    assert [rows[step].wait for step in "abc"] == pytest.approx([0, 80, 0])
    assert [rows[step].again for step in "abc"] == [0, 0, 0]


def test_going_to_a_failure_is_leaving_and_to_a_success_is_not():
    quote = jk.Touchpoint("quote")
    ends = [jk.Outcome("won", result="success"), jk.Outcome("lost", result="failure"), jk.Outcome("later")]
    journey = jk.JourneyMap(
        stages=[jk.Stage("buy", [quote])],
        outcomes=ends,
        flow=[quote.to({"won": 0.5, "lost": 0.3, "later": 0.2})],
    )
    assert crowd(journey)[0].leave == pytest.approx(30)


def test_personas_are_mixed_by_share():
    anna, ben = jk.Persona("anna", share=0.75), jk.Persona("ben", share=0.25)
    shop = jk.JourneyMap(
        personas=[anna, ben],
        stages=[jk.Stage("buy", ["look", jk.Touchpoint("try_on", personas="ben"), "pay"])],
        flow=["look >> pay", jk.Transition("look", "try_on", personas=("ben",), probability=1), "try_on >> pay"],
    )
    rows = {row.step: row.meet for row in crowd(shop)}
    assert rows == pytest.approx({"look": 100, "try_on": 25, "pay": 100})
    assert {row.step: row.meet for row in crowd(shop, "ben")}["try_on"] == pytest.approx(100)


@settings(max_examples=1000, suppress_health_check=list(HealthCheck))
@given(maps())
def test_nobody_is_counted_twice(journey):
    try:
        rows = crowd(journey)
    except jk.TrapError:
        assume(False)
    assert all(-1e-9 <= row.again <= row.meet + 1e-9 <= 100 + 1e-6 for row in rows)
    assert sum(row.leave for row in rows) <= 100 + 1e-6


def test_the_picture_has_a_hundred_figures_for_each_step():
    journey = jk.load(ROOT / "examples" / "broadband.journey.yaml")
    svg = jk.draw(journey, "people").svg
    blocks = re.findall(r'class="jk-crowd" data-step="(\w+)"', svg)
    assert blocks == [step.id for step in journey.steps]
    places = re.findall(r'<path d="M6 [.\d]+a[^"]+" transform', svg.split("jk-crowd", 1)[1])
    assert len(places) == 100 * (len(blocks) + 1)  # and in the end
    assert "53\u00a0Stays with the new" in svg
    assert "wait\u00a03\u00a0weeks" in svg
    assert "all of them wait" in svg
    assert "came again, then leaves" in svg
    with pytest.raises(ValueError, match="everybody or one persona"):
        jk.draw(journey, "people", personas=["mira", "otto"])


def test_large_maps_are_refused():
    with pytest.raises(ValueError, match="up to 500 steps"):
        crowd(jk.JourneyMap(stages=[jk.Stage("buy", [f"s{index}" for index in range(501)])]))


def test_who_leaves_had_come_again_as_often_as_all_had():
    quote = jk.Touchpoint("quote", drop_off=0.2)
    row = crowd(jk.JourneyMap(stages=[jk.Stage("buy", [quote, "sign"])], flow=["in order", quote.to(quote, 0.3)]))[0]
    walks = [(0.3**again, 0.3**again * 0.2) for again in range(60)]  # here for the n-th time, and leaving then
    assert row.again == pytest.approx(100 * walks[1][0])
    assert row.leave == pytest.approx(100 * sum(left for _, left in walks))
    assert row.leave_again == pytest.approx(100 * sum(left for _, left in walks[1:]))


def test_guesses_are_said_first():
    fork = jk.JourneyMap(stages=[jk.Stage("buy", ["a", "b", "c"])], flow=["a >> b", "a >> c"])
    assert crowd(fork).about[0] == "rests on assumed shares at a"
    assert "Rests on assumed shares at a." in jk.draw(fork, "people").svg


@settings(max_examples=1000, suppress_health_check=list(HealthCheck))
@given(maps(details=1))
def test_the_figures_are_as_many_as_the_words_say(journey):
    try:
        rows = crowd(journey)
    except jk.TrapError:
        assume(False)
    for row in rows:
        assert -1e-9 <= row.leave_again <= min(row.leave, row.again) + 1e-9
        assert row.again + row.leave - row.leave_again <= row.meet + 1e-6
        signs = list(_measured(row, "").signs)
        assert len(signs) == 100
        count = {sign: signs.count(sign) for sign in ("on", "again", "leave", "both", "none")}
        assert count["leave"] + count["both"] == round(row.leave)
        assert count["again"] + count["both"] == round(row.again)
        assert abs(100 - count["none"] - row.meet) <= 1


@given(st.lists(st.floats(0.01, 1), min_size=1, max_size=7))
def test_in_the_end_there_are_a_hundred(parts):
    ends = [End(f"e{at}", "neutral", 100 * part / sum(parts)) for at, part in enumerate(parts)]
    assert list(_ended(ends).signs) == ["other"] * 100
