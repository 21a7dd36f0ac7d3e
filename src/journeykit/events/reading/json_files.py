"""JSON: one object on each line, or a list of objects; every value as text, as in CSV."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from journeykit.events.reading.csv_files import packing_of
from journeykit.events.reading.faults import explaining, refuse
from journeykit.events.reading.kinds import File
from journeykit.events.reading.names import path_shown, quoted, shown
from journeykit.events.reading.paths import escaped, partitioned
from journeykit.events.reading.zstd_frames import cut_off

if TYPE_CHECKING:
    import duckdb

__all__ = ["json_relation"]

_ALL: Final = -1


def json_relation(
    files: Sequence[File], connection: duckdb.DuckDBPyConnection, notes: list[str]
) -> duckdb.DuckDBPyRelation:
    """The rows of JSON files, one file after the other; keys are columns, and nested values stay JSON.

    All is looked through once for the keys, since a key that came up late would be lost without a word. Raises
    EventLogError for what is no JSON, and for JSON without objects.
    """
    held = [each for each in files if not each.empty]
    if len(held) < len(files):
        notes.append(f"empty files are passed over: {len(files) - len(held):,} of {len(files):,}")
    refuse([cut for each in held if each.packing == "zstd" and (cut := cut_off(each.path))])
    paths = [escaped(each.path) for each in held]
    with explaining(path_shown(held[0].path)):
        relation = connection.read_json(
            paths,  # type: ignore[arg-type]  # the stub knows a single path alone
            records="true",
            maximum_depth=1,  # values stay JSON: what DuckDB makes of 007 or of a time is not what was written
            sample_size=_ALL,
            maximum_sample_files=len(held),
            field_appearance_threshold=0.0,
            map_inference_threshold=_ALL,
            union_by_name=True,
            hive_partitioning=partitioned(paths, notes),
            compression=packing_of(held),
        )
        _refuse_wrapped(relation, held[0].path)
    return relation.project(", ".join(f"{quoted(name)} ->> '$' AS {quoted(name)}" for name in relation.columns))


def _refuse_wrapped(relation: duckdb.DuckDBPyRelation, path: str) -> None:
    """A single object that holds the events in one of its values is the most likely mistake."""
    first = relation.limit(2).fetchall()
    if len(first) != 1:
        return
    for name, value in zip(relation.columns, first[0], strict=True):
        if isinstance(value, str) and value.replace(" ", "").startswith("[{"):
            refuse(
                [f"{path_shown(path)} is one object, and its events seem to be in {shown(name)}: write that list alone"]
            )
