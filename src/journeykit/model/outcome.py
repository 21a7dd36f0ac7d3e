"""Where a journey ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Literal, Unpack

from pydantic import Field

from journeykit.model.base import Written
from journeykit.model.evidence import Documented, DocumentedFields, Named
from journeykit.model.fields import Amount, Emotion, Many, Number, Text
from journeykit.model.flow import Chained
from journeykit.model.metric import Metric

__all__ = ["Outcome"]


class OutcomeFields(DocumentedFields, total=False):
    """The keyword arguments of Outcome, beside id and title."""

    result: Literal["success", "failure", "neutral"]
    events: str | Sequence[str]
    emotion: float | None
    value: float | None
    reason: str | None
    alternative: Literal["competitor", "nothing", "self"] | None
    brings: float | None
    metrics: Metric | Sequence[Metric]


class Outcome(Chained, Named, Documented, frozen=True):
    """An end of the journey, with how it counts.

    >>> Outcome("gave_up", "Stays on grid power", result="failure", alternative="nothing").result
    'failure'
    """

    kind: ClassVar[Literal["outcome"]] = "outcome"
    written: ClassVar[Written] = OutcomeFields

    result: Literal["success", "failure", "neutral"] = Field(default="neutral", description="How it counts.")
    events: Many[Text] = Field(default=(), description="Names of this end in event logs.")
    emotion: Emotion | None = Field(default=None, description="How it feels in the end, -2 to +2.")
    value: Number | None = Field(default=None, description="What a customer who ends here is worth, in money.")
    reason: Text | None = Field(default=None, description="Why journeys end here.")
    alternative: Literal["competitor", "nothing", "self"] | None = Field(
        default=None,
        description="What people do instead: go to a competitor, do nothing, do it themselves.",
    )
    brings: Amount | None = Field(default=None, description="New customers that one who ends here brings along.")
    metrics: Many[Metric] = Field(default=(), description="Numbers tied to this end.")

    if TYPE_CHECKING:

        def __init__(self, id: str, title: str | None = None, **fields: Unpack[OutcomeFields]) -> None: ...
