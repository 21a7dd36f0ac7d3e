"""How journeys end: bars of the ends, the funnel of stages, and what is said of each step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from journeykit.analysis.chain import DROP_OFF, END
from journeykit.analysis.chart import Bar, Bars, Drop, Funnel, Level, Tone
from journeykit.analysis.ends.funnel import levels, lost
from journeykit.analysis.overlay import Mark, Overlay
from journeykit.analysis.pictured.words import notes, percent, rested

if TYPE_CHECKING:
    from journeykit.analysis.ends.mix import Mix
    from journeykit.analysis.outcomes import Outcomes

__all__ = ["ends_bars", "funnel", "over_steps"]

_LEAST = 0.0005  # a smaller share is not worth a bar
_TONES: Final[Mapping[str | None, Tone]] = {"success": "good", "failure": "bad"}


def ends_bars(found: Outcomes) -> Bars:
    """A bar for each way to end."""
    bars = tuple(
        Bar(
            row.title,
            row.probability,
            percent(row.probability),
            note="" if row.steps is None else f"after {row.steps:.3g} steps",
            tone="bad" if row.outcome == DROP_OFF else _TONES.get(row.result, "plain"),
            low=getattr(row, "low", None),
            high=getattr(row, "high", None),
        )
        for row in found.by_outcome
        if row.probability > _LEAST
    )
    return Bars(f"How journeys end: {found.journey.label}", bars, notes=notes(found.about))


def funnel(found: Outcomes, mix: Mix) -> Funnel:
    """The stages, how many leave each of them and where to, and the successes below."""
    journey = found.journey
    tones: dict[str, Tone] = {outcome.id: _TONES.get(outcome.result, "plain") for outcome in journey.outcomes}
    tones |= {DROP_OFF: "bad", END: "good"}
    titles = {outcome.id: outcome.label for outcome in journey.outcomes} | {DROP_OFF: "drop-off", END: "reach the end"}
    stages = levels(journey, mix)
    where = [stage.id for stage in stages if any(tones[end] == "good" for end, _ in stage.ends)]
    early = len(where) > 1  # successes are named where they happen, if that is not in one place
    made = [
        Level(
            stage.title,
            stage.come,
            tuple(
                Drop(titles[end], share, tones[end])
                for end, share in sorted(stage.ends, key=lambda each: -each[1])
                if share > _LEAST and (early or tones[end] != "good")
            ),
        )
        for stage in stages
    ]
    made += [Level(titles[end], share, tone="good") for end, share in _won(found, tones)]
    what = "stage" if len([stage for stage in journey.stages if stage.steps]) > 1 else "step"
    who = f"like {found.persona.label}" if found.persona else "who set out"
    words = f"Of 100 people {who}, how many come to each {what} at least once, and how many leave there for good."
    more = (f"a {what} may be left out, so that more can come to a later one",) if _grows(made) else ()
    return Funnel(journey.label, tuple(made), words, notes(rested(found.about), *more))


def _won(found: Outcomes, tones: Mapping[str, Tone]) -> Iterator[tuple[str, float]]:
    for end, share in found.probability.items():
        if tones[end] == "good" and share > 0:
            yield end, share


def _grows(made: list[Level]) -> bool:
    shares = [level.share for level in made if level.tone == "plain"]
    return any(b > a + 1e-9 for a, b in pairwise(shares))


def over_steps(found: Outcomes, mix: Mix) -> Overlay:
    """At each step who comes there, how often, and who leaves there for good."""
    steps = {}
    gone = lost(found.journey, mix)
    for row in found.by_step:
        ever = row.visited if row.visited is not None else min(row.visits, 1.0)
        marks = [Mark(f"{percent(ever)} come here", share=ever)]
        if row.visits > ever + _LEAST:
            marks.append(Mark(f"{row.visits:.3g} visits a journey"))
        if gone[row.step] > _LEAST:
            left = percent(gone[row.step])
            marks.append(Mark(f"{left} of all leave here", share=gone[row.step], tone="bad"))
        steps[row.step] = tuple(marks)
    return Overlay("What follows", steps, hint="of all who set out", notes=notes(rested(found.about)))
