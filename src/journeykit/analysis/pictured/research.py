"""What to find out next, as the ranges in which the goal may lie."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from journeykit.analysis.chart import Bar, Bars
from journeykit.analysis.overlay import Mark, Overlay
from journeykit.analysis.pictured.words import MOST, notes, percent

if TYPE_CHECKING:
    from journeykit.analysis.research_next import Question
    from journeykit.analysis.rows import Rows
    from journeykit.model import JourneyMap

__all__ = ["question_overlay", "question_ranges"]

_GROUNDS = {"assumed": "nobody said these shares", "stated": "nobody counted these shares"}


def question_ranges(journey: JourneyMap) -> Callable[[Rows[Question]], Bars]:
    """For each step a bar from the lowest to the highest plausible probability of the goal."""
    return partial(_ranges, titles={step.id: step.label for step in journey.steps})


def _ranges(rows: Rows[Question], titles: Mapping[str, str]) -> Bars:
    bars = tuple(
        Bar(
            titles.get(row.step, row.step),
            row.high,
            f"{percent(row.low)} to {percent(row.high)}",
            note="; ".join(_said(row, titles)),
            tone="bad" if row.changes else "plain",
            start=row.low,
            group="Decides what to fix first" if row.changes else "Decides how likely the goal is",
        )
        for row in rows[:MOST]
    )
    return Bars(
        "What to find out next",
        bars,
        subtitle="Where the probability of the goal lies, if the shares of one step alone are wrong.",
        notes=notes(rows.about),
        empty="Nothing leaves a doubt.",
    )


def _said(row: Question, titles: Mapping[str, str]) -> Iterator[str]:
    yield _GROUNDS.get(row.ground) or f"counted {row.n}"
    if row.changes:
        others = dict.fromkeys(each for each in (row.lever_low, row.lever_high) if each and each != row.lever)
        yield "first to fix would be " + " or ".join(titles.get(each, each) for each in others)
    yield f"observe {row.for_goal:,} more" if row.for_goal else "known well enough"


def question_overlay(rows: Rows[Question]) -> Overlay:
    """At each step how much of the goal hangs on its shares, and how many more to observe."""
    steps = {}
    for rank, row in enumerate(rows, start=1):
        marks = [
            Mark(f"{rank}: \u00b1{100 * row.spread / 2:.3g}\u00a0points", share=row.spread, tone="bad", sign="question")
        ]
        if row.for_goal:
            marks.append(Mark(f"observe {row.for_goal:,} more"))
        if row.changes:
            marks.append(Mark("decides what to fix first"))
        steps[row.step] = tuple(marks)
    return Overlay("What to find out", steps, hint="what the goal hangs on", notes=notes(rows.about))
