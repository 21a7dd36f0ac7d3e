"""A map laid out flat: each noun once, with its plain fields, and what stands below it in order, by names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from journeykit.analysis.diff.change import Hop, Path
from journeykit.model import Effect, Evidence, JourneyMap, Relation, Transition
from journeykit.model.base import Value
from journeykit.model.evidence import Named
from journeykit.model.flow import InOrder, in_order
from journeykit.model.frozen_map import FrozenMap
from journeykit.model.needs import Worded
from journeykit.model.tree import CHILDREN

__all__ = ["LEFT_OUT", "ROOT", "SINGLE", "Draft", "Node", "children", "draft_of", "pooled"]

SINGLE: Final = ("scope", "moment_of_truth")
"""The fields that hold one noun or None."""

LEFT_OUT: Final = (".left out",)
"""The shape of a flow that was left out: it stands for the line in order."""

ROOT: Final[Path] = ()
_ONCE: Final = {"personas": "Persona", "stages": "Stage", "outcomes": "Outcome", "evidence": "Evidence"} | {
    "steps": "Step"
}
_MORE: Final = {"evidence": "Evidence", "scope": "Scope"}


@dataclass
class Node:
    """A noun: its class, the fields that differ from their defaults, and the personas of fields that are by persona."""

    noun: str
    plain: dict[str, Any]
    shapes: dict[str, tuple[str, ...]]


@dataclass
class Draft:
    """A map laid out flat. Paths are the short ones of nouns that stand once in a map (`pooled`)."""

    nodes: dict[Path, Node] = field(default_factory=dict)
    lists: dict[tuple[Path, str, str], list[Hop]] = field(default_factory=dict)
    places: dict[Path, str] = field(default_factory=dict)
    values: dict[Path, Any] = field(default_factory=dict)

    def put(self, value: Any, path: Path, place: str) -> None:
        """Take in a noun and all below it; one that stands once in a map, and is here already, stays as it is."""
        path = pooled(path)
        if path in self.nodes:
            return
        noun, below = type(value).__name__, children(type(value).__name__)
        node = Node(noun, {}, {})
        self.nodes[path], self.places[path], self.values[path] = node, place, value
        if isinstance(value, InOrder):
            return
        for name, each in _fields(value):
            if name == "evidence" and path:
                node.plain[name] = tuple(source.id for source in each)
            elif name not in below:
                node.plain[name] = each
            else:
                self.put_all(path, name, each, f"{place}.{name}" if place else name)

    def put_all(self, path: Path, name: str, held: Any, place: str) -> None:
        """Take in what a field holds."""
        if isinstance(held, FrozenMap):
            self.nodes[path].shapes[name] = tuple(held)
            for persona, each in held.items():
                self._listed(path, name, persona, each, f"{place}.{persona}")
        elif name == "flow" and held is None:
            self.nodes[path].shapes[name] = LEFT_OUT
            self._listed(path, name, "", (in_order,), place)
        else:
            self._listed(path, name, "", (held,) if name in SINGLE else held, place)

    def _listed(self, path: Path, name: str, persona: str, held: Iterable[Any], place: str) -> None:
        often: Counter[str] = Counter()
        hops = self.lists.setdefault((path, name, persona), [])
        for index, each in enumerate(held):
            called = _name(each, name)
            hop = Hop(name, persona, _group(each, name), called, often[called])
            often[called] += 1
            hops.append(hop)
            self.put(each, (*path, hop), place if name in SINGLE else f"{place}[{index}]")

    def clear(self, path: Path, name: str) -> None:
        """Take out what a field holds."""
        for key in self._keys(path, name):
            for hop in self.lists.pop(key):
                self.drop((*path, hop))
        self.nodes[path].shapes.pop(name, None)

    def drop(self, path: Path) -> None:
        """Take out a noun with all below it; those that stand once in a map stay for others to use."""
        if path == pooled(path):
            for each, keys in list(self._below(path)):
                for known in (self.nodes, self.places, self.values):
                    known.pop(each, None)
                for key in keys:
                    self.lists.pop(key, None)

    def call(self, path: Path, old: Hop, new: Hop) -> None:
        """Give another name to what stands below a noun."""
        before, after = (*path, old), (*path, new)
        for each, keys in list(self._below(before)):
            now = (*after, *each[len(before) :])
            self.nodes[now] = self.nodes.pop(each)
            self.places[now], self.values[now] = self.places.pop(each), self.values.pop(each)
            for key in keys:
                self.lists[now, key[1], key[2]] = self.lists.pop(key)
        hops = self.lists[path, old.field, old.persona]
        hops[hops.index(old)] = new

    def _below(self, path: Path) -> Iterator[tuple[Path, list[tuple[Path, str, str]]]]:
        """A noun and those below it that stand nowhere else, each with its lists."""
        keys = [key for name in children(self.nodes[path].noun) for key in self._keys(path, name)]
        yield path, keys
        for key in keys:
            for hop in self.lists[key]:
                if not hop.group:
                    yield from self._below((*path, hop))

    def _keys(self, path: Path, name: str) -> list[tuple[Path, str, str]]:
        shape = self.nodes[path].shapes.get(name, ("",))
        keys = [(path, name, persona) for persona in (("",) if shape == LEFT_OUT else shape)]
        return [key for key in keys if key in self.lists]


def draft_of(journey: JourneyMap) -> Draft:
    """The map laid out."""
    made = Draft()
    made.put(journey, ROOT, "")
    return made


def pooled(path: Path) -> Path:
    """The short path of a noun that stands once in a map, whatever way leads to it."""
    return (Hop("", "", path[-1].group, path[-1].name, 0),) if path and path[-1].group else path


def children(noun: str) -> dict[str, str]:
    """The nouns below one, by field."""
    return dict(CHILDREN.get(noun, {})) | (_MORE if noun == "JourneyMap" else {})


def _fields(value: Value) -> Iterator[tuple[str, Any]]:
    yield from value.given()
    if isinstance(value, JourneyMap) and value.flow is None:
        yield "flow", None


def _group(value: Any, name: str) -> str:
    if isinstance(value, Worded):
        return type(value).__name__ if value.id is not None else ""
    return _ONCE.get(name, "") if isinstance(value, Named | Evidence) else ""


def _name(value: Any, name: str) -> str:
    if isinstance(value, Transition):
        return f"{value.source} >> {value.target}"
    if isinstance(value, Effect):
        return f"{value.step} >> {value.to}" if value.to else value.step
    if isinstance(value, Relation):
        return value.to
    if isinstance(value, InOrder):
        return "in order"
    found = getattr(value, "id", None) or getattr(value, "text", None)
    return str(found) if found is not None and name not in SINGLE else name
