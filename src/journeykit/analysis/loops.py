"""Loops: the parts of a map in which customers can go round, who comes in, how often they turn, how they get out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import InitVar, dataclass, field
from itertools import islice
from math import prod
from typing import NamedTuple, TypeAlias

from journeykit.analysis.chain import Chain
from journeykit.analysis.ends.walk import Walk, resting, walks
from journeykit.analysis.pictured.loops import loop_bars, loop_overlay
from journeykit.analysis.rows import LISTED, Rows
from journeykit.analysis.strong import MOST_ENTRIES, Part, parts
from journeykit.graph.cycles import cycles
from journeykit.model import JourneyMap, Persona

__all__ = ["Cycle", "Loop", "WayOut", "loops"]

_Inner: TypeAlias = tuple[float, dict[tuple[str, str], float]]


class WayOut(NamedTuple):
    """A move out of a loop, to a step, an outcome or `.drop_off`, with the share of those inside that leaves so."""

    source: str
    target: str
    share: float | None


@dataclass(frozen=True)
class Cycle:
    """One elementary cycle: steps in the order in which they are met, beginning with the first in stage order.

    `probability` is that of going round exactly this way once, from its first step: the product of its moves.
    """

    steps: tuple[str, ...]
    probability: float


@dataclass(frozen=True)
class Loop:
    """One strongly connected part: each of its steps leads to each other one.

    Attributes:
        steps: ids in stage order.
        entries: the steps where journeys come in.
        ways_out: moves that leave it, the most taken first; shares of those who have come in, summing to 1.
        reached: 0..1, the probability that a journey comes in. It comes in once at most: who has left stays out.
        again: 0..1, the probability to go round again: from the step where a journey came in, to come back to that
            step before leaving; the mean over entries by how many come in there.
        rounds: how often it comes back to that step, expected; with one entry again / (1 - again).
        visits: how many visits to steps of the loop a journey makes that has come in, expected.
        personas: the ids of those who can go round; none named: everybody.

    Figures are None where no journey comes in (`reached` is 0).
    """

    steps: tuple[str, ...]
    entries: tuple[str, ...] = field(metadata=LISTED)
    ways_out: tuple[WayOut, ...]
    reached: float
    again: float | None
    rounds: float | None
    visits: float | None
    personas: tuple[str, ...] = field(default=(), metadata=LISTED)
    inner: InitVar[Sequence[_Inner]] = ()

    def __post_init__(self, inner: Sequence[_Inner]) -> None:
        """Keep the moves inside, which are no column."""
        object.__setattr__(self, "_inner", tuple(inner))

    def cycles(self, limit: int | None = 1000) -> Iterator[Cycle]:
        """Its elementary cycles, lazily, at most `limit` of them (None: all, which may be more than can be counted).

        Johnson (1975), through networkx; in an order that depends on the map alone. Where several personas go round,
        the probability is the mean over them. Raises ValueError for a limit that is no count of at least 1.

        >>> from journeykit.model import Stage
        >>> shop = JourneyMap(stages=[Stage("buy", ["find", "basket", "pay"])],
        ...                   flow=["in order", {"from": "pay", "to": "basket", "probability": .5}])
        >>> list(loops(shop)[0].cycles())
        [Cycle(steps=('basket', 'pay'), probability=0.5)]
        """
        if limit is not None and (not isinstance(limit, int) or isinstance(limit, bool) or limit < 1):
            raise ValueError(f"limit is a count of cycles, at least 1, or None for all of them; not {limit!r}")
        return islice(self._cycles(), limit)

    def _cycles(self) -> Iterator[Cycle]:
        inner: tuple[_Inner, ...] = vars(self)["_inner"]
        place = {step: index for index, step in enumerate(self.steps)}
        links = dict.fromkeys((place[a], place[b]) for _, moves in inner for a, b in moves)
        total = sum(weight for weight, _ in inner)
        for cycle in cycles(sorted(links)):
            steps = tuple(self.steps[index] for index in cycle)
            around = list(zip(steps, (*steps[1:], steps[0]), strict=True))
            ways = [
                (w, [moves[pair] for pair in around]) for w, moves in inner if all(pair in moves for pair in around)
            ]
            if ways:  # else no single persona can walk it
                yield Cycle(steps, sum(weight / total * prod(way) for weight, way in ways))


def loops(journey: JourneyMap, persona: Persona | str | None = None) -> Rows[Loop]:
    """The loops of a map, in stage order: strongly connected parts, with what going round in them means.

    A single step is a loop if it leads to itself; moves of probability 0 are no moves. The figures take a map as an
    absorbing Markov chain, without memory: who goes round for the third time is as likely to go on as at the first.
    With N = (I - Q)^-1 over the steps of the part alone, and a the distribution over the entries, again is
    sum a_e (1 - 1 / N_ee), rounds sum a_e (N_ee - 1), visits the sum of a N (Kemeny & Snell 1960, ch. 3); they cost
    one solve for each entry of the part, and are left out (None, said in `about`) for parts with more than 2,000.

    On a map whose personas are alternatives loops are those of each persona; equal parts are one row, figures the mean
    over those who come in. Raises UnknownName for an unknown persona, TrapError for a part that nothing leads out of.

    >>> from journeykit.model import Stage
    >>> shop = JourneyMap(stages=[Stage("buy", ["find", "basket", "pay"])],
    ...                   flow=["in order", {"from": "pay", "to": "basket", "probability": .5}])
    >>> (loop,) = loops(shop)
    >>> loop.steps, loop.entries, loop.again, loop.rounds
    (('basket', 'pay'), ('basket',), 0.5, 1.0)
    >>> loop.ways_out
    (WayOut(source='pay', target='.end', share=1.0),)
    """
    cast = [walk for walk in walks(journey, persona) if walk.weight > 0]
    same: dict[tuple[str, ...], list[tuple[Walk, Part]]] = {}
    for each in cast:
        for part in parts(each.chain):
            same.setdefault(tuple(each.chain.steps[index] for index in part.steps), []).append((each, part))
    place = {step.id: index for index, step in enumerate(journey.steps)}
    found = [_loop(steps, whose, len(cast)) for steps, whose in same.items()]
    found.sort(key=lambda loop: [place[step] for step in loop.steps])
    about = list(resting(cast))
    if any(loop.reached > 0 and loop.again is None for loop in found):
        about.append(f"no figures for loops with more than {MOST_ENTRIES:,} entries: each would cost one solve")
    return Rows(Loop, found, about, loop_bars(journey), loop_overlay)


def _loop(steps: tuple[str, ...], whose: Sequence[tuple[Walk, Part]], cast: int) -> Loop:
    weights = [each.weight * part.reached for each, part in whose]
    reached = sum(weights)
    entries = {each.chain.steps[index] for each, part in whose for index in part.entries}
    ways: dict[tuple[str, str], float] = {}
    for weight, (each, part) in zip(weights, whose, strict=True):
        for way, share in _ways(each.chain, part):
            ways[way] = ways.get(way, 0.0) + (weight / reached * share if reached else 0.0)
    out = [WayOut(*way, share if reached else None) for way, share in ways.items()]
    return Loop(
        steps,
        tuple(step for step in steps if step in entries),
        tuple(sorted(out, key=lambda way: -(way.share or 0.0))),
        reached,
        _mean(weights, [part.again for _, part in whose]),
        _mean(weights, [part.rounds for _, part in whose]),
        _mean(weights, [part.visits for _, part in whose]),
        () if len(whose) == cast else tuple(one.id for each, _ in whose for _, one in each.personas),
        [
            (weight if reached else each.weight, _moves(each.chain, part))
            for weight, (each, part) in zip(weights, whose, strict=True)
        ],
    )


def _ways(chain: Chain, part: Part) -> Iterable[tuple[tuple[str, str], float]]:
    """The moves out of a part with the shares of leavers that take them."""
    nodes = (*chain.steps, *chain.ends)
    return [((chain.steps[source], nodes[target]), share) for source, target, share in part.out]


def _moves(chain: Chain, part: Part) -> dict[tuple[str, str], float]:
    return {(chain.steps[source], chain.steps[target]): share for source, target, share in part.moves}


def _mean(weights: Sequence[float], values: Sequence[float | None]) -> float | None:
    """The mean over those who come in; None where there is nobody, or a figure is missing."""
    kept = [(weight, value) for weight, value in zip(weights, values, strict=True) if weight > 0]
    if not kept or any(value is None for _, value in kept):
        return None
    total = sum(weight for weight, _ in kept)  # divided by first: weights may be as small as numbers get
    return sum(weight / total * (value or 0.0) for weight, value in kept)
