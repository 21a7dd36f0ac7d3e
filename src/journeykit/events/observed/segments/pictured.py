"""What segments look like beside each other: bars and points with their intervals."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from journeykit.analysis.chart import Bar, Bars, Series, Trend
from journeykit.analysis.chart_scale import scale
from journeykit.analysis.pictured.words import MOST, counted, notes, part_of, percent, points
from journeykit.events.observed.pictured import FEW, few_cases, took, took_scale

if TYPE_CHECKING:
    from journeykit.analysis.rows import Rows
    from journeykit.events.observed.segments.comparing import Difference

__all__ = ["conversion_bars", "difference_bars", "median_bars", "period_lines"]


def conversion_bars(rows: Rows[Any]) -> Bars:
    """The conversion of each level, the segments of a level below each other."""
    levels = dict.fromkeys(row.level for row in rows)
    # the levels of a segment follow each other, and the first of them has no conversion
    pairs = [(row, before) for before, row in pairwise(rows) if row.conversion is not None]
    bars = tuple(
        Bar(
            row.segment,
            row.conversion,
            percent(row.conversion),
            note=f"{row.cases:,} of {before.cases:,} cases",
            low=row.low,
            high=row.high,
            group=f"to {level}",
        )
        for level in levels
        for row, before in pairs
        if row.level == level
    )
    shown = _whole(bars)
    title, ticks = "Conversion from the level before", _scale(shown, percent)
    said = (*notes(_ended(rows)), *_notes(rows, bars, shown))
    return Bars(title, shown, notes=said, points=True, empty=_NONE, ticks=ticks)


def median_bars(rows: Rows[Any]) -> Bars:
    """The median time of each segment."""
    known = [row for row in rows if row.median is not None]
    bars = tuple(
        Bar(row.segment, row.median, took(row.median), note=f"n = {row.n:,}", low=row.low, high=row.high)
        for row in known
    )
    title = f"Median time: {known[0].source} \u203a {known[0].target}" if known else "Median time"
    shown = _whole(bars)
    none = "".join(f"No case of a segment comes from {row.source} to {row.target}." for row in rows[:1])
    return Bars(title, shown, notes=_notes(rows, bars, shown), points=True, empty=none, ticks=took_scale(shown))


def difference_bars(rows: Rows[Difference]) -> Bars:
    """The clearest differences, the largest first within each figure."""
    known = [row for row in rows if row.difference is not None]
    figures = sorted(dict.fromkeys(row.figure for row in known), key=lambda name: -_largest(known, name))
    ordered = [row for name in figures for row in sorted(known, key=_size) if row.figure == name]
    bars = tuple(
        Bar(
            row.segment,
            row.difference or 0.0,
            _told(row.figure, row.difference or 0.0),
            note=f"n = {row.n:,} against {row.n_rest:,}" + _doubt(row),
            low=row.low,
            high=row.high,
            group=row.figure,
        )
        for row in ordered
    )
    timed = bool(figures) and figures[0].startswith(_TIMED)
    shown = _whole(bars)
    ticks = took_scale(shown) if timed else _scale(shown, partial(_told, "".join(figures[:1])))
    title = "Each segment against the rest"
    return Bars(title, shown, notes=_notes(rows, bars, shown), points=True, empty=_NONE, ticks=ticks)


def period_lines(rows: Rows[Any], unit: str, goal: str | None) -> Series:
    """A line for each of the largest segments: its conversion with a goal, else how many of its cases started."""
    started: Counter[str] = Counter()
    for row in rows:
        started[row.segment] += row.started
    largest = sorted(started, key=lambda name: (-started[name], name))[:_LINES]
    periods = sorted({row.period for row in rows})
    whole = {row.period: row.complete for row in rows}
    cases, waiting = (dict.fromkeys(periods, 0) for _ in range(2))
    for row in rows:
        cases[row.period] += row.started
        waiting[row.period] += row.open or 0
    few: list[Any] = []
    trends = []
    for name in largest:
        mine = [row for row in rows if row.segment == name]
        few += [row for row in mine if few_cases(row)]
        held = {row.period: row for row in mine if not few_cases(row)}
        figures = ("started",) if goal is None else ("conversion", "low", "high")
        trends.append(
            Trend(name, *(tuple(getattr(held.get(each), figure, None) for each in periods) for figure in figures))
        )
    trends = [trend for trend in trends if any(each is not None for each in trend.values)]
    lines = f"the {_LINES} largest" if len(trends) == _LINES else f"{len(trends)}"
    return Series(
        f"By {unit}",
        tuple(each if whole[each] else f"{each}*" for each in periods),
        tuple(trends),
        axis="cases that started" if goal is None else f"come to {goal}, share of the cases that started",
        shares=goal is not None,
        counts=() if goal is None else tuple(float(cases[each]) for each in periods),
        counted="cases of all segments that started",
        hollow=tuple(float(waiting[each]) for each in periods) if goal is not None and any(waiting.values()) else (),
        waiting=f"still open, without {goal}",
        notes=notes(
            rows.about,
            f"{lines} of {len(started)} segments have a line" if len(trends) < len(started) else "",
            f"without {counted(len(few), 'share')} of fewer than {FEW} cases" if few else "",
            "" if all(whole.values()) else "* only partly covered by the log",
        ),
        empty="The log holds no event.",
    )


_LINES: Final = 4
_NAMED: Final = 4  # segments that a note names
_NONE: Final = "No segment has such a case."
_TIMED: Final = "median time"


def _ended(rows: Rows[Any]) -> list[str]:
    """Which segments have no bar behind a level, as none of their cases comes to it."""
    ended: dict[str, dict[str, None]] = defaultdict(dict)
    seen: set[str] = set()
    for before, row in pairwise(rows):
        if row.segment == before.segment and not before.cases and row.segment not in seen:
            seen.add(row.segment)
            ended[before.level][row.segment] = None
    return [
        f"after {level} without {_some(list(who))}: none of {'its' if len(who) == 1 else 'their'} cases comes that far"
        for level, who in ended.items()
    ]


def _some(names: list[str]) -> str:
    """The first of them by name, and how many more there are."""
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def _doubt(row: Difference) -> str:
    if row.clear is None:
        return ", no interval"
    return "" if row.clear else ", could be chance"


def _size(row: Difference) -> tuple[bool, float, str]:
    return row.clear is None, -abs(row.difference or 0.0), row.segment


def _largest(rows: list[Difference], figure: str) -> float:
    return max(abs(row.difference or 0.0) for row in rows if row.figure == figure)


def _whole(bars: tuple[Bar, ...]) -> tuple[Bar, ...]:
    """As many bars as a picture has, and no group of them in part, but where already the first has too many."""
    if len(bars) <= MOST or bars[MOST].group != bars[MOST - 1].group:
        return bars[:MOST]
    return tuple(bar for bar in bars[:MOST] if bar.group != bars[MOST].group) or bars[:MOST]


def _scale(bars: tuple[Bar, ...], said: Callable[[float], str]) -> tuple[tuple[float, str], ...]:
    return scale((value for bar in bars for value in (bar.low, bar.value, bar.high)), said)


def _told(figure: str, apart: float) -> str:
    if figure.startswith("come to"):
        return points(apart)
    if figure.startswith(_TIMED):
        return ("+" if apart > 0 else "") + took(apart)
    return (f"{apart:+.3g}" if apart else "0").replace("-", "\u2212")


def _notes(rows: Rows[Any], bars: tuple[Bar, ...], shown: tuple[Bar, ...]) -> tuple[str, ...]:
    return notes(rows.about, part_of(len(shown), len(bars)))
