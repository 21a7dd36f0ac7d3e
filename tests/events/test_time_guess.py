"""Formats that are not understood, and what a text that is no time is likely written in."""

from __future__ import annotations

from pathlib import Path

import pytest

import journeykit as jk
from events.observed.forms import made
from events.test_time_formats import read, rows_of
from journeykit.errors import EventLogError
from journeykit.events.time_formats import directives
from journeykit.events.time_guess import guessed

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("time_format", "faults"),
    [
        ("%d.%m.%q", ["%q is not read. Formats hold %Y %y", "there is no year in it (%Y or %y)"]),
        ("%-d.%m.%Y", ["%-d is not read; use %d, which takes one digit, too. Formats", "there is no day in it (%d)"]),
        ("%s", ["use time_format='seconds'", "no year", "no month", "no day"]),
        ("%F %T", ["%F is not read; use %Y-%m-%d; %T is not read; use %H:%M:%S", "no year", "no month", "no day"]),
        ("%Y-%m-%d %H:%M %Z", ["%Z is not read; use %z, or timezone="]),
        ("%Y-%m-%d %", ["a percent sign is written %%"]),
        ("%Y-%m-%d %y %H:%M:%M", ["the year stands in it more than once (%Y, %y)", "%M stands in it more than once"]),
        ("%Y-%m-%d %H:%M %p", ["%p needs %I, hours of 1 to 12"]),
        ("%Y-%m-%d %I:%M", ["%I needs %p"]),
        ("%Y-%m-%d %M:%S", ["%M needs %H"]),
        ("%Y-%m-%d %H.%f", ["%f needs %S"]),
        ("", ["there is no directive in it"]),
        ("Seconds", ["there is no directive in it"]),
    ],
)
def test_formats_that_are_not_understood(time_format, faults):
    with pytest.raises(EventLogError) as caught:
        jk.EventLog(rows_of(["x"]), time_format=time_format)
    assert len(caught.value.faults) == len(faults)
    for said, wanted in zip(caught.value.faults, faults, strict=True):
        assert said.startswith(f"time_format={time_format!r}: ")
        assert wanted in said


@pytest.mark.parametrize(
    ("text", "formats"),
    [
        ("04.05.2026 10:30", ["%d.%m.%Y %H:%M"]),
        ("5/4/2026 10:30 AM", ["%m/%d/%Y %I:%M %p", "%d/%m/%Y %I:%M %p"]),
        ("5/14/2026, 10:30:00\u202fPM", ["%m/%d/%Y, %I:%M:%S %p"]),
        ("14-05-2026", ["%d-%m-%Y"]),
        ("20260504103000", ["%Y%m%d%H%M%S"]),
        ("20260504T103000Z", ["%Y%m%dT%H%M%S%z"]),
        ("04/May/2026:10:30:00 +0000", ["%d/%b/%Y:%H:%M:%S %z"]),
        ("Mon, 04 May 2026 10:30:00 GMT", ["%a, %d %b %Y %H:%M:%S %z"]),
        ("1777890600", ["seconds"]),
        ("1.7778906E9", ["seconds"]),
        ("1777890600000", ["milliseconds"]),
        ("1777890600000000", ["microseconds"]),
        ("31.02.2026", []),
        ("yesterday", []),
        ("1" * 5_000, []),
    ],
)
def test_what_a_text_is_likely_written_in(text, formats):
    assert list(guessed(text)) == formats
    if formats and not text.startswith("1.7"):
        read(rows_of([text, text]), formats[0])


def test_complaints_say_which_format_would_do():
    with pytest.raises(EventLogError) as caught:
        jk.EventLog(rows_of(["5/4/2026 10:30 AM"]))
    assert (
        "time_format='%m/%d/%Y %I:%M %p' (the month first) or time_format='%d/%m/%Y %I:%M %p' (the day first) "
        "would read it" in str(caught.value)
    )
    with pytest.raises(EventLogError, match="like '2026-05-04T10:30'; without time_format= it would be one"):
        jk.EventLog(rows_of(["2026-05-04T10:30"]), time_format="%d.%m.%Y")
    with pytest.raises(EventLogError, match=r"like '5/25/2026'; time_format='%m/%d/%Y' would read it: mend"):
        jk.EventLog(rows_of(["5/25/2026"]), time_format="%d/%m/%Y")


@pytest.mark.parametrize("form", ["file", "polars lazy", "pandas"])
def test_another_text_of_the_column_tells_whether_the_day_comes_first(form):
    times = ["03/04/2026", "05/06/2026", "25/12/2026"]
    rows = [{"case": "1", "activity": "look", "timestamp": each} for each in times]
    with pytest.raises(EventLogError, match=r"like '03/04/2026', .*; time_format='%d/%m/%Y' would read it: mend"):
        jk.EventLog(made(form, rows))
    with pytest.raises(EventLogError, match="month first"):
        jk.EventLog(made(form, rows[:2]))
    mixed = [*rows, {"case": "1", "activity": "look", "timestamp": "yesterday"}]
    with pytest.raises(EventLogError, match="month first"):  # no format reads all of them
        jk.EventLog(made(form, mixed))


def test_the_page_says_every_directive():
    page = (ROOT / "docs" / "event_log.md").read_text(encoding="utf-8")
    assert [each for each in directives() if f"`{each}`" not in page] == []
