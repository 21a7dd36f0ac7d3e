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
