from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from typing import NamedTuple
from uuid import UUID

import numpy as np
import pandas as pd
import pytest
from pydantic import BaseModel

import journeykit as jk
from journeykit.events.reading import read
from journeykit.events.reading.growing import BATCH

HOSTILE = "a\"b'; DROP TABLE x; --\n\N{GRINNING FACE}" + "x" * 10_000


class Visit(NamedTuple):
    case: str
    activity: str
    value: float


class Way(Enum):
    SHOP = "shop"


@dataclass(frozen=True, slots=True)
class Event:
    case: str
    activity: str
    value: float | None = None


class Modelled(BaseModel):
    case: str
    activity: str
    value: float | None = None


@pytest.mark.parametrize(
    "data",
    [
        [{"case": "007", "activity": "visit", "value": 2.5}, {"case": "NA", "activity": "buy"}],
        ({"case": "007", "activity": "visit", "value": 2.5}, {"case": "NA", "activity": "buy", "value": None}),
        iter([Visit("007", "visit", 2.5), Visit("NA", "buy", float("nan"))]),
        [Event("007", "visit", 2.5), Event("NA", "buy")],
        [Modelled(case="007", activity="visit", value=2.5), Modelled(case="NA", activity="buy")],
        [Event("007", "visit", 2.5), {"case": "NA", "activity": "buy"}],
        (
            row
            for row in [
                {"case": "007", "activity": "visit", "value": np.float64(2.5)},
                {"case": "NA", "activity": "buy"},
            ]
        ),
    ],
)
def test_rows_of_every_kind(rows, data):
    assert rows(data) == [("007", "visit", 2.5), ("NA", "buy", None)]


@pytest.mark.parametrize(
    ("values", "kind", "expected"),
    [
        ([1, None, 3], "BIGINT", [1, None, 3]),
        ([1, 2.5], "DOUBLE", [1.0, 2.5]),
        ([1, "a", 2.5, True], "VARCHAR", ["1", "a", "2.5", "true"]),
        ([2**70, 1], "VARCHAR", [str(2**70), "1"]),
        ([True, None], "BOOLEAN", [True, None]),
        ([Decimal("1.5"), Decimal("NaN")], "DOUBLE", [1.5, None]),
        ([np.int32(7), np.bool_(True), np.str_("x")], "VARCHAR", ["7", "true", "x"]),
        ([np.int8(7), pd.NA, pd.NaT, None], "BIGINT", [7, None, None, None]),
        ([Way.SHOP, "web"], "VARCHAR", ["shop", "web"]),
        ([UUID(int=1), ["list"], {"a": 1}], "VARCHAR", [str(UUID(int=1)), "['list']", "{'a': 1}"]),
        (["", "NA", "nan", "007", "a\0b"], "VARCHAR", ["", "NA", "nan", "007", "a\0b"]),
        ([None, None], "VARCHAR", [None, None]),
        ([datetime.fromisoformat("2026-01-02 03:04:05.000006"), date(1600, 1, 1)], "TIMESTAMP", None),
        ([np.datetime64("2026-01-02T03:04:05.123456789"), np.datetime64("NaT")], "TIMESTAMP", None),
        ([pd.Timestamp("2026-01-02"), pd.NaT], "TIMESTAMP", None),
        ([datetime(2026, 1, 2, tzinfo=timezone(timedelta(hours=5, minutes=30)))], "TIMESTAMP WITH TIME ZONE", None),
        ([datetime(9999, 12, 31, tzinfo=UTC), datetime(1, 1, 1, tzinfo=UTC)], "TIMESTAMP WITH TIME ZONE", None),
        ([datetime(2026, 1, 2, tzinfo=UTC), datetime.fromisoformat("2026-01-02")], "VARCHAR", None),
    ],
)
def test_values_keep_what_they_are(connection, values, kind, expected):
    found = read([{"x": value} for value in values], connection).relation
    assert str(found.types[0]) == kind
    if expected is not None:
        assert [row[0] for row in found.fetchall()] == expected


def test_moments_are_the_same_moments(connection):
    east = timezone(timedelta(hours=2))
    found = read(
        [{"a": datetime(2026, 1, 2, 3, tzinfo=east), "n": datetime.fromisoformat("2026-01-02 03:04:05.000006")}],
        connection,
    )
    assert found.relation.project("epoch_us(a), epoch_us(n)").fetchall() == [(1767315600000000, 1767323045000006)]


def test_a_column_widens_over_batches(connection):
    data = [{"a": number, "b": number} for number in range(BATCH)]
    data += [{"a": 0.5, "b": "x", "late": datetime.fromisoformat("2026-01-01")}]
    found = read(iter(data), connection).relation
    assert list(map(str, found.types)) == ["DOUBLE", "VARCHAR", "TIMESTAMP", "BIGINT"]
    right = found.aggregate("bool_and(a = jk_row OR jk_row = 20000), count(*), max(b), count(late)")
    assert right.fetchall() == [(True, BATCH + 1, "x", 1)]


