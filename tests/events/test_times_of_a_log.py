"""Times of a log: zones, offsets, clock changes, and times far away."""

from __future__ import annotations

import warnings
from datetime import UTC, datetime

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest

import journeykit as jk
from journeykit.errors import EventLogError, EventLogWarning

forms = pytest.mark.parametrize(
    "form", [list, pd.DataFrame, pl.DataFrame, pl.LazyFrame], ids=["rows", "pandas", "polars", "lazy"]
)


@forms
def test_naive_times_are_utc_and_said_unless_a_zone_is_given(form):
    rows = [
        {"case": 1, "activity": "a", "timestamp": "2025-10-26 01:30:00"},
        {"case": 2, "activity": "a", "timestamp": "2025-10-26 02:30:00"},  # twice: the first of the two counts
        {"case": 3, "activity": "a", "timestamp": "2025-03-30 02:30:00"},  # never: the offset from before
        {"case": 4, "activity": "a", "timestamp": "2025-03-30 03:30:00"},
        {"case": 5, "activity": "a", "timestamp": "2025-07-01"},
    ]
    with pytest.warns(EventLogWarning, match="5 times have no zone"):
        log = jk.EventLog(form(rows))
    assert log.summary().start == datetime(2025, 3, 30, 2, 30, tzinfo=UTC)
    log = jk.EventLog(form(rows), timezone="Europe/Berlin")
    times = dict(log.engine.rows(log.events.select("case", "time").sort("case")))
    assert [datetime.fromtimestamp(times[case] / 1e6, UTC).isoformat() for case in times] == [
        "2025-10-25T23:30:00+00:00",
        "2025-10-26T00:30:00+00:00",
        "2025-03-30T01:30:00+00:00",
        "2025-03-30T01:30:00+00:00",
        "2025-06-30T22:00:00+00:00",
    ]


@pytest.mark.parametrize("zone", ["UTC", "America/Sao_Paulo", "Australia/Lord_Howe", "Europe/Berlin"])
def test_midnights_are_those_of_the_zone(zone):
    days = [
        "2018-01-05",
        "2018-07-05",
        "2018-10-28",
        "2018-03-25",
        "2018-11-05",
    ]  # 4 November had no midnight in Brazil
    rows = [{"case": day, "activity": "a", "timestamp": day} for day in days]
    rows += [{"case": 1, "activity": "b", "timestamp": "2018-07-05 12:00"}]
    assert jk.EventLog(rows, timezone=zone).summary().at_midnight == pytest.approx(5 / 6)


@forms
def test_mixed_offsets_are_moved_to_utc_and_said(form):
    rows = [
        {"case": 1, "activity": "late", "timestamp": "2026-05-04 12:00:00,5+02:00"},
        {"case": 1, "activity": "early", "timestamp": "2026-05-04T09:59:59.25Z"},
        {"case": 2, "activity": "early", "timestamp": "2026-05-04T09:59:59 -0330"},
    ]
    with pytest.warns(EventLogWarning, match="several offsets"):
        log = jk.EventLog(form(rows))
    assert log.variants()[0].steps == ("early", "late")
    assert log.variants()[0].median_duration == pytest.approx(1.25)
    assert log.summary().end == datetime(2026, 5, 4, 13, 29, 59, tzinfo=UTC)


@pytest.mark.parametrize("lazy", [False, True])
def test_offsets_in_categories_are_those_of_texts(lazy):
    times = ["2026-05-04 12:00:00,5+02:00", "2026-05-04T09:59:59.25Z", "2026-05-04T09:59:59 -0330", "2026-05-04"]
    texts = pl.DataFrame({"case": [1, 1, 2, 2], "activity": list("abab"), "timestamp": times})
    found = []
    for kind in (pl.String, pl.Categorical, pl.Enum(times)):
        frame = texts.with_columns(pl.col("timestamp").cast(kind))
        with pytest.warns(EventLogWarning) as said:
            log = jk.EventLog(frame.lazy() if lazy else frame)
        found.append(([str(each.message) for each in said], log.engine.rows(log.events.sort("seq")), log.notes))
    assert found[0] == found[1] == found[2]
    assert found[0][0][1].startswith("times are written with several offsets, +00:00 (1), +02:00 (1), -03:30 (1)")
    assert [row[2] for row in found[0][1]] == [
        *(1_777_888_800_500_000, 1_777_888_799_250_000, 1_777_901_399_000_000, 1_777_852_800_000_000)
    ]
    bad = texts.with_columns(timestamp=pl.Series(["x", *times[1:]], dtype=pl.Categorical))
    with pytest.raises(jk.JourneyError, match="1 event has in column 'timestamp' what is no time, like 'x'"):
        jk.EventLog(bad.lazy() if lazy else bad)


