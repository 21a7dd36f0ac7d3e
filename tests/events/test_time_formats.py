"""Times as exports write them: formats and Unix times, the same wherever the data is."""

from __future__ import annotations

import re
import warnings
from datetime import UTC, date, datetime, timedelta, timezone

import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import journeykit as jk
from events.observed.forms import FORMS, made
from journeykit.errors import EventLogError, EventLogWarning
from journeykit.events.time_formats import directives

NOON = datetime(2026, 5, 4, 10, 30, tzinfo=UTC)
forms = pytest.mark.parametrize("form", FORMS)


def rows_of(times):
    return [{"case": case, "activity": "a", "timestamp": each} for case, each in enumerate(times)]


def moments(log):
    """The times of a log, by case."""
    found = log.engine.rows(log.events.select("case", "time").sort("case"))
    return [datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=micros) for _, micros in found]


def read(data, time_format, zone="UTC"):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", EventLogWarning)  # of one case, of several offsets
        return moments(jk.EventLog(data, timezone=zone, time_format=time_format))


@forms
@pytest.mark.parametrize(
    ("time_format", "text", "moment"),
    [
        ("%d.%m.%Y %H:%M", "04.05.2026 10:30", NOON),
        ("%d.%m.%Y %H:%M", " 4.5.2026  10:30 ", NOON),
        ("%d.%m.%Y, %H.%M Uhr", "04.05.2026, 10.30 Uhr", NOON),
        ("%m/%d/%Y %I:%M %p", "5/4/2026 10:30 AM", NOON),
        ("%m/%d/%Y %I:%M %p", "5/4/2026 12:30\u202fam", NOON.replace(hour=0)),
        ("%m/%d/%Y %I:%M:%S%p", "5/4/2026 12:30:00 p.m.".replace(" p", "p"), NOON.replace(hour=12)),
        ("%Y%m%d%H%M%S", "20260504103000", NOON),
        ("%Y%m%dT%H%M%S%z", "20260504T123000+0200", NOON),
        ("%y%m%d", "260504", NOON.replace(hour=0, minute=0)),
        ("%d/%b/%Y:%H:%M:%S %z", "04/May/2026:07:00:00 -0330", NOON),
        ("%a, %d %b %Y %H:%M:%S %z", "Mon, 04 May 2026 10:30:00 GMT", NOON),
        ("%B %d, %Y %H:%M:%S.%f", "may 4, 2026 10:30:00.25", NOON.replace(microsecond=250_000)),
        ("%Y-%m-%d %H:%M:%S,%f", "2026-05-04 10:30:00,1234567", NOON.replace(microsecond=123_456)),
        ("[%d|%m|%Y] (%H*%M)", "[04|05|2026] (10*30)", NOON),
        ("%d.%m.%y", "29.02.68", datetime(2068, 2, 29, tzinfo=UTC)),
        ("%d.%m.%y", "28.02.69", datetime(1969, 2, 28, tzinfo=UTC)),
        ("%d.%m.%Y", "01.01.0001", datetime(1, 1, 1, tzinfo=UTC)),
        ("%d.%m.%Y %H:%M:%S.%f", "31.12.9999 23:59:59.999999", datetime.max.replace(tzinfo=UTC)),
    ],
)
def test_formats_that_exports_use(form, time_format, text, moment):
    assert read(made(form, rows_of([text, text])), time_format) == [moment, moment]


@forms
def test_what_does_not_fit_is_counted_shown_and_left_out_on_request(form):
    good = ["29.02.2024 23:59", "1.1.2026 0:00", "29.02.2000 0:00"]
    bad = ["29.02.2200 10:00", "31.04.2026 10:00", "01.13.2026 10:00", "01.01.2026 24:00", "01.01.2026 10:60"]
    bad += ["00.01.2026 10:00", "01.01.2026", "01.01.26 10:00", "01.01.2026 10:00 x", "x 01.01.2026 10:00"]
    data = made(form, rows_of([*good, *bad, "", None]))
    with pytest.raises(EventLogError) as caught:
        jk.EventLog(data, timezone="UTC", time_format="%d.%m.%Y %H:%M")
    unread, empty = caught.value.faults
    wanted = (
        "10 events have in column 'timestamp' what does not fit time_format='%d.%m.%Y %H:%M', like '00.01.2026 10:00'"
    )
    assert unread.startswith(wanted)
    assert empty.startswith("2 events have no time")
    data = made(form, rows_of([*good, *bad, "", None]))
    with pytest.warns(EventLogWarning, match="left out") as said:
        log = jk.EventLog(data, timezone="UTC", time_format="%d.%m.%Y %H:%M", missing="leave out")
    assert [str(each.message)[:21] for each in said] == ["left out: 10 events h", "left out: 2 events ha"]
    assert [each.isoformat() for each in moments(log)] == [
        "2024-02-29T23:59:00+00:00",
        "2026-01-01T00:00:00+00:00",
        "2000-02-29T00:00:00+00:00",
    ]


