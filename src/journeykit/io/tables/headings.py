"""The heading row of a table: which column holds what, however people call it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from journeykit.io.tables.columns import Column, heading_key
from journeykit.io.tables.grid import Grid, Record
from journeykit.io.tables.notes import Notes
from journeykit.io.tables.scores import Scale, scale_of
from journeykit.near import near

__all__ = ["Heading", "heading_for", "heading_row", "headings"]

_SCALE = re.compile(r"[+\-\u2212]?\d+(?:[.,]\d+)?\s*(?:\.\.+|\u2026|-|\u2013|to|bis)\s*[+\-\u2212]?\d+(?:[.,]\d+)?")
_BRACKETS = re.compile(r"[(\[{]([^)\]}]*)[)\]}]?")
_TOP = 20  # rows in which the heading row is looked for: above it stand titles and dates
_MOST_NEAR = 30  # unknown headings for which a near name is looked for


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of the file: its index, what stands there, for which persona (as written) and on which scale."""

    index: int
    text: str
    column: Column
    persona: str = ""
    scale: Scale | None = None


def _known(columns: Mapping[str, Column]) -> dict[str, Column]:
    """The columns by every name that they are known under; their own names count most."""
    also = {heading_key(name): each for each in columns.values() for name in each.also}
    fields = {each.field: each for each in columns.values() if each.noun != "stage"}
    return also | fields | {heading_key(name): each for name, each in columns.items()}


def heading_row(grid: Grid, columns: Mapping[str, Column]) -> Record | None:
    """The row of the headings: the first with two known ones, else the first that has anything in it."""
    known = _known(columns)
    first = None
    for record in grid.records[:_TOP]:
        if record and first is None:
            first = record
        if len({id(known[key]) for each in record.cells[:200] if (key := heading_key(each)) in known}) >= 2:
            return record
    return first


def headings(grid: Grid, record: Record, columns: Mapping[str, Column], notes: Notes) -> list[Heading]:
    """The columns of a table. What is unknown is a loss, what is there twice a fault."""
    known = _known(columns)
    found: dict[tuple[str, str], Heading] = {}
    unknown: list[tuple[int, str]] = []
    written = [(index, text.strip()) for index, text in enumerate(record.cells) if text.strip()]
    # a column's own name goes before the other names that people have for it
    for index, text in sorted(
        written, key=lambda each: heading_key(_unscaled(each[1])) not in map(heading_key, columns)
    ):
        column = known.get(heading_key(_unscaled(text)))
        if column is None:
            unknown.append((index, text))
            continue
        made = heading_for(index, text, column)
        key = (column.name, made.persona)
        if key not in found:
            found[key] = made
        elif heading_key(_unscaled(text)) == heading_key(column.name):
            other = found[key]
            message = f"this column and {other.text!r} both hold {column.name!r}: give one of them another heading"
            notes.fault(grid.spot(record, index, text), message, "duplicate_column")
        else:
            unknown.append((index, text))
    _tell_unknown(grid, record, unknown, known, notes)
    return sorted(found.values(), key=lambda each: each.index)


def _unscaled(text: str) -> str:
    return _SCALE.sub("", text) or text


def heading_for(index: int, text: str, column: Column) -> Heading:
    """The heading of a column, with the persona and the scale that it names."""
    scale = _SCALE.search(text) if column.field == "emotion" else None
    found = None
    if scale is not None:
        try:
            found = scale_of(scale[0].replace("\u2212", "-"))
        except ValueError:  # 1-1 is no scale but some other remark
            scale = None
    inside = _BRACKETS.search(_unscaled(text) if scale is not None else text)
    persona = inside[1].strip(" ,;:") if column.by_persona and inside is not None else ""
    return Heading(index, text, column, persona, found)


def _tell_unknown(
    grid: Grid,
    record: Record,
    unknown: Iterable[tuple[int, str]],
    known: Mapping[str, Column],
    notes: Notes,
) -> None:
    filled = {index for row in grid.rows(record) for index, cell in enumerate(row.cells) if cell}
    told = 0
    for index, text in sorted(unknown):
        if index not in filled:
            continue
        told += 1
        twin = known.get(heading_key(_unscaled(text)))
        guess = near(heading_key(text), known) if twin is None and told <= _MOST_NEAR else None
        hint = f": did you mean {known[guess].name!r}?" if guess else ""
        message = f"this column is not read{hint}"
        if twin is not None:
            message = f"this column is not read: {twin.name!r} stands in another one"
        notes.lost(grid.spot(record, index, text[:60]), message, "unknown_column")
