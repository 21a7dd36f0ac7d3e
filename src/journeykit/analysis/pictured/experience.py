"""What a journey feels like: its curves, its falls and lows and what could be done, as charts and over drawings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from journeykit.analysis.chart import Bar, Bars, Line, Lines
from journeykit.analysis.overlay import Mark, Overlay
from journeykit.analysis.pictured.words import MOST, notes, percent

if TYPE_CHECKING:
    from journeykit.analysis.curve import Cliff, Curve, Low
    from journeykit.analysis.experience import Experience
    from journeykit.analysis.ranking import Ranked
    from journeykit.analysis.rows import Rows
    from journeykit.model import JourneyMap

__all__ = [
    "cliff_bars",
    "cliff_overlay",
    "curve_lines",
    "felt_overlay",
    "idea_bars",
    "idea_overlay",
    "low_bars",
    "low_overlay",
]

_RANGE: Final = 4.0  # from the lowest to the highest emotion
_Marks = Iterable[tuple[str, Mark]]


def curve_lines(journey: JourneyMap) -> Callable[[Rows[Curve]], Lines]:
    """A curve for each persona, along the steps that theirs goes along."""
    return partial(_lines, titles=_titles(journey))


def _lines(rows: Rows[Curve], titles: Mapping[str, str]) -> Lines:
    made = tuple(
        Line(
            titles.get(curve.persona or "", "Everybody"),
            tuple((titles.get(step, step), felt) for step, felt in zip(curve.steps, curve.emotions, strict=True)),
            " \u00b7 ".join(_figures(curve)),
        )
        for curve in rows
        if curve.steps
    )
    return Lines("What it feels like", made, notes=notes(rows.about), empty="No journey has a step.")


def _figures(curve: Curve) -> Iterator[str]:
    for name, value in (("mean", curve.mean), ("lowest", curve.lowest), ("peak-end", curve.peak_end)):
        if value is not None:
            yield f"{name} {_felt(value)}"
    if curve.probability is not None:
        yield f"the most probable walk, {percent(curve.probability)} of all"


def cliff_bars(journey: JourneyMap) -> Callable[[Rows[Cliff]], Bars]:
    """A bar for each fall, as long as it is deep."""
    return partial(_cliffs, titles=_titles(journey))


def _cliffs(rows: Rows[Cliff], titles: Mapping[str, str]) -> Bars:
    bars = tuple(
        Bar(
            f"{titles.get(row.source, row.source)} \u2192 {titles.get(row.target, row.target)}",
            row.fall,
            f"{_felt(row.before)} to {_felt(row.after)}",
            note=titles.get(row.persona or "", ""),
            tone="bad",
        )
        for row in rows[:MOST]
    )
    return Bars("Where it falls", bars, notes=notes(rows.about), empty="It never falls.")


def low_bars(journey: JourneyMap) -> Callable[[Rows[Low]], Bars]:
    """A bar for each low step, with what hurts there."""
    return partial(_lows, titles=_titles(journey))


def _lows(rows: Rows[Low], titles: Mapping[str, str]) -> Bars:
    bars = tuple(
        Bar(
            titles.get(row.step, row.step),
            row.emotion,
            _felt(row.emotion),
            note=" \u00b7 ".join(each for each in (titles.get(row.persona or "", ""), *row.pains) if each),
            tone="bad",
        )
        for row in rows[:MOST]
    )
    return Bars("Where it is low", bars, notes=notes(rows.about), empty="It is low nowhere.")


def idea_bars(rows: Rows[Ranked]) -> Bars:
    """A bar for each opportunity with a score, as long as it is worth doing first."""
    bars = tuple(
        Bar(
            row.opportunity,
            row.priority,
            f"{row.priority:.3g}",
            note=f"score {row.score:.3g}, {row.visits:.3g} visits",
            tone="good",
        )
        for row in rows[:MOST]
        if row.priority is not None
    )
    return Bars("Opportunities: score times visits", bars, notes=notes(rows.about), empty="No opportunity has a score.")


def cliff_overlay(rows: Rows[Cliff]) -> Overlay:
    """At each step how far it falls to there."""
    return _over("Where it falls", _falls(rows))


def low_overlay(rows: Rows[Low]) -> Overlay:
    """At each step how low it is."""
    return _over("Where it is low", _low_marks(rows))


def idea_overlay(rows: Rows[Ranked]) -> Overlay:
    """At each step its opportunities with their ranks."""
    return _over("What could be done", _ideas(rows))


def felt_overlay(found: Experience) -> Overlay:
    """At each step where it is low, where it falls and what could be done."""
    marks = (*_low_marks(found.lows), *_falls(found.cliffs), *_ideas(found.opportunities))
    return _over("What it feels like", marks, "lows, falls and ideas by rank", notes(found.about))


def _over(title: str, marks: _Marks, hint: str = "", said: tuple[str, ...] = ()) -> Overlay:
    steps: dict[str, tuple[Mark, ...]] = {}
    for step, mark in marks:
        if mark not in steps.get(step, ()):  # of several personas one word is enough
            steps[step] = (*steps.get(step, ()), mark)
    return Overlay(title, steps, hint=hint, notes=said)


def _falls(rows: Iterable[Cliff]) -> Iterator[tuple[str, Mark]]:
    for row in rows:
        yield row.target, Mark(f"falls by {row.fall:.3g}", share=row.fall / _RANGE, tone="bad", sign="low")


def _low_marks(rows: Iterable[Low]) -> Iterator[tuple[str, Mark]]:
    for row in rows:
        yield row.step, Mark(f"low: {_felt(row.emotion)}", tone="bad", sign="low")


def _ideas(rows: Iterable[Ranked]) -> Iterator[tuple[str, Mark]]:
    for rank, row in enumerate(rows, start=1):
        if row.priority is not None:
            for step in row.steps:
                yield step, Mark(f"{rank}. {row.opportunity}", tone="good", sign="idea")


def _titles(journey: JourneyMap) -> dict[str, str]:
    return {each.id: each.label for each in (*journey.personas, *journey.steps, *journey.outcomes)}


def _felt(value: float) -> str:
    """An emotion as it is printed.

    >>> [_felt(each) for each in (1.5, -2.0, 0.0)]
    ['+1.5', '\u22122', '0']
    """
    words = f"{abs(value):.2f}".rstrip("0").rstrip(".")
    return ("" if words == "0" else "+" if value > 0 else "\u2212") + words
