"""Rules on data: which customers in a log a persona stands for. Values, never evaluated text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, Self, TypeAlias

from pydantic import Discriminator, Field, Strict, Tag, model_validator

from journeykit.model.base import Value
from journeykit.model.fields import TAG, Many, Number, Text

__all__ = ["AllOf", "AnyOf", "Condition", "Not", "Rule"]

Operator: TypeAlias = Literal["is", "is not", "<", "<=", ">", ">=", "in", "not in", "known", "unknown"]


def _kind(value: object) -> str | None:
    if isinstance(value, bool):
        return f"{TAG}bool"
    if isinstance(value, int | float):
        return f"{TAG}number"
    return f"{TAG}text" if isinstance(value, str) else None


Datum = Annotated[
    Annotated[bool, Strict(), Tag(f"{TAG}bool")]
    | Annotated[Number, Tag(f"{TAG}number")]
    | Annotated[Text, Tag(f"{TAG}text")],
    Discriminator(_kind),
]


class Condition(Value, frozen=True):
    """One column compared with one or several values.

    >>> Condition("segment", "in", ["owner", "landlord"])
    Condition('segment', 'in', ('owner', 'landlord'))
    """

    positional: ClassVar[Mapping[str, str]] = {
        "column": "str",
        "operator": "Operator",
        "value": "str | float | bool | Sequence[str | float | bool]",
    }

    column: Text = Field(description="The column of the log.")
    operator: Operator = Field(description="How to compare.")
    value: Many[Datum] = Field(default=(), description="What to compare with; none for 'known' and 'unknown'.")

    if TYPE_CHECKING:

        def __init__(
            self,
            column: str,
            operator: Operator,
            value: str | float | bool | Sequence[str | float | bool] = (),
        ) -> None: ...

    def __eq__(self, other: object) -> bool:
        # True equals 1, but is another datum and written otherwise
        if not isinstance(other, Condition):
            return NotImplemented
        return super().__eq__(other) and [*map(type, self.value)] == [*map(type, other.value)]

    def __hash__(self) -> int:
        return hash((self.column, self.operator, self.value))

    @model_validator(mode="after")
    def _as_many_values_as_the_operator_takes(self) -> Self:
        count = len(self.value)
        if self.operator in ("known", "unknown"):
            if count:
                raise ValueError(f"{self.operator!r} takes no value")
        elif self.operator in ("in", "not in"):
            if not count:
                raise ValueError(f"{self.operator!r} takes one value or more")
        elif count != 1:
            raise ValueError(f"{self.operator!r} takes exactly one value")
        return self


class AllOf(Value, frozen=True):
    """Every one of several rules.

    >>> AllOf([Condition("age", ">=", 30), Condition("segment", "is", "owner")]).all[0].column
    'age'
    """

    positional: ClassVar[Mapping[str, str]] = {"all": "Rule | Sequence[Rule]"}

    all: Many[Rule] = Field(min_length=1, description="The rules that must hold together.")

    if TYPE_CHECKING:

        def __init__(self, all: Rule | Sequence[Rule]) -> None: ...


class AnyOf(Value, frozen=True):
    """At least one of several rules.

    >>> len(AnyOf([Condition("city", "is", "Ulm"), Condition("city", "is", "Bonn")]).any)
    2
    """

    positional: ClassVar[Mapping[str, str]] = {"any": "Rule | Sequence[Rule]"}

    any: Many[Rule] = Field(min_length=1, description="The rules of which one must hold.")

    if TYPE_CHECKING:

        def __init__(self, any: Rule | Sequence[Rule]) -> None: ...


class Not(Value, frozen=True):
    """The opposite of a rule.

    >>> Not(Condition("email", "known")).rule.operator
    'known'
    """

    positional: ClassVar[Mapping[str, str]] = {"rule": "Rule"}

    rule: Rule = Field(alias="not", description="The rule that must not hold.")

    if TYPE_CHECKING:

        def __init__(self, rule: Rule) -> None: ...


_BY_KEY = {"column": Condition, "all": AllOf, "any": AnyOf, "not": Not, "rule": Not}


def _which(value: object) -> str | None:
    if isinstance(value, Mapping):
        return next((f"{TAG}{_BY_KEY[key].__name__}" for key in _BY_KEY if key in value), None)
    return f"{TAG}{type(value).__name__}"


Rule = Annotated[
    Annotated[Condition, Tag(f"{TAG}Condition")]
    | Annotated[AllOf, Tag(f"{TAG}AllOf")]
    | Annotated[AnyOf, Tag(f"{TAG}AnyOf")]
    | Annotated[Not, Tag(f"{TAG}Not")],
    Discriminator(_which),
]
