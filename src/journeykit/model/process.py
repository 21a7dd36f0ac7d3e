"""What the organisation does behind a step: the layers of a service blueprint."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, Literal, Unpack

from pydantic import Field

from journeykit.model.base import Written
from journeykit.model.durations import Duration
from journeykit.model.fields import Flag, Id, Many, Text
from journeykit.model.needs import Worded, WordedFields

__all__ = ["Process"]


class ProcessFields(WordedFields, total=False):
    """The keyword arguments of Process, beside text and id."""

    layer: Literal["physical_evidence", "frontstage", "backstage", "support"] | None
    kind: Literal["human", "technology"] | None
    owner: str | None
    system: str | None
    duration: Duration | timedelta | str | None
    needs: str | Sequence[str]
    fail_point: bool
    wait_point: bool


class Process(Worded, frozen=True):
    """A piece of work, a system or a thing that makes a step possible.

    >>> Process("crew planning", owner="Operations", system="Dispo", wait_point=True).wait_point
    True
    """

    written: ClassVar[Written] = ProcessFields

    layer: Literal["physical_evidence", "frontstage", "backstage", "support"] | None = Field(
        default=None,
        description="Its layer of the blueprint; the list it stands in says so already.",
    )
    kind: Literal["human", "technology"] | None = Field(default=None, description="Who does it.")
    owner: Text | None = Field(default=None, description="Who answers for it.")
    system: Text | None = Field(default=None, description="The software or machine it runs on.")
    duration: Duration | None = Field(default=None, description="How long it takes, like '2 days'.")
    needs: Many[Id] = Field(default=(), description="Ids of the processes it depends on.")
    fail_point: Flag = Field(default=False, description="Whether it often goes wrong here.")
    wait_point: Flag = Field(default=False, description="Whether customers wait for it here.")

    if TYPE_CHECKING:

        def __init__(self, text: str, id: str | None = None, **fields: Unpack[ProcessFields]) -> None: ...
