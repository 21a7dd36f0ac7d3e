"""A map as a plain tree: what every file format writes, with each value in its shortest form."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from journeykit.model.base import COMMON, Value
from journeykit.model.durations import Duration
from journeykit.model.evidence import Evidence, Link
from journeykit.model.flow import InOrder, Transition
from journeykit.model.frozen_map import FrozenMap
from journeykit.model.moments import MomentOfTruth
from journeykit.model.needs import Worded

if TYPE_CHECKING:
    from journeykit.model.journey import JourneyMap

__all__ = ["document"]

_LAST = COMMON[1:]
_CHAIN_IDS = 6  # the most ids in one written chain: a line that fits a screen


def document(journey: JourneyMap) -> dict[str, Any]:
    """The map as mappings, lists, texts, numbers and booleans, in the order and the shape of its files.

    Defaults are left out; evidence stands in full once, at the top; a shared value with an id stands in full where it
    first occurs and as `{ref: id}` afterwards.

    >>> from journeykit.model import JourneyMap, Stage
    >>> document(JourneyMap("first", stages=[Stage("before", ["see"])]))
    {'id': 'first', 'stages': [{'id': 'before', 'steps': [{'touchpoint': 'see'}]}]}
    """
    writer = _Writer()
    fields = dict(journey.given())
    tree: dict[str, Any] = {"id": journey.id}
    if journey.title is not None:
        tree["title"] = journey.title
    for name in type(journey).model_fields:
        if name in fields and name not in ("id", "title", "flow", "evidence", *_LAST):
            if name == "personas" and journey.evidence:
                tree["evidence"] = [writer.fields(each) for each in journey.evidence]
            tree[name] = writer.value(fields[name])
        elif name == "flow" and journey.flow is not None:
            tree["flow"] = list(writer.flow(journey.flow))
    if journey.evidence and "evidence" not in tree:
        tree["evidence"] = [writer.fields(each) for each in journey.evidence]
    return tree | {name: writer.value(fields[name]) for name in _LAST if name in fields}


class _Writer:
    """Remembers which shared values it has written."""

    def __init__(self) -> None:
        self._written: set[tuple[type[Value], str]] = set()

    def value(self, value: Any) -> Any:
        """Any field's value as plain data."""
        if isinstance(value, float):
            return int(value) if value.is_integer() and abs(value) < 2**53 else value
        if value is None or isinstance(value, str | int):
            return value
        if isinstance(value, tuple):
            return [self.value(item) for item in value]
        if isinstance(value, FrozenMap):
            return {key: self.value(item) for key, item in value.items()}
        if isinstance(value, Duration):
            return str(value)
        return value.isoformat() if isinstance(value, date) else self._noun(value)

    def _noun(self, value: Value) -> Any:
        if isinstance(value, Evidence):
            return value.id
        if isinstance(value, Worded) and value.id is not None:
            key = (type(value), value.id)
            if key in self._written:
                return {"ref": value.id}
            self._written.add(key)
        tree = self.fields(value)
        if isinstance(value, Worded | Link) and tree.keys() == {"text"}:
            return value.text
        if isinstance(value, MomentOfTruth) and tree.keys() <= {"type"}:
            return value.type or True
        return tree

    def fields(self, value: Value) -> dict[str, Any]:
        """A noun's fields under their names in files, what most nouns have last."""
        given = dict(value.given())
        tree: dict[str, Any] = {}
        for name, written in _order(type(value)):
            if name in given:
                plain = self.value(given[name])
                if name == "evidence" and len(plain) == 1:
                    plain = plain[0]
                tree[written] = plain
        return tree

    def flow(self, entries: tuple[InOrder | Transition, ...]) -> Iterator[Any]:
        """The entries, with neighbouring bare transitions joined to chains."""
        chain: list[str] = []
        for entry in entries:
            if (
                chain
                and isinstance(entry, Transition)
                and not entry.qualified
                and entry.source == chain[-1]
                and len(chain) < _CHAIN_IDS
            ):
                chain.append(entry.target)
                continue
            if chain:
                yield " >> ".join(chain)
            chain = []
            if isinstance(entry, InOrder):
                yield "in order"
            elif entry.qualified:
                yield self.fields(entry)
            else:
                chain = [entry.source, entry.target]
        if chain:
            yield " >> ".join(chain)


_AT_THE_END = (*COMMON, "steps")


@cache
def _order(cls: type[Value]) -> tuple[tuple[str, str], ...]:
    """The fields of a noun in the order of files, with their names there."""
    fields = cls.model_fields
    own = [name for name in cls.__annotations__ if name in fields]  # a touchpoint's channel comes early
    order = dict.fromkeys((*cls.positional, *own, *fields))
    names = (*(name for name in order if name not in _AT_THE_END), *_AT_THE_END)
    return tuple((name, fields[name].alias or name) for name in names if name in fields)
