"""What a map claims about customers, and how backed each claim is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from journeykit.model.base import Value
from journeykit.model.flow import Transition
from journeykit.model.frozen_map import FrozenMap
from journeykit.model.scored import scored
from journeykit.model.tree import CHILDREN, items

if TYPE_CHECKING:
    from journeykit.model.evidence import Evidence
    from journeykit.model.journey import JourneyMap
    from journeykit.model.steps import Step

__all__ = ["LEVELS", "Claim", "Level", "claims", "evidence_level", "general", "weakest_third"]

Level: TypeAlias = Literal["assumption", "partial", "research"]
LEVELS: tuple[Level, ...] = ("assumption", "partial", "research")
"""From the weakest to the strongest."""

_NO_RESEARCH = {"assumption", "workshop", ""}
_FIELDS = ("thoughts", "feelings", "needs", "expectations", "objections", "quotes", "pains", "gains")


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim: what kind it is, on which step (None: not on a step), its sources and its level.

    >>> from journeykit.model import JourneyMap, Stage, Touchpoint
    >>> (claim,) = JourneyMap(stages=[Stage("buy", [Touchpoint("pay", emotion=-1)])]).claims
    >>> claim.place, claim.kind, claim.level
    ('stages[0].steps[0].emotion', 'emotion', 'assumption')
    """

    place: str
    kind: str
    subject: str
    step: str | None
    evidence: tuple[Evidence, ...]
    level: Level


def evidence_level(evidence: Sequence[Evidence]) -> Level:
    """How backed a claim with these sources is.

    None, or only assumptions and workshops: `assumption`; one kind of research: `partial`; two kinds: `research`.
    A source that does not say its kind counts as an assumption.

    >>> from journeykit.model import Evidence
    >>> talks, log = Evidence("talks", kind="interview"), Evidence("log", kind="analytics")
    >>> evidence_level([]), evidence_level([talks]), evidence_level([talks, log])
    ('assumption', 'partial', 'research')
    """
    kinds = {(each.kind or "").strip().lower().replace(" ", "_") for each in evidence} - _NO_RESEARCH
    return LEVELS[min(len(kinds), 2)]


def general(journey: JourneyMap) -> tuple[Evidence, ...]:
    """The sources that speak for a map as a whole: those that no stage, step, claim, move or outcome names as its own.

    The map's `evidence` lists every source that is used anywhere; one that some step names speaks for that step, and
    does not back what others say. Personas may name a source and leave it general.

    >>> from journeykit.model import Evidence, JourneyMap, Stage, Touchpoint
    >>> talks, log = Evidence("talks", kind="interview"), Evidence("log", kind="analytics")
    >>> quote = Touchpoint("quote", emotion=-1, evidence=log)
    >>> [each.id for each in general(JourneyMap(evidence=[talks], stages=[Stage("buy", [quote, "pay"])]))]
    ['talks']
    """
    taken: set[str] = set()
    below: list[Any] = [*journey.stages, *journey.outcomes, *journey.metrics]
    below += [move for move in journey.flow or () if isinstance(move, Transition)]
    while below:
        value = below.pop()
        given = value.__pydantic_fields_set__
        if "evidence" in given:
            taken.update(each.id for each in value.evidence)
        for name in CHILDREN.get(type(value).__name__, ()):
            if name in given:
                below += [item for _, item in items(getattr(value, name), ()) if isinstance(item, Value)]
    return tuple(each for each in journey.evidence if each.id not in taken)


def weakest_third(found: Sequence[Claim]) -> Level:
    """The level of the weakest third of the claims: the highest level within that third; no claims: assumption."""
    if not found:
        return "assumption"
    ranks = sorted(LEVELS.index(claim.level) for claim in found)
    return LEVELS[ranks[ceil(len(ranks) / 3) - 1]]


def claims(journey: JourneyMap) -> tuple[Claim, ...]:
    """Every claim of a map in reading order; each takes its own evidence, else its step's, its stage's, the map's.

    The map's are the general ones. An emotion that a fit computed from scores rests on these, too.
    """
    return tuple(_claims(journey))


def _claims(journey: JourneyMap) -> Iterator[Claim]:
    everywhere = general(journey)
    for index, persona in enumerate(journey.personas):
        yield _claim(f"personas[{index}]", "persona", persona.label, None, persona.evidence or everywhere)
    for s, stage in enumerate(journey.stages):
        for t, step in enumerate(stage.steps):
            behind = step.evidence or stage.evidence or everywhere
            yield from _of_step(step, f"stages[{s}].steps[{t}]", behind)
    for index, move in enumerate(journey.flow or ()):
        if isinstance(move, Transition) and move.probability is not None:
            subject = f"{move.source} >> {move.target}"
            place = f"flow[{index}].probability"
            yield _claim(place, "probability", subject, move.source, move.evidence or everywhere)


def _of_step(step: Step, place: str, behind: tuple[Evidence, ...]) -> Iterator[Claim]:
    for name in ("emotion", "intensity", "drop_off"):
        if getattr(step, name) is not None:
            sources = (*scored(step), *behind) if name == "emotion" else behind
            yield _claim(f"{place}.{name}", name, step.label, step.id, tuple(dict.fromkeys(sources)))
    if step.moment_of_truth is not None:
        sources = step.moment_of_truth.evidence or behind
        yield _claim(f"{place}.moment_of_truth", "moment_of_truth", step.label, step.id, sources)
    for name in _FIELDS:
        value = getattr(step, name)
        if not value:
            continue
        groups = value.items() if isinstance(value, FrozenMap) else [(None, value)]
        for persona, said in groups:
            for index, item in enumerate(said):
                at = f"{place}.{name}" + (f".{persona}" if persona else "") + f"[{index}]"
                subject = item if isinstance(item, str) else item.text
                yield _claim(at, name, subject, step.id, getattr(item, "evidence", ()) or behind)


def _claim(place: str, kind: str, subject: str, step: str | None, evidence: tuple[Evidence, ...]) -> Claim:
    return Claim(place, kind, subject, step, evidence, evidence_level(evidence))
