"""Results draw themselves, and lie over drawings."""

from __future__ import annotations

import pickle

import pytest

import journeykit as jk
from house.source import ROOT
from journeykit.analysis.overlay import Mark, Overlay


@pytest.fixture(scope="module")
def broadband():
    return jk.load(ROOT / "examples" / "broadband.journey.yaml")


def test_outcomes_are_bars_with_what_they_rest_on(broadband):
    svg = jk.outcomes(broadband).draw("light").svg
    assert "Stays with the new provider" in svg
    assert "53\u00a0%" in svg
    assert "Assumes no memory" in svg


def test_outcomes_lie_over_the_poster(broadband):
    found = jk.outcomes(broadband)
    svg = jk.draw(broadband, overlay=found).svg
    assert 'data-lane="overlay"' in svg
    assert "6.4\u00a0% of all leave here" in svg
    assert "58.9\u00a0% come here" in svg  # a decimal where there is one, as in all drawings
    over = found.overlay()
    assert over.steps["outage"][0].share == pytest.approx(1)
    assert jk.draw(broadband, "flow", overlay=found).svg != jk.draw(broadband, "flow").svg


@pytest.mark.parametrize("of", ["goal", "emotion", "duration"])
@pytest.mark.parametrize("by", ["step", "transition"])
def test_levers_are_bars_in_the_unit_of_what_changes(broadband, of, by):
    rows = jk.levers(broadband, of=of, by=by)
    svg = rows.draw().svg
    assert {"goal": "\u00a0points<", "emotion": "emotion", "duration": "\u00a0days<"}[of] in svg
    assert rows[0].title.split()[0] in svg


def test_paths_are_bars(broadband):
    svg = jk.paths(broadband, 3).draw().svg
    assert "14.3\u00a0%" in svg
    assert "Stays with the new provider" in svg


@pytest.mark.parametrize("by", ["step", "transition"])
@pytest.mark.parametrize("of", ["goal", "emotion", "duration"])
def test_levers_lie_over_the_poster_and_the_flow(broadband, of, by):
    rows = jk.levers(broadband, of=of, by=by)
    over = rows.overlay()
    assert max(mark.share or 0 for marks in over.steps.values() for mark in marks) == pytest.approx(1)
    for view in ("poster", "flow"):
        svg = jk.draw(broadband, view, overlay=rows).svg
        assert "What to fix first" in svg
        assert svg != jk.draw(broadband, view).svg
    few = rows[:2].overlay().steps
    assert set(few) < set(over.steps)
    assert all(set(marks) <= set(over.steps[step]) for step, marks in few.items())


def test_a_lever_says_who_is_lost_and_its_rank(broadband):
    first = jk.levers(broadband)[0]
    lost, lever = jk.levers(broadband).overlay().steps[first.step]
    assert (lost.share, lost.tone) == (pytest.approx(first.leak), "bad")
    assert lever.text == f"lever 1: +{100 * first.gain:.2f}\u00a0points"
    assert lever.tone == "good"


def test_a_result_of_another_map_is_refused(broadband):
    shop = jk.JourneyMap(stages=[jk.Stage("buy", [jk.Touchpoint("sign_in", drop_off=0.5), "pay"])])
    with pytest.raises(jk.UnknownName, match="unknown step of the overlay 'sign_in'"):
        jk.draw(broadband, overlay=jk.outcomes(shop))
    with pytest.raises(TypeError, match="rows of Path say nothing of steps"):
        jk.draw(broadband, overlay=jk.paths(broadband, 2))


def test_rows_that_are_copied_and_kept_still_draw(broadband):
    kept = pickle.loads(pickle.dumps(jk.levers(broadband)))
    assert kept.draw("light").svg == jk.levers(broadband).draw("light").svg
    assert kept.overlay() == jk.levers(broadband).overlay()


def test_a_flow_says_what_the_figures_over_it_are_and_rest_on(broadband):
    svg = jk.draw(broadband, "flow", overlay=jk.outcomes(broadband)).svg
    assert "What follows: of all who set out." in svg
    assert "Assumes no memory" in svg
    assert "\u00b7 What follows" in svg
    assert "jk-notes" not in jk.draw(broadband, "flow").svg


def test_everything_that_is_said_of_a_step_stands_on_its_card(broadband):
    long = Overlay("Much", {"port": tuple(Mark(f"thing number {at} that is said", share=at / 9) for at in range(9))})
    svg = jk.draw(broadband, "flow", overlay=long, theme="light").svg
    assert [at for at in range(9) if f">thing number {at} that is said<" not in svg] == []
    drawing = jk.draw(broadband, "flow", overlay=long)
    assert "thing number 8 that is said" in drawing.dot


def test_failures_are_lost_as_drop_off_is(broadband):
    marks = {step: [mark.text for mark in marks] for step, marks in jk.outcomes(broadband).overlay().steps.items()}
    assert marks["cancel"] == ["73.6\u00a0% come here", "14.7\u00a0% of all leave here"]
    assert marks["availability"][1:] == ["1.33 visits a journey", "20\u00a0% of all leave here"]
