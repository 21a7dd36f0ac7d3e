"""From a map to the rows of its tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from journeykit.io.tables.carried import KINDS, Carried
from journeykit.io.tables.columns import Column
from journeykit.io.tables.kinds import Terms
from journeykit.io.tables.moves import told_moves
from journeykit.io.tables.names import is_id
from journeykit.io.tables.sheet_columns import EVIDENCE, MAP, OUTCOMES, PERSONAS
from journeykit.io.tables.step_columns import MOVES, STEPS
from journeykit.model.wording import as_id

__all__ = ["TABLES", "Head", "Table", "map_rows", "noun_table", "steps_table"]

Tree = dict[str, Any]
_ALWAYS = ("stage", "step", "title", "type")


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of one column: a column of the table, perhaps for one persona."""

    column: Column
    persona: str | None = None

    def text(self, terms: Terms) -> str:
        """As it is written: `emotion (anna) 1..5`."""
        scale = f" {terms.scale}" if terms.scale is not None and self.column.field == "emotion" else ""
        return self.column.name + (f" ({self.persona})" if self.persona else "") + scale


@dataclass(slots=True)
class Table:
    """Rows of cells by their headings."""

    heads: list[Head] = field(default_factory=list)
    rows: list[dict[Head, str]] = field(default_factory=list)

    def cells(self) -> Iterable[list[str]]:
        """The rows as lists of texts, in the order of the headings."""
        return ([row.get(head, "") for head in self.heads] for row in self.rows)


def steps_table(held: Carried, *, outcomes: bool, usual: Iterable[str] = ()) -> Table:
    """One row for each step, and for each stage without one; also for each outcome where they have no table.

    `usual` are columns that are there also where they are empty.
    """
    rows: list[dict[Head, str]] = []
    for stage in held.tree.get("stages", ()):
        shown, once = _stage_cells(stage, held.terms)
        for index, step in enumerate(stage.get("steps", ())):
            cells = _step_cells(step, held)
            rows.append({**shown, **(once if index == 0 else {}), **cells})
        if not stage.get("steps"):
            rows.append({**shown, **once})
    if outcomes:
        rows += [_outcome_row(each, held.terms) for each in held.tree.get("outcomes", ())]
    return Table(_heads(STEPS, rows, {*_ALWAYS, *usual}), rows)


def noun_table(nouns: Iterable[Tree], columns: Mapping[str, Column], terms: Terms, usual: Iterable[str] = ()) -> Table:
    """One row for each noun of a kind that has a table of its own."""
    rows = [_cells(each, columns.values(), terms) for each in nouns]
    return Table(_heads(columns, rows, {*list(columns)[:2], *usual}), rows)


def map_rows(tree: Tree, terms: Terms) -> list[tuple[Column, str]]:
    """The fields of the map itself and of its scope, with their cells."""
    found = []
    for column in MAP.values():
        noun = tree.get("scope", {}) if column.noun == "scope" else tree
        if column.field in noun:
            found.append((column, column.kind.told(noun[column.field], terms)))
    return found


def _heads(columns: Mapping[str, Column], rows: list[dict[Head, str]], always: set[str]) -> list[Head]:
    used = dict.fromkeys(head for row in rows for head in row)
    found: list[Head] = []
    for column in columns.values():
        mine = sorted((head for head in used if head.column is column), key=lambda head: head.persona or "")
        if column.name in always and Head(column) not in mine:
            mine.insert(0, Head(column))
        found += mine
    return found


def _cells(noun: Tree, columns: Iterable[Column], terms: Terms) -> dict[Head, str]:
    found: dict[Head, str] = {}
    for column in columns:
        if column.field not in noun:
            continue
        value = noun[column.field]
        if column.by_persona and isinstance(value, dict):
            found |= {Head(column, who): column.kind.told(each, terms) for who, each in value.items()}
        else:
            found[Head(column)] = column.kind.told(value, terms)
    return found


def _stage_cells(stage: Tree, terms: Terms) -> tuple[dict[Head, str], dict[Head, str]]:
    """What stands in every row of a stage, and what in its first only."""
    every = _cells(stage, (each for each in STEPS.values() if each.noun == "stage"), terms)
    title = stage.get("title", "")
    named = bool(title) and not is_id(title) and as_id(title, "") == stage["id"] and "\n" not in title
    if named:
        del every[Head(STEPS["stage title"])]
    shown = {head: text for head, text in every.items() if head.column.name in ("stage title", "phase", "stage kind")}
    shown = {Head(STEPS["stage"]): title if named else stage["id"]} | shown
    return shown, {head: text for head, text in every.items() if head not in shown}


def _step_cells(step: Tree, held: Carried) -> dict[Head, str]:
    kind = next(each for each in KINDS if each in step)
    cells = {Head(STEPS["step"]): step[kind], Head(STEPS["type"]): kind}
    cells |= _cells(step, (each for each in STEPS.values() if each.noun == "step"), held.terms)
    moves = held.moves[step[kind]] if held.moves is not None else None
    return cells | ({Head(MOVES): told_moves(moves)} if moves is not None else {})


def _outcome_row(outcome: Tree, terms: Terms) -> dict[Head, str]:
    cells = {Head(STEPS["step"]): outcome["id"], Head(STEPS["type"]): outcome.get("result", "neutral")}
    fields = {each.field for each in OUTCOMES.values()} - {"id", "result"}
    own = (each for each in STEPS.values() if each.noun in ("step", "outcome") and each.field in fields)
    return cells | _cells(outcome, own, terms)


TABLES: Mapping[str, tuple[str, Mapping[str, Column]]] = {
    "Outcomes": ("outcomes", OUTCOMES),
    "Personas": ("personas", PERSONAS),
    "Evidence": ("evidence", EVIDENCE),
}
"""The sheets beside the steps: the list of the map, and its columns."""
