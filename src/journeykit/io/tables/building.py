"""From the rows of tables to a map's tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from journeykit.io.tables.columns import Column, heading_key
from journeykit.io.tables.grid import Grid, Record
from journeykit.io.tables.guessed_columns import as_meant
from journeykit.io.tables.headings import Heading, heading_row, headings
from journeykit.io.tables.names import Directory, is_id
from journeykit.io.tables.notes import Notes
from journeykit.io.tables.rows import Place, Row, fields
from journeykit.io.tables.sheet_columns import MAP
from journeykit.io.tables.step_columns import STEPS
from journeykit.model.wording import as_id
from journeykit.near import near

__all__ = ["map_fields", "nouns", "step_rows"]

Tree = dict[str, Any]


def step_rows(grid: Grid, notes: Notes) -> list[Row]:
    """The rows of the table of steps, with the personas of its headings found."""
    return list(_rows(grid, STEPS, notes))


def _rows(grid: Grid, columns: Mapping[str, Column], notes: Notes) -> Iterator[Row]:
    head = heading_row(grid, columns)
    if head is None:
        return
    known = headings(grid, head, columns, notes)
    meant = as_meant(grid, head, known, notes) if columns is STEPS else known
    found = list(_for_personas(grid, head, meant, notes))
    for above in grid.records:
        if above.number < head.number and above:
            notes.lost(grid.spot(above), "what stands above the headings is not read", "above")
    if not found:
        usual = ("stage", "step", "title", "type", "channel", "emotion", "pains", "next")
        names = ", ".join(name for name in (usual if columns is STEPS else columns) if name in columns)
        notes.fault(grid.spot(head), f"no heading here is known: name the columns {names} …", "no_headings")
        return
    if columns is STEPS and not any(
        each.column.noun == "step" and each.column.field in ("id", "title") for each in found
    ):
        notes.fault(grid.spot(head), "no column names the steps: call one 'title'", "no_headings")
        return
    width = max((index + 1 for index, text in enumerate(head.cells) if text), default=0)
    for record in grid.rows(head):
        _tell_odd(grid, record, found, width, notes)
        yield Row.of(grid, record, found)


def _tell_odd(grid: Grid, record: Record, found: list[Heading], width: int, notes: Notes) -> None:
    """Note cells beyond the headings, and cells of Excel that hold something else than a value."""
    beyond = next((index for index, text in enumerate(record.cells[width:], width) if text), None)
    if beyond is not None and grid.name is None:
        message = f"this row has a cell more than the {width} headings: put a text with a separator in double quotes"
        notes.fault(grid.spot(record, beyond), message, "too_many_cells")
    elif beyond is not None:
        notes.lost(grid.spot(record, beyond), "this cell has no heading and is not read", "unknown_column")
    for each in found if grid.odd else ():
        kind, message = grid.odd.get((record.number, each.index), ("", ""))
        if kind == "fault":
            notes.fault(grid.spot(record, each.index, each.text), message, "cell")
        elif kind:
            notes.guessed(grid.spot(record, each.index, each.text), message, "cell")


def _for_personas(grid: Grid, head: Record, found: Iterable[Heading], notes: Notes) -> Iterator[Heading]:
    """The headings with ids for personas; brackets around something else are a remark."""
    people = notes.terms.names["persona"]
    taken: set[tuple[str, str]] = set()
    for each in found:
        who = ""
        if each.persona:
            who = people.find(each.persona) or ""
            if not who and people.open and is_id(each.persona):
                who = people.require(each.persona)
            elif not who and not people.open and (is_id(each.persona) or people.near(each.persona)):
                names = list(people.declared)
                message = (
                    f"unknown persona {each.persona!r} in the heading: there {'is' if len(names) == 1 else 'are'} "
                )
                notes.fault(grid.spot(head, each.index, each.text), message + ", ".join(names), "unknown_id")
                continue
        if (each.column.name, who) in taken:
            message = f"another column holds {each.column.name!r} too: give one of them another heading"
            notes.fault(grid.spot(head, each.index, each.text), message, "duplicate_column")
            continue
        taken.add((each.column.name, who))
        yield replace(each, persona=who)


def nouns(grid: Grid, columns: Mapping[str, Column], name: str, directory: Directory, notes: Notes) -> list[Tree]:
    """A table with one row for each noun: personas, sources, outcomes. Their ids are in the directory afterwards."""
    rows = list(_rows(grid, columns, notes))
    for row in rows:
        if is_id(given := row.said("id")):
            directory.reserve(given)
    found: list[Tree] = []
    for row in rows:
        place: Place = (name, len(found))
        noun = named(row, place, directory, notes)
        cells = (each for each in row.cells if each[0].column.field not in ("id", "title"))
        found.append(noun | fields(row, cells, place, notes))
    return found


def named(row: Row, place: Place, directory: Directory, notes: Notes) -> Tree:
    """Id and title of the noun in a row: each may be made of the other."""
    own = {
        head.column.field: (head, text)
        for head, text in row.cells
        if head.column.field in ("id", "title") and head.column.noun != "stage"
    }
    given, title = (own[field][1] if field in own else "" for field in ("id", "title"))
    spots = {field: row.cell(head) for field, (head, _) in own.items()}
    notes.spots[place] = row.spot()
    notes.spots[*place, "id"] = spot = spots.get("id" if given else "title", row.spot())
    notes.spots[*place, "title"] = spots.get("title" if title else "id", row.spot())
    if not given and not title:
        notes.fault(row.spot(), f"this row has no name: write the {directory.noun}'s id or its title", "no_name")
        return {"id": directory.add(directory.noun)}
    if is_id(given):
        first = directory.places.setdefault(given, spot.place)
        if first != spot.place:
            message = f"the id {given!r} is taken ({first}): give one of them another id"
            notes.fault(spot, message, "duplicate_id")
        return {"id": directory.add(title or given, title or None, given)} | ({"title": title} if title else {})
    name = given or title
    twin = directory.find(name)
    made = directory.add(name, title or name)
    if twin is not None:
        message = f"another row bears this name: this one gets the id {made!r}, and the name alone means {twin!r}"
        notes.guessed(spot, message, "same_name")
    return {"id": made, "title": title or name}


def map_fields(grid: Grid, tree: Tree, notes: Notes) -> None:
    """The sheet with one row for each field of the map itself: its name, and the value beside it."""
    known = {heading_key(name): each for each in MAP.values() for name in (*each.also, each.name)}
    scope: Tree = {}
    for record in grid.records:
        name, text = (record.cells[index] if index < len(record.cells) else "" for index in range(2))
        if (not name and not text) or (heading_key(name), heading_key(text)) == ("field", "value"):
            continue
        column = known.get(heading_key(name))
        if column is None:
            guess = near(heading_key(name), known)
            hint = f": did you mean {known[guess].name!r}?" if guess else ""
            notes.lost(grid.spot(record, 0, name[:60]), f"this field is not read{hint}", "unknown_field")
            continue
        if not text:
            continue
        head = Heading(1, column.name, column)
        place: Place = ("scope",) if column.noun == "scope" else ()
        row = Row(grid, record, [(head, text)])
        (scope if column.noun == "scope" else tree).update(fields(row, iter(row.cells), place, notes))
    if scope:
        tree["scope"] = scope
    said = tree.get("id") or tree.get("title")
    if said and not is_id(tree.get("id", "")):
        tree.setdefault("title", said)
        tree["id"] = as_id(said, "journey")
