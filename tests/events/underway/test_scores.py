"""Scores of probabilities: by hand, by definition, and as their parts."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.events.underway.scores import Group, between, equal_counts, scored
from journeykit.metrics.intervals import wilson


@st.composite
def counted(draw):
    shares = st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.9, 1.0]) | st.floats(0, 1)
    found = []
    for place in range(draw(st.integers(1, 8))):
        n = draw(st.integers(1, 60))
        found.append(Group(f"s{place}", draw(shares), n, draw(st.integers(0, n)), draw(st.integers(n, n * n))))
    return found


def each_one(groups):
    return [(each.predicted, place < each.true) for each in groups for place in range(each.n)]


@given(counted())
def test_scores_are_means_over_single_predictions(groups):
    found, all_ = scored(groups), each_one(groups)
    n = len(all_)
    base = sum(true for _, true in all_) / n
    assert found.brier == pytest.approx(sum((p - true) ** 2 for p, true in all_) / n)
    assert found.brier_base == pytest.approx(sum((base - true) ** 2 for _, true in all_) / n)
    assert found.brier_expected == pytest.approx(sum(p * (1 - p) for p, _ in all_) / n)
    losses = [-math.log(chance) if (chance := p if true else 1 - p) > 0 else math.inf for p, true in all_]
    assert found.log_loss == pytest.approx(sum(losses) / n)
    assert (found.skill is None) == (base in (0, 1))


@given(counted())
def test_a_score_is_the_sum_of_its_parts(groups):
    """Murphy 1973: Brier = reliability - resolution + uncertainty, exactly, by distinct probability."""
    found = scored(groups)
    assert found.brier == pytest.approx(found.reliability - found.resolution + found.uncertainty, abs=1e-12)
    assert found.reliability >= 0
    assert -1e-15 <= found.resolution <= found.uncertainty + 1e-12


def test_scores_by_hand():
    """Ten told .8 of whom eight bought, ten told .2 of whom four did."""
    found = scored([Group("a", 0.8, 10, 8, 10), Group("b", 0.2, 10, 4, 10)])
    assert found.brier == pytest.approx((8 * 0.04 + 2 * 0.64 + 4 * 0.64 + 6 * 0.04) / 20)
    assert (found.base, found.brier_base) == (0.6, pytest.approx(0.24))
    assert found.reliability == pytest.approx((0 + 10 * 0.04) / 20)
    assert found.resolution == pytest.approx(0.04)
    assert found.log_loss == pytest.approx(-(14 * math.log(0.8) + 6 * math.log(0.2)) / 20 + (2 - 2) * 1)
    assert found.log_loss_base == pytest.approx(-(0.6 * math.log(0.6) + 0.4 * math.log(0.4)))


def test_the_impossible_costs_everything():
    assert scored([Group("a", 0.0, 3, 1, 3)]).log_loss == math.inf
    assert scored([Group("a", 1.0, 3, 3, 3)]).log_loss == 0


@given(counted(), st.integers(1, 12))
def test_bins_hold_everything_once_in_order(groups, bins):
    found = equal_counts(groups, bins)
    assert sorted(each.name for part in found for each in part) == sorted(each.name for each in groups)
    assert len(found) <= bins
    ends = [(part[0].predicted, part[-1].predicted) for part in found]
    assert all(a <= b for a, b in ends)
    assert all(a[1] < b[0] for a, b in pairwise(ends)), "one probability is in one bin"


def test_bins_are_of_about_equal_counts():
    groups = [Group(str(place), place / 100, 10, 5, 10) for place in range(100)]
    assert [sum(each.n for each in part) for part in equal_counts(groups, 10)] == [100] * 10


@given(st.integers(1, 500), st.data())
def test_without_repetition_intervals_are_wilsons(n, data):
    true = data.draw(st.integers(0, n))
    assert between(true, n, n, 0.95) == pytest.approx(wilson(true, n))
    low, high = between(true, n, n * 3, 0.95)
    assert low <= wilson(true, n)[0] + 1e-12
    assert high >= wilson(true, n)[1] - 1e-12


def test_a_case_that_comes_five_times_counts_once():
    assert between(40, 100, 500, 0.95) == pytest.approx(wilson(8, 20))
