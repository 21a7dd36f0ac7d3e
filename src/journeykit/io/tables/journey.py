"""From the rows of the table of steps to stages, steps, outcomes and flow."""

from __future__ import annotations

from typing import Any

from journeykit.io.tables.building import named
from journeykit.io.tables.carried import KINDS, people_of, used_sources
from journeykit.io.tables.grid import CellError, Spot
from journeykit.io.tables.line import Line
from journeykit.io.tables.moves import understood_moves
from journeykit.io.tables.names import is_id
from journeykit.io.tables.notes import Notes
from journeykit.io.tables.rows import Place, Row, fields, understood
from journeykit.io.tables.texts import folded
from journeykit.model.wording import as_id

__all__ = ["Journey"]

Tree = dict[str, Any]
_RESULTS = ("success", "failure", "neutral")
_TOUCHPOINTS_ONLY = ("channel", "provider", "ownership", "branding", "initiator")
_OF_OUTCOMES = ("emotion", "value", "events", "evidence", "tags", "links", "note", "reason", "alternative", "brings")


class Journey:
    """Fills a tree with what the rows of the table of steps say."""

    def __init__(self, tree: Tree, notes: Notes) -> None:
        self.tree, self.notes, self.terms = tree, notes, notes.terms
        self._stages: dict[str, int] = {}
        self._last: int | None = None
        self._rows: list[tuple[str, Row]] = []  # the rows of steps with their ids

    def read(self, rows: list[Row]) -> None:
        """Read the rows, and add what follows from them: moves, personas and sources that only cells name."""
        steps = self.terms.names["step"]
        for row in rows:
            if is_id(given := row.said("id", "step")):
                steps.reserve(given)
        for row in rows:
            self._row(row)
        said = self._moves()
        for field, noun, used in (
            ("personas", "persona", [each["id"] for each in people_of(self.tree, said).get("personas", ())]),
            ("evidence", "evidence", used_sources(self.tree)),
        ):
            known = self.terms.names[noun]
            if known.open and used:
                titles = {each: known.declared.get(each) for each in used}
                self.tree[field] = [{"id": each} | ({"title": name} if name else {}) for each, name in titles.items()]
        self._flow()

    # rows

    def _row(self, row: Row) -> None:
        kind = self._kind(row)
        if not any(True for _ in row.of_nouns("type", "step", "flow", "outcome")):
            if row.cells:
                self._stage(row)
        # what has no name here is a fault too, and its other cells are looked at with it
        elif kind in _RESULTS:
            self._outcome(row, kind)
        else:
            self._step(row, kind)

    def _kind(self, row: Row) -> str:
        for head, text in row.of_nouns("type"):
            return understood(head, text, row.cell(head), self.notes) or "touchpoint"
        return "touchpoint"

    def _outcome(self, row: Row, result: str) -> None:
        place: Place = ("outcomes", len(self.tree.setdefault("outcomes", [])))
        noun = named(row, place, self.terms.names["step"], self.notes)
        cells = []
        for head, text in row.of_nouns("step", "flow", "outcome"):
            if head.column.field in _OF_OUTCOMES and not head.persona:
                cells.append((head, text))
            elif head.column.field not in ("id", "title"):
                self.notes.lost(
                    row.cell(head), "an end of the journey has no such cell, and it is not read", "no_place"
                )
        noun |= fields(row, iter(cells), place, self.notes)
        self.tree["outcomes"].append(noun | ({} if result == "neutral" else {"result": result}))

    def _step(self, row: Row, kind: str) -> None:
        stage = self._stage(row)
        steps = self.tree["stages"][stage].setdefault("steps", [])
        place: Place = ("stages", stage, "steps", len(steps))
        noun = named(row, place, self.terms.names["step"], self.notes)
        step: Tree = {kind: noun.pop("id"), **noun}
        self.notes.spots[*place, kind] = self.notes.spots[*place, "id"]
        cells = []
        for head, text in row.of_nouns("step", "outcome"):
            field = head.column.field
            if head.column.noun == "outcome":
                self.notes.lost(row.cell(head), f"only an end of the journey has {field!r}: it is not read", "no_place")
            elif kind != "touchpoint" and field in _TOUCHPOINTS_ONLY:
                self.notes.lost(row.cell(head), f"only a touchpoint has {field!r}: it is not read", "no_place")
            elif field not in ("id", "title"):
                cells.append((head, text))
        steps.append(step | fields(row, iter(cells), place, self.notes))
        self._rows.append((step[kind], row))

    # stages

    def _stage(self, row: Row) -> int:
        """The index of the row's stage: the one that it names, or that of the row above."""
        name = row.said("stage", "stage")
        index = self._last if not name else self._stages.get(folded(name))
        stages = self.tree.setdefault("stages", [])
        if name and index is not None and self._last not in (None, index):
            message = f"the stage {name!r} was there before: the row joins it, and the flow keeps the order of the rows"
            self.notes.guessed(row.spot("stage"), message, "stage_again")
        if index is None:
            index = self._new_stage(row, name)
        self._last = index
        self._stage_fields(row, stages[index], ("stages", index))
        return index

    def _new_stage(self, row: Row, name: str) -> int:
        stages = self.tree["stages"]
        taken = {each["id"]: place for place, each in enumerate(stages)}
        made = name if is_id(name) else as_id(name, "")
        if made and made in taken:  # `Choose` and `choose`
            self._stages[folded(name)] = taken[made]
            return taken[made]
        number = len(taken)
        while not made or made in taken:
            number += 1
            made = f"stage_{number}"
        stage: Tree = {"id": made}
        if not name:
            self.notes.guessed(row.spot(), f"no stage is named: the rows are in the stage {made!r}", "no_stage")
        elif name != made:
            stage["title"] = name
        self._stages[folded(name)] = len(stages)
        place: Place = ("stages", len(stages))
        self.notes.spots[place] = self.notes.spots[*place, "id"] = row.spot("stage", "stage")
        stages.append(stage)
        return len(stages) - 1

    def _stage_fields(self, row: Row, stage: Tree, place: Place) -> None:
        cells = ((head, text) for head, text in row.of_nouns("stage") if head.column.field != "stage")
        for field, value in fields(row, cells, (*place, "new"), self.notes).items():
            spot = self.notes.spots.pop((*place, "new", field))
            first = self.notes.spots.get((*place, field))
            if first is not None and stage[field] != value:
                message = f"the stage {stage['id']!r} has another {field} in row {first.row}: {stage[field]!r}"
                self.notes.fault(spot, message, "stage_differs")
                continue
            stage[field] = value
            self.notes.spots.setdefault((*place, field), spot)

    # moves

    def _moves(self) -> list[Tree]:
        """The moves that cells state, in the order of the rows; noted for `_flow`."""
        self._said: dict[str, list[Tree] | None] = {}
        self._cells: dict[str, Spot] = {}
        for step, row in self._rows:
            text = row.said("next", "flow")
            if not text:
                self._said.setdefault(step, None)
                continue
            self._cells[step] = row.spot("next", "flow")
            try:
                self._said[step] = understood_moves(text, step, self.terms)
            except CellError as error:
                self._said[step] = None
                for message in error.messages:
                    self.notes.fault(self._cells[step], message, "unknown_id")
        return [move for moves in self._said.values() for move in moves or ()]

    def _flow(self) -> None:
        rows = [step for step, _ in self._rows]
        returns = rows != [step for stage in self.tree.get("stages", ()) for step in _ids(stage)]
        if not self._cells and not returns:
            return
        line = Line(self.tree)
        # where nothing is said, the next row is meant, also where a stage that was left comes again
        by_row = Line(self.tree, rows) if returns else line
        moves = [move for step, said in self._said.items() for move in (said if said is not None else by_row.of(step))]
        if not self._cells and not moves:
            return
        flow = line.flow(moves)
        if flow is None:
            return
        self.tree["flow"] = flow
        for index, move in enumerate(flow):
            if isinstance(move, dict) and move["from"] in self._cells:
                self.notes.spots["flow", index] = self._cells[move["from"]]


def _ids(stage: Tree) -> list[str]:
    """The ids of a stage's steps."""
    return [step[kind] for step in stage.get("steps", ()) for kind in KINDS if kind in step]
