"""The matrix of a map's moves."""

from __future__ import annotations

import re

import pytest

import journeykit as jk
from render.scenes import solar


def figures(svg):
    return re.findall(r">([\d.]+)\u00a0%<", svg)


def test_stated_and_derived_shares_stand_in_their_cells():
    svg = jk.draw(solar(), "heatmap").svg
    assert sorted(set(figures(svg)), key=float) == ["20", "35", "45", "100"]


def test_what_is_assumed_stays_empty():
    guess = jk.JourneyMap(stages=[jk.Stage("buy", ["a", "b", "c"])], flow=["a >> b", "a >> c"])
    svg = jk.draw(guess, "heatmap").svg
    assert "50" not in figures(svg)
    assert "only assumed stay empty" in svg


def test_leaving_has_a_column_of_its_own():
    svg = jk.draw(jk.JourneyMap(stages=[jk.Stage("buy", [jk.Touchpoint("a", drop_off=0.25), "b"])]), "heatmap").svg
    assert "Drop-off" in svg
    assert "25" in figures(svg)


def test_a_matrix_that_nobody_can_read_is_refused():
    many = jk.JourneyMap(stages=[jk.Stage("buy", [f"s{index}" for index in range(61)])])
    with pytest.raises(ValueError, match="up to 60 steps"):
        jk.draw(many, "heatmap")
