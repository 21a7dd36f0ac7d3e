"""CSV as text: cells with their places, whatever separates them; and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from journeykit.io.tables.columns import heading_key
from journeykit.io.tables.grid import Grid, Record
from journeykit.io.tables.guard import guarded, unguarded
from journeykit.io.tables.step_columns import STEPS
from journeykit.io.tables.texts import tidy
from journeykit.io.text import Text, refuse

__all__ = ["SEPARATORS", "csv_grid", "csv_lines", "separator_of"]

SEPARATORS: Mapping[str, str] = MappingProxyType({",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"})
_MOST_COLUMNS = 1_000
_QUOTED = re.compile(r'"((?:[^"]|"")*+)"')
_BREAK = re.compile(r"\r\n|\r|\n")


def separator_of(text: Text) -> str:
    r"""What separates the cells: that which gives most known headings, else most cells, else the comma.

    >>> separator_of(Text("Stage;Touchpoint;Pain points\nChoose;Gets a quote;slow, dear"))
    ';'
    """
    known = {heading_key(name) for each in STEPS.values() for name in (each.name, *each.also)}
    first = next((line for line in text.raw[:20_000].splitlines() if line.strip()), "")

    def merit(separator: str) -> tuple[int, int]:
        cells = first.split(separator)
        return sum(heading_key(each) in known for each in cells), len(cells)

    return max(SEPARATORS, key=merit)


def csv_grid(text: Text, separator: str) -> Grid:
    r"""The rows of a table, with line and column of each cell.

    A cell in double quotes may hold separators, line ends, and doubled quotes. Raises FormatError where a quote is
    never closed or something follows it, for NUL characters and for more than 1,000 columns.

    >>> grid = csv_grid(Text('stage,title\nbuy,"Pays, at last"'), ",")
    >>> grid.records[1].cells, grid.spot(grid.records[1], 1, "title").place
    (['buy', 'Pays, at last'], "row 2, column 'title'")
    """
    raw = text.raw
    if "\x00" in raw:
        message = "a NUL character stands here: the file is damaged, or UTF-16 without its mark: save it as UTF-8"
        refuse(message, "nul", text.position(raw.index("\x00")))
    plain = re.compile(rf"[^{re.escape(separator)}\r\n]*")
    records: list[Record] = []
    at, end = 0, len(raw)
    while at < end:
        cells: list[str] = []
        starts: list[int] = []
        while True:
            starts.append(at)
            cell, at = _cell(text, at, plain)
            cells.append(unguarded(tidy(cell)))
            if len(cells) > _MOST_COLUMNS:
                message = f"a row has more than {_MOST_COLUMNS} cells: no table of steps is that wide"
                refuse(message, "too_wide", text.position(at))
            if at < end and raw[at] == separator:
                at += 1
                continue
            break
        records.append(Record(len(records) + 1, cells, starts))
        line_end = _BREAK.match(raw, at)
        at = end if line_end is None else line_end.end()
    return Grid(None, records, text)


def _cell(text: Text, at: int, plain: re.Pattern[str]) -> tuple[str, int]:
    """The cell that begins at an index, and the index behind it."""
    raw = text.raw
    start = re.compile(r"[ ]*(?=\")").match(raw, at)
    if start is not None:
        match = _QUOTED.match(raw, start.end())
        if match is None:
            message = 'this quote is never closed: close it, or write a quote inside a text as ""'
            refuse(message, "quote", text.position(start.end()))
        rest = plain.match(raw, match.end())
        behind = "" if rest is None else rest[0]
        if behind.strip():
            message = 'something stands behind a closing quote: write a quote inside a text as ""'
            refuse(message, "quote", text.position(match.end()))
        return match[1].replace('""', '"'), match.end() + len(behind)
    found = plain.match(raw, at)
    cell = "" if found is None else found[0]
    return cell, at + len(cell)


def csv_lines(rows: Iterable[Iterable[str]], separator: str) -> str:
    r"""The rows as CSV, each cell in quotes but for empty cells and single words, and none of them a formula.

    >>> csv_lines([["stage", "title"], ["buy", "=1+1"]], ",")
    'stage,title\nbuy,"\'=1+1"\n'
    """
    return "".join(separator.join(map(_written, row)) + "\n" for row in rows)


def _written(cell: str) -> str:
    text = guarded(cell)
    return text if re.fullmatch(r"[\w ().%:\-]*", text) else '"' + text.replace('"', '""') + '"'
