"""What segments look like beside each other: bars and points with their intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeykit.analysis.chart import Bar, Bars
from journeykit.analysis.pictured.words import MOST, notes, percent, points
from journeykit.events.observed.pictured import took

if TYPE_CHECKING:
    from journeykit.analysis.rows import Rows
    from journeykit.events.observed.comparing import Difference

__all__ = ["conversion_bars", "difference_bars", "median_bars"]


def conversion_bars(rows: Rows[Any]) -> Bars:
    """The conversion of each level, the segments of a level below each other."""
    levels = dict.fromkeys(row.level for row in rows)
    bars = tuple(
        Bar(
            row.segment,
            row.conversion,
            percent(row.conversion),
            note=f"{row.cases:,} cases",
            low=row.low,
            high=row.high,
            group=f"to {level}",
        )
        for level in levels
        for row in rows
        if row.level == level and row.conversion is not None
    )
    return Bars("Conversion from the level before", bars[:MOST], notes=_notes(rows, bars), points=True, empty=_NONE)


def median_bars(rows: Rows[Any]) -> Bars:
    """The median time of each segment."""
    known = [row for row in rows if row.median is not None]
    bars = tuple(
        Bar(row.segment, row.median, took(row.median), note=f"n = {row.n:,}", low=row.low, high=row.high)
        for row in known
    )
    title = f"Median time: {known[0].source} \u203a {known[0].target}" if known else "Median time"
    return Bars(title, bars[:MOST], notes=_notes(rows, bars), points=True, empty=_NONE)


def difference_bars(rows: Rows[Difference]) -> Bars:
    """The clearest differences, the largest first within each figure."""
    known = [row for row in rows if row.difference is not None]
    figures = sorted(dict.fromkeys(row.figure for row in known), key=lambda name: -_largest(known, name))
    ordered = [row for name in figures for row in sorted(known, key=_size) if row.figure == name]
    bars = tuple(
        Bar(
            row.segment,
            row.difference or 0.0,
            _told(row),
            note=f"n = {row.n:,} against {row.n_rest:,}" + ("" if row.clear else ", may be none"),
            low=row.low,
            high=row.high,
            group=row.figure,
        )
        for row in ordered
    )
    return Bars("Each segment against the rest", bars[:MOST], notes=_notes(rows, bars), points=True, empty=_NONE)


_NONE = "No segment has such a case."


def _size(row: Difference) -> tuple[float, str]:
    return -abs(row.difference or 0.0), row.segment


def _largest(rows: list[Difference], figure: str) -> float:
    return max(abs(row.difference or 0.0) for row in rows if row.figure == figure)


def _told(row: Difference) -> str:
    apart = row.difference or 0.0
    if row.figure.startswith("come to"):
        return points(apart)
    if row.figure.startswith("median time"):
        return ("+" if apart > 0 else "") + took(apart)
    return f"{apart:+.3g}".replace("-", "\u2212")


def _notes(rows: Rows[Any], bars: tuple[Bar, ...]) -> tuple[str, ...]:
    return notes(rows.about, f"the first {MOST} of {len(bars)}" if len(bars) > MOST else "")
