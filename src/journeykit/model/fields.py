"""The kinds of value that fields hold: numbers on scales, ids, dates, one item or several, per persona or for all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, TypeVar, get_args

from pydantic import AfterValidator, BeforeValidator, Field, GetCoreSchemaHandler, Strict, StringConstraints
from pydantic_core import PydanticCustomError, core_schema

from journeykit.model.frozen_map import FrozenMap
from journeykit.model.refs import ByText

__all__ = [
    "TAG",
    "Amount",
    "Count",
    "Day",
    "Emotion",
    "Flag",
    "Id",
    "Many",
    "Number",
    "PerPersona",
    "PersonaIds",
    "Probability",
    "PseudoCount",
    "Rating",
    "Text",
    "Weight",
    "share",
]

T = TypeVar("T")

TAG = "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}"
"""Begins the tags of unions inside pydantic's error places, so that they can be told from keys and taken out."""


_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _positive_zero(number: float) -> float:
    return number + 0.0  # -0.0 equals 0.0 but is written differently


def share(value: object) -> object:
    """A probability written as a percentage as a number; anything else as it is."""
    if isinstance(value, str) and value.strip().endswith("%"):
        try:
            return float(value.strip()[:-1].strip()) / 100
        except ValueError:
            pass
    return value


def _weight(value: object) -> object:
    return (1.0 if value else None) if isinstance(value, bool) else value


def _day(value: object) -> object:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value) if _ISO_DAY.fullmatch(value) else value
        except ValueError:
            raise PydanticCustomError("date_parsing", "there is no such day: write it like 2026-05-04") from None
    if isinstance(value, datetime):
        raise PydanticCustomError("date_parsing", "a day has no time: write it like 2026-05-04")
    return value


Text = Annotated[str, Strict(), StringConstraints(min_length=0)]  # a constraint: without one, half characters pass
Id = Annotated[str, Strict(), StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
Flag = Annotated[bool, Strict()]
Number = Annotated[float, Strict(), AfterValidator(_positive_zero)]
Count = Annotated[int, Strict(), Field(ge=0, le=2**53)]
PseudoCount = Annotated[float, Strict(), Field(ge=0, le=2**53), AfterValidator(_positive_zero)]
Amount = Annotated[float, Strict(), Field(ge=0), AfterValidator(_positive_zero)]
Emotion = Annotated[float, Strict(), Field(ge=-2, le=2), AfterValidator(_positive_zero)]
Rating = Annotated[float, Strict(), Field(ge=1, le=5)]
Probability = Annotated[
    float,
    BeforeValidator(share, json_schema_input_type=Annotated[float, Field(ge=0, le=1)] | str),
    Strict(),
    Field(ge=0, le=1),
    AfterValidator(_positive_zero),
]
_AboveZero = Annotated[float, Strict(), Field(gt=0)]
_WeightInput = bool | _AboveZero | None
Weight = Annotated[_AboveZero | None, BeforeValidator(_weight, json_schema_input_type=_WeightInput)]
Day = Annotated[date, BeforeValidator(_day, json_schema_input_type=date), Strict()]


class OneOrMany:
    """One item or a sequence of them: `goals="a lower bill"` is `goals=["a lower bill"]`."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        many: Any = handler(source)  # a tuple schema; its keys differ between pydantic's versions of the type
        one = many["items_schema"][0]
        return core_schema.no_info_before_validator_function(
            _listed,
            many,
            json_schema_input_schema=core_schema.union_schema([one, many]),
        )


def _listed(value: object) -> object:
    if isinstance(value, list):
        return tuple(value)
    return value if isinstance(value, tuple) else (value,)


class PersonaKeyed:
    """A value for all customers of a step, or a mapping of such values by persona id."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        everyone, each = get_args(source)
        return core_schema.tagged_union_schema(
            {f"{TAG}all": handler.generate_schema(everyone), f"{TAG}each": handler.generate_schema(each)},
            discriminator=_noun_or_each if _holds_nouns(everyone) else _all_or_each,
        )


def _holds_nouns(annotation: Any) -> bool:
    return isinstance(annotation, ByText) or any(
        _holds_nouns(each) for each in (*get_args(annotation), *getattr(annotation, "__metadata__", ()))
    )


def _all_or_each(value: object) -> str:
    return f"{TAG}each" if isinstance(value, Mapping) else f"{TAG}all"


def _noun_or_each(value: object) -> str:
    # a need may be written as a mapping itself: {text: …, importance: 4}
    if isinstance(value, Mapping) and any(isinstance(value.get(key), str) for key in ("text", "ref")):
        return f"{TAG}all"
    return _all_or_each(value)


class _ByTitle:
    """Takes a Persona where the id of one is stored."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(_id_of, handler(source))


def _id_of(value: object) -> object:
    from journeykit.model.persona import Persona

    return value.id if isinstance(value, Persona) else value


Many = Annotated[tuple[T, ...], OneOrMany()]
PerPersona = Annotated[T | FrozenMap[T], PersonaKeyed()]
PersonaIds = Annotated[tuple[Annotated[Id, _ByTitle()], ...], OneOrMany()]
