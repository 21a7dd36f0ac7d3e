"""From the bytes of an Excel workbook to tables of texts. Nothing in it is ever executed or fetched."""

from __future__ import annotations

import io
import re
import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any

from journeykit.errors import FormatError, MissingExtra
from journeykit.io.tables.grid import Grid, Record
from journeykit.io.tables.texts import tidy
from journeykit.io.tables.zip_guard import check_zip, merged_ranges
from journeykit.io.text import refuse
from journeykit.model import Duration

__all__ = ["Sheet", "read_workbook"]

_MOST_ROWS = 1_048_576
_MOST_PLACES = 4_000_000  # cells and gaps between them
_MOST_COLUMNS = 1_000
_MOST_SPREAD = 200_000  # cells that merged ones may stand for
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNCALCULATED = "a formula without a value: open the file in a spreadsheet and save it, or write the value itself"
_LETTERS: Mapping[str, int] = MappingProxyType({chr(65 + number): number + 1 for number in range(26)})


@dataclass(slots=True)
class Sheet:
    """A sheet with its name, whether it is shown, and its cells."""

    name: str
    visible: bool
    grid: Grid


def read_workbook(data: bytes) -> list[Sheet]:
    """The sheets of a workbook. Raises FormatError for what cannot be read, MissingExtra without openpyxl."""
    try:
        import openpyxl  # noqa: F401 - asked for before the file is judged
    except ImportError:
        raise MissingExtra("Excel files", "openpyxl", "excel") from None
    check_zip(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl leaves aside: charts, validations, extensions
            sheets = list(_sheets(data, values=False))
            if any(each.grid.odd for each in sheets):
                _fill_in(sheets, data)
    except FormatError:
        raise
    except RecursionError:
        refuse("this workbook is nested too deeply", "damaged")
    except Exception as error:  # noqa: BLE001 - openpyxl fails in many ways on damaged files
        refuse(f"this workbook is damaged: {type(error).__name__}: {str(error)[:200]}", "damaged")
    return sheets


def _sheets(data: bytes, *, values: bool) -> Iterator[Sheet]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=values, keep_links=False, keep_vba=False)
    places = 0
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what a sheet says of its size may be anything
            grid = Grid(sheet.title, [])
            for number, row in enumerate(sheet.iter_rows(), 1):
                places += len(row)
                if number > _MOST_ROWS or places > _MOST_PLACES:
                    refuse(f"sheet {sheet.title!r} has more cells than any table of steps", "too_large")
                if any(cell.value is not None for cell in row):
                    grid.records.append(_record(grid, number, row))
            _spread(grid, book, sheet)
            yield Sheet(sheet.title, sheet.sheet_state == "visible", grid)
    finally:
        book.close()


def _record(grid: Grid, number: int, row: tuple[Any, ...]) -> Record:
    cells: list[str] = []
    for index, cell in enumerate(row[:_MOST_COLUMNS]):
        if cell.data_type == "f":
            grid.odd[number, index] = ("fault", _UNCALCULATED)
            cells.append("")
        elif cell.data_type == "e":
            grid.odd[number, index] = ("fault", f"the error {str(cell.value)[:20]} stands here: write the value itself")
            cells.append("")
        else:
            cells.append(_text(cell.value))
    if any(cell.value is not None for cell in row[_MOST_COLUMNS:]):
        message = f"sheet {grid.name!r} has more than {_MOST_COLUMNS} columns: no table of steps is that wide"
        refuse(message, "too_wide")
    return Record(number, cells)


def _text(value: Any) -> str:
    """A cell's value as people would type it."""
    if value is None or isinstance(value, bool):
        return {None: "", True: "yes", False: "no"}[value]
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
    if isinstance(value, timedelta):
        return str(Duration(value)) if value >= timedelta(0) else str(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat().removesuffix("T00:00:00")
    return tidy(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), str(value)))


def _fill_in(sheets: list[Sheet], data: bytes) -> None:
    """Put in what formulas gave when the file was last saved by a spreadsheet."""
    for sheet, counted in zip(sheets, _sheets(data, values=True), strict=True):
        rows = {record.number: record for record in counted.grid.records}
        for record in sheet.grid.records:
            for index in range(len(record.cells)):
                kind, message = sheet.grid.odd.get((record.number, index), ("", ""))
                other = rows.get(record.number)
                if kind != "fault" or message != _UNCALCULATED or other is None or index >= len(other.cells):
                    continue
                value = other.cells[index]
                if (record.number, index) in counted.grid.odd:
                    sheet.grid.odd[record.number, index] = counted.grid.odd[record.number, index]
                elif value:
                    record.cells[index] = value
                    sheet.grid.odd[record.number, index] = ("guess", "a formula: the value that was last saved is read")


def _spread(grid: Grid, book: Any, sheet: Any) -> None:
    """Give the value of merged cells to each of their rows."""
    # openpyxl leaves merged cells out where it reads in small portions, and in large ones it fills them one by one
    part = book._archive.read(sheet._worksheet_path)  # noqa: SLF001 - there is no other way to the sheet's XML
    ranges = merged_ranges(part)
    if not ranges:
        return
    numbers = [record.number for record in grid.records]
    left_to_fill = _MOST_SPREAD
    for left, top, right, bottom in ranges:
        start, end = bisect_left(numbers, top), bisect_right(numbers, bottom)
        column = _column(left)
        first = grid.records[start] if start < end else None
        if first is None or first.number != top or column >= len(first.cells) or not first.cells[column]:
            continue
        for record in grid.records[start + 1 : min(end, start + 1 + left_to_fill)]:
            left_to_fill -= 1
            if column < _MOST_COLUMNS:
                record.cells.extend([""] * (column + 1 - len(record.cells)))
                if not record.cells[column]:
                    record.cells[column] = first.cells[column]
                    cells = f"{left}{top}:{right}{bottom}"
                    grid.odd[record.number, column] = (
                        "guess",
                        f"the value of the merged cells {cells} counts for each row",
                    )


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + _LETTERS[letter]
    return number - 1