@forms
def test_digits_side_by_side_must_be_whole(form):
    with pytest.raises(EventLogError, match="3 events have in column 'timestamp' what does not fit"):
        jk.EventLog(made(form, rows_of(["2026111", "202615", "20261", "20260105"])), time_format="%Y%m%d")
    with pytest.raises(EventLogError, match="1 event has in column 'timestamp' what does not fit"):
        jk.EventLog(made(form, rows_of(["1.1.2026 1030", "1.1.2026 930"])), time_format="%d.%m.%Y %H%M")


@forms
def test_zones_count_as_for_other_times(form):
    local = made(form, rows_of(["26.10.2025 01:30", "26.10.2025 02:30", "30.03.2025 02:30"]))
    found = read(local, "%d.%m.%Y %H:%M", zone="Europe/Berlin")
    assert [each.strftime("%d %H:%M") for each in found] == ["25 23:30", "26 00:30", "30 01:30"]
    with pytest.warns(EventLogWarning, match="2 times have no zone"):
        jk.EventLog(made(form, rows_of(["26.10.2025", "27.10.2025"])), time_format="%d.%m.%Y")
    written_so = ["4.5.2026 12:30 +02:00", "4.5.2026 10:30 Z", "4.5.2026 07:00 -0330", "4.5.2026 12:30 +02"]
    offsets = made(form, rows_of(written_so))
    with pytest.warns(EventLogWarning, match=re.escape("offsets, +00:00 (1), +02:00 (2), -03:30 (1)")) as said:
        log = jk.EventLog(offsets, time_format="%d.%m.%Y %H:%M %z")
    assert moments(log) == [NOON] * 4
    assert len(said) == 1


@forms
def test_numbers_that_are_dates_are_read_as_their_digits(form):
    assert read(made(form, rows_of([20260504103000, 20260504103000])), "%Y%m%d%H%M%S") == [NOON, NOON]
    with pytest.raises(EventLogError, match=r"holds .*, like 20260504: time_format='%Y%m%d' would read it"):
        jk.EventLog(made(form, rows_of([20260504])))
    with pytest.raises(EventLogError, match="time_format='seconds' would read it"):
        jk.EventLog(made(form, rows_of([1_777_890_600])))
    with pytest.raises(
        EventLogError, match="'microseconds' or 'nanoseconds' reads Unix times, and time_format='excel' days"
    ):
        jk.EventLog(made(form, rows_of([7])))
    with pytest.raises(EventLogError, match=r"is for texts, or whole numbers like 20260504"):
        jk.EventLog(made(form, rows_of([2026.5])), time_format="%Y%m%d")
    with pytest.raises(EventLogError, match=r"is for numbers, or texts of digits"):
        jk.EventLog(made(form, rows_of([True])), time_format="seconds")
    with pytest.raises(EventLogError, match=r"holds times already .*; leave it out"):
        jk.EventLog(made(form, rows_of([NOON])), time_format="%d.%m.%Y")
    if form != "pandas":  # which holds dates as objects, and those are read as texts
        with pytest.raises(EventLogError, match=r"holds times already .*; leave it out"):
            jk.EventLog(made(form, rows_of([date(2026, 5, 4)])), time_format="seconds")


