"""What leaves each step, persona by persona, with the transitions that say so: read from a map and written back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from journeykit.graph.filling import fill
from journeykit.model.transitions import implicit_ends

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeykit.graph import Basis
    from journeykit.model import JourneyMap, Persona, Transition

__all__ = ["Departures", "Leaving", "Share"]


@dataclass(frozen=True, slots=True)
class Share:
    """One transition with its probability. One that is neither stated nor counted takes what the others leave."""

    transition: Transition
    probability: float
    basis: Basis
    new: bool = False  # whether it is no longer what somebody observed

    @property
    def silent(self) -> bool:
        """Whether the map says nothing of it, so that it takes a part of the rest."""
        return self.basis in ("derived", "assumed")

    def at(self, probability: float) -> Share:
        """The same transition with the share that the others leave it; what was counted is stated then."""
        return replace(self, probability=probability, basis=self.basis if self.silent else "stated")

    def set_to(self, probability: float) -> Share:
        """The same transition with a probability of somebody's choice."""
        return replace(self, probability=probability, basis="stated", new=True)


@dataclass(frozen=True, slots=True)
class Leaving:
    """All that leaves a step: transitions, drop-off, and the share after which a map without outcomes is over (or None
    where it never is). They sum to 1.
    """

    shares: tuple[Share, ...]
    drop_off: float
    end: float | None = None

    def to(self, target: str) -> float:
        """The probability to go to a step or outcome."""
        return sum(each.probability for each in self.shares if each.transition.target == target)

    @property
    def targets(self) -> tuple[str, ...]:
        """Where transitions lead, each place once."""
        return tuple(dict.fromkeys(each.transition.target for each in self.shares))


class Departures:
    """All that leaves the steps of one map, which is read once however many steps are asked for.

    Attributes:
        moves: the transitions out of each step that has some, in the order of the map.

    >>> from journeykit.model import JourneyMap, Outcome, Stage
    >>> shop = JourneyMap(stages=[Stage("buy", ["basket", "pay"])], outcomes=[Outcome("bought", result="success")],
    ...                   flow=["in order", {"from": "pay", "to": "basket", "probability": .25}])
    >>> [(each.transition.target, each.probability, each.basis) for each in Departures(shop).at("pay").shares]
    [('bought', 0.75, 'derived'), ('basket', 0.25, 'stated')]
    """

    def __init__(self, journey: JourneyMap) -> None:
        self.journey = journey
        found: dict[str, list[Transition]] = defaultdict(list)
        for move in journey.transitions:
            found[move.source].append(move)
        self.moves: Mapping[str, Sequence[Transition]] = dict(found)
        self._known: dict[str | None, frozenset[str]] = {}
        self._ends: dict[str | None, frozenset[str]] = {}

    def those(self, step: str, persona: Persona | None = None) -> tuple[Persona | None, ...]:
        """Whose shares are told apart at a step: the personas who meet it, or None for all where nothing differs.

        `persona` is one who shall differ from now on. Personas who act together share one journey.
        """
        journey = self.journey
        if journey.cast == "together" or not journey.personas or not (self._differ or persona is not None):
            return (None,)
        met = journey.step(step)
        return tuple(one for one in journey.personas if met.met_by(one))

    def at(self, step: str, persona: Persona | None = None) -> Leaving:
        """What leaves the step, for one persona who meets it."""
        self._read(persona)
        who = persona.id if persona else None
        mine = [move for move in self.moves.get(step, ()) if who is None or not move.personas or who in move.personas]
        filled = fill(self.journey.step(step), mine, self._known[who], ends=step in self._ends[who])
        return Leaving(tuple(Share(*each) for each in filled.moves), filled.drop_off, filled.end)

    @cached_property
    def _differ(self) -> bool:
        return any(each.personas for each in (*self.journey.steps, *self.journey.transitions))

    def _read(self, persona: Persona | None) -> None:
        """Where a persona's transitions may lead, and where their journeys are over."""
        who = persona.id if persona else None
        if who not in self._known:
            met = [step.id for step in self.journey.steps if persona is None or step.met_by(persona)]
            self._known[who] = frozenset([*met, *(outcome.id for outcome in self.journey.outcomes)])
            self._ends[who] = frozenset(implicit_ends(self.journey, persona))