def test_hostile_names_and_names_that_differ_in_capitals(connection):
    found = read([{HOSTILE: 1, "A": 2, "a": 3, 7: 4, "": 5}], connection)
    assert found.relation.columns == [HOSTILE, "A", "a_1", "7", "column5", "jk_row"]
    assert found.relation.fetchall() == [(1, 2, 3, 4, 5, 0)]
    assert found.notes[0] == "'a' and another column differ in capitals alone: it is read as 'a_1'"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ([], "there are no rows"),
        ([("c1", "visit")], "row 1 is a tuple, without names"),
        ([{"case": 1}] * 3 + [7], "row 4 is a int, without names"),
        ([{}], "there are no columns"),
        ([{"case": "\ud83d"}], "half a character"),
        ([{"jk_row": 1}], "has a column 'jk_row', which journeykit adds itself"),
    ],
)
def test_what_are_no_rows(faults, data, told):
    assert told in faults(data)


def test_no_value_is_code(rows):
    assert rows([{"a": "'); DROP TABLE x; --"}]) == [("'); DROP TABLE x; --",)]


def test_a_hundred_thousand_rows_take_seconds(connection):
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    data = [
        {
            "case": f"c{number // 7}",
            "activity": f"a{number % 40}",
            "timestamp": moment + timedelta(seconds=number),
            "value": 1.5,
        }
        for number in range(100_000)
    ]
    begun = time.process_time()
    found = read(data, connection).relation
    assert time.process_time() - begun < 10  # 0.9 on the machine where it was written; by inserts of rows, 40
    assert found.aggregate('count(*), count(DISTINCT "case"), max(jk_row)').fetchall() == [(100_000, 14_286, 99_999)]


def test_a_simulation_is_a_log(connection):
    shop = jk.JourneyMap(
        stages=[jk.Stage("buy", ["basket", "pay"])],
        outcomes=[jk.Outcome("paid", result="success")],
    )
    simulated = jk.simulate(shop, 300, seed=1)
    found = read(simulated, connection).relation
    assert found.columns == [*simulated.dtype.names, "jk_row"]
    told = found.project("step, nullif(channel, ''), \"order\", epoch_ms(timestamp), score, jk_row").fetchall()
    assert [row[0] for row in told] == simulated["step"].tolist()
    assert {row[1] for row in told} == {None}
    assert [row[3] for row in told] == simulated["timestamp"].astype("datetime64[ms]").astype(int).tolist()
    assert [row[5] for row in told] == list(range(len(simulated)))


@pytest.mark.parametrize(
    ("kind", "values", "expected"),
    [
        ("U3", ["a", ""], ["a", None]),
        ("S3", ["a", "é".encode()], ["a", "é"]),
        ("O", ["a", None], ["a", None]),
        (">i4", [1, 2], [1, 2]),
        ("f2", [1, float("nan")], [1.0, None]),
        ("?", [True, False], [True, False]),
        ("M8[D]", ["2026-01-02", "NaT"], [datetime.fromisoformat("2026-01-02"), None]),
        ("M8[ns]", ["2026-01-02", "NaT"], [datetime.fromisoformat("2026-01-02"), None]),
        (
            "M8[h]",
            ["1600-01-02", "9999-12-31"],
            [datetime.fromisoformat("1600-01-02"), datetime.fromisoformat("9999-12-31")],
        ),
        ("u8", [1, 2**63], [1, 2**63]),
    ],
)
def test_fields_of_arrays(rows, kind, values, expected):
    array = np.array([(value, 0) for value in values], dtype=[("x", kind), ("y", "i8")])
    assert [row[0] for row in rows(array)] == expected
    assert [row[0] for row in rows(array[::-1])] == expected[::-1]


def test_arrays_in_parts(rows, monkeypatch):
    monkeypatch.setattr("journeykit.events.reading.arrays._PART", 7)
    array = np.array([(number, f"a{number}") for number in range(30)], dtype=[("n", "i8"), ("t", "U4")])
    assert rows(array) == [(number, f"a{number}") for number in range(30)]


@pytest.mark.parametrize(
    ("array", "told"),
    [
        (np.zeros(3), "an array must be structured and of one dimension"),
        (np.zeros((2, 2), dtype=[("x", "i8")]), "an array must be structured"),
        (np.zeros(2, dtype=[("x", "i8", (2,)), ("y", "c16")]), "field 'x' holds"),
    ],
)
def test_arrays_that_are_no_table(faults, array, told):
    assert told in faults(array)


def test_an_empty_array_has_its_columns(connection):
    found = read(np.zeros(0, dtype=[("x", "U3"), ("y", "i8")]), connection).relation
    assert (found.columns, found.fetchall()) == (["x", "y", "jk_row"], [])
