"""What Excel does with a map: a sheet of steps, and sheets for all that is no step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from journeykit.io.loss import Loss
from journeykit.io.parsed import Parsed
from journeykit.io.tables.carried import Carried
from journeykit.io.tables.difference import difference
from journeykit.io.tables.filling import TABLES, map_rows, noun_table, steps_table
from journeykit.io.tables.grid import Grid, Spot
from journeykit.io.tables.kinds import Terms
from journeykit.io.tables.notes import Notes
from journeykit.io.tables.reading import parsed
from journeykit.io.tables.scores import scale_of
from journeykit.io.tables.sheet_columns import MAP
from journeykit.io.tables.texts import folded
from journeykit.io.tables.workbook_in import Sheet, read_workbook
from journeykit.io.tables.workbook_out import MOST_CHARACTERS, add_pairs, add_table, new_workbook, packed
from journeykit.io.text import refuse
from journeykit.model import JourneyMap

__all__ = ["losses", "read", "write", "write_workbook"]

_NAMES = {
    "Steps": ("steps", "schritte", "journey", "journey map", "touchpoints", "table", "tabelle"),
    "Outcomes": ("outcomes", "ends", "ergebnisse", "enden"),
    "Personas": ("personas", "persona", "people", "personen"),
    "Evidence": ("evidence", "sources", "quellen", "belege", "research"),
    "Map": ("map", "karte", "about"),
    "Columns": ("columns", "help", "spalten", "hilfe"),
}

_MOST_FROZEN = 5


def _held(map: JourneyMap, scores: Any) -> Carried:
    return Carried(map, Terms(scale_of(scores)), sheets=True, fits=_fits)


def _fits(text: str) -> bool:
    return len(text) + sum(character > "\uffff" for character in text) <= MOST_CHARACTERS


def write(map: JourneyMap, scores: Any) -> bytes:
    """The workbook of a map."""
    return write_workbook(map, scores)


def write_workbook(
    map: JourneyMap, scores: Any, usual: Iterable[str] = (), explained: Sequence[Sequence[str]] = ()
) -> bytes:
    """The workbook of a map.

    With `usual` columns, which stand there also where they are empty, it is one to fill in: the other sheets stand
    there too. `explained` are the rows of a sheet that says what the columns mean.
    """
    book, held = new_workbook(), _held(map, scores)
    table = steps_table(held, outcomes=False, usual=usual)
    frozen = 1 + next((index for index, head in enumerate(table.heads) if head.column.name == "title"), 0)
    # where many columns of the stage stand before the title, they would fill the screen
    add_table(book, "Steps", table, held.terms, frozen=frozen if frozen <= _MOST_FROZEN else 1)
    for name, (field, columns) in TABLES.items():
        if held.tree.get(field) or usual:
            shown = list(columns)[:6] if usual else ()
            nouns = noun_table(held.tree.get(field, ()), columns, held.terms, shown)
            add_table(book, name, nouns, held.terms, frozen=2)
    fields = dict(map_rows(held.tree, held.terms))
    about: list[tuple[str, str]] = [("id", held.tree["id"])]
    about += [
        (each.name, fields.get(each, "")) for each in MAP.values() if each in fields or (usual and each.field != "id")
    ]
    add_pairs(book, "Map", about, ("field", "value"))
    if explained:
        add_pairs(book, "Columns", explained, ("sheet", "column", "what to write", "also called"))
    return packed(book)


def losses(map: JourneyMap, scores: Any) -> tuple[Loss, ...]:
    """What of a map has no place in the workbook."""
    held = _held(map, scores)
    return tuple(difference(held.whole, held.tree, "Excel"))


def read(data: bytes, scores: Any) -> Parsed:
    """The tree that a workbook stands for."""
    notes = Notes(Terms(scale_of(scores)))
    sheets = read_workbook(data)
    notes.sheets = [each.name for each in sheets]
    found: dict[str, Sheet] = {}
    for name, names in _NAMES.items():
        fitting = next((each for each in sheets if folded(each.name) in names), None)
        if fitting is not None:
            found[name] = fitting
    rest = [each for each in sheets if each not in found.values()]
    if "Steps" not in found or not found["Steps"].grid.records:
        first = next((each for each in rest if each.visible and each.grid.records), None)
        if first is None:
            refuse("no sheet has a table of steps: call one 'Steps', with a heading for each column", "no_steps")
        found["Steps"] = first
        rest.remove(first)
    for each in rest:
        if each.grid.records:
            notes.lost(Spot(each.name, each.grid.records[0].number), "this sheet is not read", "unknown_sheet")
    others: dict[str, Grid] = {name: each.grid for name, each in found.items() if name not in ("Steps", "Columns")}
    return parsed(found["Steps"].grid, notes, others)
