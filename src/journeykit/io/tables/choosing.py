"""What helps to fill in a workbook: words to choose from, numbers in their range, colours of feelings, explanations."""

from __future__ import annotations

from typing import Any

from journeykit.io.tables.columns import Column
from journeykit.io.tables.feelings import Feeling
from journeykit.io.tables.filling import Head
from journeykit.io.tables.kinds import Flag, Terms, Word
from journeykit.io.tables.scores import Scale
from journeykit.model.channels import channels

__all__ = ["choices", "help_typing"]

_BAD, _MIDDLE, _GOOD = "FFF4B6A6", "FFFFFFFF", "FFA9D8B8"
_LONGEST = 250  # characters of an explanation that Excel shows


def help_typing(sheet: Any, head: Head, cells: str, terms: Terms) -> None:
    """Put a list, a range or an explanation on the cells of a column."""
    from openpyxl.worksheet.datavalidation import DataValidation

    column = head.column
    rule = None
    if words := choices(column):
        rule = DataValidation("list", formula1=f'"{",".join(words)}"', allow_blank=True)
        rule.showErrorMessage = isinstance(column.kind, Word)  # channels of one's own are as good
    elif isinstance(column.kind, Feeling):
        scale = terms.scale or Scale(-2, 2)
        low, high = sorted((scale.low, scale.high))
        rule = DataValidation("decimal", f"{low:g}", f"{high:g}", operator="between", allow_blank=True)
        rule.showErrorMessage = True
        _colour(sheet, cells, scale)
    elif column.explained:
        rule = DataValidation(allow_blank=True)
    if rule is None:
        return
    if column.explained:
        rule.showInputMessage = True
        rule.promptTitle, rule.prompt = column.name, column.explained[:_LONGEST]
    sheet.add_data_validation(rule)
    rule.add(cells)


def _colour(sheet: Any, cells: str, scale: Scale) -> None:
    """Red for bad feelings and green for good ones, beside the number itself."""
    from openpyxl.formatting import rule

    low, high = sorted((scale.low, scale.high))
    first, last = (_BAD, _GOOD) if scale.low < scale.high else (_GOOD, _BAD)
    colours: Any = rule.ColorScaleRule  # it bears no types
    sheet.conditional_formatting.add(
        cells, colours("num", low, first, "num", (low + high) / 2, _MIDDLE, "num", high, last)
    )


def choices(column: Column) -> list[str]:
    """The words that a cell of a column can be chosen from.

    >>> from journeykit.io.tables.step_columns import STEPS
    >>> choices(STEPS["stage kind"]), choices(STEPS["channel"])[:3]
    (['before', 'during', 'after'], ['web', 'app', 'in_app'])
    """
    if isinstance(column.kind, Word):
        return [each.replace("_", " ") for each in column.kind.choices]
    if column.field == "channel":
        return list(channels())
    return ["yes", "no"] if isinstance(column.kind, Flag) else []
