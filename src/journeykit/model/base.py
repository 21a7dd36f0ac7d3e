"""What every noun is: a frozen, hashable value with positional arguments, `replace`, and a short repr."""

from __future__ import annotations

import inspect
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, ValidationError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["COMMON", "Value", "Written", "humanised"]

Written: TypeAlias = type[Any] | None
"""The TypedDict with a noun's keyword arguments as people may give them."""

COMMON = ("evidence", "tags", "links", "note")
"""What most nouns have: last in signatures and in files."""


class _WrittenSignature:
    """Answers `inspect.signature(Noun)`, which is what a notebook shows, with the signature as written for checkers."""

    def __get__(self, instance: object, owner: type[Value]) -> inspect.Signature:
        if instance is not None:
            raise AttributeError("__signature__")  # an instance is not callable
        return owner.written_signature()


class Value(BaseModel, frozen=True):
    """A frozen value. Two equal values are interchangeable: they hash alike and write the same bytes.

    >>> from journeykit.model import Evidence
    >>> talks = Evidence("talks", "Interviews with home owners", kind="interview", n=12)
    >>> talks.replace(n=14)
    Evidence('talks', 'Interviews with home owners', kind='interview', n=14)
    >>> talks == talks.replace(n=12), hash(talks) == hash(talks.replace(n=12))
    (True, True)
    """

    model_config = ConfigDict(
        extra="forbid",
        defer_build=True,  # validators are built at first use: half of the import time
        allow_inf_nan=False,  # a NaN is not equal to itself
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
    )

    positional: ClassVar[Mapping[str, str]] = MappingProxyType({})
    written: ClassVar[Written] = None

    def __init__(self, /, *args: Any, **data: Any) -> None:
        if args:
            if len(args) > len(self.positional):
                names = ", ".join(self.positional) or "nothing"
                say = f"{type(self).__name__} takes by position {names}; {len(args)} values stand there"
                raise TypeError(f"{say}: name the others, like channel='web'")
            for name, value in zip(self.positional, args, strict=False):
                if name in data:
                    raise TypeError(f"{type(self).__name__} got {name!r} twice: by position and by name")
                data[name] = value
        try:
            self.__pydantic_validator__.validate_python(data, self_instance=self)
        except ValidationError as error:
            raise _tidy(error, type(self), in_python=True) from None

    # pydantic may skip this constructor for nested values; without the mark it calls Python for every one of them
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]

    @classmethod
    def model_validate(cls, obj: Any, **options: Any) -> Self:
        """As pydantic's, with messages that say how to mend what is wrong."""
        try:
            return super().model_validate(obj, **options)
        except ValidationError as error:
            raise _tidy(error, cls) from None

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        cls.__signature__ = _WrittenSignature()  # type: ignore[assignment]  # a descriptor, as pydantic's own is

    @classmethod
    def __pydantic_on_complete__(cls) -> None:
        cls.__signature__ = _WrittenSignature()  # type: ignore[assignment]  # building the validator had put its own

    @classmethod
    def written_signature(cls) -> inspect.Signature:
        """The constructor as written: positional fields first, the rest by keyword, with the types people may give."""
        hints = {name: hint.__forward_arg__ for name, hint in getattr(cls.written, "__annotations__", {}).items()}
        own = [name for name in cls.__annotations__ if name in hints]  # before what every noun has
        parameters = []
        order = (*cls.positional, *own, *(name for name in hints if name not in COMMON), *COMMON)
        for name in (name for name in dict.fromkeys(order) if name in cls.model_fields):
            field = cls.model_fields[name]
            kind = inspect.Parameter.POSITIONAL_OR_KEYWORD if name in cls.positional else inspect.Parameter.KEYWORD_ONLY
            default = inspect.Parameter.empty if field.is_required() else field.default
            hint = cls.positional.get(name) or hints.get(name, Any)  # a base class has no written signature
            parameters.append(inspect.Parameter(name, kind, default=default, annotation=hint))
        return inspect.Signature(parameters)

    if not TYPE_CHECKING:  # checkers know that the class is frozen

        def __setattr__(self, name: str, value: Any) -> None:
            try:
                super().__setattr__(name, value)
            except ValidationError as error:
                raise _tidy(error, type(self)) from None

    def replace(self, **changes: Any) -> Self:
        """This value with some fields changed, validated like a new one. Raises ValidationError."""
        return type(self)(**{name: getattr(self, name) for name in self.__pydantic_fields_set__} | changes)

    __replace__ = replace  # copy.replace (Python 3.13); pydantic's own does not validate

    def given(self) -> Iterator[tuple[str, Any]]:
        """Name and value of each field that differs from its default, in the order of the class."""
        for name, default in _defaults(type(self)):
            value = getattr(self, name)
            if value is not default and (value != default or type(value) is not type(default)):
                yield name, value

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        given = dict(self.given())
        by_position = True
        for name in self.positional:
            by_position = by_position and name in given
            if by_position:
                yield None, given.pop(name)
        yield from given.items()

    def __str__(self) -> str:
        return repr(self)


@cache
def _defaults(cls: type[Value]) -> tuple[tuple[str, Any], ...]:
    """The fields of a noun with their defaults: pydantic computes its own table at each look."""
    return tuple((name, field.default) for name, field in cls.model_fields.items())


def humanised(identifier: str) -> str:
    """What stands in for a missing title; made when shown, never stored.

    >>> humanised("gave_up")
    'Gave up'
    """
    words = identifier.replace("_", " ").strip()
    return words[:1].upper() + words[1:] or identifier


def _tidy(error: ValidationError, cls: type[Value], *, in_python: bool = False) -> ValidationError:
    from journeykit.model.messages import tidy  # only when something is wrong

    return tidy(error, cls, in_python=in_python)
