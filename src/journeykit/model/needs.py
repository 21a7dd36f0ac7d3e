"""What people need, expect and say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Literal, Unpack

from pydantic import Field

from journeykit.model.base import Written
from journeykit.model.evidence import Documented, DocumentedFields
from journeykit.model.fields import Id, Rating, Text

__all__ = ["Expectation", "Need", "Quote", "Worded", "WordedFields"]


class WordedFields(DocumentedFields, total=False):
    """The keyword arguments that every noun known by its text takes."""


class Worded(Documented, frozen=True):
    """A noun known by its text. An id is needed only where several steps share it."""

    positional: ClassVar[Mapping[str, str]] = {"text": "str", "id": "str | None"}

    text: Text = Field(description="What it says; where nothing else is given, the bare text will do.")
    id: Id | None = Field(default=None, description="Only where several steps share it; then {ref: id} stands for it.")

    @property
    def label(self) -> str:
        """The text."""
        return self.text


class NeedFields(WordedFields, total=False):
    """The keyword arguments of Need, beside text and id."""

    importance: float | None
    satisfaction: float | None


class Need(Worded, frozen=True):
    """Something the customer wants to get done or to feel.

    >>> Need("know what it will cost in all", importance=5, satisfaction=2)
    Need('know what it will cost in all', importance=5.0, satisfaction=2.0)
    """

    written: ClassVar[Written] = NeedFields

    importance: Rating | None = Field(default=None, description="How much it matters to customers, 1 to 5.")
    satisfaction: Rating | None = Field(default=None, description="How well it is met today, 1 to 5.")

    if TYPE_CHECKING:

        def __init__(self, text: str, id: str | None = None, **fields: Unpack[NeedFields]) -> None: ...


class ExpectationFields(WordedFields, total=False):
    """The keyword arguments of Expectation, beside text and id."""

    met: Literal["missed", "met", "exceeded"] | None


class Expectation(Worded, frozen=True):
    """What the customer thinks will happen, and whether it did.

    >>> Expectation("an answer within a day", met="missed").met
    'missed'
    """

    written: ClassVar[Written] = ExpectationFields

    met: Literal["missed", "met", "exceeded"] | None = Field(default=None, description="What became of it.")

    if TYPE_CHECKING:

        def __init__(self, text: str, id: str | None = None, **fields: Unpack[ExpectationFields]) -> None: ...


class QuoteFields(WordedFields, total=False):
    """The keyword arguments of Quote, beside text and id."""

    persona: str | None


class Quote(Worded, frozen=True):
    """Something that was really said.

    >>> Quote("Nobody told me it would take all summer.", persona="anna").label
    'Nobody told me it would take all summer.'
    """

    written: ClassVar[Written] = QuoteFields

    persona: Id | None = Field(default=None, description="The id of the persona it stands for.")

    if TYPE_CHECKING:

        def __init__(self, text: str, id: str | None = None, **fields: Unpack[QuoteFields]) -> None: ...
