"""Parquet: columns with their types, matched by name where files differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from journeykit.events.reading.faults import explaining
from journeykit.events.reading.kinds import File
from journeykit.events.reading.names import listed, path_shown
from journeykit.events.reading.paths import escaped, partitioned

if TYPE_CHECKING:
    import duckdb

__all__ = ["parquet_relation"]

_NUMBER = "file_row_number"


def parquet_relation(
    files: Sequence[File], connection: duckdb.DuckDBPyConnection, notes: list[str]
) -> tuple[duckdb.DuckDBPyRelation, str | None]:
    """The rows of Parquet files, and the column that numbers them where there is one: of a single file.

    Columns that only some files have are null in the others, those with different types get one that holds all; both
    are said in the notes.
    """
    paths = [escaped(each.path) for each in files]
    with explaining(path_shown(files[0].path)):
        if len(paths) > 1:
            notes += _differences(paths, connection)
            return connection.read_parquet(paths, union_by_name=True, hive_partitioning=partitioned(paths, notes)), None
        relation = connection.read_parquet(paths[0])
        if _NUMBER in map(str.lower, relation.columns):
            return relation, None
        # unlike a window, it costs nothing: several threads number their parts by themselves
        return connection.read_parquet(paths[0], file_row_number=True), _NUMBER


def _differences(paths: list[str], connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Columns that some files lack or hold in another type."""
    asked = "SELECT name, duckdb_type, num_children, count(DISTINCT file_name) FROM parquet_schema($1) GROUP BY ALL"
    found = connection.execute(asked, [paths]).fetchall()
    if sum(count for _, _, children, count in found if children) > len(paths):
        return []  # nested: names inside of structures would be taken for columns
    kinds: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for name, kind, children, count in found:
        if not children:
            kinds[name][kind] = count
    lacking = sorted(name for name, found in kinds.items() if sum(found.values()) < len(paths))
    differing = sorted(name for name, found in kinds.items() if len(found) > 1)
    notes = []
    if lacking:
        notes.append(f"columns that some of the {len(paths):,} files lack are null there: {listed(lacking)}")
    if differing:
        notes.append(
            f"columns whose types differ between the {len(paths):,} files are read as one: {listed(differing)}"
        )
    return notes
