"""What to search for, in which networks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from journeykit.analysis.chain import DROP_OFF, END, Chain
from journeykit.analysis.ends.walk import Walk, walks
from journeykit.analysis.routes.network import Network, network_of
from journeykit.analysis.routes.prefixes import TooFar, best_mixed, goes_round
from journeykit.analysis.routes.sidetracks import best_walks
from journeykit.analysis.solve import Solver
from journeykit.errors import UnknownName

if TYPE_CHECKING:
    from journeykit.model import JourneyMap, Outcome, Persona, Step

__all__ = ["CLEAR", "Search", "search"]

CLEAR: Mapping[str, str] = {"drop_off": DROP_OFF, "end": END}
"""The names that people use for ends that are no outcomes."""


@dataclass(frozen=True, eq=False)
class Search:
    """Walks to be found: who walks, each with a network of their own, over one numbering of steps and ends.

    Attributes:
        who: those who walk, whose weights sum to 1.
        networks: the network of each.
        places: the number of each step, then of each end.
        start, end, max_repeats: as asked for, by id.
    """

    who: tuple[Walk, ...]
    networks: tuple[Network, ...]
    places: Mapping[str, int]
    start: str | None
    end: str | None
    max_repeats: int | None

    @property
    def mixed(self) -> bool:
        """Whether personas with chains of their own are added up."""
        return len(self.networks) > 1

    def walks(self) -> Iterator[tuple[int, ...]]:
        """The nodes of each walk, best first."""
        bound = self.max_repeats
        if bound is not None and not any(goes_round(network) for network in self.networks):
            bound = None  # no walk comes back to a step anyway
        if not self.networks:
            return
        if bound is None and not self.mixed:
            yield from best_walks(self.networks[0])
            return
        count = 0
        try:
            for nodes in best_mixed(self.networks, bound):
                count += 1
                yield nodes
        except TooFar:
            repeats = f" that come back to no step more than {bound} times" if bound else ""
            repeats = " that visit no step twice" if bound == 0 else repeats
            ways = ["ask for fewer" if count else "", "name start= or end=", "name one persona" if self.mixed else ""]
            ways.append("allow more or any repeats" if bound is not None else "")
            advice = ", or ".join(way for way in ways if way)
            raise ValueError(
                f"the search ended after {count} walks{repeats}: the next one is too hard to find; {advice}"
            ) from None


def search(
    journey: JourneyMap,
    *,
    start: str | Step | None,
    end: str | Step | Outcome | None,
    max_repeats: int | None,
    persona: Persona | str | None,
) -> Search:
    """The search for walks of a map. Raises UnknownName, and TrapError where journeys that count never end."""
    found = walks(journey, persona)
    begin = _start(journey, start)
    last = _end(journey, end)
    ids = [step.id for step in journey.steps]
    ends = [*(outcome.id for outcome in journey.outcomes), END, DROP_OFF]
    places = {name: place for place, name in enumerate([*ids, *ends])}
    here = [walk for walk in found if walk.weight > 0 and (begin is None or begin in walk.chain.index)]
    total = sum(walk.weight for walk in here)
    who = tuple(Walk(walk.weight / total, walk.chain, walk.personas, walk.together) for walk in here)
    for walk in who:
        Solver(walk.chain if begin is None else _from(walk.chain, begin))  # finds traps
    networks = tuple(network_of(walk.chain, places, walk.weight, start=begin, end=last) for walk in who)
    return Search(who, networks, places, begin, last, max_repeats)


def _from(chain: Chain, start: str) -> Chain:
    entry = np.zeros(len(chain.steps))
    entry[chain.index[start]] = 1.0
    moves = (chain.source, chain.target, chain.probability, chain.leaver, chain.end, chain.leaving)
    return Chain(chain.steps, chain.ends, entry, *moves, chain.assumed)


def _start(journey: JourneyMap, start: Any) -> str | None:
    if start is None:
        return None
    name = getattr(start, "id", start)
    known = [step.id for step in journey.steps]
    if name in [outcome.id for outcome in journey.outcomes]:
        raise ValueError(f"start={name!r} is an outcome, where journeys end: name a step")
    if not isinstance(name, str) or name not in known:
        raise UnknownName("step", name, known)
    return name


def _end(journey: JourneyMap, end: Any) -> str | None:
    if end is None:
        return None
    name = getattr(end, "id", end)
    known = [each.id for each in (*journey.steps, *journey.outcomes)]
    if isinstance(name, str) and name in known:
        return name
    if isinstance(name, str) and (name in CLEAR or name in CLEAR.values()):
        return CLEAR.get(name, name)
    raise UnknownName("step or outcome", name, [*known, *CLEAR])
