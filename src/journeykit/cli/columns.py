"""One column of a CSV file, as the numbers of a metric."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path
from typing import Any, Final

from journeykit.errors import MetricError, UnknownName

__all__ = ["column_of"]

_MISSING: Final = frozenset({"", "na", "n/a", "nan", "null", "none"})
_FLAGS: Final = {"true": True, "false": False}


def column_of(file: str, column: str | None) -> list[Any]:
    """The numbers of a column, None where one is missing; `-` is standard input.

    The first line names the columns; commas, semicolons or tabs part them. A file of one column needs no name. Raises
    MetricError for cells that are no number, with their lines, and UnknownName for a column that is not there.
    """
    header, rows = _table(file)
    if column is None:
        if len(header) > 1:
            named = ", ".join(map(repr, header[:8]))
            raise MetricError(f"{file}: say with --column which column holds the answers: {named}")
        place = 0
    elif column in header:
        place = header.index(column)
    else:
        raise UnknownName("column", column, header)
    found, wrong = [], []
    for line, row in rows:
        if len(row) > len(header):  # a decimal comma, most likely
            wrong.append(f"line {line} has {len(row)} cells for {len(header)} columns")
            continue
        text = row[place].strip() if place < len(row) else ""
        try:
            found.append(_cell(text))
        except ValueError:
            wrong.append(f"line {line} is {text[:30]!r}")
    if wrong:
        raise MetricError(f"{file}: {header[place]!r} holds numbers, nothing else", wrong)
    return found


def _cell(text: str) -> Any:
    if text.casefold() in _MISSING:
        return None
    flag = _FLAGS.get(text.casefold())
    if flag is not None:
        return flag
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else float(text)


def _table(file: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The names of the columns, and the rows that are not empty, each with its line."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise MetricError(f"{file}: byte {error.start + 1} is no UTF-8: save the file as UTF-8") from None
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    try:
        rows = [(reader.line_num, row) for row in reader if row]
    except csv.Error as error:
        raise MetricError(f"{file}: line {reader.line_num} is no CSV: {error}") from None
    if not rows:
        raise MetricError(f"{file} is empty: its first line names the columns")
    return [name.strip() for name in rows[0][1]], rows[1:]
