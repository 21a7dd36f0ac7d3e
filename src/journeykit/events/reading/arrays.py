"""Structured arrays of numpy, such as journeykit's own simulations: written to DuckDB part by part."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from journeykit.errors import EventLogError
from journeykit.events.reading.faults import refuse
from journeykit.events.reading.names import ROW, distinct, quoted, shown

if TYPE_CHECKING:
    import duckdb
    from numpy.typing import NDArray

__all__ = ["array_relation"]

_PART: Final = 500_000  # rows whose texts are Python's at once
_NUMBERS = count()
_UNITS: Final = {"s": "s", "ms": "ms", "us": "us", "ns": "ns"}  # those that DuckDB knows


def array_relation(
    array: NDArray[Any], connection: duckdb.DuckDBPyConnection, notes: list[str]
) -> duckdb.DuckDBPyRelation:
    """A table of a structured array. NaN, NaT and empty text are null: an array cannot say it otherwise.

    Raises EventLogError for an array without names, or whose values are arrays themselves.

    >>> import duckdb
    >>> import numpy as np
    >>> some = np.array([(1, "a"), (2, "")], dtype=[("id", "i8"), ("step", "U4")])
    >>> connection = duckdb.connect()
    >>> array_relation(some, connection, []).fetchall()
    [(1, 'a', 0), (2, None, 1)]
    """
    names = array.dtype.names
    if names is None or array.ndim != 1:
        raise EventLogError("an array must be structured and of one dimension: its fields are the columns of the log")
    refuse(
        [f"field {shown(name)} holds {array.dtype[name]}, and no single values" for name in names if _odd(array, name)]
    )
    columns, renamed = distinct(names)
    notes += renamed
    table = f"journeykit_array_{next(_NUMBERS)}"
    taken = [
        _taken(array.dtype[name], f"c{place}", column)
        for place, (name, column) in enumerate(zip(names, columns, strict=True))
    ]
    for start in range(0, max(len(array), 1), _PART):
        part = array[start : start + _PART]
        plain = {f"c{place}": _plain(part[name]) for place, name in enumerate(names)}
        connection.register(f"{table}_part", plain)
        begin = f"CREATE TEMP TABLE {table} AS" if start == 0 else f"INSERT INTO {table}"
        connection.execute(f"{begin} SELECT {', '.join(taken)} FROM {table}_part")  # noqa: S608 - names are quoted
        connection.unregister(f"{table}_part")
    return connection.table(table).project(f"*, rowid AS {quoted(ROW)}")


def _odd(array: NDArray[Any], name: str) -> bool:
    kind = array.dtype[name]
    return bool(kind.names or kind.shape) or kind.kind in "cV"


def _plain(values: NDArray[Any]) -> NDArray[Any]:
    """A field as DuckDB takes it: in one piece, times in units it knows, text as objects."""
    kind = values.dtype.kind
    if kind == "S":
        return np.char.decode(values, "utf-8", "replace").astype(object)
    if kind in "UO":
        return np.asarray(values).astype(object)
    if kind in "Mm" and np.datetime_data(values.dtype)[0] not in _UNITS:
        return np.ascontiguousarray(values.astype(f"{kind}8[us]"))
    if values.dtype == np.float16:
        return values.astype(np.float32)
    return np.ascontiguousarray(values.astype(values.dtype.newbyteorder("="), copy=False))


def _taken(kind: np.dtype[Any], source: str, column: str) -> str:
    """A column in SQL."""
    if kind.kind in "US":
        return f"nullif({source}::VARCHAR, '') AS {quoted(column)}"
    if kind.kind == "O":
        return f"{source}::VARCHAR AS {quoted(column)}"
    return f"{source} AS {quoted(column)}"
