"""The map itself: one process of one or more personas towards a goal, with how it feels."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Self, Unpack

from pydantic import Field, ModelWrapValidatorHandler, StringConstraints, ValidationError, model_validator

from journeykit.model.base import Written
from journeykit.model.editing import Edits
from journeykit.model.entries import AsWritten, read_flow
from journeykit.model.evidence import Documented, DocumentedFields, Named
from journeykit.model.fields import Day, Id, Many, Text
from journeykit.model.flow import Flow, InOrder, Transition
from journeykit.model.metric import Metric
from journeykit.model.outcome import Outcome
from journeykit.model.persona import Persona
from journeykit.model.scope import Scope
from journeykit.model.stage import Stage

if TYPE_CHECKING:
    from journeykit.model.claims import Claim, Level
    from journeykit.model.references import References
    from journeykit.model.steps import Step

__all__ = ["JourneyMap"]


class JourneyFields(DocumentedFields, total=False):
    """The keyword arguments of JourneyMap, beside id and title."""

    state: Literal["current", "future"] | None
    nature: Literal["planned", "actual"] | None
    maturity: Literal["sketch", "research", "release"] | None
    version: str | None
    language: str | None
    reviewed: date | str | None
    baseline: str | None
    parent: str | None
    purpose: str | None
    mission: str | None
    vision: str | None
    cast: Literal["alternatives", "together"]
    scope: Scope | None
    personas: Persona | Sequence[Persona]
    stages: Stage | Sequence[Stage]
    outcomes: Outcome | Sequence[Outcome]
    flow: str | InOrder | Flow | Transition | Sequence[str | InOrder | Flow | Transition] | None
    metrics: Metric | Sequence[Metric]
    owners: str | Sequence[str]
    allow: str | Sequence[str]


class JourneyMap(Edits, Named, Documented, frozen=True):
    """One process of one or more personas towards a goal, with how it feels.

    Raises ValidationError with everything that does not hang together: unknown and double ids, a transition out of an
    outcome, probabilities over 1.

    >>> from journeykit.model import Stage
    >>> stages = [Stage("before", ["see", "ask"]), Stage("after", ["buy", "use"])]
    >>> first = JourneyMap(title="My first map", stages=stages)
    >>> [step.id for step in first.steps], [(move.source, move.target) for move in first.transitions]
    (['see', 'ask', 'buy', 'use'], [('see', 'ask'), ('ask', 'buy'), ('buy', 'use')])
    """

    written: ClassVar[Written] = JourneyFields

    id: Id = Field(default="journey", description="The map's name in files and code.")
    state: Literal["current", "future"] | None = Field(default=None, description="Today, or wished-for.")
    nature: Literal["planned", "actual"] | None = Field(
        default=None,
        description="Planned for many, or one actual run (CJML).",
    )
    maturity: Literal["sketch", "research", "release"] | None = Field(
        default=None,
        description="How far the map is: what it is checked for depends on it.",
    )
    version: Text | None = Field(default=None, description="Its version, in quotes, like '1.2'.")
    language: Annotated[Text, StringConstraints(max_length=35)] | None = Field(
        default=None,
        description="The language of its texts as a BCP 47 tag, like 'de' or 'pt-BR'.",
    )
    reviewed: Day | None = Field(default=None, description="When it was last looked through, like 2026-05-04.")
    baseline: Id | None = Field(default=None, description="The id of the map that a future map starts from.")
    parent: Id | None = Field(default=None, description="The id of the map that it details.")
    purpose: Text | None = Field(default=None, description="The decision that it serves.")
    mission: Text | None = Field(default=None, description="What the organisation is there for.")
    vision: Text | None = Field(default=None, description="What it wants to become.")
    cast: Literal["alternatives", "together"] = Field(
        default="alternatives",
        description="alternatives: a customer is one of the personas; together: all take part in one journey.",
    )
    scope: Scope | None = Field(default=None, description="Where it begins and ends, and what is left out.")
    personas: Many[Persona] = Field(default=(), description="Whose journey it is.")
    stages: Many[Stage] = Field(default=(), description="Its parts, with their steps in order.")
    outcomes: Many[Outcome] = Field(default=(), description="Where it ends.")
    flow: Annotated[tuple[InOrder | Transition, ...], AsWritten()] | None = Field(
        default=None,
        description="How steps follow each other: 'in order', chains like 'quote >> survey', transitions. "
        "Left out, it is the line through the stages.",
    )
    metrics: Many[Metric] = Field(default=(), description="Numbers tied to the whole journey.")
    owners: Many[Text] = Field(default=(), description="Who answers for it.")
    allow: Many[Text] = Field(default=(), description="Rules that shall be silent for this map, by code or name.")

    if TYPE_CHECKING:

        def __init__(self, id: str = "journey", title: str | None = None, **fields: Unpack[JourneyFields]) -> None: ...

    @model_validator(mode="wrap")
    @classmethod
    def _hangs_together(cls, data: Any, build: ModelWrapValidatorHandler[Self]) -> Self:
        """Build the map, and tell the faults of its fields and of its references together."""
        if not isinstance(data, dict):
            return build(data)
        from journeykit.model.references import References
        from journeykit.model.resolving import resolve

        flow = read_flow(data["flow"]) if data.get("flow") is not None else None
        try:
            built = build({**data, "flow": flow} if flow is not None else data)
        except ValidationError as error:
            raise _all_faults(error, References(data, flow)) from None
        references = References(built, flow)
        if references.faults:
            # read again as written, so that places are those that the author knows
            as_written = References(data, flow)
            raise _all_faults(None, as_written if as_written.faults else references)
        resolve(built, references)
        return built

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """All steps in stage order."""
        return tuple(step for stage in self.stages for step in stage.steps)

    @cached_property
    def transitions(self) -> tuple[Transition, ...]:
        """What the flow means: one transition for each pair of steps, `in_order` expanded."""
        from journeykit.model.transitions import transitions

        return transitions(self)

    @cached_property
    def implicit_ends(self) -> tuple[str, ...]:
        """The ids of the last steps, where a map without outcomes ends; empty for a map that has outcomes."""
        from journeykit.model.transitions import implicit_ends

        return implicit_ends(self)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Everything that the map claims about customers, with the evidence behind it."""
        from journeykit.model.claims import claims

        return claims(self)

    @property
    def evidence_level(self) -> Level:
        """How backed the map is: the level of its weakest third."""
        from journeykit.model.claims import weakest_third

        return weakest_third(self.claims)

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        """What a notebook shows."""
        from journeykit.show import notebook_view

        return notebook_view(self)


def _all_faults(error: ValidationError | None, references: References) -> ValidationError:
    from journeykit.model.messages import line_errors

    found = line_errors(error) if error else []
    return ValidationError.from_exception_data("JourneyMap", [*found, *references.faults])
