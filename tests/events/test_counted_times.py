"""Times that are counts, of Unix and of Excel: the same wherever the data is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import journeykit as jk
from events.observed.forms import FORMS, made
from events.test_time_formats import NOON, read, rows_of
from journeykit.errors import EventLogError, EventLogWarning

forms = pytest.mark.parametrize("form", FORMS)


@forms
@pytest.mark.parametrize(
    ("unit", "values"),
    [
        ("seconds", [1_777_890_600, -1, 0, 253_402_300_799]),
        ("milliseconds", [1_777_890_600_250, -1, 0]),
        ("microseconds", [1_777_890_600_123_456, -1, 0]),
        ("seconds", [1_777_890_600.25, 277_890_600.000003, -1.5, 0.0]),
        ("seconds", ["1777890600.123456", "-1.5", " 0 ", "1777890600.", "+7", "0.1234567"]),
        ("milliseconds", ["1777890600250.5", "-1", "007"]),
        ("microseconds", ["1777890600123456.9", "-62135596800000000"]),
        ("nanoseconds", [1_777_890_600_123_456_789, -1, 0, -1_999, 999, 2**63 - 1, 1 - 2**63]),
        (
            "nanoseconds",
            ["1777890600123456789", "-1", " 0 ", "+1999", "-1999.9", "12", "12345", "-62135596800000000000"],
        ),
    ],
)
def test_unix_times_as_numbers_and_as_digits(form, unit, values):
    factor = {"seconds": 10**6, "milliseconds": 10**3, "microseconds": 1}.get(unit)
    if factor is None:
        whole = [int(int(str(each).partition(".")[0]) / Fraction(1000)) for each in values]
    else:
        whole = [int(float(each) * factor) if len(str(each)) < 13 else exactly(str(each), factor) for each in values]
    assert read(made(form, rows_of(values)), unit) == [
        datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=micros) for micros in whole
    ]


def exactly(text, factor):
    whole, _, rest = text.partition(".")
    digits = (rest + "000000")[: len(str(factor)) - 1]
    return int(whole) * factor + int(digits or 0)


@forms
def test_unix_times_that_are_none(form):
    for values, count in (
        (["1.7e9", "1777890600", "12:30", "253402300800", "99999999999999999999", "--1", "."], 6),
        ([1_777_890_600_000, 1_777_890_600], 1),
        ([float(2**70), -62_135_596_801.0, 1_777_890_600.0], 2),
    ):
        with pytest.raises(EventLogError, match=f"{count} events? ha.* what does not fit time_format='seconds', like"):
            jk.EventLog(made(form, rows_of(values)), time_format="seconds")
    with pytest.raises(EventLogError, match="time_format='milliseconds' would read it"):
        jk.EventLog(made(form, rows_of([1_777_890_600_000])), time_format="seconds")
    with pytest.warns(EventLogWarning, match="all times lie in 1970: are they milliseconds"):
        jk.EventLog(made(form, rows_of([1_777_890_600, 1_777_890_601])), time_format="milliseconds")


@forms
@pytest.mark.parametrize(
    "values",
    [
        [46146.4375, 61.0, 2958465.75, 25569.0],
        ["46146.4375", " 61 ", "2958465,75", "25569."],
        [46146, 61, 2958465, 25569],
    ],
)
def test_days_as_excel_counts_them(form, values):
    found = read(made(form, rows_of(values)), "excel")
    hours = [0, 0, 0, 0] if isinstance(values[0], int) else [10.5, 0, 18, 0]
    days = [(2026, 5, 4), (1900, 3, 1), (9999, 12, 31), (1970, 1, 1)]
    assert found == [datetime(*day, tzinfo=UTC) + timedelta(hours=more) for day, more in zip(days, hours, strict=True)]


@forms
def test_excel_has_local_times_and_writes_them_to_the_millisecond(form):
    seconds = [1, 37, 3_601, 45_296, 86_399]
    texts = [f"{46146 + each / 86_400:.10f}" for each in seconds]  # the digits that Excel writes
    for values in (texts, list(map(float, texts))):
        data = made(form, rows_of(values))
        with pytest.warns(EventLogWarning, match="5 times have no zone"):
            jk.EventLog(data, time_format="excel")
        midnight = datetime(2026, 5, 3, 22, tzinfo=UTC)
        found = read(made(form, rows_of(values)), "excel", zone="Europe/Berlin")
        assert found == [midnight + timedelta(seconds=each) for each in seconds]


@forms
def test_what_excel_counts_as_no_day(form):
    for values, count in (
        (["46146.4375", "0.4375", "60.9", "2958466", "-46146", "4e4", "46.146,5", "x", "99999999999"], 8),
        ([46146.4375, 0.4375, 60.9, 2958466.0, -1.0, 1e300], 5),
        ([46146, 60, 2958466, -1], 3),
    ):
        with pytest.raises(EventLogError, match=f"{count} events have .* what does not fit time_format='excel', like"):
            jk.EventLog(made(form, rows_of(values)), time_format="excel")


@forms
def test_complaints_know_excel_and_nanoseconds(form):
    for values, word in (
        ([46146.4375], "excel"),
        ([46146], "excel"),
        (["46146,4375"], "excel"),
        ([1_777_890_600_000_000_000], "nanoseconds"),
        (["1777890600123456789"], "nanoseconds"),
    ):
        with pytest.raises(EventLogError, match=f"time_format='{word}' would read it"):
            jk.EventLog(made(form, rows_of(values)))


@forms
def test_nanoseconds_that_are_no_times(form):
    texts = ["1777890600123456789", "9" * 21, "9" * 22, "1e9", "-", "12:30"]
    with pytest.raises(EventLogError, match=r"5 events have .* what does not fit time_format='nanoseconds', like"):
        jk.EventLog(made(form, rows_of(texts)), time_format="nanoseconds")
    floats = read(made(form, rows_of([1_777_890_600_123_456_000.0, 0.0])), "nanoseconds")  # no float is finer than 256
    assert floats[0] == NOON.replace(microsecond=123_456)


@given(st.lists(st.integers(1 - 2**63, 2**63 - 1), min_size=2, max_size=8), st.sampled_from(["file", "polars lazy"]))
def test_nanoseconds_are_exact(values, form):
    wanted = [abs(each) // 1_000 * (-1 if each < 0 else 1) for each in values]
    for data in (values, list(map(str, values))):
        found = read(made(form, rows_of(data)), "nanoseconds")
        assert [(each - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1) for each in found] == wanted


def test_counts_without_a_sign_are_exact(tmp_path):
    counts = pl.Series([1_777_890_600_000_000_999, 1_777_890_600 * 10**9], dtype=pl.UInt64)
    unix = pl.DataFrame(rows_of([0, 0])).with_columns(timestamp=counts)
    unix.write_parquet(tmp_path / "unsigned.parquet")
    assert read(tmp_path / "unsigned.parquet", "nanoseconds") == read(unix, "nanoseconds") == [NOON, NOON]
    far = unix.with_columns(pl.lit(2**64 - 1, dtype=pl.UInt64).alias("timestamp"))
    with pytest.raises(EventLogError, match="2 events have"):
        jk.EventLog(far, time_format="nanoseconds")
