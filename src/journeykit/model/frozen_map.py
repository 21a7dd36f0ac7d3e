"""A small frozen mapping, sorted by key: what people feel or think, per persona."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar, get_args

from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema

__all__ = ["FrozenMap"]

V = TypeVar("V")


class FrozenMap(Mapping[str, V]):
    """A hashable mapping from persona ids to values, sorted by id; equal to any mapping with the same items.

    >>> feelings = FrozenMap({"ben": -1.0, "anna": 1.5})
    >>> feelings
    FrozenMap({'anna': 1.5, 'ben': -1.0})
    >>> feelings["anna"], len(feelings), feelings == {"anna": 1.5, "ben": -1.0}
    (1.5, 2, True)
    """

    __slots__ = ("_items",)
    _items: dict[str, V]

    def __init__(self, items: Mapping[str, V] = {}) -> None:
        object.__setattr__(self, "_items", {key: items[key] for key in sorted(items)})

    def __getitem__(self, key: str) -> V:
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(tuple(self._items.items()))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, FrozenMap):
            return self._items == other._items
        return isinstance(other, Mapping) and self._items == dict(other)

    def __repr__(self) -> str:
        return f"FrozenMap({self._items!r})"

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a FrozenMap is frozen")

    def __reduce__(self) -> tuple[type[FrozenMap[V]], tuple[dict[str, V]]]:
        return FrozenMap, (dict(self._items),)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        from journeykit.model.fields import Id

        (inner,) = get_args(source)
        items = core_schema.dict_schema(handler.generate_schema(Id), handler.generate_schema(inner), min_length=1)
        plain = core_schema.no_info_before_validator_function(_plain, items)
        return core_schema.no_info_after_validator_function(
            cls,
            plain,
            serialization=core_schema.wrap_serializer_function_ser_schema(
                lambda value, inner: inner(dict(value)),
                schema=items,
            ),
        )


def _plain(value: object) -> object:
    return dict(value) if isinstance(value, Mapping) else value
