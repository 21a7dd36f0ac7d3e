"""What each step and each channel is worth, as bars and as what is said of each step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeykit.analysis.chart import Bar, Bars
from journeykit.analysis.overlay import Mark, Overlay
from journeykit.analysis.pictured.words import MOST, notes, percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeykit.analysis.removal import Removal
    from journeykit.analysis.rows import Rows

__all__ = ["removal_bars", "removal_overlay"]

_GROUPS = {"step": "Steps", "channel": "Channels"}


def removal_bars(rows: Rows[Removal]) -> Bars:
    """A bar for each step and each channel, as long as the part of the successes that would be lost."""
    bars = tuple(bar for kind in _GROUPS for bar in _bars(rows, kind))
    return Bars(
        "What each step is worth",
        bars,
        subtitle="The part of all successes that would be lost, if everybody who comes there left.",
        notes=notes(rows.about),
        empty="No step is on the way to the goal.",
    )


def _bars(rows: Rows[Removal], kind: str) -> Iterator[Bar]:
    for row in [row for row in rows if row.kind == kind][:MOST]:
        note = f"{percent(row.reached)} of all come here"
        yield Bar(row.title, row.effect, percent(row.effect), note=note, group=_GROUPS[kind])


def removal_overlay(rows: Rows[Removal]) -> Overlay:
    """At each step the part of all successes that passes through it."""
    steps = {
        row.id: (Mark(f"{percent(row.effect)} of the successes", share=row.effect, tone="good"),)
        for row in rows
        if row.kind == "step"
    }
    return Overlay("What it is worth", steps, hint="successes that pass through it", notes=notes(rows.about))
