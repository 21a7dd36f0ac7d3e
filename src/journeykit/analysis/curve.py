"""The curve of what a persona feels, where it falls, and where it is low."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from journeykit.analysis.feeling import feeling
from journeykit.analysis.paths import paths
from journeykit.analysis.rows import LISTED
from journeykit.model import Gain, PainPoint

if TYPE_CHECKING:
    from journeykit.model import JourneyMap, Outcome, Persona, Step

__all__ = ["Cliff", "Curve", "Low", "cliffs", "curve_of", "lows", "theirs"]

T = TypeVar("T", PainPoint, Gain)

LOW: Final = -1.0
"""So low or lower is a low, as for the rule JK401."""


@dataclass(frozen=True, slots=True)
class Curve:
    """What one persona feels, step by step.

    Attributes:
        persona: whose; None on a map without personas.
        along: "walk", the most probable one, or "stages": the persona's steps in stage order, each once.
        steps: ids in order; the outcome that the walk ends in, if it does, stands last.
        emotions: -2..+2 for each of them, None where unknown.
        mean, lowest, peak_end: of the known ones (see `feeling`), None where none is.
        probability: of the walk, 0..1; None in stage order.
        duration: seconds, of the walk or of all the steps; None where none is known.
        assumed: steps on the walk whose shares nobody stated or counted.
    """

    persona: str | None
    along: Literal["walk", "stages"]
    steps: tuple[str, ...]
    emotions: tuple[float | None, ...]
    mean: float | None
    lowest: float | None
    peak_end: float | None
    probability: float | None
    duration: float | None
    assumed: tuple[str, ...] = field(default=(), metadata=LISTED)


@dataclass(frozen=True, slots=True)
class Cliff:
    """A fall from one known emotion to the next, in points of the scale of -2..+2."""

    persona: str | None
    source: str
    target: str
    fall: float
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Low:
    """A step where a persona feels low, with what hurts there and what could be done.

    `visits` is how often the persona's journeys come there, expected for each journey.
    """

    persona: str | None
    step: str
    emotion: float
    visits: float
    pains: tuple[str, ...] = field(metadata=LISTED)
    opportunities: tuple[str, ...] = field(metadata=LISTED)


def curve_of(
    journey: JourneyMap,
    persona: Persona | None,
    along: Literal["walk", "stages"],
    end: str | Step | Outcome | None = None,
) -> Curve:
    """The curve of one persona; in stage order where no walk ends so."""
    who = None if persona is None else persona.id
    if along == "walk":
        for path in paths(journey, 1, end=end, persona=persona):
            last = (path.ends,) if any(outcome.id == path.ends for outcome in journey.outcomes) else ()
            felt = path.emotions if last else path.emotions[:-1]
            figures = (path.mean, path.lowest, path.peak_end, path.probability, path.duration, path.assumed)
            return Curve(who, "walk", (*path.steps, *last), felt, *figures)
    met = [step for step in journey.steps if persona is None or step.met_by(persona)]
    emotions = tuple(_felt(step, persona) for step in met)
    known = [step.duration.seconds for step in met if step.duration is not None]
    told = feeling(emotions)
    names = tuple(step.id for step in met)
    return Curve(
        who, "stages", names, emotions, told.mean, told.lowest, told.peak_end, None, sum(known) if known else None
    )


def cliffs(curve: Curve) -> Iterator[Cliff]:
    """Where a curve falls, each pair of neighbours once; steps without emotion are passed over."""
    known = [(step, felt) for step, felt in zip(curve.steps, curve.emotions, strict=True) if felt is not None]
    seen: set[tuple[str, str]] = set()
    for (source, before), (target, after) in pairwise(known):
        if after < before and (source, target) not in seen:
            seen.add((source, target))
            yield Cliff(curve.persona, source, target, before - after, before, after)


def lows(journey: JourneyMap, curve: Curve, visits: Mapping[str, float]) -> Iterator[Low]:
    """The steps of a curve at -1 or lower, and its lowest point where that is below 0; each step once."""
    by_id = {step.id: step for step in journey.steps}
    felt = dict(zip(curve.steps, curve.emotions, strict=True))
    for name, emotion in felt.items():
        low = emotion is not None and (emotion <= LOW or (emotion == curve.lowest and emotion < 0))
        if name not in by_id or emotion is None or not low:
            continue
        step = by_id[name]
        pains = theirs(step.pains, curve.persona)
        ideas = [*(idea for pain in pains for idea in pain.opportunities), *step.opportunities]
        told = tuple(dict.fromkeys(idea.text for idea in ideas))
        yield Low(curve.persona, name, emotion, visits.get(name, 0.0), tuple(pain.text for pain in pains), told)


def theirs(felt: Sequence[T], persona: str | None) -> list[T]:
    """The pains or gains that a persona feels; all of them for None."""
    return [one for one in felt if persona is None or not one.personas or persona in one.personas]


def _felt(step: Step, persona: Persona | None) -> float | None:
    if persona is not None:
        return step.emotion_of(persona)
    return step.emotion if isinstance(step.emotion, float) else None
