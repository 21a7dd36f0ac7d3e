"""Answers come as anything that holds numbers: the same numbers give the same result, and what is none is refused."""

from __future__ import annotations

import array
from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit import metrics
from journeykit.errors import JourneyError, MetricError

SCORES = [10, 9, 9, 8, 7, 6, 0]
WANTED = metrics.nps(SCORES)
MISSING = [10, None, 9, 9, float("nan"), 8, 7, 6, 0]


@pytest.mark.parametrize(
    "given_as",
    [
        tuple(SCORES),
        iter(SCORES),
        (score for score in SCORES),
        array.array("b", SCORES),
        range(0) or SCORES,
        Counter(SCORES),
        np.array(SCORES),
        np.array(SCORES, dtype=np.uint8),
        np.array(SCORES, dtype=np.float32),
        np.array(SCORES, dtype=object),
        [np.int64(score) for score in SCORES],
        [Decimal(score) for score in SCORES],
        [Fraction(score) for score in SCORES],
        pd.Series(SCORES),
        pd.Series(SCORES, dtype="Int64"),
        pd.Series(SCORES, dtype="category"),
        pd.Series(SCORES, index=list("gfedcba")),
        pd.DataFrame({"score": SCORES})["score"],
        pl.Series(SCORES),
        pl.DataFrame({"score": SCORES})["score"],
    ],
    ids=lambda value: f"{type(value).__module__}.{type(value).__name__}",
)
def test_every_container_gives_the_same(given_as):
    assert metrics.nps(given_as) == WANTED


@pytest.mark.parametrize(
    "given_as",
    [
        MISSING,
        np.array(MISSING, dtype=float),
        pd.Series(MISSING),
        pd.Series([10, None, 9, 9, None, 8, 7, 6, 0], dtype="Int64"),
        [10, pd.NA, 9, 9, pd.NaT, 8, 7, 6, 0],
        pl.Series([10, None, 9, 9, None, 8, 7, 6, 0]),
        np.ma.masked_equal([10, 5, 9, 9, 5, 8, 7, 6, 0], 5),
        {10: 1, None: 2, 9: 2, 8: 1, 7: 1, 6: 1, 0: 1},
    ],
    ids=lambda value: type(value).__module__,
)
def test_missing_answers_are_left_out_and_told(given_as):
    found = metrics.nps(given_as)
    assert (found.value, found.n, found.interval) == (WANTED.value, 7, WANTED.interval)
    assert found.notes == ("2 missing answers left out",)


@pytest.mark.parametrize("kind", ["int64", "Int64", "float", "object", "category"])
def test_the_value_counts_of_pandas_are_counts_and_no_answers(kind):
    counted = pd.Series(SCORES, name="score", dtype=kind).value_counts()
    assert metrics.nps(counted) == metrics.nps(counted.sort_index()) == WANTED
    with pytest.raises(MetricError, match="nps takes counts, and these are proportions: leave out normalize=True"):
        metrics.nps(pd.Series(SCORES, dtype=kind).value_counts(normalize=True))


def test_value_counts_with_missing_answers_flags_and_answers_off_the_scale():
    assert metrics.nps(pd.Series(MISSING).value_counts(dropna=False)) == metrics.nps(MISSING)
    flags = [True, False, False]
    assert metrics.churn(pd.Series(flags).value_counts()) == metrics.churn(flags)
    with pytest.raises(MetricError, match=r"whole numbers from 0 to 10: there is 11 \(2x\)"):
        metrics.nps(pd.Series([11, 11, 3]).value_counts())


def test_value_counts_of_two_questions_are_those_of_different_people():
    rated = pd.DataFrame({"importance": [5, 5, 4, 2], "satisfaction": [1, 2, 4, 2]})
    counted = rated["importance"].value_counts(), rated["satisfaction"].value_counts()
    for metric in (metrics.opportunity_score, metrics.importance_satisfaction_gap):
        assert metric(*counted) == metric(rated["importance"], rated["satisfaction"], paired=False)


def test_a_column_that_is_called_count_holds_answers():
    assert metrics.nps(pd.DataFrame({"count": SCORES})["count"]) == WANTED
    assert metrics.nps(pd.Series(SCORES, name="count", index=[1] * len(SCORES))) == WANTED


@given(st.lists(st.integers(0, 10), min_size=2), st.randoms())
def test_order_does_not_matter_and_neither_do_counts(scores, random):
    shuffled = random.sample(scores, len(scores))
    assert metrics.nps(scores) == metrics.nps(shuffled) == metrics.nps(Counter(scores))


@given(st.lists(st.floats(0, 1e6), min_size=2), st.randoms())
def test_not_even_the_last_digit_of_a_mean_depends_on_order(revenue, random):
    shuffled = random.sample(revenue, len(revenue))
    assert metrics.arpu(revenue) == metrics.arpu(shuffled) == metrics.arpu(Counter(revenue))


