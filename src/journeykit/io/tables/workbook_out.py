"""A workbook to work in: tables with headings that stay in sight, lists to choose from, and texts that stay texts."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from copy import copy
from typing import TYPE_CHECKING, Any

from journeykit.errors import MissingExtra
from journeykit.io.tables.choosing import help_typing
from journeykit.io.tables.filling import Head, Table
from journeykit.io.tables.kinds import Flag, Kind, Share, Terms, Text, Texts, Word
from journeykit.io.tables.numbers import number_text, share
from journeykit.io.tables.worded import Links, Worded

if TYPE_CHECKING:
    from openpyxl import Workbook

__all__ = ["MOST_CHARACTERS", "add_pairs", "add_table", "new_workbook", "packed"]

MOST_CHARACTERS = 32_767
"""What a cell of Excel holds, in UTF-16 units."""

_DAY = (1980, 1, 1, 0, 0, 0)  # the first that a zip knows: equal maps give equal bytes
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_LITERAL = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_HEAD, _INK, _LINE = "FF1F3A5F", "FFFFFFFF", "FFD0D7E2"
_HIGHEST = 400  # points; Excel has no higher rows
_SPARE = 200  # empty rows below a table that can still be chosen and checked in


def new_workbook() -> Workbook:
    """A workbook without sheets. Raises MissingExtra without openpyxl."""
    try:
        from openpyxl import Workbook
    except ImportError:
        raise MissingExtra("Excel files", "openpyxl", "excel") from None
    book = Workbook()
    book.remove(book.worksheets[0])
    return book


def add_table(book: Workbook, name: str, table: Table, terms: Terms, *, frozen: int = 1) -> None:
    """A sheet with a table; the first `frozen` columns stay in sight."""
    sheet: Any = book.create_sheet(name)
    for index, head in enumerate(table.heads, 1):
        cell = sheet.cell(1, index)
        _fill(cell, Text(), head.text(terms), {})
        _as_heading(cell)
        sheet.column_dimensions[cell.column_letter].width = _width(head)
    dressed: dict[str, Any] = {}
    for number, row in enumerate(table.rows, 2):
        for index, head in enumerate(table.heads, 1):
            if text := row.get(head, ""):
                _fill(sheet.cell(number, index), head.column.kind, text, dressed)
        _raise(sheet, number, ((row.get(head, ""), _width(head)) for head in table.heads))
    last = max(len(table.rows) + 1, 2)
    sheet.freeze_panes = sheet.cell(2, min(frozen, len(table.heads)) + 1)
    sheet.auto_filter.ref = f"A1:{sheet.cell(1, len(table.heads)).column_letter}{last}"
    _print_setup(sheet)
    for index, head in enumerate(table.heads, 1):
        letter = sheet.cell(1, index).column_letter
        help_typing(sheet, head, f"{letter}2:{letter}{last + _SPARE}", terms)


def add_pairs(book: Workbook, name: str, pairs: Iterable[Sequence[str]], heads: Sequence[str]) -> None:
    """A sheet with a few columns of text under headings."""
    sheet: Any = book.create_sheet(name)
    dressed: dict[str, Any] = {}
    wide = len(heads) - (len(heads) > 2)  # where the prose stands
    for number, row in enumerate(pairs, 2):
        for index, text in enumerate(row, 1):
            if text:
                _fill(sheet.cell(number, index), Text(), text, dressed)
        _raise(sheet, number, ((text, 70 if index == wide else 22) for index, text in enumerate(row, 1)))
    for index, text in enumerate(heads, 1):
        _fill(sheet.cell(1, index), Text(), text, {})
        _as_heading(sheet.cell(1, index))
    for index in range(1, len(heads) + 1):
        sheet.column_dimensions[sheet.cell(1, index).column_letter].width = 70 if index == wide else 22
    sheet.freeze_panes = "A2"
    _print_setup(sheet)


def packed(book: Workbook) -> bytes:
    """The bytes of the workbook: the same for equal contents, whenever they are written."""
    first = io.BytesIO()
    book.save(first)
    final = io.BytesIO()
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(final, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>2000-01-01T00:00:00Z", content)
            target.writestr(zipfile.ZipInfo(name, _DAY), content, zipfile.ZIP_DEFLATED)
    return final.getvalue()


def _fill(cell: Any, kind: Kind, text: str, dressed: dict[str, Any]) -> None:
    """Put a cell's text in, in the form of its kind; `dressed` has a cell of each form, from which others take it."""
    from openpyxl.styles import Alignment

    if not kind.numeric:
        cell.value, cell.data_type = _literal(text), "s"
        form = "@"
    else:
        is_share = isinstance(kind, Share)
        cell.value = number_text(share(text)) if is_share else text
        cell.data_type = "n"  # the digits as they are: openpyxl would round to 16
        form = "General" if not is_share else "0%" if re.fullmatch(r"\d+ %", text) else "0.0#%"
    if form in dressed:
        cell._style = copy(dressed[form]._style)  # noqa: SLF001 - openpyxl's own way to copy a form, many times faster
        return
    dressed[form] = cell
    cell.alignment = Alignment(wrap_text=not kind.numeric, vertical="top")
    if kind.numeric:
        cell.number_format = form
    else:
        cell.quotePrefix = True  # it stays a text when somebody edits the cell


def _raise(sheet: Any, number: int, cells: Iterable[tuple[str, float]]) -> None:
    """Make a row as high as its longest text needs: not every program does that when it opens a file."""
    lines = max(sum(1 + int(len(line) * 1.1 / width) for line in text.split("\n")) for text, width in cells)
    if lines > 1:
        sheet.row_dimensions[number].height = min(15 * lines, _HIGHEST)


def _literal(text: str) -> str:
    """The text as Excel reads it: _x0041_ is an A there, so the first underscore is written as its own number."""
    return _LITERAL.sub("_x005F_", text)


def _as_heading(cell: Any) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    cell.font = Font(name="Calibri", bold=True, color=_INK)
    cell.fill = PatternFill("solid", fgColor=_HEAD)
    cell.alignment = Alignment(wrap_text=True, vertical="center")


def _width(head: Head) -> float:
    """Characters: prose takes room, ids and numbers do not."""
    kind, name = head.column.kind, head.column.name
    if name in ("title", "doing", "summary", "note"):
        return 34
    if isinstance(kind, Worded | Links) or name in ("next", "thoughts", "quotes"):
        return 32
    if isinstance(kind, Texts):
        return 22
    return max(12, len(name) + 3) if kind.numeric or isinstance(kind, Word | Flag) else 18


def _print_setup(sheet: Any) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 8  # A3
    sheet.print_title_rows = "1:1"
