"""The catalogue of channels. The vocabulary stays open: any other name is a channel of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias, TypedDict, Unpack

from pydantic import Field

from journeykit.model.base import Value, Written, humanised
from journeykit.model.fields import Text

__all__ = ["Channel", "channel", "channels"]

Medium: TypeAlias = Literal["digital", "physical", "human"]


class ChannelFields(TypedDict, total=False):
    """The keyword arguments of Channel, beside id and title."""

    kind: Medium | None


class Channel(Value, frozen=True):
    """A medium through which customer and another party meet.

    >>> channel("sms")
    Channel('sms', 'SMS', kind='digital')
    """

    positional: ClassVar[Mapping[str, str]] = {"id": "str", "title": "str | None"}
    written: ClassVar[Written] = ChannelFields

    id: Text = Field(description="What touchpoints call it.")
    title: Text | None = Field(default=None, description="The name for people.")
    kind: Medium | None = Field(default=None, description="digital, physical or human; unknown for one's own.")

    if TYPE_CHECKING:

        def __init__(self, id: str, title: str | None = None, **fields: Unpack[ChannelFields]) -> None: ...

    @property
    def label(self) -> str:
        """The title, or the humanised id where there is none."""
        return humanised(self.id) if self.title is None else self.title


_CATALOGUE: Mapping[Medium, Mapping[str, str | None]] = {
    "digital": {
        "web": None,
        "app": None,
        "in_app": "In the app",
        "email": "E-mail",
        "sms": "SMS",
        "chat": None,
        "social": "Social media",
        "forum": None,
        "search": None,
        "ads": None,
    },
    "physical": {"store": None, "letter": None, "parcel": None},
    "human": {
        "phone": None,
        "word_of_mouth": None,
        "in_person": None,
        "home_visit": None,
        "event": None,
        "partner": None,
    },
}


@cache
def channels() -> Mapping[str, Channel]:
    """The catalogue: channels by id.

    >>> sorted(name for name, each in channels().items() if each.kind == "physical")
    ['letter', 'parcel', 'store']
    """
    return MappingProxyType(
        {name: Channel(name, title, kind=kind) for kind, names in _CATALOGUE.items() for name, title in names.items()},
    )


def channel(name: str) -> Channel:
    """The channel of this name from the catalogue, or one of the author's own, of which no more than the name is known.

    >>> channel("carrier_pigeon").label, channel("carrier_pigeon").kind
    ('Carrier pigeon', None)
    """
    return channels().get(name) or Channel(name)