def test_files_are_read_so(tmp_path):
    lines = "case,activity,timestamp\n1,a,5/4/2026 10:30 AM\n2,b,5/4/2026 1:05 PM\n"
    (tmp_path / "log.csv").write_text(lines, encoding="utf-8")
    wanted = [NOON, NOON.replace(hour=13, minute=5)]
    assert read(tmp_path / "log.csv", "%m/%d/%Y %I:%M %p") == wanted
    frame = pl.read_csv(tmp_path / "log.csv")
    frame.write_parquet(tmp_path / "log.parquet")
    frame.write_ndjson(tmp_path / "log.jsonl")
    assert read(tmp_path / "log.parquet", "%m/%d/%Y %I:%M %p") == wanted
    assert read(tmp_path / "log.jsonl", "%m/%d/%Y %I:%M %p") == wanted
    for name, kind in (("int64", pl.Int64), ("float", pl.Float64), ("small", pl.UInt64), ("exact", pl.Decimal(18, 2))):
        unix = frame.with_columns(timestamp=pl.Series([1_777_890_600, 1_777_899_900]).cast(kind))
        unix.write_parquet(tmp_path / f"{name}.parquet")
        assert read(tmp_path / f"{name}.parquet", "seconds") == wanted
        assert read(unix, "seconds") == wanted


def test_categories_are_texts():
    times = ["04.05.2026 10:30", "04.05.2026 10:30"]
    for kind in (pl.Categorical, pl.Enum(times[:1])):
        assert read(pl.DataFrame(rows_of(times)).with_columns(pl.col("timestamp").cast(kind)), "%d.%m.%Y %H:%M") == [
            *(NOON, NOON)
        ]
    assert read(pd.DataFrame(rows_of(times)).astype({"timestamp": "category"}), "%d.%m.%Y %H:%M") == [NOON, NOON]


DAYS = ("%d.%m.%Y", "%m/%d/%Y", "%Y%m%d", "%d %b %Y", "%A, %B %d, %Y", "%a %d-%b-%Y", "%y.%m.%d", "%Y/%m/%d", "%d%m%Y")
CLOCKS = ("%H:%M:%S.%f", "%I:%M:%S %p", "%H%M%S", "%I.%M%p", "%H:%M", "", "%H%M%S%f", "%Hh%M", "%%%H|%M")
ZONES = st.sampled_from([UTC, *(timezone(timedelta(minutes=each)) for each in (330, -210, 60, -720, 840, -1))])


@st.composite
def times_written(draw):
    day, clock = draw(st.sampled_from(DAYS)), draw(st.sampled_from(CLOCKS))
    gap = draw(st.sampled_from([" ", "T", ", "] if clock else [""]))
    form = f"{day}{gap}{clock}" + draw(st.sampled_from(["", "%z", " %z"]))
    first, last = ("1969-01-02", "2068-12-30") if "%y" in form else ("1000-01-02", "9999-12-30")
    zones = ZONES if "%z" in form else st.just(UTC)
    moments = st.datetimes(datetime.fromisoformat(first), datetime.fromisoformat(last), timezones=zones)
    return form, draw(st.lists(moments, min_size=1, max_size=8))


def check_written(written_so, form):
    """Texts are read as Python reads them."""
    time_format, times = written_so
    texts = [each.strftime(time_format) for each in times]
    # what the format leaves out is 0
    wanted = [datetime.strptime(each, time_format) for each in texts]  # noqa: DTZ007 - the next line gives a zone
    wanted = [each if each.tzinfo else each.replace(tzinfo=UTC) for each in wanted]
    assert read(made(form, rows_of(texts)), time_format) == wanted


@settings(max_examples=300)
@given(times_written(), st.sampled_from(FORMS))
def test_what_python_writes_is_read_exactly(written_so, form):
    check_written(written_so, form)


@settings(max_examples=200)
@given(st.text("0123456789/: .APM+-Zay", max_size=24), st.sampled_from(DAYS[:5]), st.sampled_from(CLOCKS[:6]))
def test_what_is_no_time_is_none_to_any_engine(text, day, clock):
    found = []
    for form in ("file", "polars"):
        try:  # the same answer, or the same complaint
            found.append(read(made(form, rows_of([text, text])), f"{day} {clock}"))
        except EventLogError as error:
            found.append(str(error))
    assert found[0] == found[1]


def test_every_directive_is_used_here():
    used = "".join([*DAYS, *CLOCKS, "%z"])
    assert {each for each in directives() if each not in used} == set()
