"""A number tied to the map, a stage or a step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, Self, Unpack

from pydantic import BeforeValidator, Field, model_validator

from journeykit.model.base import Written
from journeykit.model.evidence import Documented, DocumentedFields, Named
from journeykit.model.fields import Count, Number, Text

__all__ = ["Metric"]


def _pair(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


class MetricFields(DocumentedFields, total=False):
    """The keyword arguments of Metric, beside id and title."""

    value: float | None
    unit: str | None
    method: str | None
    n: int | None
    period: str | None
    interval: Sequence[float] | None
    target: float | None
    direction: Literal["up", "down"] | None
    benchmark: float | None
    source: str | None


class Metric(Named, Documented, frozen=True):
    """A measured number, with how it was measured; with a target it is a KPI.

    >>> nps = Metric("nps", "Net promoter score", value=31, unit="points", n=420, interval=(25, 37), target=40)
    >>> nps.value, nps.interval, nps.is_kpi
    (31.0, (25.0, 37.0), True)
    """

    written: ClassVar[Written] = MetricFields

    value: Number | None = Field(default=None, description="The number itself.")
    unit: Text | None = Field(default=None, description="points, %, €, days …")
    method: Text | None = Field(default=None, description="How it was computed, like 'top-2-box' or 'mean'.")
    n: Count | None = Field(default=None, description="How many answers or cases it rests on.")
    period: Text | None = Field(default=None, description="The time it covers, like '2026-Q1'.")
    interval: Annotated[tuple[Number, Number], BeforeValidator(_pair)] | None = Field(
        default=None,
        description="Lower and upper end of its 95 % interval.",
    )
    target: Number | None = Field(default=None, description="What it should be.")
    direction: Literal["up", "down"] | None = Field(default=None, description="Which way is better.")
    benchmark: Number | None = Field(default=None, description="What others reach.")
    source: Text | None = Field(default=None, description="The system or study it comes from.")

    if TYPE_CHECKING:

        def __init__(self, id: str, title: str | None = None, **fields: Unpack[MetricFields]) -> None: ...

    @property
    def is_kpi(self) -> bool:
        """Whether it has a target."""
        return self.target is not None

    @model_validator(mode="after")
    def _interval_in_order(self) -> Self:
        if self.interval is not None and self.interval[0] > self.interval[1]:
            raise ValueError("the interval goes from its lower to its upper end")
        return self
