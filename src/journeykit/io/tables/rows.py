"""One row of a table as it was read, cell by cell under its headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from journeykit.io.tables.columns import Column
from journeykit.io.tables.feelings import Feeling
from journeykit.io.tables.grid import CellError, Grid, Record, Spot
from journeykit.io.tables.headings import Heading
from journeykit.io.tables.kinds import Terms
from journeykit.io.tables.notes import Notes
from journeykit.io.tables.numbers import number

__all__ = ["Row", "fields"]

Tree = dict[str, Any]
Place = tuple[str | int, ...]


@dataclass(slots=True)
class Row:
    """A row with its cells that have something in them."""

    grid: Grid
    record: Record
    cells: list[tuple[Heading, str]]

    @classmethod
    def of(cls, grid: Grid, record: Record, headings: Sequence[Heading]) -> Row:
        """The row under these headings."""
        texts = record.cells
        return cls(grid, record, [(each, texts[each.index]) for each in headings if _has(texts, each.index)])

    def said(self, field: str, *nouns: str) -> str:
        """The text of a field of one of these nouns; empty where there is none."""
        return next((text for head, text in self.cells if _is(head.column, field, nouns)), "")

    def spot(self, field: str = "", *nouns: str) -> Spot:
        """The place of a field's cell, or of the row."""
        found = next((head for head, _ in self.cells if field and _is(head.column, field, nouns)), None)
        return self.grid.spot(self.record) if found is None else self.cell(found)

    def cell(self, head: Heading) -> Spot:
        """The place of the cell under a heading."""
        return self.grid.spot(self.record, head.index, head.column.name if not head.persona else head.text)

    def of_nouns(self, *nouns: str) -> Iterator[tuple[Heading, str]]:
        """The cells of the columns of these nouns."""
        return (each for each in self.cells if each[0].column.noun in nouns)


def _has(texts: Sequence[str], index: int) -> bool:
    return index < len(texts) and bool(texts[index])


def _is(column: Column, field: str, nouns: Sequence[str]) -> bool:
    return column.field == field and (not nouns or column.noun in nouns)


def fields(row: Row, cells: Iterator[tuple[Heading, str]], place: Place, notes: Notes) -> Tree:
    """The fields that some cells of a row give to the noun at a place. Faults are noted."""
    found: Tree = {}
    for head, text in cells:
        spot, field = row.cell(head), head.column.field
        value = understood(head, text, spot, notes)
        if value is None:
            continue
        if head.persona and not isinstance(found.get(field, {}), dict):
            message = f"{field} is said for everybody in another column: say it for everybody, or for each persona"
            notes.fault(spot, message, "for_whom")
        elif head.persona:
            found.setdefault(field, {})[head.persona] = value
            notes.spots[*place, field, head.persona] = spot
        else:
            found[field] = value
        notes.spots.setdefault((*place, field), spot)
    return found


def understood(head: Heading, text: str, spot: Spot, notes: Notes) -> Any:
    """What a cell says; None where it says nothing, or where what is wrong with it has been noted."""
    terms = notes.terms
    if head.scale is not None and terms.scale is None:
        terms = Terms(head.scale, terms.names)
    try:
        value = head.column.kind.understood(text, terms)
    except CellError as error:
        for message in error.messages:
            notes.fault(spot, message, error.code)
        return None
    if isinstance(head.column.kind, Feeling):
        try:
            number(text)
        except CellError:
            notes.guessed(spot, f"the feeling {text!r} is read as {value:g}", "feeling")
    return value
