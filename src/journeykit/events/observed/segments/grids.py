"""What the segments of a log do, side by side: a row for each activity or move, a column for each segment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from journeykit.analysis.chart import Bar, Bars, Grid
from journeykit.analysis.pictured.words import MOST, counted, notes, percent
from journeykit.events.observed.variants import way

if TYPE_CHECKING:
    from journeykit.analysis.rows import Rows

__all__ = ["activity_grid", "move_grid", "variant_bars"]

_ROWS: Final = 25
_COLUMNS: Final = 12  # the largest segments; narrower columns could not name them


def activity_grid(rows: Rows[Any], by: str) -> Grid:
    """The share of each segment's cases that come to an activity, those that most cases come to first."""
    return _grid(
        rows,
        f"What customers did, by {by}",
        "Share of a segment's cases that come to an activity, and how many they are",
        "activities",
        lambda row: (row.activity, row.cases),
    )


def move_grid(rows: Rows[Any], by: str) -> Grid:
    """The share of what follows an activity in each segment, the most frequent moves first; at the start, of cases."""
    return _grid(
        rows,
        f"What follows what, by {by}",
        "Share of all that follows the first of the two, ends included, and how often",
        "moves",
        lambda row: (f"{row.source or '(start)'} \u203a {row.target or '(end)'}", row.count),
    )


def variant_bars(rows: Rows[Any], by: str) -> Bars:
    """How many of each segment's cases take its most frequent ways: as many of each as let all have some."""
    segments = list(dict.fromkeys(row.segment for row in rows))[:MOST]
    each = max(1, MOST // max(len(segments), 1))
    chosen = [row for name in segments for row in [row for row in rows if row.segment == name][:each]]
    bars = tuple(
        Bar(way(row.steps), row.share, percent(row.share), counted(row.cases, "case"), group=row.segment)
        for row in chosen
    )
    left = f"the {each} most frequent of each segment" if len(chosen) < len(rows) else ""
    return Bars(f"The ways that cases took, by {by}", bars, "Share of the segment's cases", notes(rows.about, left))


def _grid(rows: Rows[Any], title: str, subtitle: str, things: str, said: Callable[[Any], tuple[str, int]]) -> Grid:
    segments = list(dict.fromkeys(row.segment for row in rows))
    total: Counter[str] = Counter()
    held: dict[tuple[str, str], tuple[float, float]] = {}
    for row in rows:
        name, count = said(row)
        total[name] += count
        held[name, row.segment] = row.share, float(count)
    names = sorted(total, key=lambda name: (-total[name], name))
    cells = [[held.get((name, each)) for each in segments[:_COLUMNS]] for name in names[:_ROWS]]
    left = [
        f"the {most} {what} of {len(all_)}"
        for most, what, all_ in ((_ROWS, f"most frequent {things}", names), (_COLUMNS, "largest segments", segments))
        if len(all_) > most
    ]
    return Grid(
        title,
        tuple(names[:_ROWS]),
        tuple(segments[:_COLUMNS]),
        tuple([None if cell is None else cell[0] for cell in row] for row in cells),
        subtitle,
        notes(rows.about, " and ".join(left)),
        tuple([None if cell is None else cell[1] for cell in row] for row in cells),
    )
