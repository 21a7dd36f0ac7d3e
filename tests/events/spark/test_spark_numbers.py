"""Numbers in texts, on Spark: what is read is what DuckDB reads, and so is what is said of the rest."""

from __future__ import annotations

import pytest

import journeykit as jk
from events import test_written_numbers as elsewhere


@pytest.mark.parametrize(
    ("decimal", "good", "bad"),
    [
        (".", elsewhere.POINT, elsewhere.NOT_BY_POINT),
        pytest.param(",", elsewhere.COMMA, elsewhere.NOT_BY_COMMA, marks=pytest.mark.slow),
    ],
)
def test_separators_are_those_of_duckdb(spark, decimal, good, bad):
    rows = elsewhere.rows_of([*good, *bad, None])
    frame = spark.createDataFrame(rows, "case int, activity string, timestamp string, value string")
    with pytest.warns(jk.EventLogWarning, match=f"^{len(bad)} events have in column 'value' what is no number") as said:
        log = jk.EventLog(frame, decimal=decimal)
    found = dict(log.engine.rows(log.events.select("case", "value")))
    assert list(map(found.get, range(len(rows)))) == [*good.values(), *(None for _ in bad), None]
    with pytest.warns(jk.EventLogWarning) as here:
        jk.EventLog(rows, decimal=decimal)
    assert str(said[0].message) == str(here[0].message)


@pytest.mark.parametrize("kind", ["double", pytest.param("float", marks=pytest.mark.slow)])
def test_infinite_numbers_are_counted(spark, kind):
    rows = elsewhere.rows_of([1.5, float("inf"), None, float("nan"), float("-inf")])
    frame = spark.createDataFrame(rows, f"case int, activity string, timestamp string, value {kind}")
    with pytest.warns(jk.EventLogWarning, match="^2 events have in column 'value' what is no number, like '-inf'"):
        log = jk.EventLog(frame)
    found = dict(log.engine.rows(log.events.select("case", "value")))
    assert [found[case] for case in range(5)] == [1.5, None, None, None, None]
