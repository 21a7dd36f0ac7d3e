"""What a file holds: told by its name, and by its first bytes where the name says nothing."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeAlias

from journeykit.events.reading.faults import CUT_OFF, refuse
from journeykit.events.reading.names import path_shown, shown

__all__ = ["File", "Kind", "files_seen"]

Kind: TypeAlias = Literal["CSV", "Parquet", "JSON", "XES"]
Packing: TypeAlias = Literal["none", "gzip", "zstd"]

_BY_SUFFIX: Final[dict[str, Kind]] = {
    ".csv": "CSV",
    ".tsv": "CSV",
    ".tab": "CSV",
    ".parquet": "Parquet",
    ".pq": "Parquet",
    ".json": "JSON",
    ".jsonl": "JSON",
    ".ndjson": "JSON",
    ".xes": "XES",
}
_PACKED: Final = {".gz": "gzip", ".gzip": "gzip", ".zst": "zstd", ".zstd": "zstd"}
_STRANGERS: Final[dict[bytes, str]] = {
    b"PK\x03\x04": "an Excel workbook or a zip archive: save the sheet as CSV, or unpack it",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook: save the sheet as CSV",
    b"BZh": "packed by bzip2: unpack it, or pack it by gzip",
    b"\xfd7zXZ": "packed by xz: unpack it, or pack it by gzip",
    b"ARROW1": "an Arrow file: read it by pyarrow and give the table",
    b"ORC": "an ORC file: read it by pyarrow and give the table",
    b"Obj\x01": "an Avro file: write it as Parquet",
    b"SQLite format 3\0": "an SQLite database: give a relation of DuckDB, or export the table",
    b"%PDF": "a PDF",
}
_PEEK = 512


@dataclass(frozen=True, slots=True)
class File:
    """A file of events: its path, what it holds, how it is packed, and whether it holds anything at all."""

    path: str
    kind: Kind
    packing: Packing = "none"
    empty: bool = False


def files_seen(paths: list[str]) -> list[File]:
    """What each file is. Raises EventLogError for those that are nothing that is read here, or are of several kinds."""
    files: list[File] = []
    faults: list[str] = []
    for path in paths:
        found = _seen(path)
        if isinstance(found, str):
            faults.append(found)
        else:
            files.append(found)
    refuse(faults)
    kinds = {each.kind: each.path for each in reversed(files)}
    if len(kinds) > 1:
        examples = ", ".join(f"{path_shown(path)} holds {kind}" for kind, path in kinds.items())
        refuse([f"files of one log must be of one kind: {examples}: read them one by one, or convert them"])
    if all(each.empty for each in files):
        refuse([f"{path_shown(each.path)} is empty: it holds no events" for each in files])
    return files


def _seen(path: str) -> File | str:
    """One file, or why it cannot be read."""
    try:
        with Path(path).open("rb") as stream:
            head = stream.read(_PEEK)
        packing: Packing = "gzip" if head[:2] == b"\x1f\x8b" else "zstd" if head[:4] == b"\x28\xb5\x2f\xfd" else "none"
        if packing == "gzip":
            with gzip.GzipFile(path) as unpacked:
                head = unpacked.read(_PEEK)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        return f"{path_shown(path)} cannot be unpacked: {CUT_OFF}"
    except OSError as error:
        return f"{path_shown(path)} cannot be read: {error.strerror or error}"
    suffixes = [each.lower() for each in Path(path).suffixes]
    promised = _PACKED.get(suffixes[-1]) if suffixes else None
    if promised:
        suffixes.pop()
        if head and packing != promised:
            return f"{path_shown(path)} is not packed by {promised}, as its name says: rename it"
    by_name = _BY_SUFFIX.get(suffixes[-1]) if suffixes else None
    if packing == "zstd":
        return _zstd(path, by_name)
    return _plain(path, head, packing, by_name)


def _zstd(path: str, kind: Kind | None) -> File | str:
    """What the standard library cannot look into."""
    if kind in ("CSV", "JSON"):
        return File(path, kind, "zstd")
    if kind is None:
        return f"{path_shown(path)} is packed by zstd, and not named for what it is: call it .csv.zst or .jsonl.zst"
    return f"{path_shown(path)} is packed by zstd, which is not read for {kind}: unpack it"


def _plain(path: str, head: bytes, packing: Packing, by_name: Kind | None) -> File | str:
    """What the first bytes say, held against the name."""
    if not head:
        return File(path, by_name or "CSV", packing, empty=True)
    if head[:4] == b"PAR1":
        return (
            File(path, "Parquet") if packing == "none" else f"{path_shown(path)} is Parquet packed once more: unpack it"
        )
    if by_name == "Parquet":
        return f"{path_shown(path)} is no Parquet file: those begin with PAR1, this one with {shown(head[:12])}"
    if head.lstrip().lower().startswith((b"<!doctype html", b"<html")):
        return f"{path_shown(path)} is a web page: download what it leads to"
    for beginning, what in _STRANGERS.items():
        if head.startswith(beginning):
            return f"{path_shown(path)} is {what}"
    return File(path, by_name or _of(head), packing)


def _of(head: bytes) -> Kind:
    begun = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return "XES" if begun[:1] == b"<" else "JSON" if begun[:1] in (b"{", b"[") else "CSV"
