"""What leaves one step, persona by persona, with the transitions that say so: read from a map and written back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from journeykit.graph.filling import fill
from journeykit.model.transitions import implicit_ends

if TYPE_CHECKING:
    from journeykit.graph import Basis
    from journeykit.model import JourneyMap, Persona, Transition

__all__ = ["Leaving", "Share", "leaving", "those_at"]


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


def those_at(journey: JourneyMap, step: str, persona: Persona | str | None = None) -> tuple[Persona | None, ...]:
    """Whose shares are told apart at a step: the personas who meet it, or None for all where nothing differs.

    `persona` is one who shall differ from now on. Personas who act together share one journey.
    """
    differ = any(each.personas for each in journey.steps) or any(move.personas for move in journey.transitions)
    if journey.cast == "together" or not journey.personas or not (differ or persona is not None):
        return (None,)
    met = journey.step(step)
    return tuple(one for one in journey.personas if met.met_by(one))


def leaving(journey: JourneyMap, step: str, persona: Persona | None = None) -> Leaving:
    """What leaves a step, for one persona who meets it.

    >>> from journeykit.model import JourneyMap, Outcome, Stage
    >>> shop = JourneyMap(stages=[Stage("buy", ["basket", "pay"])], outcomes=[Outcome("bought", result="success")],
    ...                   flow=["in order", {"from": "pay", "to": "basket", "probability": .25}])
    >>> [(each.transition.target, each.probability, each.basis) for each in leaving(shop, "pay").shares]
    [('bought', 0.75, 'derived'), ('basket', 0.25, 'stated')]
    """
    met: Iterable[str] = (each.id for each in journey.steps if persona is None or each.met_by(persona))
    known = {*met, *(outcome.id for outcome in journey.outcomes)}
    mine = [
        move
        for move in journey.transitions
        if move.source == step and (persona is None or not move.personas or persona.id in move.personas)
    ]
    filled = fill(journey.step(step), mine, known, ends=step in implicit_ends(journey, persona))
    return Leaving(tuple(Share(*each) for each in filled.moves), filled.drop_off, filled.end)
