"""What hurts, and what works."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Unpack

from pydantic import Field

from journeykit.model.base import Written
from journeykit.model.fields import Flag, Many, PersonaIds, Rating, Text
from journeykit.model.needs import Worded, WordedFields
from journeykit.model.opportunities import Opportunity
from journeykit.model.refs import Textual

if TYPE_CHECKING:
    from journeykit.model.persona import Persona

__all__ = ["Gain", "PainPoint"]


class GainFields(WordedFields, total=False):
    """The keyword arguments of Gain, beside text and id."""

    severity: float | None
    personas: Persona | str | Sequence[Persona | str]
    opportunities: Opportunity | str | Sequence[Opportunity | str]


class Gain(Worded, frozen=True):
    """What works well.

    >>> Gain("the fitters explain everything", severity=4).severity
    4.0
    """

    written: ClassVar[Written] = GainFields

    severity: Rating | None = Field(default=None, description="How strongly it is felt, 1 to 5.")
    personas: PersonaIds = Field(default=(), description="The personas that feel it; none named: all customers.")
    opportunities: Many[Textual[Opportunity]] = Field(default=(), description="What could be made of it.")

    if TYPE_CHECKING:

        def __init__(self, text: str, id: str | None = None, **fields: Unpack[GainFields]) -> None: ...


class PainPointFields(GainFields, total=False):
    """The keyword arguments of PainPoint, beside text and id."""

    cause: str | None
    barrier: bool


class PainPoint(Worded, frozen=True):
    """What hurts.

    >>> PainPoint("no two quotes compare", severity=4, cause="each firm has its own form")
    PainPoint('no two quotes compare', severity=4.0, cause='each firm has its own form')
    """

    written: ClassVar[Written] = PainPointFields

    severity: Rating | None = Field(default=None, description="How strongly it is felt, 1 to 5.")
    cause: Text | None = Field(default=None, description="Why it is so.")
    barrier: Flag = Field(default=False, description="Whether it keeps people from going on.")
    personas: PersonaIds = Field(default=(), description="The personas that feel it; none named: all customers.")
    opportunities: Many[Textual[Opportunity]] = Field(default=(), description="How it could be mended.")

    if TYPE_CHECKING:

        def __init__(self, text: str, id: str | None = None, **fields: Unpack[PainPointFields]) -> None: ...
