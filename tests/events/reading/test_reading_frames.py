from __future__ import annotations

import gc
import subprocess
import sys
from datetime import UTC, datetime

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from journeykit.events.reading import read

HOSTILE = "a\"b'; DROP TABLE x; --\n\N{GRINNING FACE}" + "x" * 10_000


def values_of(connection, series):
    found = read(pd.DataFrame({"x": series}), connection).relation
    return str(found.types[0]), [row[0] for row in found.fetchall()]


@pytest.mark.parametrize(
    ("series", "kind", "expected"),
    [
        (["007", None, "NA"], "VARCHAR", ["007", None, "NA"]),
        (pd.Series([1, "x", None, 2.5, float("nan")], dtype=object), "VARCHAR", ["1", "x", None, "2.5", None]),
        (pd.Series([None] * 5_000 + ["late"], dtype=object), "VARCHAR", [None] * 5_000 + ["late"]),
        (pd.Series([1] * 5_000 + ["late"], dtype=object), "VARCHAR", ["1"] * 5_000 + ["late"]),
        (pd.Series([pd.NA, "x", pd.NaT], dtype=object), "VARCHAR", [None, "x", None]),
        (pd.Categorical(["u", "v", None]), "VARCHAR", ["u", "v", None]),
        (pd.Categorical([7, 8, None]), "BIGINT", [7, 8, None]),
        (pd.array([1, None], dtype="Int64"), "BIGINT", [1, None]),
        (pd.array([True, None], dtype="boolean"), "BOOLEAN", [True, None]),
        ([1.5, np.nan], "DOUBLE", [1.5, None]),
        (pd.Series(["a", None], dtype="string[python]"), "VARCHAR", ["a", None]),
        (pd.Series(["a", None], dtype="string[pyarrow]"), "VARCHAR", ["a", None]),
        (pd.Series([1, None], dtype="int64[pyarrow]"), "BIGINT", [1, None]),
        (pd.arrays.SparseArray([1, 0]), "BIGINT", [1, 0]),
        (pd.Series([pd.Period("2026"), None], dtype="period[Y-DEC]"), "VARCHAR", ["2026", None]),
        (pd.Series([1j, None]), "VARCHAR", ["1j", None]),
        (pd.Series(pd.interval_range(0, 2)), "VARCHAR", ["(0, 1]", "(1, 2]"]),
        (pd.to_datetime(["2026-01-02", None]), "TIMESTAMP", [datetime.fromisoformat("2026-01-02"), None]),
        (
            np.array(["1600-01-01", "9999-12-31"], "M8[s]"),
            "TIMESTAMP",
            [datetime.fromisoformat("1600-01-01"), datetime.fromisoformat("9999-12-31")],
        ),
        (
            pd.Series([datetime(2026, 1, 2, tzinfo=UTC), pd.NaT, datetime.fromisoformat("2026-01-02")], dtype=object),
            "VARCHAR",
            None,
        ),
    ],
)
def test_columns_of_pandas(connection, series, kind, expected):
    told, found = values_of(connection, series)
    assert told == kind
    if expected is not None:
        assert found == expected


def test_zones_are_the_same_moments(connection):
    frame = pd.DataFrame({"t": pd.to_datetime(["2026-07-01 02:00", None]).tz_localize("Europe/Berlin")})
    found = read(frame, connection).relation
    assert found.project("epoch_us(t), jk_row").fetchall() == [(1782864000000000, 0), (None, 1)]


def test_names_of_pandas(connection):
    found = read(pd.DataFrame([[1, 2, 3, 4]], columns=["a", "A", 7, HOSTILE]), connection)
    assert found.relation.columns == ["a", "A_1", "7", HOSTILE, "jk_row"]
    assert len(found.notes) == 1
    twice = read(pd.DataFrame([[1, 2]], columns=["a", "a"]), connection).relation
    assert (twice.columns, twice.fetchall()) == (["a", "a_1", "jk_row"], [(1, 2, 0)])


def test_levels_of_the_index_with_names_are_columns(rows):
    frame = pd.DataFrame({"case": ["a", "b"], "activity": ["x", "y"]})
    assert rows(frame.set_index("case")) == [("a", "x"), ("b", "y")]
    assert rows(frame.set_index(["case", "activity"])) == [("a", "x"), ("b", "y")]
    assert rows(frame[::-1]) == [("b", "y"), ("a", "x")]


