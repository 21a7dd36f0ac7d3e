"""Ideas and combinations of them by what they gain and what they take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from journeykit.analysis.chart import Plot, Point
from journeykit.analysis.pictured.words import MOST, notes, percent, points

if TYPE_CHECKING:
    from journeykit.analysis.roadmap import Plan
    from journeykit.analysis.rows import Rows

__all__ = ["plan_plot"]


def plan_plot(rows: Rows[Plan]) -> Plot:
    """A point for each plan whose effort is known, its gain in points of a hundred; the front is joined."""
    known = [row for row in rows if row.effort is not None]
    made = tuple(
        Point(" + ".join(row.solutions), row.effort or 0.0, 100 * row.gain, ", ".join(_said(row)), front=row.front)
        for row in known[:MOST]
    )
    silent = [" + ".join(row.solutions) for row in rows if row.effort is None]
    return Plot(
        "What to do, and what it takes",
        ("effort", "points of success"),
        made,
        subtitle="Full circles: nothing gains more for the same effort or less.",
        notes=notes(rows.about, f"not shown, as nobody states their effort: {', '.join(silent)}" if silent else ""),
        empty="No idea has an effort.",
    )


def _said(row: Plan) -> Iterator[str]:
    yield f"{points(row.gain)} for {row.effort:g}"
    yield f"goal then {percent(row.goal)}"
    if len(row.solutions) > 1 and abs(row.interaction) > 5e-5:
        yield f"together {points(row.interaction)} beyond their sum"
