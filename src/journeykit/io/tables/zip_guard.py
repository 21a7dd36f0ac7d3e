"""What a workbook's file is checked for before anybody opens it: it is a zip of XML, and may be a trap."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from journeykit.errors import FormatError
from journeykit.io.text import refuse

__all__ = ["MOST_BYTES", "check_zip", "merged_ranges"]

MOST_BYTES = 10_000_000
_MOST_PARTS = 2_000
_MOST_XML = 60_000_000  # bytes of all XML together, unpacked: some 500,000 cells
_MOST_RATIO = 250  # unpacked to packed: a sheet of equal cells has about 100
_RATIO_FROM = 1_000_000  # smaller parts may be as repetitive as they like
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TRAPS = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]{0,200}?\bref=\"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})\"")
_MOST_MERGED = 10_000


def check_zip(data: bytes) -> None:
    """Raise FormatError for what is no workbook, and for one that blows up or has document types and entities.

    >>> check_zip(b"stage,title")
    Traceback (most recent call last):
        ...
    journeykit.errors.FormatError: <text>: this is no Excel workbook (.xlsx): if it is CSV, call it .csv
    """
    if data.startswith(_OLD):
        refuse("this is an old .xls file, or one with a password: save it as .xlsx, without a password", "old_excel")
    if not data.startswith(b"PK"):
        refuse("this is no Excel workbook (.xlsx): if it is CSV, call it .csv", "not_excel")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_parts(archive)
    except FormatError:
        raise  # what is said below is more than that the file is damaged
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        # zipfile raises all of these: RuntimeError (and NotImplementedError) for a method of packing that it lacks
        refuse(f"this workbook is damaged: {str(error)[:200]}", "damaged")


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > _MOST_PARTS or len({each.filename for each in parts}) < len(parts):
        refuse("this workbook has too many parts, or two of one name: it is no workbook of a spreadsheet", "zip")
    if any(each.flag_bits & 1 for each in parts):
        refuse("this workbook has a password: save it without one", "password")
    read = [each for each in parts if not each.filename.startswith(("xl/media/", "xl/embeddings/"))]
    total = sum(each.file_size for each in read)
    blown = [
        each.filename
        for each in read
        if each.file_size > _RATIO_FROM and each.file_size > _MOST_RATIO * max(each.compress_size, 1)
    ]
    if total > _MOST_XML or blown:
        what = f"its part {blown[0][:60]!r}" if blown else "it"
        refuse(f"this workbook is too large: unpacked, {what} has more bytes than any table of steps", "zip_bomb")
    for each in read:
        if each.filename.lower().endswith((".xml", ".rels", ".vml")):
            content = archive.read(each)
            if b"\x00" in content:
                refuse(f"its part {each.filename[:60]!r} is no UTF-8: save the workbook again", "encoding")
            if _TRAPS.search(content):
                message = "a document type or an entity is not read: it can read files and blow up: take it out"
                refuse(f"{each.filename[:60]}: {message}", "unsafe")


def merged_ranges(part: bytes) -> list[tuple[str, int, str, int]]:
    """The merged cells of a sheet's XML: first column and row, last column and row.

    >>> merged_ranges(b'<mergeCells><mergeCell ref="A2:A4"/></mergeCells>')
    [('A', 2, 'A', 4)]
    """
    found: list[tuple[str, int, str, int]] = []
    for match in _MERGED.finditer(part):
        if len(found) >= _MOST_MERGED:
            break
        found.append((match[1].decode(), int(match[2]), match[3].decode(), int(match[4])))
    return found
