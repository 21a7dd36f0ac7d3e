"""The most probable journeys, as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeykit.analysis.chart import Bar, Bars
from journeykit.analysis.pictured.words import MOST, notes, percent

if TYPE_CHECKING:
    from journeykit.analysis.path import Path
    from journeykit.analysis.rows import Rows

__all__ = ["path_bars"]


def path_bars(rows: Rows[Path]) -> Bars:
    """A bar for each path, as long as it is likely."""
    bars = tuple(
        Bar(
            " \u203a ".join((*row.steps, row.ends)),
            row.probability,
            percent(row.probability),
            note=row.reason,
            low=getattr(row, "low", None),
            high=getattr(row, "high", None),
        )
        for row in rows[:MOST]
    )
    return Bars("The most probable journeys", bars, notes=notes(rows.about))
