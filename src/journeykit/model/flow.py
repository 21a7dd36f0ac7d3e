"""How steps follow each other: `>>` chains, `.to()` qualifies, `in_order` is the line through the stages.

Everything here is pure: a chain changes neither the steps nor any map, and enters a map through its `flow` only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias, Unpack

from pydantic import Field
from pydantic_core import core_schema

from journeykit.model.base import Written
from journeykit.model.durations import Duration
from journeykit.model.evidence import Documented, DocumentedFields
from journeykit.model.fields import Count, Id, PersonaIds, Probability, PseudoCount, Text

if TYPE_CHECKING:
    from journeykit.model.persona import Persona

__all__ = ["Chained", "Flow", "InOrder", "Transition", "in_order"]

Place: TypeAlias = "Chained | str"

_ENDS = {"source", "target"}


class TransitionFields(DocumentedFields, total=False):
    """The keyword arguments of Transition, beside source and target."""

    probability: float | str | None
    count: int | None
    prior: float | None
    when: str | None
    after: Duration | timedelta | str | None
    handover: str | None
    personas: Persona | str | Sequence[Persona | str]


class Transition(Documented, frozen=True):
    """A directed move from one step to another, or to an outcome. It holds ids only.

    >>> Transition("quote", "gave_up", probability="20 %", when="pay-back over 9 years")
    Transition('quote', 'gave_up', probability=0.2, when='pay-back over 9 years')
    """

    positional: ClassVar[Mapping[str, str]] = {"source": "str", "target": "str"}
    written: ClassVar[Written] = TransitionFields

    source: Id = Field(alias="from", description="The id of the step it leaves.")
    target: Id = Field(alias="to", description="The id of the step or outcome it leads to.")
    probability: Probability | None = Field(default=None, description="How likely it is, like .35 or '35 %'.")
    count: Count | None = Field(default=None, description="How often it was observed.")
    prior: PseudoCount | None = Field(default=None, description="What is believed of it, worth so many observations.")
    when: Text | None = Field(default=None, description="The circumstances, in words; never evaluated.")
    after: Duration | None = Field(default=None, description="How long until it happens, like '2 days'.")
    handover: Text | None = Field(default=None, description="How the customer is handed over.")
    personas: PersonaIds = Field(default=(), description="The personas that move so; none named: all customers.")

    if TYPE_CHECKING:

        def __init__(self, source: str, target: str, **fields: Unpack[TransitionFields]) -> None: ...

    @property
    def qualified(self) -> bool:
        """Whether anything is said beside where it leads from and to."""
        fields = type(self).__pydantic_fields__
        for name in self.__pydantic_fields_set__:
            if name not in _ENDS and self.__dict__[name] != fields[name].default:
                return True
        return False


@dataclass(frozen=True, slots=True)
class Flow:
    """Transitions with their open ends: what `a >> b` and `a.to(b)` give. Equal by its transitions and ends.

    >>> from journeykit.model import Action, Touchpoint
    >>> quote, sign, tell = Touchpoint("quote"), Touchpoint("sign"), Action("tell")
    >>> (quote >> sign) >> tell == quote >> (sign >> tell)
    True
    >>> [(t.source, t.target) for t in (quote >> sign >> "tell").transitions]
    [('quote', 'sign'), ('sign', 'tell')]
    """

    transitions: tuple[Transition, ...]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    # the values it was made of, so that a map can tell when one is not the step that it declares
    met: tuple[Chained, ...] = field(default=(), compare=False, repr=False)

    def __rshift__(self, other: Flow | Place) -> Flow:
        right = _flow(other)
        return NotImplemented if right is None else _joined(self, right, share=isinstance(other, Flow))

    def __rrshift__(self, other: Place) -> Flow:
        left = _flow(other)
        return NotImplemented if left is None else _joined(left, self, share=False)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.is_instance_schema(cls)


class Chained:
    """What can stand in a chain: `a >> b`, `a >> "b"`, `"a" >> b`, `a.to(b, probability=.2)`."""

    id: Id

    def __rshift__(self, other: Flow | Place) -> Flow:
        left, right = _flow(self), _flow(other)
        return NotImplemented if left is None or right is None else _joined(left, right, share=False)

    def __rrshift__(self, other: str) -> Flow:
        left, right = _flow(other), _flow(self)
        return NotImplemented if left is None or right is None else _joined(left, right, share=False)

    def to(
        self,
        target: Place | Mapping[Any, float | str | None],
        probability: float | str | None = None,
        **fields: Any,
    ) -> Flow:
        """The move from here to a target, qualified; or several moves at once from a mapping of probabilities.

        The keywords are those of Transition: count, prior, when, after, handover, personas, evidence, tags, links and
        note.
        Raises ValidationError for impossible values and TypeError for a target that is no step.

        >>> from journeykit.model import Outcome, Touchpoint
        >>> quote, gave_up = Touchpoint("quote"), Outcome("gave_up")
        >>> quote.to(gave_up, probability=.2, when="too dear").transitions[0]
        Transition('quote', 'gave_up', probability=0.2, when='too dear')
        >>> len(quote.to({gave_up: .2, "calculator": .35}).transitions)
        2
        """
        if isinstance(target, list | tuple | set):
            raise TypeError(f"{self.id}.to() takes one target, or a mapping of several with their probabilities")
        if isinstance(target, Mapping):
            if probability is not None:
                raise TypeError("the mapping states the probabilities: leave out 'probability'")
            chances: dict[Any, float | str | None] = dict(target)
        else:
            chances = {target: probability}
        found = [place for each in chances if (place := _flow(each)) is not None and not isinstance(each, Flow)]
        if len(found) < len(chances) or not found:
            raise TypeError(f"{self.id}.to() leads to steps, outcomes or their ids, not to {target!r}")
        moves = tuple(
            Transition(self.id, place.ends[0], probability=chance, **fields)
            if chance is not None
            else Transition(self.id, place.ends[0], **fields)
            for place, chance in zip(found, chances.values(), strict=True)
        )
        return Flow(
            moves,
            (self.id,),
            tuple(place.ends[0] for place in found),
            (self, *(value for place in found for value in place.met)),
        )


@dataclass(frozen=True, slots=True)
class InOrder:
    """The line through the steps in stage order; there is one of it, `in_order`.

    >>> from journeykit.model import JourneyMap, Stage, in_order
    >>> shop = JourneyMap(stages=[Stage("buy", ["basket", "pay"])], flow=[in_order, "pay >> basket"])
    >>> [(move.source, move.target) for move in shop.transitions]
    [('basket', 'pay'), ('pay', 'basket')]
    """

    def __repr__(self) -> str:
        return "in_order"

    def __reduce__(self) -> str:
        return "in_order"  # pickled and copied as the one there is

    def __copy__(self) -> InOrder:
        return self

    def __deepcopy__(self, memo: object) -> InOrder:
        return self

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.is_instance_schema(
            cls,
            serialization=core_schema.plain_serializer_function_ser_schema(lambda _: "in order"),
        )


in_order = InOrder()
"""The line through the steps in stage order, ending in the only success outcome if there is exactly one."""


def _flow(value: object) -> Flow | None:
    """A value as an end of a chain; None where it cannot be one."""
    if isinstance(value, Flow):
        return value
    if isinstance(value, Chained):
        return Flow((), (value.id,), (value.id,), (value,))
    return Flow((), (value,), (value,)) if isinstance(value, str) else None


def _joined(left: Flow, right: Flow, *, share: bool) -> Flow:
    """Two flows in one: an equal joint of two flows is shared, every other pair of ends gets a transition."""
    bridge: tuple[Transition, ...] = ()
    if not (share and left.transitions and left.ends == right.starts):
        bridge = tuple(Transition(source, target) for source in left.ends for target in right.starts)
    return Flow(
        left.transitions + bridge + right.transitions,
        left.starts,
        right.ends,
        left.met + right.met,
    )
