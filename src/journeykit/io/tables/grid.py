"""Cells as they were read, whatever file they come from, and where each of them stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from journeykit.io.text import Position, Text

__all__ = ["CellError", "Grid", "Record", "Spot", "letters"]


class CellError(ValueError):
    """What is wrong with the content of a cell, as sentences."""

    def __init__(self, *messages: str, code: str = "cell") -> None:
        super().__init__("; ".join(messages))
        self.messages = messages
        self.code = code


def letters(index: int) -> str:
    """The name of a column by its index from 0.

    >>> letters(0), letters(25), letters(26), letters(701)
    ('A', 'Z', 'AA', 'ZZ')
    """
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a cell stands: its sheet (None in CSV), row and column from 1, its heading, and its place in the text."""

    sheet: str | None
    row: int
    column: int | None = None
    heading: str | None = None
    position: Position | None = None

    @property
    def place(self) -> str:
        """The place for a reader.

        >>> Spot("Steps", 7, 6, "emotion").place, Spot(None, 7, 6, "emotion", (9, 12)).place, Spot("Steps", 1).place
        ("sheet 'Steps', row 7, column 'emotion' (F7)", "row 7, column 'emotion'", "sheet 'Steps', row 1")
        """
        parts = [f"sheet {self.sheet!r}"] if self.sheet is not None else []
        parts.append(f"row {self.row}")
        if self.column is not None:
            cell = f"{letters(self.column - 1)}{self.row}"
            named = f"column {self.heading!r}" if self.heading is not None else f"column {letters(self.column - 1)}"
            parts.append(f"{named} ({cell})" if self.sheet is not None else named)
        return ", ".join(parts)


@dataclass(slots=True)
class Record:
    """One row: its number from 1, its cells as texts, and in a text file the character where each of them begins."""

    number: int
    cells: list[str]
    starts: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any(self.cells)


@dataclass(slots=True)
class Grid:
    """A table as it was read: `name` is that of its sheet, None in CSV; `text` is the text of CSV."""

    name: str | None
    records: list[Record]
    text: Text | None = None
    odd: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    """What is to be said of cells that are read, by row and index: a "fault" or a "guess", and the sentence."""

    def spot(self, record: Record, index: int | None = None, heading: str | None = None) -> Spot:
        """The place of a cell, or of its row."""
        at = None
        if self.text is not None and record.starts:
            at = self.text.position(record.starts[min(index or 0, len(record.starts) - 1)])
        return Spot(self.name, record.number, None if index is None else index + 1, heading, at)

    def rows(self, after: Record) -> Iterator[Record]:
        """The rows below one that have something in them."""
        return (each for each in self.records if each.number > after.number and each)
