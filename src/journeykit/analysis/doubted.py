"""The steps whose shares may be wrong, and how many observations they are worth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np

from journeykit.analysis.chain import DROP_OFF, END, Floats
from journeykit.analysis.counted import Counted, Row, counted

if TYPE_CHECKING:
    from journeykit.analysis.chain import Chain
    from journeykit.analysis.ends.walk import Walk
    from journeykit.model import JourneyMap, Persona

__all__ = ["Doubted", "Ground", "doubted"]

Ground: TypeAlias = Literal["assumed", "stated", "counted"]
_Key: TypeAlias = tuple[str, bool, tuple[str | None, ...], tuple[float, ...]]


@dataclass(frozen=True, eq=False)
class Doubted:
    """A step with shares that may be wrong: on what ground they stand, what they are worth, and where they lead.

    `row` has n of at least 1, so that its variance can be told; `names` are the targets of its groups, None for those
    who drop off; `persona` whose shares they are, None for all.
    """

    step: str
    ground: Ground
    n: int
    row: Counted
    names: tuple[tuple[tuple[str | None, float], ...], ...]
    persona: Persona | None

    def changes(self, shares: Floats) -> dict[Any, float | str]:
        """What `change` is to be given for these shares of the groups."""
        free = self.row.rows[0].free
        found: dict[Any, float | str] = {}
        for share, way in zip(shares, self.names, strict=True):
            for target, part in way:
                if target == END:
                    continue  # takes what the others leave
                found[self.step, target] = min(1.0, max(0.0, float(free * share * part)))
        total = sum(float(each) for each in found.values())
        return {pair: float(each) / total for pair, each in found.items()} if total > 1 else found


def doubted(
    journey: JourneyMap, persona: Persona | str | None, names: frozenset[str], trust: int
) -> tuple[tuple[Walk, ...], tuple[Doubted, ...]]:
    """The chains of a map, and the steps before the goal that journeys come to and leave in more than one way.

    Counted shares are worth their counts and priors, assumed ones nothing, stated ones `trust` observations or the n of
    the evidence of their transitions.
    """
    found, known = counted(journey, persona)
    made = [
        _doubted(found, each, "counted" if each.n else "stated", round(each.n + each.prior))
        for each in known
        if each.step not in names
    ]
    there = {(row.walk, row.step) for each in known for row in each.rows}
    rows: dict[_Key, list[Row]] = defaultdict(list)
    shares: dict[_Key, Floats] = {}
    for position, walk in enumerate(found):
        chain = walk.chain
        for index in np.flatnonzero(walk.solver.visits > 0).tolist():
            places, q = _leaving(chain, index)
            step = chain.steps[index]
            if (position, index) in there or len(q) < 2 or step in names:
                continue
            ways = tuple(_named(chain, place) for place in places)
            key = (step, step in chain.assumed, ways, tuple(np.round(q, 12).tolist()))
            rows[key].append(Row(position, index, 1.0, tuple(((place, 1.0),) for place in places)))
            shares[key] = q
    backing = {step.id: _evidence(journey, step.id) for step in journey.steps}
    for key, same in rows.items():
        step, assumed, *_ = key
        n = 0 if assumed else max(trust, backing[step])
        row = Counted(step, max(n, 1), shares[key], tuple(same))
        made.append(_doubted(found, row, "assumed" if assumed else "stated", n))
    return found, tuple(made)


def _doubted(found: Sequence[Walk], row: Counted, ground: Ground, n: int) -> Doubted:
    first = row.rows[0]
    walk = found[first.walk]
    names = tuple(tuple((_named(walk.chain, place), share) for place, share in way) for way in first.ways)
    alone = len(row.rows) < len(found) and len(walk.personas) == 1
    return Doubted(row.step, ground, n, row, names, walk.personas[0][1] if alone else None)


def _leaving(chain: Chain, step: int) -> tuple[list[int], Floats]:
    """The places that a step leads to, and their shares."""
    on, out = (chain.source == step) & (chain.probability > 0), (chain.leaver == step) & (chain.leaving > 0)
    places = [*chain.target[on].tolist(), *(len(chain.steps) + chain.end[out]).tolist()]
    return places, np.concatenate([chain.probability[on], chain.leaving[out]])


def _named(chain: Chain, place: int) -> str | None:
    """The id of a place as `change` takes it: None for those who drop off."""
    size = len(chain.steps)
    name = chain.steps[place] if place < size else chain.ends[place - size]
    return None if name == DROP_OFF else name


def _evidence(journey: JourneyMap, step: str) -> int:
    """How many people the evidence behind a step's transitions speaks of."""
    behind = {each for move in journey.transitions if move.source == step for each in move.evidence}
    return sum(each.n or 0 for each in behind)
