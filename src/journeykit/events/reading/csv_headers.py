"""The first line of a CSV file: what separates it, and the names it gives to the columns."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from journeykit.events.reading.faults import CUT_OFF, NOT_UTF8
from journeykit.events.reading.kinds import File
from journeykit.events.reading.names import path_shown, shown
from journeykit.events.reading.paths import escaped

if TYPE_CHECKING:
    import duckdb

__all__ = ["Header", "header_of"]

_SEPARATORS: Final = (",", ";", "\t", "|")
_NAMED: Final = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_LOOK = 1 << 20
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAID: Final = re.compile('sep=([^"\\w\r\n ])(?:\r\n|\n|\r)', re.IGNORECASE)
_VALUE: Final = re.compile(r"\s*(\d{4}-\d\d?-\d\d?([ T].*)?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}( .*)?|\d{9,}(\.\d+)?)\s*")


@dataclass(frozen=True, slots=True)
class Header:
    """The names as they stand in a file, its separator, and how many lines stand before the names."""

    names: tuple[str, ...]
    separator: str
    before: int = 0

    @property
    def separator_name(self) -> str:
        """What people call it."""
        return _NAMED.get(self.separator, repr(self.separator))


def header_of(file: File, connection: duckdb.DuckDBPyConnection) -> Header | str:
    """The header of a file, or what is wrong with it.

    The separator is the one that a line like `sep=;` before the header says, as Excel reads and writes it; else the one
    of comma, semicolon, tab and bar that makes the most fields of the first line, and as many of the second.
    """
    try:
        begun = _begun(file, connection)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        return f"{path_shown(file.path)} cannot be unpacked: {CUT_OFF}"
    if begun[:2] in _UTF16:
        return (
            f"{path_shown(file.path)} is UTF-16: save it as UTF-8, for example by `iconv -f UTF-16 -t UTF-8 old > new`"
        )
    if b"\0" in begun:
        return f"{path_shown(file.path)} is no text: it holds zero bytes, which neither CSV nor any text has"
    try:
        text = codecs.getincrementaldecoder("utf-8-sig")().decode(begun, final=False)
    except UnicodeDecodeError as error:
        line = begun[: error.start].count(b"\n") + 1
        return f"{path_shown(file.path)}, line {line}: {NOT_UTF8}"
    said = _SAID.match(text)
    text = text[said.end() :] if said else text
    try:
        header, found = _split(text, Path(file.path).suffixes, said[1] if said else None)
        # DuckDB loses every row, without a word, below a header whose quotation marks do not close where they should
        next(csv.reader(io.StringIO(text, newline=""), delimiter=found, strict=True), None)
    except csv.Error as error:
        return f"{path_shown(file.path)}, line {2 if said else 1}: the header cannot be read: {error}"
    return _doubtful(file.path, header) or Header(tuple(header), found, 1 if said else 0)


def _begun(file: File, connection: duckdb.DuckDBPyConnection) -> bytes:
    """The first megabyte, unpacked; of what the standard library cannot unpack, the first lines."""
    if file.packing == "zstd":
        first = connection.read_csv(
            escaped(file.path),
            header=False,
            auto_detect=False,
            columns={"line": "VARCHAR"},
            sep="\x1f",  # stands in no text, so that a line stays whole
            quotechar="",
            escapechar="",
            compression="zstd",
        )
        return "\n".join(row[0] or "" for row in first.limit(20).fetchall()).encode()
    with gzip.GzipFile(file.path) if file.packing == "gzip" else Path(file.path).open("rb") as stream:
        return stream.read(_LOOK)


def _split(text: str, suffixes: Sequence[str], said: str | None) -> tuple[list[str], str]:
    """The fields of the first line, by the separator that is said, or that fits best."""
    if said:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=said), []), said
    order = ("\t", *_SEPARATORS) if {".tsv", ".tab"} & {each.lower() for each in suffixes} else _SEPARATORS
    best: tuple[tuple[bool, int], list[str], str] | None = None
    for separator in order:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        first = next(rows, [])
        try:
            second = next((row for row in rows if row), first)
        except csv.Error:  # a field beyond what is looked at here
            second = first
        rank = (len(first) > 1 and len(first) == len(second), len(first))
        if best is None or rank > best[0]:
            best = (rank, first, separator)
    assert best is not None  # noqa: S101 - there are separators
    return best[1], best[2]


def _doubtful(path: str, header: Sequence[str]) -> str | None:
    """Why the first line is hardly a header."""
    values = [each for each in header if _VALUE.fullmatch(each)]
    if values:
        return (
            f"{path_shown(path)}: the first line holds values ({shown(values[0])}), and must name the columns: "
            "add a line like case,activity,timestamp"
        )
    if len(header) < 2:
        return (
            f"{path_shown(path)}, line 1: there is one column only, {shown(header[0] if header else '')}: the "
            "first line must name the columns, with comma, semicolon, tab or bar between them"
        )
    return None
