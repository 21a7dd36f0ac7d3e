"""Times and lengths of time of a log, there and back; and that one file alone knows how they are counted."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import journeykit.events
from journeykit.errors import EventLogError
from journeykit.events.microseconds import DAY, day_of, duration_of, length, micros, moment, moment_of, since_1970
from journeykit.model import Duration

FIRST, LAST = (since_1970(datetime(year, month, day, tzinfo=UTC)) for year, month, day in [(1, 1, 1), (9999, 12, 31)])


@given(st.integers(FIRST, LAST))
def test_moments_go_there_and_back(us):
    assert since_1970(moment_of(us)) == us
    assert since_1970(moment_of(us).astimezone(timezone(timedelta(hours=5)))) == us
    assert day_of(us) == moment_of(us).date().isoformat()


@given(st.integers(0, 10**15))
def test_lengths_go_there_and_back(us):
    assert length(timedelta(microseconds=us)) == us
    assert length(duration_of(us)) == us


@pytest.mark.parametrize(
    ("said", "us"),
    [
        (date(1970, 1, 2), DAY),
        (datetime(1970, 1, 2), DAY),  # noqa: DTZ001 - what has no zone is UTC
        ("1970-01-02T01:00+01:00", DAY),
    ],
)
def test_moments_are_read(said, us):
    assert moment(said, "since") == us


@pytest.mark.parametrize(
    ("said", "us"), [("1 day", DAY), (timedelta(days=1), DAY), (Duration.parse("1 day"), DAY), (0, 0)]
)
def test_lengths_are_read(said, us):
    assert micros(said, "gap") == us


@pytest.mark.parametrize(
    ("read", "said"), [(moment, "soon"), (moment, 7), (micros, "soon"), (micros, "-1 day"), (micros, True)]
)
def test_what_is_wrong_is_called_by_its_name(read, said):
    with pytest.raises(EventLogError, match="that thing"):
        read(said, "that thing")


def test_no_other_file_has_a_beginning_of_time():
    folder = Path(journeykit.events.__file__).parent
    found = {
        path.name for path in folder.rglob("*.py") if re.search(r"datetime\(1970, 1, 1\b", path.read_text("utf-8"))
    }
    assert found == {"microseconds.py"}
