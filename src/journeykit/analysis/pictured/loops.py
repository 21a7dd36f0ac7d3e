"""Loops by how often they are gone round, as bars and as what is said of their steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from journeykit.analysis.chart import Bar, Bars
from journeykit.analysis.overlay import Mark, Overlay
from journeykit.analysis.pictured.words import MOST, along, notes, percent

if TYPE_CHECKING:
    from journeykit.analysis.loops import Loop
    from journeykit.analysis.rows import Rows
    from journeykit.model import JourneyMap

__all__ = ["loop_bars", "loop_overlay"]

_WAYS = 2  # out of a loop that are named


def loop_bars(journey: JourneyMap) -> Callable[[Rows[Loop]], Bars]:
    """A bar for each loop, as long as it is gone round often."""
    titles = {each.id: each.label.split(",")[0] for each in journey.personas}
    titles |= {place.id: place.label for place in (*journey.steps, *journey.outcomes)}
    return partial(_bars, titles={**titles, ".drop_off": "drop-off", ".end": "the end"})


def _bars(rows: Rows[Loop], titles: Mapping[str, str]) -> Bars:
    ranked = sorted(rows, key=lambda loop: -(loop.reached * (loop.rounds or 0.0)))
    bars = tuple(
        Bar(
            along(loop.steps, titles),
            loop.rounds or 0.0,
            "nobody comes in" if loop.rounds is None else f"{loop.rounds:.2f}\u00a0rounds",
            note=" \u00b7 ".join(_said(loop, titles)),
            tone="bad",
        )
        for loop in ranked[:MOST]
    )
    return Bars(
        "Where customers go round",
        bars,
        subtitle="How often a journey that has come in goes round again, expected.",
        notes=notes(rows.about),
        empty="No step leads back: nobody goes round.",
    )


def _said(loop: Loop, titles: Mapping[str, str]) -> Iterator[str]:
    if loop.personas:
        yield f"only {', '.join(titles.get(each, each) for each in loop.personas)}"
    yield f"{percent(loop.reached)} come in"
    if loop.again is not None:
        yield f"{percent(loop.again)} of them go round again"
    ways = [f"{titles.get(way.target, way.target)} {percent(way.share)}" for way in loop.ways_out if way.share]
    if ways:
        more = f", {len(ways) - _WAYS} more" if len(ways) > _WAYS else ""
        yield f"out to {', '.join(ways[:_WAYS])}{more}"


def loop_overlay(rows: Rows[Loop]) -> Overlay:
    """At the entries of each loop who goes round again; at its other steps that they are part of it."""
    steps: dict[str, tuple[Mark, ...]] = {}
    for number, loop in enumerate(rows, start=1):
        for step in loop.steps:
            mark = Mark(f"in loop {number}", sign="again")
            if step in loop.entries and loop.again is not None:
                words = f"loop {number}: {percent(loop.again)} go round again"
                mark = Mark(words, share=loop.again, tone="bad", sign="again")
            steps[step] = (*steps.get(step, ()), mark)
    return Overlay("Loops", steps, hint="of those who come in", notes=notes(rows.about))
