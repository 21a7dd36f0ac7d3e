"""Which opportunities are worth most: their score, and how often journeys come to where they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from journeykit.analysis.curve import theirs
from journeykit.analysis.ends.walk import Walk
from journeykit.analysis.rows import LISTED

if TYPE_CHECKING:
    from journeykit.model import JourneyMap, Opportunity, Persona

__all__ = ["Ranked", "Visits", "ranked"]


@dataclass(frozen=True, slots=True)
class Ranked:
    """An opportunity with what speaks for it.

    Attributes:
        opportunity: its text.
        kind: `fix`, `delight`, `retain`, `upsell` or `remove`; None where not stated.
        steps: where it stands; more than one for an opportunity with an id that several steps share.
        customer_value, business_value, effort: 1..5 as stated, None where not.
        score: the mean of the known values over the effort, 0.2..5; None where a value or the effort is missing.
        visits: how often journeys come to its steps, expected for each journey; of a pain or gain of some personas,
            the visits of these.
        priority: score times visits, None without a score.
        pains: the pains that it would mend.
    """

    opportunity: str
    kind: str | None
    steps: tuple[str, ...] = field(metadata=LISTED)
    customer_value: float | None
    business_value: float | None
    effort: float | None
    score: float | None
    visits: float
    priority: float | None
    pains: tuple[str, ...] = field(metadata=LISTED)


class Visits:
    """The expected visits of each step, in each journey: N transposed times the entries (Kemeny & Snell 1960, ch. 3).

    Raises TrapError where journeys do not end.
    """

    def __init__(self, walks: Sequence[Walk]) -> None:
        self.walks = walks
        self.each: list[dict[str, float]] = [
            dict(zip(walk.chain.steps, walk.solver.visits.tolist(), strict=True)) for walk in walks
        ]

    def of(self, step: str, personas: Sequence[str] = ()) -> float:
        """Those of all journeys, or as many of them as some personas make."""
        return sum(
            walk.weight * _part(walk, personas) * visits.get(step, 0.0)
            for walk, visits in zip(self.walks, self.each, strict=True)
        )

    def by(self, persona: str | None) -> dict[str, float]:
        """Those of a journey of one persona, by step."""
        for walk, visits in zip(self.walks, self.each, strict=True):
            if persona is None or any(one.id == persona for _, one in walk.personas):
                return visits
        return {}


def _part(walk: Walk, personas: Sequence[str]) -> float:
    if not personas:
        return 1.0
    shares = [share for share, one in walk.personas if one.id in personas]
    return (1.0 if shares else 0.0) if walk.together else sum(shares)


def ranked(journey: JourneyMap, visits: Visits, persona: Persona | None = None) -> list[Ranked]:
    """All opportunities of a map, or those that concern one persona: highest priority first, without score last.

    Ties: more visits first, then the order of the map.
    """
    found: dict[object, list[tuple[Opportunity, str, tuple[str, ...], str | None]]] = {}
    for place, (idea, step, whose, pain) in enumerate(_stated(journey, persona)):
        found.setdefault(idea.id or place, []).append((idea, step, whose, pain))
    rows = [_row(same, visits) for same in found.values()]
    return sorted(rows, key=lambda row: (row.priority is None, -(row.priority or 0.0), -row.visits))


def _row(same: Sequence[tuple[Opportunity, str, tuple[str, ...], str | None]], visits: Visits) -> Ranked:
    idea = same[0][0]
    steps = tuple(dict.fromkeys(step for _, step, _, _ in same))
    met = 0.0
    for step in steps:
        whose = [personas for _, name, personas, _ in same if name == step]
        # of everybody if one of its places there is; a step is counted once
        met += visits.of(step, () if not all(whose) else tuple({one for each in whose for one in each}))
    score = idea.score
    pains = tuple(dict.fromkeys(pain for _, _, _, pain in same if pain is not None))
    values = (idea.customer_value, idea.business_value, idea.effort)
    return Ranked(idea.text, idea.kind, steps, *values, score, met, None if score is None else score * met, pains)


def _stated(
    journey: JourneyMap, persona: Persona | None
) -> Iterator[tuple[Opportunity, str, tuple[str, ...], str | None]]:
    """Each opportunity where it stands, with the personas of its pain or gain, and the pain."""
    who = None if persona is None else persona.id
    for step in journey.steps:
        if persona is not None and not step.met_by(persona):
            continue
        yield from ((idea, step.id, (), None) for idea in step.opportunities)
        for pain in theirs(step.pains, who):
            yield from ((idea, step.id, pain.personas, pain.text) for idea in pain.opportunities)
        for gain in theirs(step.gains, who):
            yield from ((idea, step.id, gain.personas, None) for idea in gain.opportunities)
