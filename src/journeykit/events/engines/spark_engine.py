"""Spark, classic and Connect: native, and SQL alone, so that no worker needs Python."""

from __future__ import annotations

import contextlib
import json
import warnings
import weakref
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from journeykit.errors import EventLogError, EventLogWarning
from journeykit.events.engines.duck import no_times
from journeykit.events.engines.engine import SEQUENCE, Frame, framed, windowed

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

__all__ = ["Spark", "plainly_named"]

# no backslashes, since a session may be set to read them as they are
_NUMBER: Final = "^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?$"
_BLANK: Final = " \t\r\n"


def plainly_named(data: DataFrame) -> DataFrame:
    """The frame with names that every expression can say: Spark reads a dot as a field, and "Case" as "case".

    A dot or a backtick becomes "_", with an EventLogWarning. Raises EventLogError for names that differ in capitals
    only.
    """
    taken: dict[str, str] = {}
    for name in data.columns:
        if name.lower() in taken:
            raise EventLogError(
                f"columns {taken[name.lower()]!r} and {name!r} are one name to Spark: rename one of them"
            )
        taken[name.lower()] = name
    new: list[str] = []
    for name in data.columns:
        plain = name.replace(".", "_").replace("`", "_")
        while plain != name and plain.lower() in taken:
            plain += "_"
        taken[plain.lower()] = plain
        new.append(plain)
    renamed = [f"{old!r} is {plain!r} here" for old, plain in zip(data.columns, new, strict=True) if old != plain]
    if not renamed:
        return data
    warnings.warn(
        f"Spark reads dots and backticks in a column's name as more than a name: {', '.join(renamed)}",
        EventLogWarning,
        stacklevel=4,
    )
    return data.toDF(*new)


