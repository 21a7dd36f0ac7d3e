"""Times as exports write them, on Spark: what Python writes is read, and what is no time is none, as on DuckDB."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

import journeykit as jk
from events import test_time_formats as elsewhere
from journeykit.errors import EventLogError

FORMATS = {
    "%m/%d/%Y %I:%M %p": ["5/4/2026 10:30 AM", "05/04/2026 12:30\u202fpm", "4/31/2026 1:00 AM", "13/1/2026 1:00 AM"],
    "%d/%b/%Y:%H:%M:%S %z": ["04/May/2026:12:30:00 +0200", "04/may/2026:10:30:00 Z", "04/May/2026:10:30:00"],
    "%Y%m%d%H%M%S": ["20260504103000", "2026050410300", "20260229000000"],
    "[%d|%m|%y] \\%H*%M": ["[04|05|26] \\10*30", "[04|05|69] \\10*30", "[04|05|26] 10*30"],
    "%B %d, %Y %H:%M:%S.%f": ["May 4, 2026 10:30:00.1234567", "Mai 4, 2026 10:30:00.1"],
    "seconds": ["1777890600.5", "-1.5", "1e9", "253402300800", "", None],
    "milliseconds": ["1777890600250", "12:30", "99999999999999999999"],
    "nanoseconds": ["1777890600123456789", "-1999.9", "12", "12345", "1e9", "9999999999999999999999"],
    "excel": ["46146.4375", "46146,4383912037", "61", "60.9", "2958466", "x"],
}


def read(spark, rows, kind, time_format, **more):
    frame = spark.createDataFrame(rows, f"case int, activity string, timestamp {kind}")
    return jk.EventLog(frame, time_format=time_format, **more)


QUICK = ("[%d|%m|%y] \\%H*%M", "nanoseconds", "excel")


@pytest.mark.parametrize(
    ("escaped", "asked"),
    [("false", QUICK), *(pytest.param(each, FORMATS, marks=pytest.mark.slow) for each in ("false", "true"))],
)
def test_formats_are_those_of_duckdb_however_spark_reads_backslashes(spark, escaped, asked):
    spark.conf.set("spark.sql.parser.escapedStringLiterals", escaped)
    try:
        for time_format in asked:
            texts = FORMATS[time_format]
            rows = elsewhere.rows_of(texts)
            found = []
            for ask in (lambda **how: jk.EventLog(rows, **how), lambda **how: read(spark, rows, "string", **how)):  # noqa: B023
                with pytest.warns(jk.EventLogWarning):
                    log = ask(time_format=time_format, missing="leave out")
                found.append((elsewhere.moments(log), log.notes))
            assert found[0] == found[1], time_format
            assert 1 <= len(found[0][0]) < len(texts)
    finally:
        spark.conf.unset("spark.sql.parser.escapedStringLiterals")


def test_unix_times_of_every_type_are_exact(spark):
    wanted = [elsewhere.NOON, elsewhere.NOON.replace(second=1)]
    for kind in ("bigint", "int", "double", "decimal(18,3)"):
        numbers = "SELECT CAST(id AS INT) AS case, 'a' AS activity, CAST(1777890600 + id AS {}) AS timestamp"
        frame = spark.range(2).createOrReplaceTempView("numbers") or spark.sql(f"{numbers.format(kind)} FROM numbers")
        assert elsewhere.moments(jk.EventLog(frame, time_format="seconds")) == wanted
    exact = read(spark, elsewhere.rows_of([1_777_890_600_000_000_999, -1_999]), "bigint", "nanoseconds")
    assert elsewhere.moments(exact) == [
        elsewhere.NOON,
        elsewhere.datetime(1969, 12, 31, 23, 59, 59, 999_999, elsewhere.UTC),
    ]
    for kind, value in (("double", 46146.4375), ("int", 46146)):
        days = read(spark, elsewhere.rows_of([value] * 2), kind, "excel", timezone="UTC")
        assert (
            elsewhere.moments(days)
            == [elsewhere.NOON.replace(hour=0, minute=0) if kind == "int" else elsewhere.NOON] * 2
        )
    with pytest.raises(EventLogError, match=r"holds .*, and no times, like 1777890600: time_format='seconds' would"):
        read(spark, elsewhere.rows_of([1_777_890_600]), "bigint", None)
    with pytest.raises(EventLogError, match=r"1 event has .* what does not fit time_format='seconds'"):
        read(spark, elsewhere.rows_of([1_777_890_600_000.0]), "double", "seconds")
    digits = read(spark, elsewhere.rows_of([20260504103000] * 2), "bigint", "%Y%m%d%H%M%S", timezone="UTC")
    assert elsewhere.moments(digits) == [elsewhere.NOON] * 2


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(elsewhere.times_written())
def test_what_python_writes_is_read_exactly(spark, written_so):
    def made(_, rows):
        return spark.createDataFrame(rows, "case int, activity string, timestamp string")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(elsewhere, "made", made)
        elsewhere.check_written(written_so, "spark")


def test_years_beyond_9999_are_no_times(spark):
    rows = "(1, 569790000000000000L), (2, -62135596800000001L), (3, 1777890600000000L), (4, NULL)"
    frame = spark.sql(
        f"SELECT c AS case, 'a' AS activity, timestamp_micros(at) AS timestamp FROM VALUES {rows} AS v(c, at)"
    )
    for data in (frame, frame.withColumn("timestamp", frame.timestamp.cast("date"))):
        with pytest.raises(EventLogError) as caught:
            jk.EventLog(data, timezone="UTC")
        assert [each[:62] for each in caught.value.faults] == [
            "2 events have in column 'timestamp' what is no time, like '+20",
            "1 event has no time (column 'timestamp' is empty there): mend ",
        ]
