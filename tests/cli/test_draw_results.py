"""`journeykit draw`: what is drawn of who ends how."""

from __future__ import annotations

import shutil

import pytest

from house.source import ROOT


@pytest.fixture
def broadband(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return shutil.copy(ROOT / "examples" / "broadband.journey.yaml", tmp_path)


def test_curves_by_outcome(journeykit, broadband):
    said = journeykit("draw", broadband, "--view", "curve", "--by", "outcome", "-o", "-")
    assert said.code == 0
    assert "those who leave (47\u00a0%)" in said.out


def test_what_it_takes_is_said(journeykit, broadband):
    wrong = journeykit("draw", broadband, "--view", "curve", "--by", "outcom", "-o", "-")
    assert wrong.code != 0
    assert "did you mean 'outcome'" in wrong.err
    other = journeykit("draw", broadband, "--by", "outcome", "-o", "-")
    assert other.code == 2
    assert "'curve'" in other.err


@pytest.mark.parametrize("result", ["outcomes", "levers", "removal", "experience", "loops", "chokepoints"])
def test_results_lie_over_the_poster(journeykit, broadband, result):
    said = journeykit("draw", broadband, "--overlay", result, "--persona", "otto", "-o", "-")
    assert said.code == 0
    assert 'data-lane="overlay"' in said.out


def test_an_overlay_that_is_none_is_named(journeykit, broadband):
    wrong = journeykit("draw", broadband, "--overlay", "lever", "-o", "-")
    assert wrong.code != 0
    assert "did you mean 'levers'" in wrong.err
    several = journeykit("draw", broadband, "--overlay", "levers", "--persona", "mira", "--persona", "otto", "-o", "-")
    assert several.code == 2
    assert "one persona" in several.err
