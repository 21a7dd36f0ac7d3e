"""Values and intervals agree with scipy and statsmodels, to 1e-9."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from journeykit import metrics
from journeykit.metrics.intervals import difference, wilson, z

SCORES = st.lists(st.integers(0, 10), min_size=2, max_size=60)
RATINGS = st.lists(st.integers(1, 5), min_size=2, max_size=60)
LEVELS = st.sampled_from([0.8, 0.9, 0.95, 0.99])
CLOSE = 1e-9


@given(st.integers(1, 5000), st.data(), LEVELS)
@settings(max_examples=1000)
def test_wilson_agrees(n, data, level):
    yes = data.draw(st.integers(0, n))
    found = wilson(yes, n, level)
    assert found == pytest.approx(proportion_confint(yes, n, 1 - level, "wilson"), abs=CLOSE)
    ours = stats.binomtest(yes, n).proportion_ci(level, "wilson")
    assert found == pytest.approx((ours.low, ours.high), abs=CLOSE)
    assert 0 <= found[0] <= yes / n <= found[1] <= 1


def test_wilson_is_exact_at_both_ends():
    assert wilson(0, 20)[0] == 0.0
    assert wilson(20, 20)[1] == 1.0


@given(SCORES, LEVELS)
@settings(max_examples=500)
def test_nps_is_a_mean_of_signs_with_its_population_variance(scores, level):
    """The multinomial variance of promoters less detractors is that of the signs +1, 0, -1 over n."""
    signs = np.array([1 if score > 8 else -1 if score < 7 else 0 for score in scores])
    found = metrics.nps(scores, level=level)
    assert found.value == pytest.approx(100 * signs.mean(), abs=CLOSE)
    if signs.std() == 0:
        assert found.interval is None
        return
    low, high = stats.norm.interval(level, signs.mean(), signs.std() / np.sqrt(len(signs)))
    assert found.interval == pytest.approx((100 * max(low, -1), 100 * min(high, 1)), abs=CLOSE)


@given(SCORES, LEVELS)
def test_adjusted_wald_is_the_same_with_three_answers_more(scores, level):
    signs = np.array([1 if score > 8 else -1 if score < 7 else 0 for score in scores])
    n = len(signs) + 3
    more, less = ((signs == 1).sum() + 0.75) / n, ((signs == -1).sum() + 0.75) / n
    wide = stats.norm.ppf(0.5 + level / 2) * np.sqrt((more + less - (more - less) ** 2) / n)
    found = metrics.nps(scores, interval="adjusted-wald", level=level)
    assert found.interval == pytest.approx((100 * max(more - less - wide, -1), 100 * min(more - less + wide, 1)))
    assert found.value == metrics.nps(scores).value


@given(RATINGS, LEVELS)
@settings(max_examples=500)
def test_means_have_the_t_interval_of_scipy_and_statsmodels(ratings, level):
    found = metrics.csat(ratings, method="mean", level=level)
    assert found.value == pytest.approx(np.mean(ratings), abs=CLOSE)
    if len(set(ratings)) == 1:
        assert found.interval is None
        return
    low, high = stats.t.interval(level, len(ratings) - 1, np.mean(ratings), stats.sem(ratings))
    assert (low, high) == pytest.approx(DescrStatsW(ratings).tconfint_mean(1 - level), abs=CLOSE)
    assert found.interval == pytest.approx((max(low, 1), min(high, 5)), abs=CLOSE)
    assert any("cut" in note for note in found.notes) == (low < 1 or high > 5)


@given(RATINGS, LEVELS)
def test_csat_is_the_share_of_the_two_best(ratings, level):
    top = sum(rating >= 4 for rating in ratings)
    found = metrics.csat(ratings, level=level)
    assert found.value == pytest.approx(100 * top / len(ratings), abs=CLOSE)
    low, high = proportion_confint(top, len(ratings), 1 - level, "wilson")
    assert found.interval == pytest.approx((100 * low, 100 * high), abs=1e-7)


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=2, max_size=40))
def test_the_gap_of_the_same_people_is_a_paired_t_interval(pairs):
    importance, satisfaction = map(list, zip(*pairs, strict=True))
    found = metrics.importance_satisfaction_gap(importance, satisfaction)
    apart = np.subtract(importance, satisfaction)
    assert found.value == pytest.approx(apart.mean(), abs=CLOSE)
    if np.ptp(apart) == 0:
        assert found.interval is None
    else:
        paired = stats.ttest_rel(importance, satisfaction).confidence_interval()
        assert found.interval == pytest.approx(tuple(paired), abs=CLOSE)


@given(RATINGS, RATINGS)
def test_the_gap_of_different_people_is_welchs(first, second):
    found = metrics.importance_satisfaction_gap(first, second, paired=False)
    if len(set(first)) == len(set(second)) == 1:
        assert found.interval is None
        return
    means = CompareMeans(DescrStatsW(first), DescrStatsW(second))
    assert found.interval == pytest.approx(means.tconfint_diff(usevar="unequal"), abs=1e-8)


@pytest.mark.parametrize("paired", [True, False])
def test_the_bootstrap_of_the_opportunity_score_agrees_with_scipys(paired):
    random = np.random.default_rng(3)
    importance = random.choice([1, 2, 3, 4, 5], 200, p=[0.05, 0.05, 0.2, 0.3, 0.4])
    satisfaction = random.choice([1, 2, 3, 4, 5], 200, p=[0.2, 0.3, 0.2, 0.2, 0.1])

    def score(tops, met, axis=-1):
        share = tops.mean(axis=axis)
        return 10 * (share + np.maximum(share - met.mean(axis=axis), 0))

    tops, met = importance >= 4, satisfaction >= 4
    there = stats.bootstrap((tops, met), score, paired=paired, method="percentile", rng=1, n_resamples=9999)
    found = metrics.opportunity_score(importance, satisfaction, paired=paired)
    assert found.value == pytest.approx(float(score(tops, met)))
    # each end is drawn with an error of about .02
    assert found.interval == pytest.approx(tuple(there.confidence_interval), abs=0.15)


def test_the_quantile_is_scipys():
    assert [z(level) for level in (0.5, 0.95, 0.999)] == pytest.approx(stats.norm.ppf([0.75, 0.975, 0.9995]), abs=1e-12)


def test_nearly_everybody_in_one_group_has_an_interval_still():
    found = difference(0.999, 0.0, 1000)
    assert found is not None
    assert found[1] == 1.0
