"""Differences between segments and their intervals, held against statsmodels, numpy and simulation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

import journeykit as jk
from journeykit.events.observed.differences import Estimate, median_ranks, mover, newcombe
from journeykit.events.observed.segments.pictured import difference_bars

COUNTS = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@settings(max_examples=200)
@given(COUNTS, COUNTS)
def test_newcombe_is_that_of_statsmodels(first, second):
    low, high = newcombe(*first, *second)
    assert (low, high) == pytest.approx(confint_proportions_2indep(*first, *second, method="newcomb"), abs=1e-9)
    back_low, back_high = newcombe(*second, *first)
    assert (back_low, back_high) == pytest.approx((-high, -low))


def test_mover_of_symmetric_intervals_is_that_of_a_sum_of_variances():
    assert mover(Estimate(5, 2, 8), Estimate(1, -3, 5)) == pytest.approx((4 - 5, 4 + 5))


@pytest.mark.parametrize(("n", "level"), [(6, 0.95), (7, 0.95), (25, 0.9), (100, 0.95), (101, 0.99), (100_000, 0.95)])
def test_ranks_hold_the_median_as_often_as_they_say_and_no_narrower_ones_would(n, level):
    from scipy.stats import binom

    low, high = median_ranks(n, level)
    assert low + high == n + 1
    assert 1 - 2 * binom.cdf(low - 1, n, 0.5) >= level
    assert 1 - 2 * binom.cdf(low, n, 0.5) < level


def test_ranks_that_hold_it_exactly_as_often_suffice():
    assert median_ranks(6, 1 - 2 / 64) == (1, 6)
    assert median_ranks(6, 1 - 1.9 / 64) is None


@pytest.mark.parametrize("n", range(6))
def test_few_values_have_no_ranks(n):
    assert median_ranks(n) is None


def log_of(seconds):
    """A log of (segment, seconds from a to b, score), one case each."""
    from datetime import UTC, datetime, timedelta

    start = datetime(2026, 1, 1, tzinfo=UTC)
    rows = []
    for case, (segment, took, score) in enumerate(seconds):
        rows.append({"case": case, "activity": "a", "timestamp": start, "kind": segment, "score": score})
        if took is not None:
            then = start + timedelta(seconds=took)
            rows.append({"case": case, "activity": "b", "timestamp": then, "kind": segment, "score": None})
    return jk.EventLog(rows)


RANDOM = np.random.default_rng(7)
DATA = [
    (str(name), int(took) if came else None, float(score))
    for name, took, came, score in zip(
        RANDOM.choice(["x", "y", "z"], 300, p=[0.5, 0.35, 0.15]),
        RANDOM.exponential(10_000, 300),
        RANDOM.random(300) < 0.8,
        RANDOM.integers(1, 6, 300),
        strict=True,
    )
]
PARTED = log_of(DATA).by("kind")


def times(*names):
    return np.array([took for name, took, _ in DATA if name in names and took is not None], dtype=float)


def scores(*names):
    return np.array([score for name, _, score in DATA if name in names])


def test_shares_against_the_rest():
    for row in PARTED.compare("b"):
        inside = [took is not None for name, took, _ in DATA if name == row.segment]
        outside = [took is not None for name, took, _ in DATA if name != row.segment]
        assert (row.n, row.n_rest) == (len(inside), len(outside))
        assert row.difference == pytest.approx(np.mean(inside) - np.mean(outside))
        assert (row.low, row.high) == pytest.approx(newcombe(sum(inside), len(inside), sum(outside), len(outside)))
        assert row.clear == (row.low > 0 or row.high < 0)


def test_medians_against_the_rest():
    rest = {"x": "yz", "y": "xz", "z": "xy"}
    for row in PARTED.compare_durations("a", "b"):
        each = []
        for values in (times(row.segment), times(*rest[row.segment])):
            low, high = (np.sort(values)[rank - 1] for rank in median_ranks(len(values)))
            each.append(Estimate(np.median(values), low, high))
        assert (row.value, row.rest) == pytest.approx((each[0].value, each[1].value))
        assert (row.low, row.high) == pytest.approx(mover(*each))


def test_means_and_their_differences():
    for row in PARTED.means("score"):
        values = scores(row.segment)
        assert (row.n, row.without) == (len(values), 0)
        assert row.mean == pytest.approx(values.mean())
        assert (row.low, row.high) == pytest.approx(DescrStatsW(values).tconfint_mean())
    for row in PARTED.compare_means("score"):
        inside, outside = scores(row.segment), scores(*({"x", "y", "z"} - {row.segment}))
        ends = CompareMeans.from_data(inside, outside).tconfint_diff(usevar="unequal")
        assert (row.low, row.high) == pytest.approx(ends)


def test_all_at_once_is_wider_and_said():
    alone, together = PARTED.compare("b"), PARTED.compare("b", together=True)
    for one, all_ in zip(
        sorted(alone, key=lambda row: row.segment), sorted(together, key=lambda row: row.segment), strict=True
    ):
        assert all_.high - all_.low > one.high - one.low
    third = newcombe(1, 2, 1, 2, 1 - 0.05 / 3)
    assert third == pytest.approx(confint_proportions_2indep(1, 2, 1, 2, method="newcomb", alpha=0.05 / 3))
    assert any("of so many about 0.15 miss by chance" in line for line in alone.about)
    assert any("Bonferroni" in line for line in together.about)


def test_the_clear_and_the_large_stand_first():
    rows = list(PARTED.compare())
    assert rows == sorted(rows, key=lambda row: (not row.clear, -abs(row.difference)))
    assert len(rows) == 6


def test_too_few_have_no_interval_and_are_not_clear():
    rows = log_of([("x", 10, 5.0), ("y", 20, 4.0), ("y", 30, 3.0)]).by("kind").compare_durations("a", "b")
    assert [(row.low, row.clear) for row in rows] == [(None, None)] * 2
    (mean,) = (row for row in log_of([("x", 1, 5.0), ("y", 2, 4.0)]).by("kind").means() if row.segment == "x")
    assert (mean.mean, mean.low) == (5.0, None)


def test_means_without_spread_or_of_few_have_no_interval_and_stand_last():
    spread = [4.0, 5.0, 5.0, 4.0, 3.0, 5.0, 4.0]
    data = {"few": [3.0] * 3, "five": spread[:5], "flat": [0.1 + 0.2] * 4 + [0.3] * 4, "web": spread, "shop": spread}
    parted = log_of([(name, 1, x) for name, values in data.items() for x in values]).by("kind")
    found = parted.compare_means("score")
    bare = {row.segment for row in found if row.low is None}
    assert bare == {"few", "five", "flat"}
    assert all((row.high, row.clear) == (None, None) for row in found if row.segment in bare)
    assert {row.segment for row in list(found)[-3:]} == bare
    (said,) = (line for line in found.about if "no interval" in line)
    assert said.startswith(
        "3 of 5 differences have no interval, and are not called clear: the segment or the rest has "
    )
    svg = found.draw().svg
    assert svg.count("no interval") > 3
    assert not [line for line in PARTED.compare_means("score").about if "no interval" in line]


def test_a_rest_without_spread_has_no_interval_either():
    rows = log_of([("x", 1, 3.0)] * 8 + [("y", 1, float(at % 5)) for at in range(9)]).by("kind").compare_means("score")
    assert [(row.low, row.clear) for row in rows] == [(None, None)] * 2


def test_one_segment_has_no_rest():
    rows = log_of([("x", 10, 5.0), ("x", 20, 4.0)]).by("kind").compare("b")
    assert [(row.value, row.rest, row.low) for row in rows] == [(1.0, None, None)]


def test_a_value_is_summed_within_its_case_and_any_other_number_averaged():
    rows = [
        {
            "case": case,
            "activity": "a",
            "timestamp": f"2026-01-0{day} 10:00Z",
            "kind": "k",
            "value": x,
            "size": x,
        }
        for case, day, x in (("1", 1, 10.0), ("1", 2, 20.0), ("2", 1, 5.0))
    ]
    parted = jk.EventLog(rows).by("kind")
    assert (parted.means("value")[0].mean, parted.means("size")[0].mean) == (17.5, 10.0)


def test_bad_questions():
    with pytest.raises(jk.EventLogError, match="level is a probability"):
        PARTED.compare("b", level=95)
    with pytest.raises(jk.EventLogError, match="level is a probability"):
        PARTED.means("score", level=0)
    with pytest.raises(jk.UnknownName):
        PARTED.compare("bb")
    with pytest.raises(jk.EventLogError, match="has a number in 'kind'"):
        PARTED.means("kind")


def test_the_picture_groups_by_figure():
    text = PARTED.compare().draw().svg
    assert "come to b" in text
    assert "against" in text


def test_pictures_of_points_have_an_axis():
    assert [said for _, said in difference_bars(PARTED.compare_durations("a", "b")).ticks if said == "0\u00a0s"]
    ticks = difference_bars(PARTED.compare()).ticks
    assert 3 <= len(ticks) <= 6
    assert all(said.endswith("points") for _, said in ticks)
