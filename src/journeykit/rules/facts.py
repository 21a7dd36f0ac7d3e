"""What several rules need to know of a map, computed once for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from journeykit.analysis.levers import Lever
    from journeykit.graph.move import Move, Moves
    from journeykit.model import JourneyMap, Persona, Step
    from journeykit.rules.places import PlacedMetric, PlacedOpportunity, PlacedSolution
    from journeykit.rules.texts import Path
    from journeykit.rules.words import Words

__all__ = ["Facts"]


class Facts:
    """A map with what follows from it; each part is computed when the first rule asks for it.

    Attributes:
        journey: the map.
        today: the day on which it is checked, for rules about age.
        baseline: the map of today from which a future map starts, where whoever checks has it.
        own_words: the lists of words of whoever checks, by language, which add to those that come along.

    >>> from journeykit.model import JourneyMap, Stage
    >>> facts = Facts(JourneyMap(stages=[Stage("buy", ["basket", "pay"])]))
    >>> [move.target for move in facts.leaving["basket"]], facts.places["pay"]
    (['pay'], 'stages[0].steps[1]')
    """

    def __init__(
        self,
        journey: JourneyMap,
        *,
        today: date | None = None,
        baseline: JourneyMap | None = None,
        own_words: Mapping[str, Mapping[str, tuple[str, ...]]] | None = None,
    ) -> None:
        self.journey = journey
        self.today = today or date.today()  # noqa: DTZ011 - a reader's day is that of their place
        self.baseline = baseline
        self.own_words = own_words or {}
        self._moves_of: dict[str, Moves] = {}

    @cached_property
    def placed(self) -> tuple[tuple[str, Step], ...]:
        """Every step with its place, in stage order."""
        from journeykit.rules.wording import placed

        return tuple(placed(self.journey))

    @cached_property
    def places(self) -> dict[str, str]:
        """The place of every step by its id."""
        return {step.id: place for place, step in self.placed}

    @cached_property
    def moves(self) -> Moves:
        """All moves with their probabilities, the personas mixed."""
        from journeykit.graph import moves

        return moves(self.journey)

    def moves_of(self, persona: Persona) -> Moves:
        """The moves of one persona."""
        from journeykit.graph import moves

        if persona.id not in self._moves_of:
            self._moves_of[persona.id] = moves(self.journey, persona)
        return self._moves_of[persona.id]

    @cached_property
    def leaving(self) -> dict[str, list[Move]]:
        """The moves with a probability above 0 that leave each step."""
        found: dict[str, list[Move]] = {step.id: [] for step in self.journey.steps}
        for move in self.moves.moves:
            if move.probability > 0:
                found.setdefault(move.source, []).append(move)
        return found

    @cached_property
    def arriving(self) -> dict[str, list[Move]]:
        """The moves with a probability above 0 that lead to each step and outcome."""
        ends = [outcome.id for outcome in self.journey.outcomes]
        found: dict[str, list[Move]] = {each: [] for each in (*(step.id for step in self.journey.steps), *ends)}
        for move in self.moves.moves:
            if move.probability > 0:
                found.setdefault(move.target, []).append(move)
        return found

    @cached_property
    def reached(self) -> frozenset[str]:
        """The steps and outcomes that some journey reaches."""
        from journeykit.graph import reachable

        return reachable(self.journey, self.moves)

    @cached_property
    def traps(self) -> tuple[tuple[str, ...], ...]:
        """The parts that cannot be left, each as step ids in stage order."""
        from journeykit.graph import traps

        if not self._stuck():
            return ()
        return traps(self.journey, self.moves)

    def _stuck(self) -> bool:
        """Whether some step leads to no end at all: quicker to see than the parts themselves."""
        found = self.moves
        waiting = [step for step, share in found.drop_off.items() if share > 0]
        waiting += [step for step, share in found.ends.items() if share > 0]
        waiting += [outcome.id for outcome in self.journey.outcomes]
        free = set(waiting)
        while waiting:
            for move in self.arriving.get(waiting.pop(), ()):
                if move.source not in free:
                    free.add(move.source)
                    waiting.append(move.source)
        return any(step not in free for step in found.drop_off)

    @cached_property
    def visits(self) -> dict[str, float] | None:
        """How often a journey meets each step on average; None where the map has a part that cannot be left."""
        from journeykit.analysis.chain import chains
        from journeykit.analysis.solve import Solver
        from journeykit.errors import TrapError

        found: dict[str, float] = dict.fromkeys(self.places, 0.0)
        try:
            for weight, chain in chains(self.journey):
                for step, visits in zip(chain.steps, Solver(chain).visits.tolist(), strict=True):
                    found[step] += weight * visits
        except TrapError:
            return None
        return found

    @cached_property
    def words(self) -> Words:
        """The words of the map's language, with those of whoever checks."""
        from journeykit.rules.words import words_of

        return words_of(self.journey.language, self.own_words)

    @cached_property
    def tree(self) -> dict[str, Any]:
        """The map as its file writes it."""
        from journeykit.model.document import document

        return document(self.journey)

    @cached_property
    def texts(self) -> tuple[tuple[Path, str, str], ...]:
        """All texts for people, each with its place and the key that it stands under."""
        from journeykit.rules.texts import texts

        return tuple(texts(self.tree))

    @cached_property
    def opportunities(self) -> tuple[PlacedOpportunity, ...]:
        """The opportunities that are not rejected, each where it first stands."""
        from journeykit.rules.places import opportunities

        return opportunities(self.placed)

    @cached_property
    def solutions(self) -> tuple[PlacedSolution, ...]:
        """The solutions that are not rejected, each where it first stands."""
        from journeykit.rules.places import solutions

        return solutions(self.opportunities)

    @cached_property
    def metrics(self) -> tuple[PlacedMetric, ...]:
        """All metrics with the evidence behind them."""
        from journeykit.rules.places import metrics

        return metrics(self.journey, self.opportunities)

    @cached_property
    def guessed(self) -> frozenset[str]:
        """The steps out of which the shares are assumed, and all steps that can follow on them."""
        found = {move.source for move in self.moves.moves if move.basis == "assumed"}
        waiting = list(found)
        while waiting:
            for move in self.leaving.get(waiting.pop(), ()):
                if move.target not in found:
                    found.add(move.target)
                    waiting.append(move.target)
        return frozenset(found)

    @cached_property
    def levers(self) -> dict[str, Lever] | None:
        """What it is worth to lose fewer customers, by step, best first; neutral outcomes are no loss.

        None for a map without a success, with a part that cannot be left, or with guessed shares.
        """
        from journeykit.analysis.levers import levers
        from journeykit.errors import TrapError

        results = {each.id: each.result for each in self.journey.outcomes}
        if self.guessed or "success" not in results.values():
            return None
        try:
            found = levers(self.journey, [each for each, result in results.items() if result != "failure"])
        except TrapError:
            return None
        return {each.step: each for each in found}
