"""Moments of truth."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, TypeAlias, Unpack

from pydantic import BeforeValidator, Field

from journeykit.model.base import Written
from journeykit.model.evidence import Documented, DocumentedFields
from journeykit.model.fields import Text

__all__ = ["MomentOfTruth", "MomentType", "moment"]

MomentType: TypeAlias = Literal["ZMOT", "FMOT", "SMOT", "UMOT", "AMOT"]


def _one_name(value: object) -> object:
    return "UMOT" if value == "TMOT" else value  # the third is also called the ultimate one


class MomentFields(DocumentedFields, total=False):
    """The keyword arguments of MomentOfTruth, beside type and why."""


class MomentOfTruth(Documented, frozen=True):
    """A contact that makes or breaks the impression.

    Zero (research before the purchase), first (at the shelf), second (in use), ultimate, also called third (telling
    others), and actual (between purchase and delivery).

    >>> MomentOfTruth("FMOT", "three quotes lie side by side").type
    'FMOT'
    """

    positional: ClassVar[Mapping[str, str]] = {
        "type": "Literal['ZMOT', 'FMOT', 'SMOT', 'UMOT', 'TMOT', 'AMOT'] | None",
        "why": "str | None",
    }
    written: ClassVar[Written] = MomentFields

    type: (
        Annotated[
            MomentType,
            BeforeValidator(_one_name, json_schema_input_type=Literal["ZMOT", "FMOT", "SMOT", "UMOT", "TMOT", "AMOT"]),
        ]
        | None
    ) = Field(default=None, description="ZMOT, FMOT, SMOT, UMOT (also called TMOT) or AMOT.")
    why: Text | None = Field(default=None, description="Why everything hangs on it.")

    if TYPE_CHECKING:

        def __init__(
            self,
            type: Literal["ZMOT", "FMOT", "SMOT", "UMOT", "TMOT", "AMOT"] | None = None,
            why: str | None = None,
            **fields: Unpack[MomentFields],
        ) -> None: ...


def moment(value: object) -> object:
    """The shorthands: true, a type, or the reason in words."""
    if isinstance(value, bool):
        return {} if value else None
    if isinstance(value, str):
        # one word in capitals is meant for a type, if perhaps misspelt; anything else is the reason
        return {"type": value} if re.fullmatch(r"[A-Z]{2,8}", value) else {"why": value}
    return value
