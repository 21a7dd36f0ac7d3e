"""What was asked of a map, and what every answer to it stands on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from journeykit.analysis.ends.mix import Mix, mix
from journeykit.analysis.ends.sure import Sure
from journeykit.analysis.ends.worth import Rate, Worth, worth_of
from journeykit.analysis.goals import goal_of
from journeykit.analysis.intervals.doubt import doubt_of

if TYPE_CHECKING:
    from journeykit.analysis.chain import Floats
    from journeykit.analysis.ends.limits import Limit
    from journeykit.analysis.intervals.method import Method
    from journeykit.model import JourneyMap, Persona

__all__ = ["Asked"]


@dataclass(frozen=True, repr=False)
class Asked:
    """A question about the outcomes of a map; equal if all of it is."""

    journey: JourneyMap
    persona: Persona | None = None
    goals: tuple[str, ...] | None = None
    limit: Limit | None = None
    rate: Rate | None = None
    method: Method | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.journey, self.persona, self.goals, self.limit, self.rate, self.method)

    @cached_property
    def _mix(self) -> Mix:
        return mix(self.journey, self.persona)

    @cached_property
    def _ended(self) -> Floats:
        return self._mix.by_end(lambda account: account.ended)

    @cached_property
    def _goals(self) -> frozenset[str] | None:
        if self.goals is not None:
            return frozenset(self.goals)
        try:
            return goal_of(self.journey)
        except ValueError:
            return None

    @cached_property
    def _sure(self) -> Sure | None:
        """The intervals; None where nobody asks, or nothing was counted."""
        doubt = doubt_of([account.walk for _, account in self._mix.accounts], self.journey, self.method)
        return None if doubt is None else Sure(self.journey, self._mix, self._goals or frozenset(), doubt)

    @cached_property
    def _worth(self) -> Worth:
        return worth_of(self._mix, None)

    @cached_property
    def _discounted(self) -> Worth:
        return Worth(None, None) if self.rate is None else worth_of(self._mix, self.rate)
