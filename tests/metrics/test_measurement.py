"""What a measurement says of itself, and the ranges that every metric stays in."""

from __future__ import annotations

import copy
import json
import math
import pickle
from dataclasses import FrozenInstanceError
from html.parser import HTMLParser

import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import journeykit as jk
from journeykit import metrics
from journeykit.metrics.measurement import figure

NPS = metrics.nps([10, 9, 9, 8, 7, 7, 6, 3, None])
RATINGS = st.lists(st.integers(1, 5), min_size=2, max_size=50)


def test_it_is_a_frozen_value():
    assert hash(NPS) == hash(metrics.nps([9, 9, 10, 8, 7, 7, 6, 3, None]))
    assert pickle.loads(pickle.dumps(NPS)) == copy.deepcopy(NPS) == NPS
    with pytest.raises(FrozenInstanceError):
        NPS.value = 3
    assert isinstance(NPS, jk.Measurement)


def test_it_is_told_in_a_line_and_its_notes_below():
    line, note = str(NPS).splitlines()
    assert line == "Net promoter score 12.5 points (-41.6 to 66.6 at 95 %, n = 8; 0-10 scale)"
    assert note == "(1 missing answer left out)"
    assert str(metrics.nps([9, 3], level=None)) == "Net promoter score 0 points (n = 2; 0-10 scale)"
    assert "at 99.9 %" in str(metrics.nps([9, 3], level=0.999))


def test_it_is_a_row_for_data_frames():
    found = [NPS, metrics.csat([4, 5, 3])]
    rows = [row for each in found for row in each.rows()]
    assert pd.DataFrame(rows)["value"].tolist() == [each.value for each in found]
    assert pl.DataFrame(rows)["name"].to_list() == ["nps", "csat"]
    assert pd.DataFrame(found)["unit"].tolist() == ["points", "%"]
    assert json.loads(json.dumps(NPS.to_dict()))["notes"] == ["1 missing answer left out"]


def test_a_notebook_shows_it_as_a_table_with_nothing_unescaped():
    class Reader(HTMLParser):
        said = ""

        def handle_data(self, data):
            self.said += f"{data} "

    odd = jk.Measurement(name="x", title="<b>x</b>", value=1, unit="<i>", method="a < b", notes=("<script>",))
    html = odd._repr_html_()
    assert "<script>" not in html
    assert "<b>" not in html
    assert "<i>" not in html
    reader = Reader()
    reader.feed(NPS._repr_html_())
    assert "12.5 points" in reader.said
    assert "-41.6 to 66.6, multinomial variance" in reader.said
    assert "1 missing answer left out" in reader.said


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0, "", "0"),
        (-0.0, "%", "0"),
        (0.04, "%", "0.04"),
        (0.094, "%", "0.094"),
        (99.96, "%", "100"),
        (5, "", "5"),
        (4.125, "", "4.12"),
        (0.001234, "€", "0.0012"),
        (1234567.891, "€", "1234567.89"),
        (-31.25, "points", "-31.2"),
    ],
)
def test_figures(value, unit, text):
    assert figure(value, unit) == text


@given(st.lists(st.integers(0, 10), min_size=1))
def test_nps_stays_between_its_ends_and_counts_passives_in_n(scores):
    found = metrics.nps(scores)
    low, high = found.interval or (found.value, found.value)
    assert -100 <= low <= found.value <= high <= 100
    more = metrics.nps([*scores, 8])
    assert more.n == found.n + 1
    assert abs(more.value) <= abs(found.value)


@given(st.lists(st.integers(0, 10), min_size=1))
def test_nps_of_the_mirrored_groups_is_its_negative(scores):
    more, less = sum(score > 8 for score in scores), sum(score < 7 for score in scores)
    passive = len(scores) - more - less
    here = metrics.nps(promoters=more, passives=passive, detractors=less)
    there = metrics.nps(promoters=less, passives=passive, detractors=more)
    assert here.value == pytest.approx(-there.value)


