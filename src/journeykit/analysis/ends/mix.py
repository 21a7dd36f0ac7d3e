"""The accounts of all who walk a map, mixed by share: results are mixed, not chains."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from journeykit.analysis.chain import Floats
from journeykit.analysis.ends.account import Account
from journeykit.analysis.ends.felt import Felt
from journeykit.analysis.ends.walk import walks

if TYPE_CHECKING:
    from journeykit.model import JourneyMap, Persona

__all__ = ["Mix", "mix"]


@dataclass(frozen=True, eq=False)
class Mix:
    """Accounts with weights that sum to 1, all steps in stage order, and all ends in the order of the map."""

    accounts: tuple[tuple[float, Account], ...]
    steps: tuple[str, ...]
    ends: tuple[str, ...]

    def number(self, of: Callable[[Account], float]) -> float:
        """The mean of a number."""
        return sum(weight * of(account) for weight, account in self.accounts)

    def by_end(self, of: Callable[[Account], Floats]) -> Floats:
        """The mean of numbers by end, in the order of `ends`; they stand in the last axis."""
        gathered = [(weight * np.asarray(of(account)), account.chain.ends) for weight, account in self.accounts]
        return sum((self._placed(numbers, ends) for numbers, ends in gathered), np.zeros(1))

    def at(self, place: int, of: Callable[[Account, int], float]) -> float:
        """The mean of a number that belongs to the step at that place; 0 for those who do not know the step."""
        step = self.steps[place]
        known = [(weight, each, each.chain.index.get(step)) for weight, each in self.accounts]
        return sum(weight * of(account, index) for weight, account, index in known if index is not None)

    def by_step(self, of: Callable[[Account], Floats]) -> Floats:
        """The mean of n numbers by step."""
        found = np.zeros(len(self.steps))
        for weight, account in self.accounts:
            if account.chain.steps == self.steps:
                found += weight * of(account)
            else:
                found[[self._places[step] for step in account.chain.steps]] += weight * of(account)
        return found

    @cached_property
    def felt(self) -> Felt:
        """What all feel, by end."""
        each = [(weight, self._wide(account)) for weight, account in self.accounts]
        return Felt.summed(each)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {step: place for place, step in enumerate(self.steps)}

    def _wide(self, account: Account) -> Felt:
        return account.felt.placed(lambda numbers: self._placed(numbers, account.chain.ends))

    def _placed(self, numbers: Floats, ends: tuple[str, ...]) -> Floats:
        if ends == self.ends:
            return numbers
        found = np.zeros((*numbers.shape[:-1], len(self.ends)))
        found[..., [self.ends.index(end) for end in ends]] = numbers
        return found


def mix(journey: JourneyMap, persona: Persona | str | None) -> Mix:
    """The accounts of a map. Raises UnknownName for an unknown persona.

    >>> from journeykit.model import JourneyMap, Stage
    >>> found = mix(JourneyMap(stages=[Stage("buy", ["basket", "pay"])]), None)
    >>> found.steps, found.ends, found.by_end(lambda account: account.ended).tolist()
    (('basket', 'pay'), ('.end', '.drop_off'), [1.0, 0.0])
    """
    found = [walk for walk in walks(journey, persona) if walk.weight > 0]
    if len(found) == 1:
        steps: tuple[str, ...] = found[0].chain.steps
    else:
        known = {step for walk in found for step in walk.chain.steps}
        steps = tuple(step.id for step in journey.steps if step.id in known)
    ends = max((walk.chain.ends for walk in found), key=len)  # they differ at most by END
    return Mix(tuple((walk.weight, Account(journey, walk)) for walk in found), steps, ends)
