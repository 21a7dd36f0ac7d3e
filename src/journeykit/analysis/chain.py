"""A map as an absorbing Markov chain in arrays: steps are transient, outcomes and leaving without one absorb.

The chain has no memory: what happens next depends on the step alone, not on how the customer came there (Kemeny &
Snell, Finite Markov Chains, 1960, ch. 3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from journeykit.analysis.plain import Plain, plain
from journeykit.errors import UnknownName
from journeykit.graph import Moves, moves
from journeykit.graph.moves import entries, shares
from journeykit.model import JourneyMap
from journeykit.model.transitions import walkers

if TYPE_CHECKING:
    from journeykit.graph import Basis
    from journeykit.model import Persona

__all__ = ["DROP_OFF", "END", "Chain", "Floats", "Ints", "chain_of", "chains"]

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]

DROP_OFF: Final = ".drop_off"
"""The end of those who leave without an outcome."""

END: Final = ".end"
"""The end of journeys on a map that states no outcomes."""


@dataclass(frozen=True, eq=False)
class Chain:
    """One chain. Steps and ends are named; arrays name them by index.

    Attributes:
        steps: ids of the n transient states, in stage order.
        ends: ids of the absorbing states: outcomes in the order of the map, then END if there is one, then DROP_OFF.
        entry: n shares of where journeys begin, summing to 1.
        source, target, probability: the m moves from step to step.
        leaver, end, leaving: the moves from a step to an end, drop-off included.
        assumed: steps whose moves rest on an assumption: shares that nobody stated or counted.
    """

    steps: tuple[str, ...]
    ends: tuple[str, ...]
    entry: Floats
    source: Ints
    target: Ints
    probability: Floats
    leaver: Ints
    end: Ints
    leaving: Floats
    assumed: frozenset[str] = frozenset()

    @cached_property
    def index(self) -> dict[str, int]:
        """Where each step stands."""
        return {step: index for index, step in enumerate(self.steps)}

    @cached_property
    def end_index(self) -> dict[str, int]:
        """Where each end stands."""
        return {end: index for index, end in enumerate(self.ends)}

    @cached_property
    def q(self) -> sparse.csr_array[np.float64]:
        """Q, n by n: the probability of each move from step to step."""
        size = len(self.steps)
        return sparse.csr_array((self.probability, (self.source, self.target)), shape=(size, size))

    @cached_property
    def r(self) -> sparse.csr_array[np.float64]:
        """R, n by ends: the probability to end from each step, and how."""
        return sparse.csr_array((self.leaving, (self.leaver, self.end)), shape=(len(self.steps), len(self.ends)))

    def at(self, step: str) -> int:
        """The index of a step. Raises UnknownName with the near one."""
        if step not in self.index:
            raise UnknownName("step", step, self.steps)
        return self.index[step]


def chains(journey: JourneyMap, persona: Persona | str | None = None) -> tuple[tuple[float, Chain], ...]:
    """The chains of a map with their weights, which sum to 1.

    One chain for one persona, for personas who act together, and where all walk alike; else one for each persona who
    walks, weighted by share: what follows from the map is then the mean of what follows for each (DESIGN: `cast`).
    Raises UnknownName for an unknown persona.

    >>> from journeykit.model import JourneyMap, Stage
    >>> ((weight, chain),) = chains(JourneyMap(stages=[Stage("buy", ["basket", "pay"])]))
    >>> weight, chain.steps, chain.ends, chain.q.toarray().tolist()
    (1.0, ('basket', 'pay'), ('.end', '.drop_off'), [[0.0, 1.0], [0.0, 0.0]])
    """
    if not isinstance(journey, JourneyMap):
        raise TypeError(f"what follows from a map needs a JourneyMap, not {type(journey).__name__}: load files first")
    if isinstance(persona, str):
        persona = journey.persona(persona)
    found = plain(journey) if persona is None else None
    if found is not None:
        return ((1.0, _of_plain(found, journey)),)
    differ = any(step.personas for step in journey.steps) or any(move.personas for move in journey.transitions)
    who = walkers(journey)
    if persona is not None or journey.cast == "together" or not differ or not who:
        return ((1.0, chain_of(moves(journey, persona), journey)),)
    each = [(share, moves(journey, one)) for share, one in zip(shares(who), who, strict=True)]
    begun = [(share, found) for share, found in each if found.entries]
    total = sum(share for share, _ in begun)
    if not begun:
        return ((1.0, chain_of(moves(journey), journey)),)
    return tuple((share / total if total else 1 / len(begun), chain_of(found, journey)) for share, found in begun)


def chain_of(found: Moves, journey: JourneyMap) -> Chain:
    """The chain of some moves."""
    steps = tuple(step.id for step in journey.steps if step.id in found.drop_off)
    index = {step: position for position, step in enumerate(steps)}
    ends = (*(outcome.id for outcome in journey.outcomes), *((END,) if found.ends else ()), DROP_OFF)
    places = {end: position for position, end in enumerate(ends)}
    on: list[tuple[int, int, float]] = []
    out: list[tuple[int, int, float]] = []
    for move in found.moves:
        if move.target in index:
            on.append((index[move.source], index[move.target], move.probability))
        else:
            out.append((index[move.source], places[move.target], move.probability))
    out += [(index[step], places[END], share) for step, share in found.ends.items()]
    out += [(index[step], places[DROP_OFF], share) for step, share in found.drop_off.items() if share > 0]
    entry = np.zeros(len(steps))
    for step, share in found.entries.items():
        entry[index[step]] = share
    guessed: set[Basis] = {"assumed"}
    assumed = frozenset(move.source for move in found.moves if move.basis in guessed)
    return Chain(steps, ends, entry, *_arrays(on), *_arrays(out), assumed)


def _of_plain(found: Plain, journey: JourneyMap) -> Chain:
    """The chain of a plain map: the same as `chain_of` makes of its moves."""
    (source, target, share), ends, drop_off, assumed = found
    steps = tuple(step.id for step in journey.steps)
    ending, leaving = np.flatnonzero(ends), np.flatnonzero(drop_off > 0)
    last = journey.implicit_ends if not journey.outcomes else ()
    names = (*(outcome.id for outcome in journey.outcomes), *((END,) if last else ()), DROP_OFF)
    on = target < len(steps)
    begun = entries(journey.steps)
    entry = np.array([begun.get(step, 0.0) for step in steps], dtype=np.float64)
    leaver = np.concatenate([source[~on], ending, leaving])
    end = np.concatenate(
        [target[~on] - len(steps), np.full(len(ending), len(names) - 2), np.full(len(leaving), len(names) - 1)]
    )
    out = np.concatenate([share[~on], ends[ending], drop_off[leaving]])
    return Chain(steps, names, entry, source[on], target[on], share[on], leaver, end.astype(np.int64), out, assumed)


def _arrays(rows: Sequence[tuple[int, int, float]]) -> tuple[Ints, Ints, Floats]:
    sources, targets, shares_ = zip(*rows, strict=True) if rows else ((), (), ())
    return np.array(sources, dtype=np.int64), np.array(targets, dtype=np.int64), np.array(shares_, dtype=np.float64)