def test_the_frame_is_left_as_it_was_and_may_go(connection):
    frame = pd.DataFrame({"case": ["a"] * 1_000, "kind": pd.Categorical(["x"] * 1_000)})
    before = frame.copy()
    found = read(frame, connection).relation
    pd.testing.assert_frame_equal(frame, before)
    del frame
    gc.collect()
    assert found.aggregate("count(*), max(kind), max(jk_row)").fetchall() == [(1_000, "x", 999)]


def test_frames_that_are_no_table(faults):
    several = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("a", "b"), ("a", "c")]))
    assert "columns of several levels: make one of them: frame.columns = ['.'.join(map(str, names))" in faults(several)
    assert "no columns" in faults(pd.DataFrame())
    assert "'jk_row', which journeykit adds itself" in faults(pd.DataFrame({"jk_row": [1]}))
    assert "'jk_row', which journeykit adds itself" in faults(pa.table({"JK_ROW": [1]}))
    assert "no columns" in faults(pa.table({}))


@pytest.fixture
def table():
    return pa.table(
        {
            "case": ["007", None],
            "kind": pa.array(["x", "y"]).dictionary_encode(),
            "t": pa.array([0, 1_000], pa.timestamp("ns", "UTC")),
        }
    )


def test_arrow_in_every_form(connection, rows, table, tmp_path):
    stored = tmp_path / "data"
    ds.write_dataset(table, stored, format="parquet")
    batches = table.to_batches()
    expected = [("007", "x", 0), (None, "y", 1)]
    for data in (table, batches[0], ds.dataset(stored), pa.RecordBatchReader.from_batches(table.schema, batches)):
        found = read(data, connection).relation
        assert list(map(str, found.types)) == ["VARCHAR", "VARCHAR", "TIMESTAMP WITH TIME ZONE", "BIGINT"]
        for _ in range(2):  # a reader gives its batches only once
            assert found.project('"case", kind, jk_row').fetchall() == expected


def test_arrow_with_one_name_twice(rows):
    table = pa.Table.from_arrays([pa.array([1]), pa.array([2])], names=["a", "A"])
    assert rows(table) == [(1, 2)]


def test_a_dataset_keeps_the_order_of_its_files(connection, tmp_path):
    for number in range(3):
        part = pa.table({"i": np.arange(number * 100_000, (number + 1) * 100_000)})
        pq.write_table(part, tmp_path / f"{number}.parquet", row_group_size=5_000)
    found = read(ds.dataset(tmp_path), connection).relation
    assert found.aggregate("bool_and(i = jk_row), count(*)").fetchall() == [(True, 300_000)]


def test_a_relation_stays_on_its_own_connection(connection):
    with duckdb.connect() as own:
        own.execute("CREATE TABLE visits AS SELECT i, 'x'::ENUM('x') AS kind FROM range(5) t(i) ORDER BY i DESC")
        found = read(own.table("visits"), connection).relation
        assert found.fetchall() == [(4 - row, "x", row) for row in range(5)]
        assert found.filter("i IN (SELECT i FROM visits)").aggregate("count(*)").fetchall() == [(5,)]
        ordered = read(own.table("visits").order("i"), connection).relation
        assert ordered.aggregate("bool_and(i = jk_row)").fetchall() == [(True,)]
    assert connection.execute("SHOW TABLES").fetchall() == []


def test_a_relation_with_one_name_twice_is_refused(faults, connection):
    assert "columns have the same name: 'a', 'a', 'A'" in faults(connection.sql("SELECT 1 AS a, 2 AS a, 3 AS A"))


def test_neither_pandas_nor_pyarrow_is_needed(tmp_path):
    (tmp_path / "log.csv").write_text("case,activity\n007,x\n")
    (tmp_path / "log.jsonl").write_text('{"case": "007", "activity": "x"}\n')
    (tmp_path / "log.xes").write_text(
        '<log><trace><string key="concept:name" value="007"/>'
        '<event><string key="activity" value="x"/></event></trace></log>'
    )
    program = f"""
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("pandas", "pyarrow", "polars"):
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Missing())
import duckdb, numpy
from journeykit.events.reading import read
array = numpy.array([("007", "x")], dtype=[("case", "U3"), ("activity", "U1")])
rows = [{{"case": "007", "activity": "x"}}]
for data in (*(r"{tmp_path}/log." + kind for kind in ("csv", "jsonl", "xes")), rows, array):
    connection = duckdb.connect()
    found = read(data, connection).relation
    assert found.fetchall() == [("007", "x", 0)], data
print("all read")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("all read\n", 0), done.stderr