class Spark:
    """What narwhals leaves to Spark."""

    name = "Spark"

    def __init__(self, data: DataFrame) -> None:
        self._session = data.sparkSession
        self._connect = ".connect." in type(data).__module__
        self._sql: Any = import_module("pyspark.sql.connect.functions" if self._connect else "pyspark.sql.functions")

    def numbered(self, frame: Frame) -> Frame:
        """Numbers in the order of the partitions and of the rows within, which is all the order that Spark has."""
        return self._with(frame, {SEQUENCE: "monotonically_increasing_id()"})

    def instants(self, frame: Frame, column: str) -> Frame:
        """Microseconds since 1970, and whether in UTC. The session's time zone has no say."""
        kind, name = dict(frame.to_native().dtypes)[column], quoted(column)
        if kind == "timestamp":
            return self._with(frame, {"time": f"unix_micros({name})", "zoned": "'UTC'"})
        if kind in {"timestamp_ntz", "date"}:
            return self._with(frame, {"time": _micros(f"CAST({name} AS TIMESTAMP_NTZ)"), "zoned": "''"})
        raise no_times(column, kind)

    def parts(self, frame: Frame, column: str, pattern: str, names: Sequence[str]) -> Frame:
        """Columns of the groups of a pattern, which is no SQL, so that its backslashes stay."""
        sql, mark = self._sql, "\x01"  # one match for all groups, set apart by what no text holds
        marked = sql.translate(sql.col(quoted(column)), mark, "?")
        marked = sql.regexp_replace(
            marked, sql.lit(pattern), sql.lit("".join(f"{mark}${n + 1}" for n in range(len(names))))
        )
        native = frame.to_native().withColumn("jk_parts", sql.split(marked, mark))
        fields = {name: sql.nullif(sql.get("jk_parts", n + 1), sql.lit("")) for n, name in enumerate(names)}
        return framed(native.withColumns(fields).drop("jk_parts"))

    def numbers(self, frame: Frame, column: str, name: str) -> Frame:
        """A column of floats."""
        source = quoted(column)
        if dict(frame.to_native().dtypes)[column] == "string":
            plain = f"trim(BOTH '{_BLANK}' FROM {source})"  # Java would read "1.5d", too
            source = f"CASE WHEN {plain} RLIKE '{_NUMBER}' THEN {plain} END"
        number = f"try_cast({source} AS DOUBLE)"
        return self._with(frame, {name: f"CASE WHEN abs({number}) < double('Infinity') THEN {number} END"})

    def texts(self, frame: Frame, column: str, name: str) -> Frame:
        """A column of text. Moments are written in UTC, whatever the session's time zone."""
        source = quoted(column)
        if dict(frame.to_native().dtypes)[column] == "timestamp":
            seconds = f"CAST(unix_micros({source}) AS DECIMAL(24, 0)) / 1000000"
            moment = f"TIMESTAMP_NTZ'1970-01-01 00:00:00' + make_dt_interval(0, 0, 0, {seconds})"
            source = f"concat(CAST({moment} AS STRING), '+00')"
        return self._with(frame, {name: f"CAST({source} AS STRING)"})

    def coded(self, frame: Frame, column: str, names: Sequence[str]) -> Frame:
        """Texts as their places, by a join with a table that every worker is sent."""
        codes = self.small({"jk_name": list(names), "jk_code": list(range(len(names)))}).to_native()
        native = frame.to_native()
        met = native.join(self._sql.broadcast(codes), native[quoted(column)] == codes["jk_name"], "left")
        kept = [self._sql.col(quoted(each)) for each in native.columns if each != column]
        return framed(
            met.select(*kept, codes["jk_code"].cast("int").alias(column)).select(*map(quoted, native.columns))
        )

    def followed(self, frame: Frame, extras: Sequence[str]) -> Frame:
        """By windows; a join with the events wants the same type of case on both sides, short or not."""
        return windowed(frame, extras)

    def hashed(self, frame: Frame, columns: Sequence[str]) -> Frame:
        """Two numbers of 40 bits: 8 million of them add up within 63."""
        values = ", ".join(f"CAST({quoted(each)} AS BIGINT)" for each in columns)
        return self._with(frame, {f"h{n}": f"shiftrightunsigned(xxhash64({n}L, {values}), 24)" for n in (1, 2)})

    def quantiles(self, frame: Frame, by: Sequence[str], column: str, shares: Sequence[float]) -> list[tuple[Any, ...]]:
        """Exact quantiles, interpolated: by sorting, which spills. Spark's own `percentile` holds a group in memory."""
        native, value = frame.to_native(), f"CAST({quoted(column)} AS DOUBLE)"
        keys = [self._sql.col(quoted(each)) for each in by]
        counted = native.groupBy(*keys).agg(self._sql.expr(f"count({value})").alias("jk_n"))
        counted = self._sql.broadcast(counted.toDF(*(f"jk_{place}" for place in range(len(by))), "jk_n"))
        parted = ", ".join(map(quoted, by))
        place = f"row_number() OVER ({f'PARTITION BY {parted} ' if by else ''}ORDER BY {value} NULLS LAST) - 1"
        placed = native.withColumn("jk_place", self._sql.expr(place))
        if by:  # null is a key like any other
            same = [f"{quoted(each)} <=> jk_{place}" for place, each in enumerate(by)]
            placed = placed.join(counted, self._sql.expr(" AND ".join(same)))
        else:
            placed = placed.crossJoin(counted)
        points = [f"(CAST({share!r} AS DOUBLE) * (jk_n - 1))" for share in shares]
        near = " OR ".join(f"jk_place IN (floor({at}), ceil({at}))" for at in points)
        found = placed.where(f"jk_place = 0 OR {near}").groupBy(*keys)
        each = [self._sql.expr(_between(value, at)).alias(f"q{place}") for place, at in enumerate(points)]
        return self.rows(framed(found.agg(self._sql.expr("max(jk_n)").alias("n"), *each)))

    def kept(self, frame: Frame) -> Frame:
        """Persisted on the workers, in memory and on disk, until nobody holds the frame any more."""
        native = frame.to_native().persist()
        if self._connect:
            return framed(native)  # stays for the session: a frame of Connect has no twin
        held = type(native)(native._jdf, self._session)  # noqa: SLF001 - the frame given may outlive what is kept
        weakref.finalize(held, _let_go, native).atexit = False
        return framed(held)

    def small(self, columns: Mapping[str, Sequence[Any]]) -> Frame:
        """A table of values, sent as one text: values one by one would cost a call to the JVM each."""
        names = [f"c{place}" for place in range(len(columns))]
        fields = ", ".join(f"{name}: {_kind(values)}" for name, values in zip(names, columns.values(), strict=True))
        rows = [dict(zip(names, row, strict=True)) for row in zip(*columns.values(), strict=True)]
        told = self._sql.from_json(self._sql.lit(json.dumps(rows)), f"array<struct<{fields}>>")
        table = self._session.range(1, numPartitions=1).select(self._sql.inline(told))
        return framed(table.toDF(*columns))

    def rows(self, frame: Frame) -> list[tuple[Any, ...]]:
        """The rows of a small result, in the driver."""
        return [tuple(row) for row in frame.to_native().collect()]

    def _with(self, frame: Frame, columns: Mapping[str, str]) -> Frame:
        """The frame with more columns, of SQL."""
        new: dict[str, Column] = {name: self._sql.expr(sql) for name, sql in columns.items()}
        return framed(frame.to_native().withColumns(new))


def quoted(name: str) -> str:
    """A name of a column in Spark's SQL.

    >>> quoted("the `case`")
    '`the ``case```'
    """
    return "`" + name.replace("`", "``") + "`"


def _micros(local: str, zone: str = "'Z'") -> str:
    """Microseconds since 1970 of a time without a zone: what does not go by way of text is off around clock changes."""
    return f"unix_micros(try_cast(concat(CAST({local} AS STRING), {zone}) AS TIMESTAMP))"


def _between(value: str, at: str) -> str:
    """The value at a place of a group, counted from 0; between two places, on the line between the two values."""
    low, high = (f"max(CASE WHEN jk_place = {edge}({at}) THEN {value} END)" for edge in ("floor", "ceil"))
    return f"{low} + ({high} - {low}) * max({at} - floor({at}))"


def _kind(values: Sequence[Any]) -> str:
    known = next((value for value in values if value is not None), 0)
    return {bool: "boolean", int: "bigint", float: "double"}.get(type(known), "string")


def _let_go(stored: DataFrame) -> None:
    with contextlib.suppress(Exception):  # the session may have ended before
        stored.unpersist()
