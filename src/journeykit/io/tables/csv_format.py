"""What CSV and TSV do with a map."""

from __future__ import annotations

from typing import Any

from journeykit.io.loss import Loss
from journeykit.io.parsed import Parsed
from journeykit.io.tables.carried import Carried
from journeykit.io.tables.csv_text import SEPARATORS, csv_grid, csv_lines, separator_of
from journeykit.io.tables.difference import difference
from journeykit.io.tables.filling import steps_table
from journeykit.io.tables.grid import Spot
from journeykit.io.tables.kinds import Terms
from journeykit.io.tables.notes import Notes
from journeykit.io.tables.reading import parsed
from journeykit.io.tables.scores import scale_of
from journeykit.io.text import Text, refuse
from journeykit.model import JourneyMap
from journeykit.near import unknown

__all__ = ["losses", "read", "write"]


def write(map: JourneyMap, delimiter: str, scores: Any) -> str:
    """The table of a map's steps and outcomes."""
    separator = _separator(delimiter)
    held = Carried(map, Terms(scale_of(scores)), sheets=False)
    table = steps_table(held, outcomes=True)
    return csv_lines([[head.text(held.terms) for head in table.heads], *table.cells()], separator)


def losses(map: JourneyMap, delimiter: str, scores: Any) -> tuple[Loss, ...]:
    """What of a map has no place in the table."""
    _separator(delimiter)
    held = Carried(map, Terms(scale_of(scores)), sheets=False)
    return tuple(difference(held.whole, held.tree, "CSV"))


def read(text: Text, delimiter: str | None, scores: Any) -> Parsed:
    """The tree that a table stands for."""
    notes = Notes(Terms(scale_of(scores)))
    separator = separator_of(text) if delimiter is None else _separator(delimiter)
    if delimiter is None and separator not in ",\t":
        notes.guessed(Spot(None, 1, position=(1, 1)), f"the cells are separated by {separator!r}", "separator")
    grid = csv_grid(text, separator)
    if not any(grid.records):
        refuse("the table is empty: its first row names the columns, like stage, title, emotion", "empty")
    return parsed(grid, notes)


def _separator(delimiter: str) -> str:
    names = {name: mark for mark, name in SEPARATORS.items()} | {"\\t": "\t"}
    found = names.get(delimiter, delimiter)
    if found not in SEPARATORS:
        raise ValueError(unknown("delimiter", delimiter, ["comma", "semicolon", "tab", "bar"]))
    return found
