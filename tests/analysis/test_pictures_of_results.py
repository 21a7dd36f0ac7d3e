"""Results draw themselves, and lie over drawings."""

from __future__ import annotations

import pytest

import journeykit as jk
from house.source import ROOT


@pytest.fixture(scope="module")
def broadband():
    return jk.load(ROOT / "examples" / "broadband.journey.yaml")


def test_outcomes_are_bars_with_what_they_rest_on(broadband):
    svg = jk.outcomes(broadband).draw("light").svg
    assert "Stays with the new provider" in svg
    assert "53.0\u00a0%" in svg
    assert "Assumes no memory" in svg


def test_outcomes_lie_over_the_poster(broadband):
    found = jk.outcomes(broadband)
    svg = jk.draw(broadband, overlay=found).svg
    assert 'data-lane="overlay"' in svg
    assert "6.4\u00a0% of all leave here" in svg
    assert "58.9" not in svg  # whole people
    over = found.overlay()
    assert over.steps["outage"][0].share == pytest.approx(1)
    assert jk.draw(broadband, "flow", overlay=found).svg != jk.draw(broadband, "flow").svg


@pytest.mark.parametrize("of", ["goal", "emotion", "duration"])
@pytest.mark.parametrize("by", ["step", "transition"])
def test_levers_are_bars_in_the_unit_of_what_changes(broadband, of, by):
    rows = jk.levers(broadband, of=of, by=by)
    svg = rows.draw().svg
    assert {"goal": " points<", "emotion": "emotion", "duration": " days<"}[of] in svg
    assert rows[0].title.split()[0] in svg


def test_paths_are_bars(broadband):
    svg = jk.paths(broadband, 3).draw().svg
    assert "14.3\u00a0%" in svg
    assert "Stays with the new provider" in svg
