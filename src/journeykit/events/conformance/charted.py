"""The map as it judges moves: which are its own, which skip steps on the way, and which go nowhere it knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from math import log
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from journeykit.graph import Moves, moves

if TYPE_CHECKING:
    from journeykit.model import JourneyMap, Persona

__all__ = ["ON_THE_MAP", "Charted", "MoveKind", "Verdict"]

MoveKind: TypeAlias = Literal["on_the_map", "within", "missing", "out_of_order"]

_LEAST: Final = 1e-300  # a transition that nobody should take is a way all the same, if there is no other
_EVEN: Final = -log(0.5)
_DIGITS: Final = 9  # of the logarithms of two ways that are equally probable


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a move is: a transition, or which deviation; `missing` are the steps that it skips, in their order."""

    kind: MoveKind
    missing: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether the map has it."""
        return self.kind in ("on_the_map", "within")


ON_THE_MAP: Final = Verdict("on_the_map")
_WITHIN: Final = Verdict("within")
_OUT_OF_ORDER: Final = Verdict("out_of_order")


@dataclass(frozen=True, eq=False)
class Charted:
    """A map, or what one persona has of it, ready to judge moves between its steps and outcomes.

    >>> from journeykit.model import JourneyMap, Outcome, Stage
    >>> shop = Charted.of(JourneyMap(stages=[Stage("buy", ["look", "basket", "pay"])], outcomes=[Outcome("bought")],
    ...                              flow=["look >> basket >> pay >> bought"]))
    >>> shop.verdict("look", "pay"), shop.verdict("pay", "look").kind, shop.verdict("pay", "bought").kind
    (Verdict(kind='missing', missing=('basket',)), 'out_of_order', 'on_the_map')
    """

    places: dict[str, int]
    outcomes: frozenset[str]
    transitions: frozenset[tuple[str, str]]
    loose: frozenset[tuple[str, str]]
    free: dict[str, int]
    moves: Moves

    @classmethod
    def of(cls, journey: JourneyMap, persona: Persona | None = None) -> Charted:
        """The whole map, or only the steps and transitions of a persona."""
        found = moves(journey, persona)
        steps = [step.id for step in journey.steps if step.id in found.drop_off]
        places = {step: place for place, step in enumerate(steps)}
        places |= {outcome.id: len(steps) for outcome in journey.outcomes}
        said = {(move.source, move.target) for move in found.moves}
        if persona is None:
            said |= {(move.source, move.target) for move in journey.transitions}
        loose = [stage for stage in journey.stages if stage.order != "line"]
        free = {step.id: place for place, stage in enumerate(loose) for step in stage.steps if step.id in places}
        outcomes = frozenset(outcome.id for outcome in journey.outcomes)
        return cls(places, outcomes, frozenset(said), frozenset(_around(said, free)), free, found)

    def leads(self, source: str, target: str) -> bool:
        """Whether the map has the move: as a transition, or since a stage's steps stand in no order.

        Such a stage is walked in any order, and entered and left at any of its steps.
        """
        if (source, target) in self.transitions or (source, target) in self.loose:
            return True
        return source != target and source in self.free and self.free[source] == self.free.get(target)

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps, in stage order."""
        return tuple(each for each in self.places if each not in self.outcomes)

    def verdict(self, source: str, target: str, *, again: bool = True) -> Verdict:
        """What a move from one step or outcome to another is; `again` says whether the same activity is repeated.

        Two different activities of one step follow each other within it. A move that is no transition is `missing` if
        the target stands later and some way on the map leads there, with the steps between on the most probable one
        (of equal ones that with fewer steps, then those that stand earlier); else it is `out_of_order`. After an
        outcome nothing is in order.
        """
        if self.leads(source, target):
            return ON_THE_MAP
        if source == target and not again:
            return _WITHIN
        if source in self.outcomes or self.places[target] <= self.places[source]:
            return _OUT_OF_ORDER
        way = self.way(source, target)
        return _OUT_OF_ORDER if way is None else Verdict("missing", way)

    def way(self, source: str, target: str) -> tuple[str, ...] | None:
        """The steps between on the most probable way, as Dijkstra (1959) finds it; None where there is no way."""
        before = self._ways(source)
        if target not in before:
            return None
        found: list[str] = []
        at = before[target]
        while at != source:
            found.append(at)
            at = before[at]
        return tuple(reversed(found))

    def may_end(self, step: str, seen: frozenset[str]) -> bool:
        """Whether the map lets a journey end at an outcome or a step; `seen` are the outcomes that the log shows.

        A step is an end where the map ends, where it states a drop-off, and where it leads to an outcome that is not in
        the log. An outcome that the log shows must have been reached.
        """
        if step in self.outcomes or self.stops(step):
            return True
        return any(self.leads(step, outcome) for outcome in self.outcomes - seen)

    def stops(self, step: str) -> bool:
        """Whether the map itself ends at a step, or says that some drop off there."""
        return self.moves.drop_off.get(step, 0.0) > 0 or self.moves.ends.get(step, 0.0) > 0

    @cached_property
    def _costs(self) -> dict[str, list[tuple[str, float]]]:
        """For each step where it leads, and how improbable that is: -log p."""
        found: dict[str, dict[str, float]] = {}
        for move in self.moves.moves:
            found.setdefault(move.source, {})[move.target] = -log(max(move.probability, _LEAST))
        for source, target in sorted(self.transitions | self.loose):  # these have no share of their own
            found.setdefault(source, {}).setdefault(target, _EVEN)
        return {source: list(targets.items()) for source, targets in found.items()}

    @cached_property
    def _known(self) -> dict[str, dict[str, str]]:
        return {}

    def _ways(self, source: str) -> dict[str, str]:
        """What stands before each place that can be reached, on the most probable way from the source."""
        if source not in self._known:
            before: dict[str, str] = {}
            open_ = [(0.0, 0, 0, source, source, 0.0)]
            while open_:
                _, count, _, at, came, cost = heappop(open_)
                if at in before:
                    continue
                before[at] = came
                for target, more in self._costs.get(at, ()):
                    if target not in before:
                        whole = cost + more
                        entry = (round(whole, _DIGITS), count + 1, self.places[at], target, at, whole)
                        heappush(open_, entry)
            self._known[source] = before
        return self._known[source]


def _around(said: set[tuple[str, str]], free: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Into and out of a stage without an order: whatever leads to one of its steps, or from one, does so for all."""
    inside: dict[int, list[str]] = {}
    for step, stage in free.items():
        inside.setdefault(stage, []).append(step)
    into = {(source, free[target]) for source, target in said if target in free}
    out = {(free[source], target) for source, target in said if source in free}
    yield from ((source, step) for source, stage in into if free.get(source) != stage for step in inside[stage])
    yield from ((step, target) for stage, target in out if free.get(target) != stage for step in inside[stage])
