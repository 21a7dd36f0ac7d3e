"""A table for a workshop to fill in: the usual columns, a few rows as an example, in Excel what each column means."""

from __future__ import annotations

from typing import Literal

from journeykit.io.tables.carried import Carried
from journeykit.io.tables.choosing import choices
from journeykit.io.tables.columns import Column
from journeykit.io.tables.csv_text import csv_lines
from journeykit.io.tables.excel_format import write_workbook
from journeykit.io.tables.filling import steps_table
from journeykit.io.tables.kinds import Terms
from journeykit.io.tables.sheet_columns import EVIDENCE, OUTCOMES, PERSONAS
from journeykit.io.tables.step_columns import STEPS
from journeykit.model import Evidence, JourneyMap, Outcome, Persona, Stage, Touchpoint, Value, Wait, in_order

__all__ = ["EXAMPLE", "starter_table"]

USUAL = (
    *("stage", "stage kind", "step", "title", "type", "channel", "emotion", "thoughts", "needs", "pains"),
    *("opportunities", "moment of truth", "personas", "duration", "next", "owners"),
    *("frontstage", "backstage", "support", "evidence"),
)
_COMPARE = Touchpoint(
    "compare",
    "Compares three offers",
    channel="web",
    emotion=-1,
    thoughts="Which of these is the real price?",
    pains=["the prices cannot be compared", "no delivery date"],
    opportunities="one price that includes everything",
    evidence="talks",
)
_BUY = Touchpoint("buy", "Buys it", channel="store", emotion=1, moment_of_truth=True, frontstage="shop assistant")
EXAMPLE = JourneyMap(
    "my_journey",
    "My journey",
    evidence=Evidence("talks", "Talks with customers", kind="interview", n=8),
    personas=Persona("anna", "Anna, buys one every ten years"),
    stages=[
        Stage(
            "discover_it",
            [Touchpoint("hear", "Hears of it from a friend", channel="word_of_mouth", emotion=1), _COMPARE],
            title="Discover it",
            kind="before",
        ),
        Stage("buy_it", [_BUY], title="Buy it", kind="during"),
        Stage(
            "use",
            [Wait("delivery", "Waits for the delivery", duration="10 days", emotion=-0.5, backstage="dispatch")],
            title="Use",
            kind="after",
        ),
    ],
    outcomes=[Outcome("owns", "Owns it", result="success"), Outcome("gives_up", "Gives up", result="failure")],
    flow=[in_order, _COMPARE.to("gives_up", probability=0.2, when="the price stays unclear")],
)
"""The rows that stand in an empty table, to be written over."""


def starter_table(format: Literal["csv", "tsv", "excel"], journey: JourneyMap | None = None) -> str | bytes:
    """A table to fill in.

    Args:
        format: csv or tsv (text), excel (bytes).
        journey: whose steps stand in it; none given: those of an example.

    Raises MissingExtra for Excel without openpyxl.

    >>> print(*starter_table("csv").splitlines()[0].split(",")[:8])
    stage stage kind step title type channel emotion thoughts
    """
    filled = EXAMPLE if journey is None else journey
    if format == "excel":
        return write_workbook(filled, None, usual=USUAL, explained=list(_explained()))
    held = Carried(filled, Terms(), sheets=False)
    table = steps_table(held, outcomes=True, usual=USUAL)
    heads = [head.text(held.terms) for head in table.heads]
    return csv_lines([heads, *table.cells()], "," if format == "csv" else "\t")


def _explained() -> list[tuple[str, str, str, str]]:
    """A row for each column: its sheet, its heading, what to write, and what else it may be called."""
    sheets = (("Steps", STEPS), ("Outcomes", OUTCOMES), ("Personas", PERSONAS), ("Evidence", EVIDENCE))
    return [
        (sheet, column.name, _meaning(column), ", ".join(each.replace("_", " ") for each in column.also))
        for sheet, columns in sheets
        for column in columns.values()
    ]


_NOUNS: dict[str, type[Value]] = {
    "stage": Stage,
    "step": Touchpoint,
    "outcome": Outcome,
    "persona": Persona,
    "evidence": Evidence,
}


def _meaning(column: Column) -> str:
    noun = _NOUNS.get(column.noun)
    field = None if noun is None else noun.model_fields.get(column.field)
    said = column.explained or (field.description if field is not None and field.description else "")
    words = choices(column)
    return said if not words or column.explained else f"{said} One of: {', '.join(words)}."