@forms
def test_texts_in_all_their_forms(form):
    good = {
        "2026-05-04": 0,
        " 2026-05-04T10:30\t": 630,
        "2026-05-04 10:30 UTC": 630,
        "2026-05-04T10:30Z": 630,
        "2026-05-04 10:30:00.0000009z": 630,
        "2026-05-04 10:30+02": 510,
        "2026-05-04 10:30:00,000 -0330": 840,
    }
    bad = ["2026-05-04 24:00", "2026-05-04 10:60", "2026-05-04 10:30:60", "2026-05-04 10:30+24:00", "2026-05-04+02:00"]
    bad += ["2026-02-29", "2026-5-04", "26-05-04", "0000-01-01", "2026-05-04t10:30", "2026-05-04 10:30  Z", "10:30"]
    rows = [{"case": case, "activity": "a", "timestamp": text} for case, text in enumerate([*good, *bad])]
    with pytest.warns(EventLogWarning) as said:
        log = jk.EventLog(form(rows), timezone="UTC", missing="leave out")
    assert str(said[0].message).startswith("left out: 12 events have in column 'timestamp' what is no time")
    assert len(said) == 2
    day = int(datetime(2026, 5, 4, tzinfo=UTC).timestamp())
    found = log.engine.rows(log.events.sort("case").select("time"))
    assert [(time / 1e6 - day) / 60 for (time,) in found] == list(good.values())


@forms
def test_times_far_away(form):
    rows = [
        {"case": 1, "activity": "a", "timestamp": "1600-01-01"},
        {"case": 1, "activity": "b", "timestamp": "9999-12-31 23:59:59.999999"},
        {"case": 2, "activity": "b", "timestamp": "1969-12-31 23:59:59"},
    ]
    with pytest.warns(EventLogWarning, match="is that a placeholder") as said:
        found = jk.EventLog(form(rows), timezone="Australia/Lord_Howe").summary()
    assert (found.start.year, found.end.year) == (1599, 9999)
    assert [str(each.message)[:28] for each in said] == ["times reach to 9999-12-31, a", "times begin on 1600-01-01: i"]
    with pytest.warns(EventLogWarning, match="is that a placeholder"):
        assert jk.EventLog(form(rows), timezone="UTC").variants()[0].steps == ("a", "b")


@pytest.mark.parametrize("since", [pd.NaT, "soon", 7, True])
def test_what_is_no_moment_filters_nothing(since):
    log = jk.EventLog([{"case": case, "activity": "a", "timestamp": "2026-05-04T10:00Z"} for case in (1, 2)])
    with pytest.raises(EventLogError, match="since is a date or a time like"):
        log.filter(since=since)


FAR = {
    "pandas": lambda: pd.DataFrame(
        {
            "case": [1, 2, 3, 4],
            "activity": "a",
            "timestamp": np.array(["20026-05-01", "0000-12-31", "2026-05-01", "NaT"], dtype="datetime64[s]"),
        }
    ),
    "polars": lambda: polars_far(pl.Datetime("ms")),
    "polars lazy": lambda: polars_far(pl.Datetime("us", "UTC")).lazy(),
    "polars date": lambda: polars_far(pl.Date),
    "pyarrow": lambda: polars_far(pl.Datetime("ms")).to_arrow(),
    "relation": lambda: relation_far("TIMESTAMP"),
    "relation date": lambda: relation_far("DATE"),
    "relation aware": lambda: relation_far("TIMESTAMPTZ"),
}


def polars_far(kind):
    days = pl.Series([6_595_000, -719_163, 20_574, None])
    times = days.cast(pl.Int32).cast(pl.Date) if kind == pl.Date else (days * 86_400_000).cast(pl.Datetime("ms"))
    return pl.DataFrame({"case": [1, 2, 3, 4], "activity": "a", "timestamp": times.cast(kind)})


def relation_far(kind):
    rows = "(1, '20026-05-01'), (2, '0001-12-31 (BC)'), (3, '2026-05-01'), (4, NULL)"
    return duckdb.connect().sql(
        f"SELECT case_id, 'a' AS activity, day::{kind} AS timestamp FROM (VALUES {rows}) v(case_id, day)"
    )


@pytest.mark.parametrize("form", FAR)
def test_years_beyond_9999_are_no_times(form):
    with pytest.raises(EventLogError) as caught:
        jk.EventLog(FAR[form](), timezone="UTC")
    far, empty = caught.value.faults
    assert far.startswith("2 events have in column 'timestamp' what is no time, like ")
    assert "where years are 1 to 9999: mend" in far
    assert empty.startswith("1 event has no time (column 'timestamp' is empty there)")
    with pytest.warns(EventLogWarning) as said:
        log = jk.EventLog(FAR[form](), timezone="UTC", missing="leave out")
    assert [str(each.message)[:17] for each in said] == ["left out: 2 event", "left out: 1 event"]
    assert log.summary().end == log.summary().start
    assert len(log.over_time("month")) == 1


