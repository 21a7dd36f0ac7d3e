"""What no success avoids, as bars in the order of the way and as what is said of each step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from journeykit.analysis.chart import Bar, Bars
from journeykit.analysis.overlay import Mark, Overlay
from journeykit.analysis.pictured.words import notes, percent

if TYPE_CHECKING:
    from journeykit.analysis.chokepoints import Chokepoint
    from journeykit.analysis.rows import Rows
    from journeykit.model import JourneyMap

__all__ = ["chokepoint_bars", "chokepoint_overlay"]

_MOST = 40


def chokepoint_bars(journey: JourneyMap) -> Callable[[Rows[Chokepoint]], Bars]:
    """A bar for each step that every success passes, as long as many come there."""
    return partial(_bars, titles={place.id: place.label for place in (*journey.steps, *journey.outcomes)})


def _bars(rows: Rows[Chokepoint], titles: Mapping[str, str]) -> Bars:
    steps = [row for row in rows if row.kind == "step"]
    bars = tuple(
        Bar(
            " \u2192 ".join(titles.get(step, step) for step in row.steps),
            row.passed,
            percent(row.passed),
            note=f"{percent(row.success)} of them succeed",
        )
        for row in (steps or list(rows))[:_MOST]
    )
    return Bars(
        "What every success passes",
        bars,
        subtitle="What no successful journey avoids, in order, and how many journeys pass it.",
        notes=notes(rows.about),
        empty="No step is passed by every success.",
    )


def chokepoint_overlay(rows: Rows[Chokepoint]) -> Overlay:
    """At each step that every success passes, how many pass it and how likely they succeed then."""
    steps = {
        row.steps[0]: (
            Mark("every success passes here", sign="goal"),
            Mark(f"{percent(row.passed)} come this far", share=row.passed),
            Mark(f"{percent(row.success)} of them succeed", share=row.success, tone="good"),
        )
        for row in rows
        if row.kind == "step"
    }
    return Overlay("Chokepoints", steps, hint="what no success avoids", notes=notes(rows.about))
