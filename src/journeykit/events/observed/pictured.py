"""What observed figures look like, as plain charts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from journeykit.analysis.chart import Bar, Bars, Drop, Funnel, Level, Series, Tone, Trend
from journeykit.analysis.chart_scale import scale
from journeykit.analysis.pictured.words import counted, notes, percent

if TYPE_CHECKING:
    from journeykit.analysis.rows import Rows
    from journeykit.events.observed.durations import TimeBetween
    from journeykit.events.observed.funnel import FunnelLevel
    from journeykit.events.observed.over_time import Period

__all__ = ["FEW", "durations_chart", "few_cases", "funnel_chart", "period_chart", "took", "took_scale"]

_UNITS: Final = ((86_400 * 365.2425, "years"), (86_400, "days"), (3_600, "h"), (60, "min"), (1, "s"))
FEW: Final = 6
"""Of fewer cases a share is not drawn: the least that a median needs for its interval, too."""
_NAMED: Final = 4  # periods with few cases that a note names
_LEAST: Final = 0.0005  # a smaller share is not worth a bar


def took(seconds: float) -> str:
    r"""Seconds in the unit that suits them, with three digits.

    >>> took(0), took(-5400), took(12 * 86_400)
    ('0\xa0s', '\u22121.5\xa0h', '12\xa0days')
    """
    size, unit = next((each for each in _UNITS if abs(seconds) >= 1.5 * each[0]), _UNITS[-1])
    amount = f"{abs(seconds) / size:.3g}"
    return ("\u2212" if seconds < 0 else "") + f"{amount}\u00a0{unit}"


def took_scale(bars: Iterable[Bar]) -> tuple[tuple[float, str], ...]:
    """The axis of bars that are seconds."""
    values = (value for bar in bars for value in (bar.low, bar.value, bar.high))
    return scale(values, took, [size for size, _ in _UNITS])


def funnel_chart(rows: Rows[FunnelLevel]) -> Funnel:
    """The levels, with those who stop beside them."""
    first = rows[0].cases
    levels = []
    for row in rows:
        said = [counted(row.cases, "case")]
        if row.conversion is not None:
            said.append(f"{percent(row.conversion)} of the level before")
        if row.median is not None:
            said.append(f"after {took(row.median)}")
        waiting = row.open or 0
        over = "stop here" if row.open is None else "their case is over"
        stops: list[tuple[str, int, Tone]] = [
            (over, (row.stopped or 0) - waiting, "bad"),
            ("still under way", waiting, "plain"),
        ]
        drops = tuple(Drop(name, n / first, tone) for name, n, tone in stops if first and n / first > _LEAST)
        levels.append(Level(row.level, row.share or 0.0, drops, note=", ".join(said)))
    title = f"{counted(first, 'case')} that {'comes' if first == 1 else 'come'} to {rows[0].level}"
    return Funnel(title, tuple(levels), notes=notes(rows.about), lost="come no further")


def durations_chart(rows: Rows[TimeBetween]) -> Bars:
    """A point for each median, with its interval."""
    bars = tuple(
        Bar(
            f"{row.source} \u203a {row.target}",
            row.median,
            took(row.median),
            note=f"half take {took(row.q25 or 0.0)} to {took(row.q75 or 0.0)}; n = {row.n:,}",
            low=row.low,
            high=row.high,
        )
        for row in rows
        if row.median is not None
    )
    return Bars(
        "How long it takes: median",
        bars,
        notes=notes(rows.about),
        points=True,
        empty="".join(f"No case comes from {row.source} to {row.target}." for row in rows[:1]),
        ticks=took_scale(bars),
    )


def period_chart(rows: Rows[Period], unit: str, goal: str | None) -> Series:
    """Conversion as a line with its interval where there is a goal, and below it how many cases started.

    A period of fewer than 6 cases has no point: it would say little and set the scale of all. A note says its share.
    """
    trends: tuple[Trend, ...] = ()
    few = [row for row in rows if few_cases(row)]
    if goal is not None:
        values, low, high = (
            tuple(None if few_cases(row) else getattr(row, name) for row in rows)
            for name in ("conversion", "low", "high")
        )
        trends = (Trend(f"come to {goal}", values, low, high),) if any(each is not None for each in values) else ()
    waiting = any(row.open for row in rows)
    left = [f"{row.period}: {percent(row.conversion or 0.0)} of {row.started}" for row in few[:_NAMED]]
    left += [f"{len(few) - _NAMED} more"] if len(few) > _NAMED else []
    return Series(
        f"By {unit}",
        tuple(row.period if row.complete else f"{row.period}*" for row in rows),
        trends,
        axis="share of the cases that started" if trends else "",
        shares=goal is not None,
        counts=tuple(float(row.started) for row in rows),
        counted="cases started",
        hollow=tuple(float(row.open or 0) for row in rows) if waiting else (),
        waiting="still open" if goal is None else f"still open, without {goal}",
        notes=notes(
            rows.about,
            f"shares that come to {goal} of fewer than {FEW} cases are not drawn: {', '.join(left)}" if left else "",
            "" if all(row.complete for row in rows) else "* only partly covered by the log",
        ),
        empty="The log holds no event.",
    )


def few_cases(row: Period) -> bool:
    """Whether a period has a share, but of so few cases that it is not drawn, however many the others have."""
    return row.conversion is not None and row.started < FEW
