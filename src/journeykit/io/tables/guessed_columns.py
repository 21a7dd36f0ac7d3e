"""Columns that people name otherwise than they are meant: feelings that are numbers, phases that are the stages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeykit.io.tables.grid import CellError, Grid, Record
from journeykit.io.tables.headings import Heading, heading_for
from journeykit.io.tables.notes import Notes
from journeykit.io.tables.numbers import number
from journeykit.io.tables.scores import Scale
from journeykit.io.tables.step_columns import STEPS

__all__ = ["as_meant"]


def as_meant(grid: Grid, head: Record, found: Sequence[Heading], notes: Notes) -> Iterator[Heading]:
    """The headings of the steps; one that must be meant for another column is read as that, and noted as a guess."""
    fields = {(each.column.noun, each.column.field) for each in found}
    for each in found:
        column, spot = each.column, grid.spot(head, each.index, each.text[:60])
        if column is STEPS["phase"] and not fields & {("stage", "stage"), ("stage", "title")}:
            notes.guessed(spot, "no column names the stages: the phases are read as the stages", "phase_as_stage")
            yield Heading(each.index, each.text, STEPS["stage"])
        elif column is STEPS["feelings"] and ("step", "emotion") not in fields and (said := _numbers(grid, head, each)):
            emotion = heading_for(each.index, each.text, STEPS["emotion"])
            scale = notes.terms.scale or emotion.scale or Scale(-2, 2)
            if all(map(scale.holds, said)):
                notes.guessed(spot, "numbers stand here: they are read as emotion", "feelings_as_emotion")
                yield emotion
                continue
            message = "these numbers are read as words: if they are a scale, call the column like 'emotion 1..5'"
            notes.guessed(spot, message, "feelings_as_words")
            yield each
        else:
            yield each


def _numbers(grid: Grid, head: Record, heading: Heading) -> list[float]:
    """The numbers below a heading; none where anything else stands there too."""
    found: list[float] = []
    for record in grid.rows(head):
        text = record.cells[heading.index] if heading.index < len(record.cells) else ""
        try:
            found += [number(text)] if text else []
        except CellError:
            return []
    return found
