"""Where the data is: the engine that holds it, found by what was given.

    DuckDB   files, pandas, PyArrow, rows (embedded); relations (native)
    Polars   eager and lazy frames (native)
    Spark    frames of pyspark (native)

A new engine is a file here with the methods of `Engine`, and a line in `opened`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeykit.errors import EventLogError, MissingExtra

if TYPE_CHECKING:
    from journeykit.events.engines.engine import Engine, Frame
    from journeykit.events.progress import Progress

__all__ = ["opened"]


def opened(
    data: Any, *, memory: str | None = None, progress: Progress | None = None
) -> tuple[Frame, Engine, tuple[str, ...]]:
    """The data as a lazy frame, its engine, and what its reader had to assume.

    Raises MissingExtra where an engine is not installed, EventLogError for what is no log.
    """
    try:
        import duckdb

        from journeykit.events.engines.engine import framed
    except ImportError as error:
        raise MissingExtra("event logs", error.name or "duckdb", "events") from None
    home = type(data).__module__.partition(".")[0]
    kind = type(data).__name__
    if home == "polars" and kind in {"DataFrame", "LazyFrame"}:
        from journeykit.events.engines.polars_engine import Polars

        _no_limit(memory, "Polars")
        return framed(data.lazy()), Polars(), ()
    if home == "pyspark" and kind == "DataFrame":
        from journeykit.events.engines.spark_engine import Spark, plainly_named

        _no_limit(memory, "Spark")
        named = plainly_named(data)
        return framed(named), Spark(named), ()
    from journeykit.events.engines.duck import Duck, connected

    if isinstance(data, duckdb.DuckDBPyRelation):
        _no_limit(memory, "the relation's connection")
        return framed(data), Duck(data), ()
    from journeykit.events.reading import read

    connection = connected(memory)
    found = read(data, connection, progress)
    return framed(found.relation), Duck(found.relation, connection, progress), found.notes


def _no_limit(memory: str | None, who: str) -> None:
    if memory is not None:
        raise EventLogError(f"memory= limits the DuckDB that reads files; {who} has settings of its own")
