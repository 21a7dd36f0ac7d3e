"""From tables to what a reader hands on, with every fault at its cell."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from journeykit.errors import Fault, FormatError
from journeykit.io.parsed import Parsed, place_name
from journeykit.io.tables.building import map_fields, nouns, step_rows
from journeykit.io.tables.grid import Grid
from journeykit.io.tables.journey import Journey
from journeykit.io.tables.names import Directory
from journeykit.io.tables.notes import Notes
from journeykit.io.tables.sheet_columns import EVIDENCE, OUTCOMES, PERSONAS
from journeykit.model import JourneyMap

__all__ = ["parsed"]

Tree = dict[str, Any]


def parsed(steps: Grid, notes: Notes, others: dict[str, Grid] | None = None) -> Parsed:
    """The tree of a table of steps, with what other sheets say.

    Args:
        steps: the table with one row for each step.
        notes: what has come up so far, and the scale of the feelings.
        others: the sheets `Map`, `Personas`, `Evidence` and `Outcomes`, where they are there.

    Raises FormatError with all faults, also those that the model finds.
    """
    sheets, terms = others or {}, notes.terms
    tree: Tree = {"id": "journey"}
    for noun in ("persona", "evidence", "step"):
        terms.names[noun] = Directory("step" if noun == "step" else noun, open=noun != "step")
    for name, field, columns in (("Evidence", "evidence", EVIDENCE), ("Personas", "personas", PERSONAS)):
        if name in sheets:
            known = terms.names["persona" if field == "personas" else field]
            if found := nouns(sheets[name], columns, field, known, notes):
                tree[field] = found
                known.open = False
    if "Map" in sheets:
        given: Tree = {}
        map_fields(sheets["Map"], given, notes)
        tree |= given
    if "Outcomes" in sheets and (ends := nouns(sheets["Outcomes"], OUTCOMES, "outcomes", terms.names["step"], notes)):
        tree["outcomes"] = ends
    Journey(tree, notes).read(step_rows(steps, notes))
    _judge(tree, notes)
    if faults := notes.faults():
        raise FormatError(faults)
    return Parsed(tree, places=notes, losses=tuple(notes.losses))


def _judge(tree: Tree, notes: Notes) -> None:
    """Let the model look at the tree, and note what it finds at the cells that it comes from."""
    try:
        JourneyMap.model_validate(tree)
    except ValidationError as error:
        told = {spot for spot, _ in notes.wrong}
        for each in error.errors(include_url=False, include_context=False):
            loc = tuple(part for part in each["loc"] if part != "[key]")
            spot = notes.at(loc)
            if spot is None:
                raise FormatError([*notes.faults(), Fault(place_name(loc), each["msg"], each["type"])]) from None
            if spot not in told:
                notes.fault(spot, each["msg"], each["type"])
