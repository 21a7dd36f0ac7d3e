"""The steps of a journey: touchpoints, actions and waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, TypeAlias, Unpack

from pydantic import BeforeValidator, Discriminator, Field, Tag

from journeykit.model.base import Written
from journeykit.model.durations import Duration
from journeykit.model.evidence import Documented, DocumentedFields, Named
from journeykit.model.fields import (
    TAG,
    Amount,
    Count,
    Emotion,
    Flag,
    Id,
    Many,
    Number,
    PerPersona,
    PersonaIds,
    Probability,
    Rating,
    Text,
    Weight,
)
from journeykit.model.flow import Chained
from journeykit.model.metric import Metric
from journeykit.model.moments import MomentOfTruth, moment
from journeykit.model.needs import Expectation, Need, Quote
from journeykit.model.opportunities import Opportunity
from journeykit.model.pains import Gain, PainPoint
from journeykit.model.persona import Persona
from journeykit.model.process import Process
from journeykit.model.refs import Textual
from journeykit.model.views import PersonaViews

__all__ = ["Action", "Step", "StepFields", "Touchpoint", "TouchpointFields", "Wait"]

Processes: TypeAlias = "Process | str | Sequence[Process | str]"


class StepFields(DocumentedFields, total=False):
    """The keyword arguments that every step takes, beside id and title."""

    doing: str | None
    thoughts: str | Sequence[str] | Mapping[str, str | Sequence[str]]
    feelings: str | Sequence[str] | Mapping[str, str | Sequence[str]]
    emotion: float | Mapping[str, float] | None
    intensity: float | Mapping[str, float] | None
    needs: Need | str | Sequence[Need | str] | Mapping[str, Need | str | Sequence[Need | str]]
    expectations: (
        Expectation | str | Sequence[Expectation | str] | Mapping[str, Expectation | str | Sequence[Expectation | str]]
    )
    objections: str | Sequence[str] | Mapping[str, str | Sequence[str]]
    quotes: Quote | str | Sequence[Quote | str]
    image: str | None
    questions: str | Sequence[str]
    content: str | Sequence[str]
    pains: PainPoint | str | Sequence[PainPoint | str]
    gains: Gain | str | Sequence[Gain | str]
    opportunities: Opportunity | str | Sequence[Opportunity | str]
    moment_of_truth: MomentOfTruth | bool | str | None
    importance: float | None
    personas: Persona | str | Sequence[Persona | str]
    entry: bool | float | None
    goal: bool
    drop_off: float | str | None
    drop_off_reason: str | None
    duration: Duration | timedelta | str | None
    promise: Duration | timedelta | str | None
    cost_to_serve: float | None
    value: float | None
    effort: float | None
    demand: Literal["value", "failure"] | None
    personalised_by: str | Sequence[str]
    metrics: Metric | Sequence[Metric]
    owners: str | Sequence[str]
    physical_evidence: Processes
    frontstage: Processes
    backstage: Processes
    support: Processes
    events: str | Sequence[str]
    failed_events: str | Sequence[str]
    count: int | None
    allow: str | Sequence[str]
    journey: str | None


class TouchpointFields(StepFields, total=False):
    """The keyword arguments of Touchpoint, beside id and title."""

    channel: str | None
    ownership: Literal["brand", "partner", "customer", "external"] | None
    provider: str | None
    branding: str | None
    initiator: Literal["customer", "provider"] | None


class _Step(PersonaViews, Chained, Named, Documented, frozen=True):
    """What touchpoints, actions and waits have in common."""

    doing: Text | None = Field(default=None, description="What the customer does, in a sentence.")
    thoughts: PerPersona[Many[Text]] = Field(default=(), description="What people think; also per persona.")
    feelings: PerPersona[Many[Text]] = Field(default=(), description="What people feel, in words; also per persona.")
    emotion: PerPersona[Emotion] | None = Field(
        default=None,
        description="How positive the customer feels, -2 to +2; absent is unknown, not 0; also per persona.",
    )
    intensity: PerPersona[Rating] | None = Field(
        default=None,
        description="How engaged the customer is, 1 to 5, without sign; also per persona.",
    )
    needs: PerPersona[Many[Textual[Need]]] = Field(default=(), description="What people need; also per persona.")
    expectations: PerPersona[Many[Textual[Expectation]]] = Field(
        default=(),
        description="What people expect, and whether it is met; also per persona.",
    )
    objections: PerPersona[Many[Text]] = Field(default=(), description="What speaks against going on.")
    quotes: Many[Textual[Quote]] = Field(default=(), description="What people said.")
    image: Text | None = Field(default=None, description="A picture of it: a path beside the map.")
    questions: Many[Text] = Field(default=(), description="What people ask here.")
    content: Many[Text] = Field(default=(), description="What answers them: pages, leaflets, films.")
    pains: Many[Textual[PainPoint]] = Field(default=(), description="What hurts.")
    gains: Many[Textual[Gain]] = Field(default=(), description="What works.")
    opportunities: Many[Textual[Opportunity]] = Field(default=(), description="What could be better.")
    moment_of_truth: Annotated[
        MomentOfTruth | None,
        BeforeValidator(moment, json_schema_input_type=MomentOfTruth | bool | str | None),
    ] = Field(default=None, description="Whether it makes or breaks the impression: true, ZMOT … AMOT, or {type, why}.")
    importance: Rating | None = Field(default=None, description="How much it matters to customers, 1 to 5.")
    personas: PersonaIds = Field(default=(), description="The personas that meet it; none named: all customers.")
    entry: Weight = Field(default=None, description="Journeys begin here: true, or a weight among the entries.")
    goal: Flag = Field(default=False, description="Whether reaching it is what the journey is for.")
    drop_off: Probability | None = Field(default=None, description="The share that leaves here, like .1 or '10 %'.")
    drop_off_reason: Text | None = Field(default=None, description="Why they leave.")
    duration: Duration | None = Field(default=None, description="How long it takes, like '20 min'.")
    promise: Duration | None = Field(default=None, description="What was promised: within '2 days'.")
    cost_to_serve: Amount | None = Field(default=None, description="What one visit costs, in money.")
    value: Number | None = Field(default=None, description="What one visit earns, in money.")
    effort: Rating | None = Field(default=None, description="The customer's effort, 1 (easy) to 5.")
    demand: Literal["value", "failure"] | None = Field(
        default=None,
        description="Wanted by the customer, or only because something failed before.",
    )
    personalised_by: Many[Text] = Field(default=(), description="What it is adapted to.")
    metrics: Many[Metric] = Field(default=(), description="Numbers tied to it.")
    owners: Many[Text] = Field(default=(), description="Who answers for it.")
    physical_evidence: Many[Textual[Process]] = Field(default=(), description="What the customer can see or touch.")
    frontstage: Many[Textual[Process]] = Field(default=(), description="What people and screens do in sight.")
    backstage: Many[Textual[Process]] = Field(default=(), description="What is done out of sight.")
    support: Many[Textual[Process]] = Field(default=(), description="What backstage relies on.")
    events: Many[Text] = Field(default=(), description="Its names in event logs.")
    failed_events: Many[Text] = Field(default=(), description="Names of its failures in event logs.")
    count: Count | None = Field(default=None, description="How many visits were observed.")
    allow: Many[Text] = Field(default=(), description="Rules that shall be silent here, by code or name.")
    journey: Id | None = Field(default=None, description="The id of a map that shows it in detail.")


class Touchpoint(_Step, frozen=True):
    """One interaction between the customer and another party, through a channel.

    >>> quote = Touchpoint("quote", channel="email", emotion={"anna": -1}, pains=["no two compare"])
    >>> quote.emotion_of("anna"), quote.emotion_of("ben"), quote.pains[0].text
    (-1.0, None, 'no two compare')
    """

    kind: ClassVar[Literal["touchpoint"]] = "touchpoint"
    written: ClassVar[Written] = TouchpointFields

    id: Id = Field(alias="touchpoint", description="The step's id, unique among steps and outcomes.")
    channel: Text | None = Field(
        default=None,
        description="The medium: web, app, in_app, email, phone, sms, chat, social, forum, word_of_mouth, search, ads, "
        "store, in_person, home_visit, letter, parcel, event, partner, or one of your own.",
        examples=["web", "email", "phone", "store"],
    )
    ownership: Literal["brand", "partner", "customer", "external"] | None = Field(
        default=None,
        description="Who controls it (Lemon & Verhoef 2016).",
    )
    provider: Text | None = Field(default=None, description="Who is on the other side.")
    branding: Text | None = Field(default=None, description="Whose name it bears.")
    initiator: Literal["customer", "provider"] | None = Field(default=None, description="Who makes contact.")

    if TYPE_CHECKING:

        def __init__(self, id: str, title: str | None = None, **fields: Unpack[TouchpointFields]) -> None: ...


class Action(_Step, frozen=True):
    """Something the customer does alone.

    >>> Action("tell", "Tells the next neighbour", emotion=2).label
    'Tells the next neighbour'
    """

    kind: ClassVar[Literal["action"]] = "action"
    written: ClassVar[Written] = StepFields

    id: Id = Field(alias="action", description="The step's id, unique among steps and outcomes.")

    if TYPE_CHECKING:

        def __init__(self, id: str, title: str | None = None, **fields: Unpack[StepFields]) -> None: ...


class Wait(_Step, frozen=True):
    """Time in which the customer can do nothing.

    >>> str(Wait("permit", "Waits for the permit", duration="14 weeks", emotion=-2).duration)
    '14 weeks'
    """

    kind: ClassVar[Literal["wait"]] = "wait"
    written: ClassVar[Written] = StepFields

    id: Id = Field(alias="wait", description="The step's id, unique among steps and outcomes.")

    if TYPE_CHECKING:

        def __init__(self, id: str, title: str | None = None, **fields: Unpack[StepFields]) -> None: ...


_TAGS = {kind: f"{TAG}{kind}" for kind in ("touchpoint", "action", "wait")}


def _kind(value: object) -> str | None:
    if isinstance(value, dict):
        for kind, tag in _TAGS.items():
            if kind in value:
                return tag
        return None
    return _TAGS.get(getattr(value, "kind", ""))


def _bare(value: object) -> object:
    return {"touchpoint": value} if isinstance(value, str) else value


Step = Touchpoint | Action | Wait

AnyStep = Annotated[
    Annotated[
        Annotated[Touchpoint, Tag(f"{TAG}touchpoint")]
        | Annotated[Action, Tag(f"{TAG}action")]
        | Annotated[Wait, Tag(f"{TAG}wait")],
        Discriminator(_kind),
    ],
    BeforeValidator(_bare, json_schema_input_type=Touchpoint | Action | Wait | str),
]
"""A step in a stage; a bare string is the id of a touchpoint."""
