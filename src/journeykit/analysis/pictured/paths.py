"""The most probable journeys, as bars."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from journeykit.analysis.chart import Bar, Bars
from journeykit.analysis.pictured.words import MOST, along, notes, percent

if TYPE_CHECKING:
    from journeykit.analysis.path import Path
    from journeykit.analysis.rows import Rows
    from journeykit.model import JourneyMap

__all__ = ["path_bars"]

_NAMED: Final = 14  # steps of a path


def path_bars(journey: JourneyMap) -> Callable[[Rows[Path]], Bars]:
    """A bar for each path, as long as it is likely."""
    return partial(_bars, journey=journey)


def _bars(rows: Rows[Path], journey: JourneyMap) -> Bars:
    titles = {step.id: step.label for step in journey.steps}
    bars = tuple(
        Bar(
            along(row.steps, titles, _NAMED),
            row.probability,
            percent(row.probability),
            note=row.reason,
            low=getattr(row, "low", None),
            high=getattr(row, "high", None),
        )
        for row in rows[:MOST]
    )
    return Bars("The most probable journeys", bars, notes=notes(rows.about), empty="No journey begins.")
