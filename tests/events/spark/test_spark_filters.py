"""What is asked of a column leaves the same events on Spark as on DuckDB, whatever the session's time zone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

import journeykit as jk

SCHEMA = "`case` bigint, activity string, timestamp string, score int, age float, ok boolean, vip string, born date, "
SCHEMA += "naive timestamp_ntz, aware timestamp, price decimal(10, 2)"
ASKED = [
    {"score": "5"},
    {"score": [4.0, None]},
    {"case": ["1", 2]},
    {"age": 0.1},
    {"ok": "TRUE"},
    {"ok": [False, None]},
    {"vip": True},
    {"vip": "True"},
    {"born": "2000-01-02"},
    {"naive": "2026-01-02 12:00"},
    {"aware": "2026-01-02 13:00"},
    {"price": "1.5"},
    {"since": "2026-05-04 12:30"},
    {"where": jk.Condition("vip", "is", True)},
]
QUICK = [{"score": ["5", None]}, {"aware": "2026-01-02 13:00", "vip": True}]


def rows():
    for place, (score, ok, vip) in enumerate([(5, True, "true"), (4, False, "True"), (None, None, None)]):
        day = place + 1
        yield {
            "case": day,
            "activity": "a",
            "timestamp": f"2026-05-04 1{place}:00Z",
            "score": score,
            "age": 0.1 * day,
            "ok": ok,
            "vip": vip,
            "born": date(2000, 1, day),
            "naive": datetime(2026, 1, day, 12),  # noqa: DTZ001 - what is tested
            "aware": datetime(2026, 1, day, 12, tzinfo=UTC),
            "price": Decimal("1.50") * day,
        }


@pytest.mark.parametrize("some", [QUICK, pytest.param(ASKED, marks=pytest.mark.slow)])
def test_filters_leave_the_same_events(spark, some):
    import pyarrow as pa

    local = jk.EventLog(pa.Table.from_pylist(list(rows())), timezone="Europe/Berlin")
    data = [tuple(row.values()) for row in rows()]
    there = jk.EventLog(spark.createDataFrame(data, SCHEMA), timezone="Europe/Berlin")
    for asked in some:
        found, expected = (sorted(log.engine.rows(log.filter(**asked).events.select("case"))) for log in (there, local))
        assert [tuple(row) for row in found] == expected, asked
