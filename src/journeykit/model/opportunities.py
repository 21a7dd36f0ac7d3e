"""What could be better, what is proposed, and what the proposal would change on the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Literal, Self, TypeAlias, TypedDict, Unpack

from pydantic import Field, model_validator

from journeykit.model.base import Value, Written
from journeykit.model.durations import Duration
from journeykit.model.fields import Day, Emotion, Id, Many, Probability, Rating, Text
from journeykit.model.metric import Metric
from journeykit.model.needs import Worded, WordedFields
from journeykit.model.refs import Textual

__all__ = ["Effect", "Opportunity", "Solution", "Status"]

Status: TypeAlias = Literal["proposed", "planned", "in_progress", "done", "rejected"]


class EffectFields(TypedDict, total=False):
    """The keyword arguments of Effect, beside step and to."""

    probability: float | str | None
    emotion: float | None
    duration: Duration | timedelta | str | None
    drop_off: float | str | None


class Effect(Value, frozen=True):
    """What a solution would change: a transition's probability, or a step's emotion, duration or drop-off.

    >>> Effect("quote", "gave_up", probability=.12)
    Effect('quote', 'gave_up', probability=0.12)
    >>> str(Effect("permit", duration="8 weeks").duration)
    '8 weeks'
    """

    positional: ClassVar[Mapping[str, str]] = {"step": "str", "to": "str | None"}
    written: ClassVar[Written] = EffectFields

    step: Id = Field(description="The step that changes, or that the transition leaves from.")
    to: Id | None = Field(default=None, description="The target of the transition whose probability changes.")
    probability: Probability | None = Field(default=None, description="The transition's new probability.")
    emotion: Emotion | None = Field(default=None, description="The step's new emotion.")
    duration: Duration | None = Field(default=None, description="The step's new duration.")
    drop_off: Probability | None = Field(default=None, description="The step's new drop-off.")

    if TYPE_CHECKING:

        def __init__(self, step: str, to: str | None = None, **fields: Unpack[EffectFields]) -> None: ...

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if (self.to is None) != (self.probability is None):
            raise ValueError("'to' and 'probability' belong together: a transition's new probability")
        if all(each is None for each in (self.probability, self.emotion, self.duration, self.drop_off)):
            raise ValueError("an effect changes a probability, an emotion, a duration or a drop_off")
        return self


class SolutionFields(WordedFields, total=False):
    """The keyword arguments of Solution, beside text and id."""

    status: Status | None
    owner: str | None
    due: date | str | None
    effort: float | None
    effects: Effect | Sequence[Effect]


class Solution(Worded, frozen=True):
    """A proposed answer to an opportunity.

    >>> Solution("quote template", owner="Sales", due="2026-09-01").due.year
    2026
    """

    written: ClassVar[Written] = SolutionFields

    status: Status | None = Field(default=None, description="How far it has come.")
    owner: Text | None = Field(default=None, description="Who carries it out.")
    due: Day | None = Field(default=None, description="When it should be there, like 2026-09-01.")
    effort: Rating | None = Field(default=None, description="What it costs to do, 1 (little) to 5.")
    effects: Many[Effect] = Field(default=(), description="What it would change on the map.")

    if TYPE_CHECKING:

        def __init__(self, text: str, id: str | None = None, **fields: Unpack[SolutionFields]) -> None: ...


class OpportunityFields(WordedFields, total=False):
    """The keyword arguments of Opportunity, beside text and id."""

    kind: Literal["fix", "delight", "retain", "upsell", "remove"] | None
    customer_value: float | None
    business_value: float | None
    effort: float | None
    owner: str | None
    status: Status | None
    solutions: Solution | str | Sequence[Solution | str]
    metrics: Metric | Sequence[Metric]


class Opportunity(Worded, frozen=True):
    """An improvement that comes from a pain, a need, a gain or a moment.

    >>> Opportunity("a one-page quote", customer_value=4, business_value=3, effort=2).score
    1.75
    """

    written: ClassVar[Written] = OpportunityFields

    kind: Literal["fix", "delight", "retain", "upsell", "remove"] | None = Field(
        default=None,
        description="Mend a pain, surprise, keep, sell more, or take a step away.",
    )
    customer_value: Rating | None = Field(default=None, description="What it is worth to customers, 1 to 5.")
    business_value: Rating | None = Field(default=None, description="What it is worth to the business, 1 to 5.")
    effort: Rating | None = Field(default=None, description="What it costs to do, 1 (little) to 5.")
    owner: Text | None = Field(default=None, description="Who takes care of it.")
    status: Status | None = Field(default=None, description="How far it has come.")
    solutions: Many[Textual[Solution]] = Field(default=(), description="Proposed answers.")
    metrics: Many[Metric] = Field(default=(), description="The numbers that would show success.")

    if TYPE_CHECKING:

        def __init__(self, text: str, id: str | None = None, **fields: Unpack[OpportunityFields]) -> None: ...

    @property
    def score(self) -> float | None:
        """Mean of the values that are known over the effort, 0.2 to 5; None where value or effort is unknown."""
        values = [value for value in (self.customer_value, self.business_value) if value is not None]
        return sum(values) / len(values) / self.effort if values and self.effort else None
