"""CSV and its relatives: every column as text, so that "NA" and "007" stay what they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from journeykit.errors import EventLogError
from journeykit.events.reading.csv_headers import Header, header_of
from journeykit.events.reading.faults import explaining, refuse
from journeykit.events.reading.kinds import File
from journeykit.events.reading.names import distinct, listed, path_shown
from journeykit.events.reading.paths import escaped, partitioned
from journeykit.events.reading.zstd_frames import cut_off

if TYPE_CHECKING:
    import duckdb

__all__ = ["csv_relation", "packing_of"]

# nothing is guessed and nothing is skipped: what does not fit is an error
_STRICT: Final[dict[str, Any]] = {
    "header": True,
    "quotechar": '"',
    "escapechar": '"',
    "comment": "",
    "strict_mode": True,
    "null_padding": False,
    "ignore_errors": False,
}


def csv_relation(
    files: Sequence[File], connection: duckdb.DuckDBPyConnection, notes: list[str]
) -> duckdb.DuckDBPyRelation:
    """The rows of CSV files, one file after the other, all columns as text; an empty field is null.

    Columns that only some files have are null in the others, and said in the notes. Raises EventLogError for files
    whose first lines name no columns, that are no UTF-8, or that are separated in different ways.
    """
    held = [each for each in files if not each.empty]
    if len(held) < len(files):
        notes.append(f"empty files are passed over: {len(files) - len(held):,} of {len(files):,}")
    with explaining(path_shown(held[0].path)):
        headers = _headers(held, connection)
    first = headers[0]
    reading = {**_STRICT, "sep": first.separator, "skiprows": first.before, "compression": packing_of(held)}
    paths = [escaped(each.path) for each in held]
    reading["hive_partitioning"] = partitioned(paths, notes)
    with explaining(path_shown(held[0].path)):
        alike = all(each.names == first.names for each in headers)
        # 1.x of DuckDB takes no columns from folders where it is told those of the files
        if alike and not reading["hive_partitioning"]:
            columns, renamed = distinct(first.names)
            notes += renamed
            kinds = dict.fromkeys(columns, "VARCHAR")
            return connection.read_csv(paths, auto_detect=False, columns=kinds, **reading)  # type: ignore[arg-type]  # the stub knows str and list[str] alone
        if not alike:
            notes.append(_difference(held, headers))
        return connection.read_csv(paths, all_varchar=True, union_by_name=True, **reading)  # type: ignore[arg-type]  # as above


def _headers(files: Sequence[File], connection: duckdb.DuckDBPyConnection) -> list[Header]:
    faults: list[str] = []
    headers: list[Header] = []
    for file in files:
        cut = cut_off(file.path) if file.packing == "zstd" else None
        found = cut or header_of(file, connection)
        if isinstance(found, str):
            faults.append(found)
        else:
            headers.append(found)
    refuse(faults)
    said = [each for each, header in zip(files, headers, strict=True) if header.before]
    if said and len(said) < len(files):
        unsaid = next(each for each, header in zip(files, headers, strict=True) if not header.before)
        names = f"{path_shown(said[0].path)} begins with a line sep=…, and {path_shown(unsaid.path)}"
        raise EventLogError(f"{names} does not: write them alike")
    other = next((place for place, each in enumerate(headers) if each.separator != headers[0].separator), None)
    if other is not None:
        raise EventLogError(
            f"the files are separated in different ways: {path_shown(files[0].path)} by {headers[0].separator_name}, "
            f"{path_shown(files[other].path)} by {headers[other].separator_name}: write them alike"
        )
    return headers


def packing_of(files: Sequence[File]) -> Any:
    """How the files are packed, where it is one way; None where their names say it, or they are not packed."""
    ways = {each.packing for each in files}
    return ways.pop() if len(ways) == 1 and ways != {"none"} else None


def _difference(files: Sequence[File], headers: Sequence[Header]) -> str:
    """Which columns not every file has."""
    everywhere = set(headers[0].names).intersection(*(each.names for each in headers))
    some = dict.fromkeys(name for each in headers for name in each.names if name not in everywhere)
    if not some:
        return f"the columns stand in different order in the {len(files):,} files: they are matched by name"
    lacking = next(file.path for file, each in zip(files, headers, strict=True) if not set(some) <= set(each.names))
    return (
        f"columns that some of the {len(files):,} files lack, such as {path_shown(lacking)}, are null there: "
        f"{listed(list(some))}"
    )
