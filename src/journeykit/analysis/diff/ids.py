"""Ids that were exchanged for others while their nouns stayed the same, and carrying them to wherever they are used."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any, Final

from journeykit.analysis.diff.change import Path
from journeykit.analysis.diff.draft import Draft, children
from journeykit.model.base import Value
from journeykit.model.frozen_map import FrozenMap
from journeykit.model.tree import PER_PERSONA

__all__ = ["GROUPS", "exchanged", "renamed_ids"]

_SHARED: Final = ("Need", "Expectation", "Quote", "Process", "Solution", "Opportunity", "PainPoint", "Gain")
GROUPS: Final = ("Evidence", "Persona", *_SHARED, "Outcome", "Step", "Stage")
"""The nouns that stand once in a map; what others are made of comes first."""

_STEPS: Final = ("Touchpoint", "Action", "Wait")
_NODES: Final = {("Transition", "source"), ("Transition", "target"), ("Effect", "step"), ("Effect", "to")}
_USES: Final[dict[str, set[tuple[str, str]]]] = {
    "Step": _NODES,
    "Outcome": _NODES,
    "Persona": {("Relation", "to"), ("Quote", "persona")},
    "Process": {("Process", "needs")},
}


def renamed_ids(a: Draft, b: Draft, group: str) -> Iterator[tuple[str, str]]:
    """Old and new ids of nouns that are equal otherwise, and say more than their id."""
    mine, theirs = _named(a, group), _named(b, group)
    gone = {name: path for name, path in mine.items() if name not in theirs}
    new = {name: path for name, path in theirs.items() if name not in mine}
    if not gone or not new:
        return
    waiting: dict[Hashable, list[str]] = {}
    for name, path in new.items():
        waiting.setdefault(_said(b, path), []).append(name)
    for name, path in gone.items():
        said = _said(a, path)
        if waiting.get(said) and _says(said):
            yield name, waiting[said].pop(0)


def _named(draft: Draft, group: str) -> dict[str, Path]:
    return {
        path[0].name: path for path in draft.nodes if len(path) == 1 and path[0].group == group and not path[0].field
    }


def _said(draft: Draft, path: Path) -> Hashable:
    """All that a noun says, but its id."""
    node = draft.nodes[path]
    plain = tuple((name, value) for name, value in sorted(node.plain.items()) if name != "id")
    below = tuple(
        (key[1:], tuple(hop if hop.group else _said(draft, (*path, hop)) for hop in hops))
        for key, hops in sorted(_lists(draft, path))
        if hops
    )
    return node.noun, plain, tuple(sorted(node.shapes.items())), below


def _says(said: Any) -> bool:
    return bool(said[1] or said[3])


def _lists(draft: Draft, path: Path) -> Iterator[tuple[tuple[Path, str, str], list[Any]]]:
    noun = draft.nodes[path].noun
    for name in children(noun):
        shape = draft.nodes[path].shapes.get(name, ("",))
        for persona in shape:
            if (path, name, persona) in draft.lists:
                yield (path, name, persona), draft.lists[path, name, persona]


def exchanged(value: Any, group: str, old: str, new: str) -> Any:
    """The value with an id exchanged wherever it stands; copied without validation, the same where nothing changes."""
    return _Exchange(group, old, new).value(value)


class _Exchange:
    def __init__(self, group: str, old: str, new: str) -> None:
        self._group, self._old, self._new = group, old, new
        self._classes = _STEPS if group == "Step" else (group,)
        self._uses = _USES.get(group, set())

    def value(self, value: Any) -> Any:
        if isinstance(value, tuple):
            found = tuple(self.value(each) for each in value)
            return value if all(x is y for x, y in zip(found, value, strict=True)) else found
        if isinstance(value, FrozenMap):
            return FrozenMap({key: self.value(each) for key, each in value.items()})
        return self._noun(value) if isinstance(value, Value) else value

    def _noun(self, value: Value) -> Value:
        noun = type(value).__name__
        update = {}
        for name, each in value.given():
            found = self._field(noun, name, each)
            if found is not each:
                update[name] = found
        return value.model_copy(update=update) if update else value

    def _field(self, noun: str, name: str, value: Any) -> Any:
        if name == "id":
            return self._id(value) if noun in self._classes else value
        if (noun, name) in self._uses or (name == "personas" and self._group == "Persona" and noun != "JourneyMap"):
            if isinstance(value, tuple):
                return tuple(self._id(each) for each in value) if self._old in value else value
            return self._id(value)
        if self._group == "Persona" and name in PER_PERSONA and isinstance(value, FrozenMap):
            value = FrozenMap({self._id(key): each for key, each in value.items()}) if self._old in value else value
        return self.value(value)

    def _id(self, value: Any) -> Any:
        return self._new if value == self._old else value
