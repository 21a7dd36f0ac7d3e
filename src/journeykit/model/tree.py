"""Which nouns stand in which fields: the one description of a map's tree that references, edits and files share.

It works on values and on raw data (mappings, lists, text) alike, so that a file with faults can be read as far as it
goes and every fault be told at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from journeykit.model.base import Value
from journeykit.model.frozen_map import FrozenMap

__all__ = ["CHILDREN", "NAMED_BY_TEXT", "PER_PERSONA", "Loc", "items", "look", "present", "rewritten"]

Loc: TypeAlias = "tuple[str | int, ...]"

_STEP = {
    "needs": "Need",
    "expectations": "Expectation",
    "quotes": "Quote",
    "pains": "PainPoint",
    "gains": "Gain",
    "opportunities": "Opportunity",
    "moment_of_truth": "MomentOfTruth",
    "metrics": "Metric",
    "physical_evidence": "Process",
    "frontstage": "Process",
    "backstage": "Process",
    "support": "Process",
}
CHILDREN: Mapping[str, Mapping[str, str]] = {
    "JourneyMap": {"personas": "Persona", "stages": "Stage", "outcomes": "Outcome", "flow": "Transition"}
    | {"metrics": "Metric"},
    "Persona": {"quotes": "Quote", "needs": "Need", "relations": "Relation"},
    "Stage": {"steps": "Step", "metrics": "Metric"},
    "Step": _STEP,
    "Touchpoint": _STEP,
    "Action": _STEP,
    "Wait": _STEP,
    "Outcome": {"metrics": "Metric"},
    "PainPoint": {"opportunities": "Opportunity"},
    "Gain": {"opportunities": "Opportunity"},
    "Opportunity": {"solutions": "Solution", "metrics": "Metric"},
    "Solution": {"effects": "Effect"},
}
"""The nouns below each noun, by field."""

NAMED_BY_TEXT = frozenset({"Need", "Expectation", "Quote", "PainPoint", "Gain", "Opportunity", "Solution", "Process"})
"""The nouns that may be shared by an id and written as {ref: id}."""

_NOTHING: frozenset[str] = frozenset()
PER_PERSONA = ("emotion", "intensity", "thoughts", "feelings", "needs", "expectations", "objections")
"""The fields of a step that may be a mapping by persona id."""


def look(node: Any, name: str) -> Any:
    """A field of a value, or a key of raw data; None where there is neither."""
    if isinstance(node, dict):
        return node.get(name)
    fields = getattr(node, "__dict__", None)  # not getattr of the name, which is slow where there is none
    return fields.get(name) if fields is not None else None


def present(node: Any) -> Any:
    """The names that a node gives: fields set on a value, keys of a mapping."""
    return node.keys() if isinstance(node, dict) else getattr(node, "__pydantic_fields_set__", _NOTHING)


def items(value: Any, place: Loc, *, by_persona: bool = False) -> Iterator[tuple[Loc, Any]]:
    """What a field holds, one by one with its place: one item, a sequence, or (where it may be) them by persona."""
    if isinstance(value, (tuple, list)):
        for index, item in enumerate(value):
            yield (*place, index), item
    elif isinstance(value, FrozenMap) or (
        by_persona and isinstance(value, dict) and not any(isinstance(value.get(key), str) for key in ("text", "ref"))
    ):
        for key, each in value.items():
            yield from items(each, (*place, key))
    elif value is not None:
        yield place, value


Change: TypeAlias = Callable[[str, Any], Any]


def rewritten(value: Any, change: Change) -> Any:
    """The value with `change(noun, item)` in the place of every item below it; None takes an item out.

    Values that nothing changes in stay the same objects. Changed ones are copied without validation: callers put only
    valid items in, and the map that they build validates what hangs together.
    """
    children = CHILDREN.get(type(value).__name__)
    if children is None and not hasattr(value, "evidence"):
        return value
    update = {}
    for name in sorted(value.__pydantic_fields_set__):
        noun = "Evidence" if name == "evidence" else (children or {}).get(name)
        if noun is None:
            continue
        old = getattr(value, name)
        new = _each(old, noun, change)
        if new is not old:
            update[name] = new
    return value.model_copy(update=update) if update else value


def _each(old: Any, noun: str, change: Change) -> Any:
    if isinstance(old, FrozenMap):
        changed = {key: _each(value, noun, change) for key, value in old.items()}
        return old if all(changed[key] is old[key] for key in old) else FrozenMap(changed)
    if not isinstance(old, tuple):
        return old if old is None or not isinstance(old, Value) else rewritten(old, change)
    new = []
    for item in old:
        replaced = change(noun, item)
        if isinstance(replaced, Value):
            replaced = rewritten(replaced, change)
        if replaced is not None:
            new.append(replaced)
    same = len(new) == len(old) and all(a is b for a, b in zip(new, old, strict=True))
    return old if same else tuple(new)