@given(st.lists(st.integers(0, 10), min_size=1))
def test_named_groups_are_the_same_as_scores(scores):
    more, less = sum(score > 8 for score in scores), sum(score < 7 for score in scores)
    groups = metrics.nps(promoters=more, passives=len(scores) - more - less, detractors=less)
    assert groups == metrics.nps(scores)


@given(st.lists(st.booleans(), min_size=1))
def test_flags_are_the_same_as_counts(flags):
    yes, n = sum(flags), len(flags)
    assert metrics.churn(flags) == metrics.churn(yes, n) == metrics.churn([int(flag) for flag in flags])
    assert metrics.retention(np.array(flags)) == metrics.retention(yes, n)
    assert metrics.conversion(pd.Series(flags), per="user") == metrics.conversion(yes, n, per="user")
    assert metrics.conversion({True: yes, False: n - yes}, per="user") == metrics.conversion(yes, n, per="user")


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=2, max_size=30), st.randoms())
def test_the_order_of_people_does_not_matter(people, random):
    shuffled = random.sample(people, len(people))
    for metric in (metrics.opportunity_score, metrics.importance_satisfaction_gap):
        assert metric(*zip(*people, strict=True)) == metric(*zip(*shuffled, strict=True))


def test_whoever_left_one_question_out_is_left_out_of_both():
    found = metrics.importance_satisfaction_gap([5, None, 4, 5], [2, 3, float("nan"), 3])
    assert (found.value, found.n, found.notes) == (2.5, 2, ("2 missing answers left out",))


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("109", "no text"),
        (b"109", "no text"),
        (9, "no single value like 9"),
        (None, "takes scores, or promoters"),
        ({9, 10}, "no set, which drops answers that are alike"),
        pytest.param(object(), "no object", id="object"),
        (np.array([[9, 10]]), "no array of 2 dimensions"),
        (np.array(9), "no array of 0 dimensions"),
        (pd.DataFrame({"score": [9]}), "whole table: name one column"),
        (pl.DataFrame({"score": [9]}), "whole table: name one column"),
        pytest.param(pl.LazyFrame({"score": [9]}), "whole table: name one column", id="lazy frame"),
        (np.array(["2026-01-01"], dtype="M8[D]"), r"no column of datetime64\[D\]"),
        (np.array([1j]), "no column of complex128"),
        ([], "needs at least one answer, and there is none$"),
        ([None, float("nan")], r"there is none \(2 missing\)$"),
        ({9: 0}, "there is none$"),
        ({9: -1}, "the count of 9 is a whole number from 0 on, not -1"),
        ({9: 1.5}, "the count of 9 is a whole number from 0 on, not 1.5"),
        ({9: True}, "the count of 9 is a whole number from 0 on, not True"),
        ({"promoters": 3}, "there is 'promoters'"),
    ],
    ids=repr,
)
def test_what_is_no_column_of_answers_is_refused(bad, said):
    with pytest.raises(MetricError, match=said):
        metrics.nps(bad)


@pytest.mark.parametrize(
    "bad",
    [
        11,
        -1,
        2.5,
        float("inf"),
        "9",
        True,
        False,
        np.True_,
        b"9",
        date(2026, 1, 1),
        [9],
        {"a": 1},
        1j,
        10**400,
        Decimal("Infinity"),
    ],
    ids=repr,
)
def test_what_is_no_score_is_refused_with_its_place(bad):
    with pytest.raises(MetricError) as caught:
        metrics.nps([10, 9, bad, 3])
    assert str(caught.value).startswith("nps takes whole numbers from 0 to 10: scores[2] is ")
    assert isinstance(caught.value, JourneyError)
    assert isinstance(caught.value, ValueError)


def test_all_that_are_wrong_are_told_at_once_the_first_by_place():
    with pytest.raises(MetricError) as caught:
        metrics.nps([11, 10, "9", 12, True, -1, 9, 2.5, 99])
    assert str(caught.value) == (
        "nps takes whole numbers from 0 to 10: "
        "scores[0] is 11, scores[2] is '9', scores[3] is 12, scores[4] is True, scores[5] is -1 and 2 more"
    )
    assert len(caught.value.places) == 7


def test_a_long_answer_does_not_fill_the_screen():
    with pytest.raises(MetricError) as caught:
        metrics.nps(["x" * 10_000])
    assert len(str(caught.value)) < 120


def test_booleans_are_no_scores_and_two_is_no_flag():
    with pytest.raises(MetricError, match="scores\\[0\\] is True"):
        metrics.nps(pd.Series([True, False]))
    with pytest.raises(MetricError, match=r"takes True and False, or 1 and 0: lost\[1\] is 2"):
        metrics.churn([1, 2])


def test_a_million_answers_take_seconds():
    column = np.random.default_rng(0).integers(0, 11, 1_000_000)
    assert metrics.nps(column).n == 1_000_000
