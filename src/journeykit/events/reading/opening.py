"""From whatever somebody has to a relation of DuckDB: which reader it is for."""

from __future__ import annotations

import sys
import warnings
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from journeykit.errors import EventLogError, EventLogWarning
from journeykit.events.reading.csv_files import csv_relation
from journeykit.events.reading.faults import explaining
from journeykit.events.reading.frames import arrow_relation, is_a, pandas_relation
from journeykit.events.reading.json_files import json_relation
from journeykit.events.reading.kinds import files_seen
from journeykit.events.reading.names import ROW, distinct, listed, quoted
from journeykit.events.reading.parquet_files import parquet_relation
from journeykit.events.reading.paths import are_paths, files_named
from journeykit.events.reading.rows import rows_relation
from journeykit.events.reading.xes_files import xes_relation

if TYPE_CHECKING:
    import duckdb

    from journeykit.events.progress import Progress

__all__ = ["Reading", "read", "relation"]

_WINDOW: Final = "row_number() OVER () - 1"  # one thread, in the order of the input
_PLAIN: Final = {
    "TIMESTAMP_S": "TIMESTAMP",
    "TIMESTAMP_MS": "TIMESTAMP",
    "TIMESTAMP_NS": "TIMESTAMP",
    "TIMESTAMPTZ_NS": "TIMESTAMPTZ",
    "UUID": "VARCHAR",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found: the rows, and sentences on what it left out, renamed or had to assume."""

    relation: duckdb.DuckDBPyRelation
    notes: tuple[str, ...]


def relation(
    data: Any, connection: duckdb.DuckDBPyConnection, progress: Progress | None = None
) -> duckdb.DuckDBPyRelation:
    """The rows of `data` as `read` gives them; each note is an EventLogWarning.

    >>> import duckdb
    >>> connection = duckdb.connect()
    >>> relation([{"case": "7", "activity": "visit"}], connection).fetchall()
    [('7', 'visit', 0)]
    """
    found = read(data, connection, progress)
    for note in found.notes:
        warnings.warn(note, EventLogWarning, stacklevel=2)
    return found.relation


def read(data: Any, connection: duckdb.DuckDBPyConnection, progress: Progress | None = None) -> Reading:
    """The rows of `data` in a relation, with the column `jk_row`: 0, 1, 2 … in the order of the input.

    Args:
        data: a path, a pattern like `"visits/*.parquet"` or a list of paths (CSV, Parquet, JSON, XES; told by the name,
            else by the first bytes); a pandas frame; a PyArrow table, dataset or reader; a relation of DuckDB, which
            stays on its own connection; a structured array of numpy; rows (dicts, named tuples, dataclasses).
        connection: where the rest is read; keep it as long as the relation. What is written there is temporary.
        progress: called with what is being done and the share done, where reading takes long (XES).

    Values of CSV and JSON are text. Files, frames and tables are not copied: their relation reads them when somebody
    computes, and what is wrong further down comes up then, as an error of DuckDB that `explaining` turns into an
    EventLogError.

    Raises:
        EventLogError: `data` cannot be read; `.faults` has all that is wrong.
        TypeError: `data` is nothing that is read here.
    """
    notes: list[str] = []
    found, row = _opened(data, connection, notes, progress)
    return Reading(_handed_out(found, row), tuple(notes))


def _opened(  # noqa: PLR0911 - one answer for each kind of data
    data: Any, connection: duckdb.DuckDBPyConnection, notes: list[str], progress: Progress | None
) -> tuple[duckdb.DuckDBPyRelation, str | None]:
    """The relation, and its column that has the number of the row, where it has one."""
    import numpy as np

    if are_paths(data):
        return _of_files(data, connection, notes, progress)
    if is_a(data, "duckdb", "DuckDBPyRelation"):
        return data, None
    # texts and numbers in one column are text: DuckDB would else decide by a sample, and fail at the next row
    connection.execute("SET GLOBAL pandas_analyze_sample = 0")
    if is_a(data, "pandas", "DataFrame"):
        return pandas_relation(data, connection, notes), ROW
    if is_a(data, "pyarrow", "Table", "RecordBatchReader"):
        return arrow_relation(data, connection, notes), ROW
    if is_a(data, "pyarrow", "RecordBatch"):
        return arrow_relation(sys.modules["pyarrow"].Table.from_batches([data]), connection, notes), ROW
    if is_a(data, "pyarrow.dataset", "Dataset"):
        return arrow_relation(data, connection, notes), None
    if isinstance(data, np.ndarray):
        from journeykit.events.reading.arrays import array_relation

        return array_relation(data, connection, notes), ROW
    if isinstance(data, Iterable) and not isinstance(data, Mapping | str | bytes):
        return rows_relation(data, connection, notes), ROW
    raise TypeError(
        f"an event log is read from a file, a data frame, a relation of DuckDB or rows, not from a "
        f"{type(data).__name__}: give a path, or a list of dicts"
    )


def _of_files(
    data: Any, connection: duckdb.DuckDBPyConnection, notes: list[str], progress: Progress | None
) -> tuple[duckdb.DuckDBPyRelation, str | None]:
    files = files_seen(files_named(data))
    kind = files[0].kind
    if kind == "XES":
        return xes_relation(files, connection, notes, progress), ROW
    if kind == "Parquet":
        return parquet_relation(files, connection, notes)
    return (json_relation if kind == "JSON" else csv_relation)(files, connection, notes), None


def _handed_out(found: duckdb.DuckDBPyRelation, row: str | None) -> duckdb.DuckDBPyRelation:
    """The relation with `jk_row` as its last column, and no types that differ between sources without meaning it."""
    names = [name for name in found.columns if name != row]
    counts = Counter(map(str.lower, names))
    twice = [name for name in names if counts[name.lower()] > 1]
    if twice:
        raise EventLogError(f"columns have the same name: {listed(twice)}: give each a name of its own")
    distinct(names)  # refuses our own name
    columns = [
        _plain(quoted(name), str(kind)) for name, kind in zip(found.columns, found.types, strict=True) if name != row
    ]
    number = _WINDOW if row is None else quoted(row)
    with explaining():
        return found.project(", ".join([*columns, f"{number} AS {quoted(ROW)}"]))


def _plain(column: str, kind: str) -> str:
    """A column in the type that all sources share."""
    target = "VARCHAR" if kind.startswith("ENUM(") else _PLAIN.get(kind)
    # seconds reach further than microseconds: what does not fit is null, which for a time is a fault that is counted
    return column if target is None else f"try_cast({column} AS {target}) AS {column}"
