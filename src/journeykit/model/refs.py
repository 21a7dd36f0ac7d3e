"""Values that are written by their text or by reference: the two shorthands of the language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema

__all__ = ["ByText", "Pooled", "Ref", "Textual"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ref:
    """Stands for a value with this id until its noun stands in a map, which puts the value in its place."""

    id: str

    def __repr__(self) -> str:
        return repr({"ref": self.id})  # as it is written, so that the repr of its noun can be executed


class _Source(Ref):
    """Stands for the evidence with this id."""

    __slots__ = ()

    def __repr__(self) -> str:
        return repr(self.id)


class ByText:
    """A bare string is the text of the value; `{ref: id}` is a value written elsewhere in the same map."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        full = handler(source)
        reference = core_schema.typed_dict_schema(
            {"ref": core_schema.typed_dict_field(core_schema.str_schema())},
            extra_behavior="forbid",
        )
        return core_schema.no_info_wrap_validator_function(
            _by_text,
            full,
            json_schema_input_schema=core_schema.union_schema([core_schema.str_schema(), full, reference]),
        )


def _by_text(value: Any, full: core_schema.ValidatorFunctionWrapHandler) -> Any:
    if isinstance(value, str):
        return full({"text": value})
    if isinstance(value, Ref):
        return value
    if isinstance(value, Mapping) and len(value) == 1 and isinstance(value.get("ref"), str):
        return Ref(value["ref"])
    return full(value)


class ById:
    """A bare string is the id of an entry in the map's pool."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        full = handler(source)
        return core_schema.no_info_wrap_validator_function(
            _by_id,
            full,
            json_schema_input_schema=core_schema.union_schema([core_schema.str_schema(), full]),
        )


def _by_id(value: Any, full: core_schema.ValidatorFunctionWrapHandler) -> Any:
    if isinstance(value, str):
        return _Source(value)
    return value if isinstance(value, Ref) else full(value)


Textual = Annotated[T, ByText()]
Pooled = Annotated[T, ById()]
