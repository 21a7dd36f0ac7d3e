"""How sure the goal and the outcomes are, as points with their intervals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from journeykit.analysis.chart import Bar, Bars, Tone
from journeykit.analysis.chart_scale import scale
from journeykit.analysis.pictured.words import notes, percent

if TYPE_CHECKING:
    from journeykit.analysis.rows import Rows
    from journeykit.analysis.uncertainty import Interval
    from journeykit.model import JourneyMap

__all__ = ["interval_points"]

_TONES: Mapping[str, Tone] = {"success": "good", "failure": "bad"}


def interval_points(journey: JourneyMap, level: float = 0.95) -> Callable[[Rows[Interval]], Bars]:
    """A point with its interval for the goal and for each end."""
    titles = {"goal": "The goal", "end": "The end", "drop_off": "Drop-off"}
    titles |= {outcome.id: outcome.label for outcome in journey.outcomes}
    tones: dict[str, Tone] = {"goal": "good", "drop_off": "bad"}
    tones |= {outcome.id: _TONES.get(outcome.result, "plain") for outcome in journey.outcomes}
    return partial(_points, titles=titles, tones=tones, level=level)


def _points(rows: Rows[Interval], titles: Mapping[str, str], tones: Mapping[str, Tone], level: float) -> Bars:
    bars = tuple(
        Bar(
            titles.get(row.what, row.what),
            row.value,
            percent(row.value),
            note=f"{percent(row.low)} to {percent(row.high)}",
            tone=tones.get(row.what, "plain"),
            low=row.low,
            high=row.high,
        )
        for row in rows
        if row.high > 0
    )
    words = f"Probabilities with their {percent(level)} intervals, from the counts."
    ticks = scale((bar.high for bar in bars), lambda share: f"{100 * share:.4g}\u00a0%")
    return Bars("How sure it is", bars, subtitle=words, notes=notes(rows.about), points=True, ticks=ticks)
