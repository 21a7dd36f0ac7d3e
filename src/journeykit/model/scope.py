"""Where a journey begins and ends, and what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, Literal, TypedDict, Unpack

from pydantic import Field

from journeykit.model.base import Value, Written
from journeykit.model.durations import Duration
from journeykit.model.fields import Flag, Many, Text

__all__ = ["Scope"]


class ScopeFields(TypedDict, total=False):
    """The keyword arguments of Scope."""

    trigger: str | None
    end: str | None
    timeframe: Duration | timedelta | str | None
    situation: str | None
    goal: str | None
    exclusions: str | Sequence[str]
    market: Literal["b2c", "b2b", "b2b2c", "public"] | None
    offer: Literal["service", "good", "software", "hardware"] | None
    durable: bool | None
    price: Literal["low", "high"] | None
    sales: Literal["direct", "multilevel"] | None


class Scope(Value, frozen=True):
    """What the map covers.

    >>> scope = Scope(trigger="the yearly bill", end="a year after the switch-on", timeframe="18 months")
    >>> str(scope.timeframe)
    '18 months'
    """

    written: ClassVar[Written] = ScopeFields

    trigger: Text | None = Field(default=None, description="What sets the journey off: the problem acknowledged.")
    end: Text | None = Field(default=None, description="What ends it.")
    timeframe: Duration | None = Field(default=None, description="How long it may take, like '18 months'.")
    situation: Text | None = Field(default=None, description="The circumstances it plays in.")
    goal: Text | None = Field(default=None, description="What the customer wants to reach.")
    exclusions: Many[Text] = Field(default=(), description="What is left out on purpose.")
    market: Literal["b2c", "b2b", "b2b2c", "public"] | None = Field(default=None, description="Who buys.")
    offer: Literal["service", "good", "software", "hardware"] | None = Field(default=None, description="What is sold.")
    durable: Flag | None = Field(default=None, description="Whether it is used for years.")
    price: Literal["low", "high"] | None = Field(default=None, description="What it costs, for its buyers.")
    sales: Literal["direct", "multilevel"] | None = Field(default=None, description="How it is sold.")

    if TYPE_CHECKING:

        def __init__(self, **fields: Unpack[ScopeFields]) -> None: ...
