"""Steps that could go, as bars and as what is said of each step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeykit.analysis.chart import Bar, Bars
from journeykit.analysis.overlay import Mark, Overlay
from journeykit.analysis.pictured.words import MOST, notes, percent, points

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeykit.analysis.rows import Rows
    from journeykit.analysis.simplify import Proposal

__all__ = ["proposal_bars", "proposal_overlay"]

_DAY = 86_400.0


def proposal_bars(rows: Rows[Proposal]) -> Bars:
    """A bar for each step, as long as the goal gains without it; those without which nothing is lost stand last."""
    bars = tuple(
        Bar(row.title, row.gain, points(row.gain) if row.gain else "loses nothing", note=", ".join(_saved(row)),
            tone="good", group="Raises the goal" if row.gain else "Loses nothing")
        for row in rows[:MOST]
    )  # fmt: skip
    return Bars(
        "Steps that could go",
        bars,
        subtitle="What the goal gains without them. Proposals to be judged, not results.",
        notes=notes(rows.about),
        empty="No step could go without loss.",
    )


def proposal_overlay(rows: Rows[Proposal]) -> Overlay:
    """At each step that could go, what that gains."""
    largest = max((row.gain for row in rows), default=0.0) or 1.0
    steps = {
        row.step: (
            Mark(f"could go: {points(row.gain)}", share=row.gain / largest, tone="good")
            if row.gain
            else Mark("could go: loses nothing"),
        )
        for row in rows
    }
    return Overlay("Steps that could go", steps, hint="what the goal gains without them", notes=notes(rows.about))


def _saved(row: Proposal) -> Iterator[str]:
    if row.drop_off:
        yield f"{percent(row.drop_off)} drop off there"
    yield f"{row.visits:.3g} visits less"
    if row.seconds:
        long = row.seconds / _DAY
        yield f"{long:.3g} days less" if long >= 1 else f"{row.seconds / 60:.3g} minutes less"
