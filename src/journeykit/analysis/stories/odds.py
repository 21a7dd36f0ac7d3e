"""How likely a story is: what stands at its end."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from journeykit.analysis.ends.walk import Walker, resting
from journeykit.analysis.solve import Solver
from journeykit.analysis.stories.amounts import chance
from journeykit.analysis.stories.persons import person_of

__all__ = ["closing", "end_probability", "walk_probability"]


def walk_probability(walker: Walker, steps: Sequence[str], ended: str) -> float:
    """The probability that a journey of this walker takes exactly these steps to this end."""
    chain = walker.chain
    shares: dict[tuple[str, str], float] = {}
    for source, target, share in zip(chain.source, chain.target, chain.probability, strict=True):
        move = chain.steps[source], chain.steps[target]
        shares[move] = shares.get(move, 0.0) + float(share)
    for source, end, share in zip(chain.leaver, chain.end, chain.leaving, strict=True):
        move = chain.steps[source], chain.ends[end]
        shares[move] = shares.get(move, 0.0) + float(share)
    found = float(chain.entry[chain.at(steps[0])])
    for move in pairwise((*steps, ended)):
        found *= shares.get(move, 0.0)
    return found


def end_probability(walker: Walker, ended: str) -> float:
    """The probability that a journey of this walker ends there."""
    chain = walker.chain
    there = np.flatnonzero(chain.end == chain.end_index[ended])
    return min(1.0, float(Solver(chain).visits[chain.leaver[there]] @ chain.leaving[there]))


def closing(walker: Walker, steps: Sequence[str], ended: str, drawn: str) -> str:
    """How the story was found, and how likely it is; with what is assumed said first."""
    exactly, so = chance(walk_probability(walker, steps, ended)), chance(end_probability(walker, ended))
    who = f"customers like {person_of(walker.persona).name}" if walker.persona else "customers"
    chances = f"Of {who}, {exactly} go exactly this way, and {so} end like this."
    if exactly == "all":
        chances = f"All {who} go exactly this way."
    assumed = "".join(f"This {said}, so its chances are a guess. " for said in resting([walker]))
    return f"{assumed}{drawn} {chances}"
