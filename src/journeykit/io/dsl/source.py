"""A map as the Python source that builds it, as a person would write and keep it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from journeykit.io.dsl.layout import Call, Expression, Items, Pairs, Plain, laid_out, literal
from journeykit.io.dsl.names import Names
from journeykit.model import (
    Duration,
    Evidence,
    FrozenMap,
    InOrder,
    JourneyMap,
    Link,
    MomentOfTruth,
    Outcome,
    Step,
    Transition,
    Value,
)
from journeykit.model.needs import Worded

__all__ = ["source"]

_LAST = ("evidence", "tags", "links", "note")
_CHAIN = 86  # columns of a written chain, which is never broken and stands in a list in a call

Key = tuple[str, str]


def source(journey: JourneyMap) -> str:
    """Python source whose last statement assigns the map; executing it gives an equal one.

    Evidence, personas and what several steps share are variables, so are steps and outcomes, all named by their ids
    (with their kind where an id is taken or is a word of Python).
    """
    return _Writer(journey).text()


class _Writer:
    def __init__(self, journey: JourneyMap) -> None:
        self.journey = journey
        self.variables: dict[Key, str] = {}
        names = Names()
        shared = list(_shared(journey))
        # steps are what people look for in the source: they have the first choice of names
        for value in (*journey.steps, *journey.outcomes, *journey.personas, *journey.evidence, *shared):
            key = _key(value)
            self.variables[key] = names.give(key[1], _kind(value))
        self.name = names.give(journey.id, "map")
        self.groups = (journey.evidence, shared, journey.personas, journey.steps, journey.outcomes)

    def text(self) -> str:
        blocks = ["import journeykit as jk"]
        blocks.extend("\n".join(map(self._statement, group)) for group in self.groups if group)
        blocks.append(laid_out(f"{self.name} = ", self._call(self.journey)))
        return "\n\n".join(blocks) + "\n"

    def _statement(self, value: Value) -> str:
        return laid_out(f"{self.variables[_key(value)]} = ", self._call(value))

    def _call(self, value: Value) -> Call:
        """The constructor's call: positional fields first, defaults left out."""
        given = dict(value.given())
        positional: list[Expression] = []
        for name in value.positional:
            if name not in given:
                break
            positional.append(self._expression(name, given.pop(name)))
        order = _field_order(value)
        named = [(name, self._expression(name, given[name])) for name in order if name in given]
        return Call(f"jk.{type(value).__name__}", positional, named)

    def _expression(self, name: str, value: Any) -> Expression:
        if name == "flow":
            entries = list(self._flow(value))
            return Items(entries, apart=len(entries) > 1)
        if isinstance(value, tuple):
            return Items([self._expression("", item) for item in value], apart=name == "stages" and len(value) > 1)
        if isinstance(value, Mapping):
            return Pairs([(key, self._expression("", item)) for key, item in value.items()])
        return self._noun(value) if isinstance(value, Value) else Plain(_scalar(value))

    def _noun(self, value: Value) -> Expression:
        variable = self.variables.get(_key(value)) if hasattr(value, "id") else None
        if variable is not None:
            return Plain(variable)
        given = dict(value.given())
        if isinstance(value, Worded | Link) and given.keys() == {"text"}:
            return Plain(literal(value.text))
        if isinstance(value, MomentOfTruth) and given.keys() <= {"type"}:
            return Plain(literal(value.type) if value.type else "True")
        return self._call(value)

    def _flow(self, entries: tuple[InOrder | Transition, ...]) -> Iterator[Expression]:
        """The entries, with neighbouring bare transitions joined to chains."""
        chain: list[str] = []
        last = ""
        for entry in entries:
            if isinstance(entry, Transition) and not entry.qualified:
                target = self._step(entry.target)
                if chain and entry.source == last and len(" >> ".join(chain)) + len(target) < _CHAIN:
                    chain.append(target)
                else:
                    yield from _chain(chain)
                    chain = [self._step(entry.source), target]
                last = entry.target
                continue
            yield from _chain(chain)
            chain = []
            yield Plain("jk.in_order") if isinstance(entry, InOrder) else self._move(entry)
        yield from _chain(chain)

    def _move(self, entry: Transition) -> Expression:
        call = self._call(entry)
        return Call(f"{self._step(entry.source)}.to", [Plain(self._step(entry.target))], call.named)

    def _step(self, identifier: str) -> str:
        return self.variables["step", identifier]


def _chain(names: list[str]) -> Iterator[Expression]:
    if names:
        yield Plain(" >> ".join(names))


def _scalar(value: object) -> str:
    if isinstance(value, str):
        return literal(value)
    if isinstance(value, Duration):
        return literal(str(value))
    if isinstance(value, date):
        return literal(value.isoformat())
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return repr(int(value))
    return repr(value).replace("e+", "e")


def _key(value: Any) -> Key:
    """What tells a variable's value: ids are unique within a kind, and steps and outcomes are one kind."""
    return ("step" if isinstance(value, Step | Outcome) else type(value).__name__, value.id)


def _kind(value: Value) -> str:
    return {"PainPoint": "pain", "Touchpoint": "step", "Action": "step", "Wait": "step"}.get(
        type(value).__name__, type(value).__name__.lower()
    )


def _field_order(value: Value) -> list[str]:
    """A noun's fields as people would write them: its own first, what every noun has last."""
    fields = type(value).model_fields
    own = [name for name in type(value).__annotations__ if name in fields]
    order = dict.fromkeys((*own, *fields))
    last = ("personas", "stages", "outcomes", "flow") if isinstance(value, JourneyMap) else ()
    return [*(name for name in order if name not in (*_LAST, *last)), *_LAST, *last]


def _shared(journey: JourneyMap) -> list[Value]:
    """The values with a text and an id that stand in more than one place, each behind those that it uses."""
    found: dict[Key, Value] = {}
    count: Counter[Key] = Counter()
    for value in _worded(journey, count):
        found.setdefault(_key(value), value)
    return [value for key, value in found.items() if count[key] > 1]


def _worded(value: Any, count: Counter[Key]) -> Iterator[Worded]:
    """The values with a text and an id below a value, parts first; each is gone into once and counted every time."""
    if isinstance(value, tuple | FrozenMap):
        for item in value.values() if isinstance(value, FrozenMap) else value:
            yield from _worded(item, count)
    elif isinstance(value, Value) and not isinstance(value, Evidence | Transition):
        if isinstance(value, Worded) and value.id is not None:
            count[_key(value)] += 1
            if count[_key(value)] > 1:
                return
        for _, part in value.given():
            yield from _worded(part, count)
        if isinstance(value, Worded) and value.id is not None:
            yield value
