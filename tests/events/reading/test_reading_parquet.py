from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from journeykit.events.reading import read


@pytest.fixture
def parquet(connection, tmp_path):
    def parquet(name, query, options=""):
        path = tmp_path / name
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet{options})")
        return path

    return parquet


def test_types_are_kept(rows, parquet):
    path = parquet("log.parquet", "SELECT '007' AS id, 7::INTEGER AS n, NULL::VARCHAR AS nothing, 'NA' AS na")
    assert rows(path) == [("007", 7, None, "NA")]
    assert rows(path.rename(path.with_name("log"))) == [("007", 7, None, "NA")]


@pytest.mark.parametrize("many", [300_000, pytest.param(10_000_000, marks=pytest.mark.slow)])
def test_the_order_of_the_input_is_kept_over_row_groups(connection, parquet, many):
    # the written order is no column's order, and there are many groups
    path = parquet(
        "log.parquet", f"SELECT i, (i * 7919) % 1000003 AS mixed FROM range({many}) t(i)", ", ROW_GROUP_SIZE 20000"
    )
    found = read(path, connection).relation
    right = found.aggregate("bool_and(i = jk_row), count(*)")
    assert right.fetchall() == [(True, many)]
    several = read(
        [path, parquet("next.parquet", f"SELECT i, 0 AS mixed FROM range({many}, {many + 50_000}) t(i)")], connection
    )
    right = several.relation.aggregate("bool_and(i = jk_row), count(*)")
    assert right.fetchall() == [(True, many + 50_000)]


def test_a_column_of_the_name_that_duckdb_uses_itself(rows, parquet):
    assert rows(parquet("log.parquet", "SELECT 9 AS a, 8 AS File_Row_Number")) == [(9, 8)]


def test_different_files_are_matched_by_name_and_it_is_said(connection, rows, parquet, tmp_path):
    parquet("a.parquet", "SELECT 1 AS id, 'x' AS act")
    parquet("b.parquet", "SELECT 'y' AS act, 'two' AS id, 3 AS value")
    assert rows(tmp_path / "*.parquet") == [("1", "x", None), ("two", "y", 3)]
    assert read(tmp_path / "*.parquet", connection).notes == (
        "columns that some of the 2 files lack are null there: 'value'",
        "columns whose types differ between the 2 files are read as one: 'id'",
    )


def test_equal_files_have_nothing_to_say(connection, parquet, tmp_path):
    parquet("a.parquet", "SELECT 1 AS id, {'k': 1} AS nested")
    parquet("b.parquet", "SELECT 2 AS id, {'k': 'x'} AS nested")
    parquet("c.parquet", "SELECT 3 AS id, {'k': 1} AS nested")
    assert read([tmp_path / "a.parquet", tmp_path / "c.parquet"], connection).notes == ()


def test_folders_can_say_a_column(connection, rows, parquet, tmp_path):
    for day in (1, 2):
        (tmp_path / f"day={day}").mkdir()
        parquet(f"day={day}/log.parquet", f"SELECT 'c{day}' AS id")
    assert rows(f"{tmp_path}/*/*.parquet") == [("c1", 1), ("c2", 2)]
    found = read(f"{tmp_path}/*/*.parquet", connection)
    assert found.relation.columns == ["id", "day", "jk_row"]
    assert found.notes == ("folders like 'day=1' give a column: 'day'",)


def test_hostile_names_of_columns(connection, tmp_path):
    hostile = "a\"b'; DROP TABLE x; --\n\N{GRINNING FACE}" + "x" * 10_000
    pq.write_table(pa.table({hostile: [1], "b": [2]}), tmp_path / "log.parquet")
    found = read(tmp_path / "log.parquet", connection).relation
    assert (found.columns, found.fetchall()) == ([hostile, "b", "jk_row"], [(1, 2, 0)])


def test_types_that_say_the_same_are_one(connection, parquet):
    path = parquet("log.parquet", "SELECT 'x'::ENUM('x') AS e, TIMESTAMP_NS '2026-01-01' AS t, uuid() AS u")
    assert list(map(str, read(path, connection).relation.types)) == ["VARCHAR", "TIMESTAMP", "VARCHAR", "BIGINT"]


def test_damaged_files(faults, parquet, written):
    whole = parquet("log.parquet", "SELECT hash(i) AS h FROM range(100000) t(i)").read_bytes()
    assert "begins as a Parquet file and has no proper end: it is cut off" in faults(
        written("cut.parquet", whole[: len(whole) // 2])
    )
    assert "is no Parquet file: those begin with PAR1" in faults(written("no.parquet", "hello, world"))
    assert "is empty" in faults(written("empty.parquet", ""))
    assert "has no proper end" in faults(written("tiny.parquet", "PAR1"))
    middle = len(whole) // 2
    damaged = whole[:4] + b"\xff" * 200 + whole[204:middle] + b"\0" * 4_000 + whole[middle + 4_000 :]
    assert "damaged" in faults(written("damaged.parquet", damaged))
