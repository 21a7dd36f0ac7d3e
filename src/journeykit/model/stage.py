"""A part of the journey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, Literal, Unpack

from pydantic import Field

from journeykit.model.base import Written
from journeykit.model.durations import Duration
from journeykit.model.evidence import Documented, DocumentedFields, Named
from journeykit.model.fields import Many, Text
from journeykit.model.metric import Metric
from journeykit.model.steps import AnyStep, Step

__all__ = ["Stage"]


class StageFields(DocumentedFields, total=False):
    """The keyword arguments of Stage, beside id and steps."""

    title: str | None
    kind: Literal["before", "during", "after"] | None
    phase: str | None
    goal: str | None
    duration: Duration | timedelta | str | None
    order: Literal["line", "any", "parallel"]
    questions: str | Sequence[str]
    content: str | Sequence[str]
    metrics: Metric | Sequence[Metric]
    owners: str | Sequence[str]
    allow: str | Sequence[str]


class Stage(Named, Documented, frozen=True):
    """A part of the journey, named from the customer's side, with its steps in order.

    The kinds are those of Lemon & Verhoef (2016): before, during and after the purchase.

    >>> from journeykit.model import Touchpoint
    >>> Stage("choose", [Touchpoint("survey"), Touchpoint("quote")], kind="before").steps[1].id
    'quote'
    """

    positional: ClassVar[Mapping[str, str]] = {"id": "str", "steps": "Step | str | Sequence[Step | str]"}
    written: ClassVar[Written] = StageFields

    kind: Literal["before", "during", "after"] | None = Field(
        default=None,
        description="Before, during or after the purchase.",
    )
    phase: Text | None = Field(default=None, description="A band over several stages.")
    goal: Text | None = Field(default=None, description="What the customer wants to reach here.")
    duration: Duration | None = Field(default=None, description="How long it takes, like '3 weeks'.")
    order: Literal["line", "any", "parallel"] = Field(
        default="line",
        description="line: one step after the other; any: in any order; parallel: at the same time.",
    )
    questions: Many[Text] = Field(default=(), description="What people ask here.")
    content: Many[Text] = Field(default=(), description="What answers them.")
    metrics: Many[Metric] = Field(default=(), description="Numbers tied to it.")
    owners: Many[Text] = Field(default=(), description="Who answers for it.")
    allow: Many[Text] = Field(default=(), description="Rules that shall be silent here, by code or name.")
    steps: Many[AnyStep] = Field(default=(), description="Its touchpoints, actions and waits.")

    if TYPE_CHECKING:

        def __init__(
            self,
            id: str,
            steps: Step | str | Sequence[Step | str] = (),
            **fields: Unpack[StageFields],
        ) -> None: ...
