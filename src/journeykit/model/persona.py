"""Whose journey it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias, Unpack

from pydantic import Field

from journeykit.model.base import Value, Written
from journeykit.model.conditions import AllOf, AnyOf, Condition, Not, Rule
from journeykit.model.evidence import Documented, DocumentedFields, Named
from journeykit.model.fields import Id, Many, Probability, Text
from journeykit.model.needs import Need, Quote
from journeykit.model.refs import Textual

__all__ = ["BuyingRole", "Persona", "Relation"]

BuyingRole: TypeAlias = Literal["initiator", "influencer", "decider", "buyer", "user", "gatekeeper"]


class Relation(Value, frozen=True):
    """How a persona stands to another.

    >>> Relation("ben", "reports to")
    Relation('ben', 'reports to')
    """

    positional: ClassVar[Mapping[str, str]] = {"to": "str", "kind": "str | None"}

    to: Id = Field(description="The id of the other persona.")
    kind: Text | None = Field(default=None, description="partner, reports to, cares for …")

    if TYPE_CHECKING:

        def __init__(self, to: str, kind: str | None = None) -> None: ...


class PersonaFields(DocumentedFields, total=False):
    """The keyword arguments of Persona, beside id and title."""

    summary: str | None
    quotes: Quote | str | Sequence[Quote | str]
    image: str | None
    goals: str | Sequence[str]
    needs: Need | str | Sequence[Need | str]
    frustrations: str | Sequence[str]
    constraints: str | Sequence[str]
    influences: str | Sequence[str]
    access_needs: str | Sequence[str]
    preferred_channels: str | Sequence[str]
    segment: str | None
    share: float | str | None
    roles: BuyingRole | Sequence[BuyingRole]
    relations: Relation | Sequence[Relation]
    side: Literal["customer", "employee", "supplier"]
    when: Condition | AllOf | AnyOf | Not | None


class Persona(Named, Documented, frozen=True):
    """An archetype backed by evidence, whose view the map takes.

    The roles are those of a buying group (Webster & Wind 1972; the initiator is Bonoma's, 1982).

    >>> anna = Persona("anna", "Anna, 41, owns a terraced house", goals="a lower bill", share="60 %")
    >>> anna.goals, anna.share, anna.side
    (('a lower bill',), 0.6, 'customer')
    """

    written: ClassVar[Written] = PersonaFields

    summary: Text | None = Field(default=None, description="Who this is, in a sentence or two.")
    quotes: Many[Textual[Quote]] = Field(default=(), description="What people like this one said.")
    image: Text | None = Field(default=None, description="A portrait: a path beside the map.")
    goals: Many[Text] = Field(default=(), description="What they want to reach.")
    needs: Many[Textual[Need]] = Field(default=(), description="What they need on the way.")
    frustrations: Many[Text] = Field(default=(), description="What annoys them, whatever the step.")
    constraints: Many[Text] = Field(default=(), description="What binds them: time, money, rules.")
    influences: Many[Text] = Field(default=(), description="Whom and what they listen to.")
    access_needs: Many[Text] = Field(default=(), description="What they need to see, hear, read or move.")
    preferred_channels: Many[Text] = Field(default=(), description="The channels they would rather use.")
    segment: Text | None = Field(default=None, description="The market segment they belong to.")
    share: Probability | None = Field(default=None, description="Their share of the customers, like .6 or '60 %'.")
    roles: Many[BuyingRole] = Field(
        default=(), description="Their part in a buying group (Webster & Wind 1972, Bonoma 1982)."
    )
    relations: Many[Relation] = Field(default=(), description="How they stand to other personas.")
    side: Literal["customer", "employee", "supplier"] = Field(default="customer", description="Whose side they are on.")
    when: Rule | None = Field(default=None, description="Which customers in a log they stand for.")

    if TYPE_CHECKING:

        def __init__(self, id: str, title: str | None = None, **fields: Unpack[PersonaFields]) -> None: ...
