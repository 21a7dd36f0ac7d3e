"""DuckDB: embedded for files, pandas, PyArrow and rows; native for a relation that somebody brings."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from itertools import count
from math import isfinite
from typing import TYPE_CHECKING, Any, TypeVar

import narwhals as nw

from journeykit.errors import EventLogError
from journeykit.events.engines.duck_quantiles import gathered, placed
from journeykit.events.engines.engine import SEQUENCE, Frame, framed, kind_of
from journeykit.events.progress import Progress, watched
from journeykit.events.sql import quoted, text

if TYPE_CHECKING:
    import duckdb

__all__ = ["Duck", "connected"]

T = TypeVar("T")
_SHORT = (nw.Int8, nw.Int16, nw.Int32, nw.UInt8, nw.UInt16)
_NUMBERS = count()  # names of temporary tables, which other logs on the same connection must not share


def connected(memory: str | None = None) -> duckdb.DuckDBPyConnection:
    """A database in memory that spills into a folder of its own, which goes with the connection.

    Raises EventLogError for a limit that DuckDB does not understand.
    """
    import duckdb

    folder = tempfile.mkdtemp(prefix="journeykit-")
    try:
        connection = duckdb.connect(":memory:", config={"temp_directory": folder})
        with suppress(duckdb.Error):  # a notebook without widgets has no bar, and refuses even to do without
            connection.execute("SET enable_progress_bar = false")  # it would write among the results
        with suppress(duckdb.Error):  # what a query has done with goes back before the next one takes more
            connection.execute("SET allocator_bulk_deallocation_flush_threshold = '8 MB'")
        if memory is not None:
            connection.execute(f"SET memory_limit = {text(memory)}")
    except duckdb.Error as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise EventLogError(f"memory={memory!r} is no limit like '4 GB': {error}") from None
    weakref.finalize(connection, shutil.rmtree, folder, ignore_errors=True)
    return connection


class Duck:
    """What narwhals leaves to DuckDB."""

    name = "DuckDB"

    def __init__(
        self,
        relation: duckdb.DuckDBPyRelation,
        connection: duckdb.DuckDBPyConnection | None = None,
        progress: Progress | None = None,
    ) -> None:
        # any relation of the same connection leads to it; one of our own lives as long as this does
        self._relation, self._connection, self._progress = relation, connection, progress

    def numbered(self, frame: Frame) -> Frame:
        """Numbers in the order of the input; the readers of files have given them."""
        if "jk_row" in frame.columns:
            return frame.rename({"jk_row": SEQUENCE})
        return self._with(frame, SEQUENCE, "row_number() OVER () - 1")

    def instants(self, frame: Frame, column: str) -> Frame:
        """Microseconds since 1970, and whether in UTC."""
        kind, name = kind_of(frame, column), quoted(column)
        if kind == nw.Date or isinstance(kind, nw.Datetime) or kind == nw.Datetime:
            aware = isinstance(kind, nw.Datetime) and kind.time_zone is not None
            moment, zone = (name if aware else f"try_cast({name} AS TIMESTAMP)"), ("'UTC'" if aware else "''")
        else:
            raise no_times(column, kind)
        moment = f"CASE WHEN isfinite({moment}) THEN epoch_us({moment}) END"
        return self._with(frame, "time", moment, "zoned", zone)

    def parts(self, frame: Frame, column: str, pattern: str, names: Sequence[str]) -> Frame:
        """Columns of the groups of a pattern."""
        groups = f"regexp_extract({quoted(column)}, {text(pattern)}, [{', '.join(map(text, names))}])"
        found = self._with(frame, "jk_parts", groups)
        fields = {name: f"nullif(jk_parts[{text(name)}], '')" for name in names}
        return self._with(found, *(each for pair in fields.items() for each in pair)).drop("jk_parts")

    def numbers(self, frame: Frame, column: str, name: str) -> Frame:
        """A column of floats."""
        source = quoted(column)
        if kind_of(frame, column) == nw.String:  # DuckDB reads 1_000 and +-1, and no other engine does
            source = f"CASE WHEN NOT (contains({source}, '_') OR contains({source}, '+-')) THEN {source} END"
        number = f"try_cast({source} AS DOUBLE)"
        return self._with(frame, name, f"CASE WHEN isfinite({number}) THEN {number} END")

    def texts(self, frame: Frame, column: str, name: str) -> Frame:
        """A column of text."""
        return self._with(frame, name, f"{quoted(column)}::VARCHAR")

    def coded(self, frame: Frame, column: str, names: Sequence[str]) -> Frame:
        """Texts as their places, by way of an enumeration."""
        kinds = ", ".join(map(text, names)) or "''"
        name = quoted(column)
        code = f"enum_code({name}::ENUM({kinds})) AS {name}"  # of one byte or two
        relation = frame.to_native()
        others = [code if each == column else quoted(each) for each in relation.columns]
        return framed(relation.project(", ".join(others)))

    def followed(self, frame: Frame, extras: Sequence[str]) -> Frame:
        """By windows, all over the same order, in numbers as short as they may be: what comes of it stays in memory."""
        others = "".join(f", {quoted(each)}" for each in extras)
        case = '"case"::INTEGER AS "case"' if self._shortened(frame) else '"case"'
        window = f'OVER (PARTITION BY "case" ORDER BY "time", {quoted(SEQUENCE)})'
        listed = [
            f'"case", "activity", lead("activity") {window} AS "next", "time", lead("time") {window} - "time" AS "gap"',
            f'(row_number() {window} - 1)::INTEGER AS "position"{others}',
        ]
        events = frame.to_native().project(f'{case}, "activity", "time", {quoted(SEQUENCE)}{others}')
        return framed(events.project(", ".join(listed)))

    def hashed(self, frame: Frame, columns: Sequence[str]) -> Frame:
        """Two numbers of 40 bits: 8 million of them add up within 63."""
        values = ", ".join(map(quoted, columns))
        return self._with(frame, "h1", f"(hash({values}) >> 24)::BIGINT", "h2", f"(hash({values}, 7) >> 24)::BIGINT")

    def quantiles(self, frame: Frame, by: Sequence[str], column: str, shares: Sequence[float]) -> list[tuple[Any, ...]]:
        """Exact quantiles, interpolated; where all values do not fit in memory, by sorting, which spills."""
        try:
            return self.rows(gathered(frame, by, column, shares))
        except _TooLarge:
            return self.rows(placed(frame, by, column, shares))

    def kept(self, frame: Frame) -> Frame:
        """A temporary table, which goes when neither this frame nor what is made of it is there any more."""
        import duckdb

        number = next(_NUMBERS)
        view, table = f"journeykit_view_{number}", f"journeykit_table_{number}"
        self._computed(lambda: frame.to_native().query(view, f"CREATE TEMP TABLE {table} AS FROM {view}"))
        found = self._relation.query(view, f"FROM {table}")
        # a relation of DuckDB 1 does not hold what it is made of: there tables stay as long as the log
        holder = self if duckdb.__version__.startswith("1.") else found
        weakref.finalize(holder, _dropped, self._relation, view, table).atexit = False
        return framed(found)

    def small(self, columns: Mapping[str, Sequence[Any]]) -> Frame:
        """A table of values."""
        rows = list(zip(*columns.values(), strict=True)) or [(None,) * len(columns)]
        listed = ", ".join(f"({', '.join(map(_literal, row))})" for row in rows)
        # types once for a column: said with each value they would take longer to read than the table to join
        typed = ", ".join(f"{quoted(name)}{_kind(values)} AS {quoted(name)}" for name, values in columns.items())
        heads = ", ".join(map(quoted, columns))
        asked = f"FROM (VALUES {listed}) AS journeykit_values({heads}) SELECT {typed}"
        found: Any = self._relation.query("journeykit_small", asked)
        return framed(found if any(columns.values()) else found.limit(0))

    def rows(self, frame: Frame) -> list[tuple[Any, ...]]:
        """The rows of a small result."""
        found: list[tuple[Any, ...]] = self._computed(lambda: frame.to_native().fetchall())
        return found

    def _shortened(self, frame: Frame) -> bool:
        """Whether cases are whole numbers that fit into fewer bits than they have."""
        kind = kind_of(frame, "case")
        if not kind.is_integer() or kind in _SHORT:
            return False
        low, high = self.rows(framed(frame.to_native().aggregate('min("case"), max("case")')))[0]
        return low is not None and low >= -(2**31) and high < 2**31

    def _computed(self, answer: Callable[[], T]) -> T:
        """What a query gives. Raises EventLogError where the data cannot be read to its end, or memory does not do."""
        import duckdb

        from journeykit.events.reading import explaining

        try:
            with explaining(), watched(self._connection, self._progress):
                return answer()
        except duckdb.OutOfMemoryException as error:
            raise _TooLarge(
                "this answer needs more memory at once than DuckDB may take: raise memory=, or ask about fewer events "
                f"with .filter(…) ({str(error).splitlines()[0]})"
            ) from error

    def _with(self, frame: Frame, *columns: str) -> Frame:
        """The frame with more columns: name, SQL, name, SQL …"""
        relation = frame.to_native()
        new = dict(zip(columns[::2], columns[1::2], strict=True))
        old = [quoted(each) for each in relation.columns if each not in new]
        return framed(relation.project(", ".join([*old, *(f"{new[each]} AS {quoted(each)}" for each in new)])))


class _TooLarge(EventLogError):
    """Memory does not do, even with spilling."""


def _dropped(relation: duckdb.DuckDBPyRelation, view: str, table: str) -> None:
    import duckdb

    # what is left of it may be gone: files under a relative path, or the connection
    with suppress(duckdb.Error):
        relation.query(view, f"DROP TABLE IF EXISTS {table}")


def no_times(column: str, kind: object) -> EventLogError:
    """The complaint about a column of times that holds something else."""
    return EventLogError(
        f"timestamp column {column.removeprefix('@')!r} holds {kind}, and no times: "
        "give dates and times, or text like 2026-05-04 10:30"
    )


def _kind(values: Sequence[Any]) -> str:
    """The cast of a column of Python values."""
    known = [each for each in values if each is not None]
    if not known or isinstance(known[0], str):
        return ""
    if any(isinstance(each, float) for each in known):
        return "::DOUBLE"
    if isinstance(known[0], bool):
        return "::BOOLEAN"
    return "::BIGINT" if all(-(2**63) <= each < 2**63 for each in known) else "::HUGEINT"


def _literal(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):  # without an exponent it would be read as a decimal number, and not as it is
        return f"{value!r}{'' if 'e' in repr(value) else 'e0'}" if isfinite(value) else f"'{value}'::DOUBLE"
    return text(str(value))