def test_infinite_times_and_days_beyond_microseconds_are_no_times():
    rows = "(1, 'infinity'::DATE), (2, '-infinity'), (3, '4000000-01-01'), (4, '2026-05-01')"
    data = duckdb.connect().sql(
        f"SELECT case_id, 'a' AS activity, day AS timestamp FROM (VALUES {rows}) v(case_id, day)"
    )
    with pytest.raises(EventLogError, match="3 events have in column 'timestamp' what is no time, like '-infinity'"):
        jk.EventLog(data)
    seconds = np.array(["300000-05-01", "2026-05-01"], dtype="datetime64[s]")
    with pytest.raises(EventLogError, match="1 event has no time"):
        jk.EventLog(pd.DataFrame({"case": [1, 2], "activity": "a", "timestamp": seconds}))
    far = pl.DataFrame({"case": [1, 2, 3], "activity": "a", "timestamp": [2**30, -(2**31), 0]})
    days = far.with_columns(pl.col("timestamp").cast(pl.Int32).cast(pl.Date))
    millis = far.with_columns((pl.col("timestamp") * 2**31).cast(pl.Datetime("ms")))
    for frame in (days, millis):
        with pytest.raises(EventLogError, match="2 events have in column 'timestamp' what is no time"):
            jk.EventLog(frame)


@forms
def test_an_offset_that_leads_out_of_9999_makes_no_time_and_a_zone_none_later_than_its_end(form):
    rows = [
        {"case": case, "activity": "a", "timestamp": each}
        for case, each in enumerate(["9999-12-31 23:59:59-05:00", "0001-01-01 00:00+01:00", "2026-05-04 10:00Z"])
    ]
    with pytest.raises(EventLogError, match=r"2 events have .* like '0001-01-01 00:00\+01:00'"):
        jk.EventLog(form(rows))
    local = [
        {"case": case, "activity": "a", "timestamp": f"{year}-12-31 23:59:59"} for case, year in enumerate((2026, 9999))
    ]
    with pytest.warns(EventLogWarning, match="is that a placeholder"):
        found = jk.EventLog(form(local), timezone="America/Chicago").summary()
    assert (found.start.isoformat(), found.end.isoformat()[:19]) == ("2027-01-01T05:59:59+00:00", "9999-12-31T23:59:59")


def test_one_time_without_a_zone_is_one():
    rows = [{"case": each, "activity": "a", "timestamp": each} for each in ("2026-05-04", "2026-05-04 10:00Z")]
    with pytest.warns(EventLogWarning, match="^1 time has no zone and is read as UTC"):
        jk.EventLog(rows)


@forms
@pytest.mark.parametrize(
    ("times", "said"),
    [
        (["2026-05-04", "2026-06-04", "9999-12-31"], ["times reach to 9999-12-31, and so does the end of the log"]),
        (["2026-05-04", "2100-01-01"], ["times reach to 2100-01-01, "]),
        (["2026-05-04", "2099-12-31 23:59:59"], []),
        (["1900-01-01", "2026-05-04"], ["times begin on 1900-01-01: is that a placeholder? filter(since=…) leaves"]),
        (["1900-12-31 23:59:59", "2026-05-04"], ["times begin on 1900-12-31: "]),
        (["1901-01-01", "2026-05-04"], []),
        (["1970-01-01", "2026-05-04"], ["times begin on 1970-01-01: "]),
        (["1970-01-01 00:00:01", "2026-05-04"], []),
        (["1970-01-01", "1970-05-04"], []),
        (["2131-01-01", "2150-05-04"], []),  # moved, so that nobody is known by them
        (["1701-01-01", "1750-05-04"], []),
        (["0001-01-01", "9999-12-31"], ["times reach to 9999-12-31, ", "times begin on 0001-01-01: "]),
    ],
)
def test_a_placeholder_far_from_all_other_times_is_said(form, times, said):
    rows = [{"case": case, "activity": "a", "timestamp": each} for case, each in enumerate(times)]
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        log = jk.EventLog(form(rows), timezone="UTC")
    found = [str(each.message) for each in caught]
    assert [each[: len(part)] for each, part in zip(found, said, strict=True)] == said
    assert [each for each in log.notes if "placeholder" in each] == found


def test_a_filter_leaves_a_placeholder_out():
    rows = [
        {"case": case, "activity": "a", "timestamp": f"{day} 10:00Z"}
        for case, day in enumerate(["2026-05-04", "2026-05-05", "9999-12-31"])
    ]
    with pytest.warns(EventLogWarning, match="placeholder"):
        log = jk.EventLog(rows)
    assert log.activities(horizon="7 days")[0].open == 1
    assert log.filter(until="2026-12-31").activities(horizon="7 days")[0].open == 2
