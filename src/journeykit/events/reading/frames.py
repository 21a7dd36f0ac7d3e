"""Data frames of pandas and tables of PyArrow: read where they lie, without a copy."""

from __future__ import annotations

import sys
from itertools import count
from typing import TYPE_CHECKING, Any

import numpy as np

from journeykit.errors import EventLogError
from journeykit.events.reading.faults import explaining
from journeykit.events.reading.names import ROW, distinct, quoted

if TYPE_CHECKING:
    import duckdb

__all__ = ["arrow_relation", "is_a", "pandas_relation"]

_NUMBERS = count()


def is_a(data: object, module: str, *names: str) -> bool:
    """Whether data is one of these classes of a module, which nobody imports for that."""
    loaded = sys.modules.get(module)
    kinds = tuple(kind for name in names if isinstance(kind := getattr(loaded, name, None), type))
    return isinstance(data, kinds)


def pandas_relation(frame: Any, connection: duckdb.DuckDBPyConnection, notes: list[str]) -> duckdb.DuckDBPyRelation:
    """The rows of a data frame, with the levels of its index that have names as columns.

    Columns of mixed values are text, row by row; categories are what they stand for. Raises EventLogError for columns
    of several levels.
    """
    if frame.columns.nlevels > 1:
        raise EventLogError(
            "the frame has columns of several levels: make one of them: "
            "frame.columns = ['.'.join(map(str, names)) for names in frame.columns]"
        )
    levels = {}
    for place, name in enumerate(frame.index.names):
        if name is not None and name not in frame.columns:
            levels[name] = frame.index.get_level_values(place)
    if not len(frame.columns) and not levels:
        raise EventLogError("the frame has no columns: an event log needs a case, an activity and a time")
    columns, renamed = distinct([*levels, *frame.columns])
    notes += renamed
    plain = frame.copy(deep=False)
    for place, values in enumerate(levels.values()):
        plain.insert(place, f"level {place}", values, allow_duplicates=True)
    plain.columns = columns
    for place, name in enumerate(columns):
        changed = _changed(plain.iloc[:, place])
        if changed is not None:
            plain[name] = changed
    plain[ROW] = np.arange(len(plain), dtype=np.int64)
    with explaining("the frame"):
        return connection.from_df(plain)


def _changed(values: Any) -> Any:
    """A column that DuckDB does not take, or takes for something else, in another form; None where it is fine."""
    name = type(values.dtype).__name__
    if name == "CategoricalDtype":
        inner = values.cat.categories.dtype
        # whole numbers with a gap would become floats, and the id 7 turn to 7.0
        return values.astype("Int64" if inner.kind in "iu" else inner if inner.kind in "fbM" else object)
    if name == "SparseDtype":
        return values.sparse.to_dense()
    if name in ("PeriodDtype", "IntervalDtype") or values.dtype.kind == "c":
        return values.astype(object).where(values.notna(), None).map(lambda each: each if each is None else str(each))
    return None


def arrow_relation(data: Any, connection: duckdb.DuckDBPyConnection, notes: list[str]) -> duckdb.DuckDBPyRelation:
    """The rows of a PyArrow table, dataset, or reader of batches; a reader can be read once, and so is copied."""
    schema = data.schema
    if not schema.names:
        raise EventLogError("the table has no columns: an event log needs a case, an activity and a time")
    columns, renamed = distinct(schema.names)
    notes += renamed
    if is_a(data, "pyarrow", "Table"):
        numbers = sys.modules["pyarrow"].array(np.arange(len(data), dtype=np.int64))
        return connection.from_arrow(data.rename_columns(columns).append_column(ROW, numbers))
    with explaining("the data"):
        relation = connection.from_arrow(data)
        if not is_a(data, "pyarrow", "RecordBatchReader"):
            return relation
        table = f"journeykit_batches_{next(_NUMBERS)}"
        relation.create_view(f"{table}_view")
        connection.execute(f"CREATE TEMP TABLE {table} AS FROM {table}_view")
        connection.execute(f"DROP VIEW {table}_view")
        return connection.table(table).project(f"*, rowid AS {quoted(ROW)}")
