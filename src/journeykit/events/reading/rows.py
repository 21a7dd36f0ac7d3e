"""Rows of Python: dicts, named tuples, dataclasses, models of pydantic; any iterable of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from journeykit.errors import EventLogError
from journeykit.events.reading.growing import BATCH, Growing

if TYPE_CHECKING:
    import duckdb

__all__ = ["rows_relation", "spelled"]

_MOST_INT: Final = 2**63


def rows_relation(
    rows: Iterable[Any], connection: duckdb.DuckDBPyConnection, notes: list[str]
) -> duckdb.DuckDBPyRelation:
    """A table of rows. Keys that a row lacks are null; None, NaN, NaT and NA are null as well.

    Raises EventLogError for rows that are nothing with names, with the number of the first.

    >>> import duckdb
    >>> connection = duckdb.connect()
    >>> found = rows_relation([{"id": 1}, {"id": 2, "score": 4.5}], connection, [])
    >>> found.columns, found.fetchall()
    (['id', 'score', 'jk_row'], [(1, None, 0), (2, 4.5, 1)])
    """
    table = Growing(connection)
    read: Callable[[Any], Mapping[Any, Any] | None] | None = None
    known: type | None = None
    done, left = 0, iter(rows)
    while batch := list(islice(left, BATCH)):
        columns: dict[str, list[str | None]] = {name: [None] * len(batch) for name in table.names}
        kinds: dict[str, set[str]] = {}
        for place, row in enumerate(batch):
            if type(row) is not known:
                known, read = type(row), _reader(row)
            values = read(row) if read else None
            if values is None:
                raise EventLogError(
                    f"row {done + place + 1:,} is a {type(row).__name__}, without names: give dicts, named tuples or "
                    "dataclasses, with the columns as names"
                )
            for key, value in values.items():
                name = key if type(key) is str else str(key)
                column = columns.get(name)
                if column is None:
                    column = columns[name] = [None] * len(batch)
                if value is not None:
                    kind, column[place] = spelled(value)
                    kinds.setdefault(name, set()).add(kind)
        for found in kinds.values():
            found.discard("")
        table.append(columns, kinds)
        done += len(batch)
    if not done:
        raise EventLogError("there are no rows: an event log needs at least one event")
    notes += table.renamed()
    return table.relation()


def _reader(row: object) -> Callable[[Any], Mapping[Any, Any] | None] | None:
    """How rows of this type give names and values."""
    if isinstance(row, Mapping):
        return lambda each: each
    if hasattr(row, "_asdict"):
        return lambda each: each._asdict()
    if dataclasses.is_dataclass(row) and not isinstance(row, type):
        names = [each.name for each in dataclasses.fields(row)]
        return lambda each: {name: getattr(each, name) for name in names}
    if hasattr(type(row), "model_fields"):
        return lambda each: {name: getattr(each, name) for name in type(each).model_fields}
    return None


def spelled(value: object) -> tuple[str, str | None]:
    """A value as text that DuckDB reads, and what it is; ("", None) where it says that there is none.

    >>> spelled(7), spelled(2.5), spelled("7"), spelled(float("nan"))
    (('int', '7'), ('float', '2.5'), ('text', '7'), ('', None))
    """
    known = _SPELLED.get(type(value))
    if known is not None:
        return known(value)
    if isinstance(value, Enum):
        return spelled(value.value)
    if hasattr(value, "dtype") and hasattr(value, "item"):  # a number of numpy
        return _of_numpy(value)
    for kind in (datetime, date, str, int, float):
        if isinstance(value, kind):
            return _SPELLED[kind](value)
    return ("", None) if type(value).__name__ in ("NAType", "NaTType") else ("text", str(value))


def _of_numpy(value: Any) -> tuple[str, str | None]:
    if value.dtype.kind == "M":  # its item would be a whole number where it is finer than a microsecond
        text = str(value)
        return ("", None) if text == "NaT" else ("naive", text)
    plain = value.item()
    return ("text", str(plain)) if type(plain) is type(value) else spelled(plain)


def _moment(value: Any) -> tuple[str, str | None]:
    if value != value:  # noqa: PLR0124 - pandas' NaT is a datetime, and like NaN unequal to itself
        return "", None
    return ("naive" if value.tzinfo is None else "aware"), value.isoformat()


def _number(value: Any) -> tuple[str, str | None]:
    return ("", None) if value != value else ("float", str(float(value)))  # noqa: PLR0124 - NaN


_SPELLED: Final[dict[type, Callable[[Any], tuple[str, str | None]]]] = {
    str: lambda value: ("text", str(value)),
    bool: lambda value: ("bool", "true" if value else "false"),
    int: lambda value: ("int" if -_MOST_INT <= value < _MOST_INT else "text", str(int(value))),
    float: _number,
    Decimal: lambda value: ("", None) if value.is_nan() else ("float", str(value)),
    datetime: _moment,
    date: lambda value: ("date", value.isoformat()),
}