@given(RATINGS)
def test_ratings_stay_on_their_scale(ratings):
    for found in (metrics.csat(ratings, method="mean"), metrics.ces(ratings, version="1.0")):
        low, high = found.interval or (found.value, found.value)
        assert 1 <= low <= found.value + 1e-12
        assert found.value - 1e-12 <= high <= 5
    share = metrics.csat(ratings)
    assert share.interval is not None
    assert 0 <= share.interval[0] <= share.value + 1e-9
    assert share.value - 1e-9 <= share.interval[1] <= 100


@given(RATINGS)
def test_more_answers_of_the_same_kind_make_the_interval_narrower(ratings):
    once, often = metrics.csat(ratings), metrics.csat(ratings * 4)
    assert often.value == pytest.approx(once.value)
    assert once.low is not None
    assert once.high is not None
    assert often.low is not None
    assert often.high is not None
    assert often.high - often.low < once.high - once.low


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=30))
def test_the_opportunity_score_lies_between_importance_and_twice_it(people):
    importance, satisfaction = zip(*people, strict=True)
    found = metrics.opportunity_score(importance, satisfaction)
    share = sum(each >= 4 for each in importance) / len(importance)
    assert 10 * share - 1e-9 <= found.value <= 20 * share + 1e-9
    low, high = found.interval or (found.value, found.value)
    assert 0 <= low <= high <= 20
    assert (found.interval is None) == bool(found.notes)
    assert found == metrics.opportunity_score(importance, satisfaction), "the same seed, the same interval"


def test_another_seed_is_another_interval_and_named():
    first, second = (
        metrics.opportunity_score([5, 4, 2, 3, 1] * 997, [1, 2, 5, 4, 3] * 997, seed=seed) for seed in (1, 2)
    )
    assert first.interval != second.interval
    assert first.interval_method == "percentile bootstrap, 10000 resamples, seed 1"


def test_what_all_say_alike_has_no_t_interval_and_says_so():
    assert metrics.ces([6, 6, 6]).notes == ("all answers are equal, so that a t interval would say nothing",)
    assert metrics.nps([9, 10]).notes == (
        "all answers are in one group, so that their variance is 0: see interval='adjusted-wald'",
    )
    wide = metrics.nps([9, 10], interval="adjusted-wald")
    assert wide.low is not None
    assert wide.low < 60


@pytest.mark.parametrize(
    ("importance", "satisfaction"),
    [([5], [1]), ([5] * 3, [1] * 3), ([1, 2, 1], [5, 1, 4]), ({5: 3}, {1: 4})],
)
def test_a_score_that_no_resample_changes_has_no_interval_and_says_so(importance, satisfaction):
    found = metrics.opportunity_score(importance, satisfaction)
    assert (found.interval, found.level, found.interval_method) == (None, None, None)
    assert found.notes == (
        "every resample of these answers has the same score, so that a bootstrap interval would say nothing",
    )
    assert metrics.opportunity_score(importance, satisfaction, level=None).notes == ()
    assert metrics.opportunity_score([5, 1], [1, 1]).interval == (0, 20)


@given(st.lists(st.one_of(st.none(), st.floats(-2, 2)), min_size=1, max_size=12))
def test_peak_end_is_the_one_of_journeys(emotions):
    from journeykit.analysis.feeling import feeling

    known = [each for each in emotions if each is not None]
    if not known:
        return
    found = metrics.peak_end(emotions)
    assert found.value == feeling(emotions).peak_end
    assert found.value == (max(known, key=lambda each: (abs(each), each < 0)) + known[-1]) / 2
    assert found.interval is None
    assert (found.notes == ()) == (len(known) == len(emotions))


def test_peak_end_of_people_is_the_mean_of_each():
    people = [[1, None, -2, 2, 1], [2, 1], [None], [0, -1]]
    found = metrics.peak_end(people)
    assert (found.value, found.n) == (pytest.approx((-0.5 + 1.5 - 1) / 3), 3)
    assert "1 missing answer left out" in found.notes
    assert not math.isnan(found.value)
