"""Durations: what people write, one spelling for each, months apart from seconds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit import Duration, Scope
from journeykit.model.durations import MONTH_SECONDS
from journeykit.testing import durations


@given(durations())
def test_the_text_of_a_duration_reads_back(length):
    assert Duration.parse(str(length)) == length
    assert eval(repr(length)) == length
    assert str(Duration.parse(str(length))) == str(length)


@given(durations(), durations())
def test_equal_durations_and_only_they_have_equal_texts(one, other):
    assert (one == other) == (str(one) == str(other))


@given(st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=3_000_000)))
def test_a_timedelta_keeps_its_seconds(length):
    assert Duration(length).seconds == length.total_seconds()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("18 weeks", "18 weeks"),
        ("98 days", "14 weeks"),
        ("20 min", "20 minutes"),
        ("90 MIN", "90 minutes"),
        ("1 hour 30 min", "90 minutes"),
        ("1h30min", "90 minutes"),
        ("1 hour, 30 minutes", "90 minutes"),
        ("2 years and 3 days", "2 years 3 days"),
        ("18 months", "18 months"),
        ("24 months", "2 years"),
        ("1.5 days", "36 hours"),
        ("PT90M", "90 minutes"),
        ("P1Y2M10DT2H30M", "14 months 1 week 3 days 2 hours 30 minutes"),
        ("P2W", "2 weeks"),
        ("p0.5y", "6 months"),
        ("PT0,5S", "0.5 seconds"),
        ("1 s", "1 second"),
        ("0 days", "0 seconds"),
    ],
)
def test_what_people_write(text, shown):
    assert str(Duration(text)) == shown


NO_DURATIONS = """
weeks | 3 | 3 moons | -3 days | P | PT | P1H | P1DT | 1 day 2 days | 3 days x | 20000 years | 1e999 days
"""


@pytest.mark.parametrize(
    "text", [*NO_DURATIONS.strip().split(" | "), "", "9" * 400 + " days", None, 3, 3.5, timedelta(-1)]
)
def test_what_is_no_duration(text):
    with pytest.raises(ValueError, match="duration"):
        Duration.parse(text)
    assert Scope().timeframe is None
    if text is not None:
        with pytest.raises(ValueError, match="timeframe"):
            Scope(timeframe=text)


def test_months_stay_months():
    month = Duration("1 month")
    assert (month.months, month.exact_seconds, month.seconds) == (1.0, 0.0, MONTH_SECONDS)
    assert month != Duration("30 days")
    assert MONTH_SECONDS / 86_400 == 30.436875


@given(durations())
def test_seconds_take_a_month_by_the_stated_rule(length):
    assert length.seconds == length.months * MONTH_SECONDS + length.exact_seconds
