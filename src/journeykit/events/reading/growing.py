"""A table in DuckDB that grows batch by batch, and by a column where a batch brings a new one.

For what arrives as Python values: rows and XES. Only one batch is ever in Python's memory; DuckDB writes to disk what
its own does not hold. Neither pandas nor PyArrow is needed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING, Final

import numpy as np

from journeykit.errors import EventLogError
from journeykit.events.reading.names import ROW, distinct, quoted, shown

if TYPE_CHECKING:
    import duckdb

__all__ = ["BATCH", "Growing"]

BATCH: Final = 20_000
"""Rows that are in Python's memory at once."""

_SQL: Final = {
    "text": "VARCHAR",
    "int": "BIGINT",
    "float": "DOUBLE",
    "bool": "BOOLEAN",
    "date": "DATE",
    "naive": "TIMESTAMP",
    "aware": "TIMESTAMPTZ",
}
_MOST_COLUMNS = 2_000
_NUMBERS = count()  # names of the tables, of which one connection may hold several


class Growing:
    """The table. Values come as text with what they are; a column of several kinds ends as text.

    >>> import duckdb
    >>> connection = duckdb.connect()
    >>> table = Growing(connection)
    >>> table.append({"id": ["7", None]}, {"id": {"int"}})
    >>> table.append({"id": ["x"], "late": ["true"]}, {"id": {"text"}, "late": {"bool"}})
    >>> table.relation().fetchall()
    [('7', None, 0), (None, None, 1), ('x', True, 2)]
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._table = f"journeykit_read_{next(_NUMBERS)}"
        self._kinds: dict[str, str] = {}
        self._columns: dict[str, str] = {}  # the names that SQL knows them by

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns that have come up."""
        return tuple(self._kinds)

    def append(self, columns: Mapping[str, Sequence[str | None]], kinds: Mapping[str, set[str]]) -> None:
        """Write a batch: columns of equal length, and the kinds of values that each of them holds.

        Raises EventLogError for more columns than any log has, and for text that holds half a character.
        """
        import duckdb

        self._prepare(columns, kinds)
        if not columns:
            return
        arrays = {}
        for place, (name, values) in enumerate(columns.items()):
            _whole(name, values)
            arrays[f"c{place}"] = array = np.empty(len(values), dtype=object)
            array[:] = values
        batch = f"{self._table}_batch"
        self._connection.register(batch, arrays)
        try:
            self._insert(list(columns), batch)
        except duckdb.ConversionException:
            # a value that looks like a time and is none, like the 31st of February
            self._widen_failing(list(columns), batch)
            self._insert(list(columns), batch)
        finally:
            self._connection.unregister(batch)

    def relation(self) -> duckdb.DuckDBPyRelation:
        """All rows that were written, with their numbers; their columns have the types that hold all values."""
        if not self._columns:
            raise EventLogError("there are no columns: an event log needs a case, an activity and a time")
        return self._connection.table(self._table).project(f"*, rowid AS {quoted(ROW)}")

    def renamed(self) -> list[str]:
        """A sentence on each column whose name had to change: DuckDB's names do not count capitals."""
        return [
            f"{shown(name)} and another column differ in capitals alone: it is read as {shown(column)}"
            for name, column in self._columns.items()
            if name and column != name
        ]

    def _prepare(self, columns: Mapping[str, object], kinds: Mapping[str, set[str]]) -> None:
        new = [name for name in columns if name not in self._kinds]
        if len(self._kinds) + len(new) > _MOST_COLUMNS:
            raise EventLogError(
                f"there are more than {_MOST_COLUMNS:,} names of columns, such as {shown(new[-1])}: are they values?"
            )
        for name, column in zip(new, distinct([*self._columns.values(), *new])[0][len(self._columns) :], strict=True):
            kind = _common(kinds.get(name, set()))
            made = f"{quoted(column)} {_SQL[kind or 'text']}"
            if self._columns:
                self._connection.execute(f"ALTER TABLE {self._table} ADD COLUMN {made}")
            else:
                self._connection.execute(f"CREATE TEMP TABLE {self._table} ({made})")
            self._columns[name], self._kinds[name] = column, kind
        for name in columns:
            if name not in new:
                self._widen(name, _common(kinds.get(name, set()) | ({self._kinds[name]} - {""})))

    def _widen(self, name: str, kind: str) -> None:
        """Change a column's type, where it must hold something else from now on."""
        if _SQL[kind or "text"] != _SQL[self._kinds[name] or "text"]:
            column = quoted(self._columns[name])
            self._connection.execute(f"ALTER TABLE {self._table} ALTER {column} SET DATA TYPE {_SQL[kind or 'text']}")
        self._kinds[name] = kind

    def _widen_failing(self, names: Sequence[str], batch: str) -> None:
        for place, name in enumerate(names):
            cast = f"try_cast(c{place} AS {_SQL[self._kinds[name] or 'text']})"
            asked = f"SELECT count(*) FROM {batch} WHERE c{place} IS NOT NULL AND {cast} IS NULL"  # noqa: S608 - our own names
            if self._connection.execute(asked).fetchall()[0][0]:
                self._widen(name, "text")

    def _insert(self, names: Sequence[str], batch: str) -> None:
        targets = ", ".join(quoted(self._columns[name]) for name in names)
        casts = ", ".join(f"c{place}::{_SQL[self._kinds[name] or 'text']}" for place, name in enumerate(names))
        self._connection.execute(f"INSERT INTO {self._table} ({targets}) SELECT {casts} FROM {batch}")  # noqa: S608 - names are quoted


def _whole(name: str, values: Sequence[str | None]) -> None:
    """Refuse half characters: 1.x of DuckDB gives up the whole database for one."""
    try:
        "".join(filter(None, values)).encode()
    except UnicodeEncodeError as error:
        half = error.object[error.start]
        raise EventLogError(f"column {shown(name)} holds {half!r}, half a character: decode the text anew") from None


def _common(kinds: set[str]) -> str:
    """The kind that holds all of these; empty where no value has been seen."""
    if len(kinds) <= 1:
        return next(iter(kinds), "")
    return "float" if kinds == {"int", "float"} else "naive" if kinds == {"date", "naive"} else "text"
