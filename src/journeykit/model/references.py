"""What a map's ids stand for and where they are used; everything that does not hang together, at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError
from pydantic_core import InitErrorDetails

import journeykit.model as nouns
from journeykit.model.base import Value
from journeykit.model.entries import FlowAsWritten
from journeykit.model.faults import fault_at
from journeykit.model.fields import share
from journeykit.model.flow_faults import judge_flow
from journeykit.model.refs import Ref
from journeykit.model.tree import CHILDREN, NAMED_BY_TEXT, PER_PERSONA, Loc, items, look, present
from journeykit.near import near, unknown

__all__ = ["References"]

_LEAVES = ("Process", "Effect", "Need", "Expectation", "Quote", "Metric", "MomentOfTruth", "Relation", "Evidence")
_NOUNS: Mapping[str, Mapping[str, str]] = {noun: {} for noun in _LEAVES} | dict(CHILDREN)
_RELEVANT: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        noun: frozenset((*children, *(PER_PERSONA if noun == "Step" else ()), "personas", "evidence"))
        for noun, children in _NOUNS.items()
    },
)
_READING_ORDER = dict.fromkeys([name for children in CHILDREN.values() for name in children])
_RANK = MappingProxyType(
    {name: rank for rank, name in enumerate([*_READING_ORDER, *PER_PERSONA, "personas", "evidence"])}
)
_MOST_HINTS = 30  # a file in which every id is wrong must not take minutes to say so
_WORDS = {"PainPoint": "pain point", "Step": "step or outcome"}


class References:
    """Reads a map, as values or as raw data, and notes its definitions, its uses and its faults."""

    def __init__(self, root: Any, flow: FlowAsWritten | None) -> None:
        self.faults: list[InitErrorDetails] = []
        self.unresolved = False  # whether a value refers to another by id
        self.pool: dict[str, Value] = {}  # evidence by id, in order of first use
        self.defined: dict[str, dict[str, tuple[Any, Loc]]] = defaultdict(dict)  # by noun and id
        self._hints = 0
        self._told: set[tuple[Loc, str]] = set()
        self._uses: list[tuple[str, Any, Loc]] = []
        self.drop_off: dict[str, float] = {}
        self.outcomes: set[str] = set()
        self.together = look(root, "cast") == "together"
        for place, item in items(look(root, "evidence"), ("evidence",)):
            self.evidence(item, place, listed=True)
        self._read("JourneyMap", root, ())
        self._judge_uses()
        if flow is not None:
            judge_flow(self, flow)

    def fault(self, place: Loc, code: str, message: str, value: object = None) -> None:
        """Note a fault, once for each place and kind."""
        if (place, code) not in self._told:  # an id inside a chain belongs to two transitions
            self._told.add((place, code))
            self.faults.append(fault_at(place, code, message, value))

    # reading

    def _read(self, noun: str, node: Any, place: Loc) -> None:
        found = _RELEVANT[noun] & present(node)
        if not found:
            return
        for name in sorted(found, key=_RANK.__getitem__):  # never the order of a set, which changes from run to run
            value = look(node, name)
            below = _NOUNS[noun].get(name)
            by_persona = noun == "Step" and name in PER_PERSONA
            if by_persona and isinstance(value, Mapping):
                self._personas_of(name, value, (*place, name))
            if below is not None and (noun, name) != ("JourneyMap", "flow"):  # the flow is read as it was written
                for at, item in items(value, (*place, name), by_persona=by_persona):
                    self._item(below, item, at)
            elif name == "personas":
                self._uses.extend(
                    ("Persona", getattr(item, "id", item), at) for at, item in items(value, (*place, name))
                )
            elif name == "evidence" and place:
                for at, item in items(value, (*place, name)):
                    self.evidence(item, at)

    def _item(self, noun: str, item: Any, place: Loc) -> None:
        if noun == "Step" and isinstance(item, str):
            self._define("Step", item, item, place)
        elif noun in NAMED_BY_TEXT:
            self._worded(noun, item, place)
        elif noun == "Effect":
            self._uses.append(("Step", look(item, "step"), (*place, "step")))
            self._uses.append(("Step", look(item, "to"), (*place, "to")))
        elif noun == "Relation":
            self._uses.append(("Persona", look(item, "to"), (*place, "to")))
        elif noun not in ("Metric", "MomentOfTruth"):
            self._identified(noun, item, place)
        self._read(noun, item, place)

    def _identified(self, noun: str, item: Any, place: Loc) -> None:
        key = "id"
        if noun == "Step" and isinstance(item, dict):
            # a misspelt kind is told elsewhere: its id is still the one that others refer to
            kinds = ("touchpoint", "action", "wait")
            key = next((each for each in kinds if each in item), None) or next(
                (each for each in item if near(each, kinds)), "id"
            )
        identifier = look(item, key)
        if not isinstance(identifier, str):
            return
        self._define("Step" if noun == "Outcome" else noun, identifier, item, (*place, key))
        if noun == "Outcome":
            self.outcomes.add(identifier)
        elif noun == "Step":
            drop_off = share(look(item, "drop_off"))
            if isinstance(drop_off, int | float) and not isinstance(drop_off, bool):
                self.drop_off[identifier] = drop_off

    def _worded(self, noun: str, item: Any, place: Loc) -> None:
        if isinstance(item, str):
            return
        reference = item.id if isinstance(item, Ref) else look(item, "ref")
        if isinstance(reference, str):
            self.unresolved = True
            at = place if isinstance(item, Ref) else (*place, "ref")
            self._uses.append((noun, reference, at))
            return
        identifier = look(item, "id")
        if isinstance(identifier, str):
            self._share_or_differ(noun, identifier, item, (*place, "id"))
        if noun == "Process":
            self._uses.extend(("Process", each, at) for at, each in items(look(item, "needs"), (*place, "needs")))
        elif noun == "Quote":
            self._uses.append(("Persona", look(item, "persona"), (*place, "persona")))

    def _personas_of(self, name: str, value: Mapping[str, Any], place: Loc) -> None:
        # a single need may be a mapping itself
        if name not in CHILDREN["Step"] or not any(isinstance(value.get(key), str) for key in ("text", "ref")):
            self._uses.extend(("Persona", key, (*place, key)) for key in value)

    def evidence(self, item: Any, place: Loc, *, listed: bool = False) -> None:
        """Note a source where it is listed or used."""
        if isinstance(item, str | Ref):
            self.unresolved = True
            self._uses.append(("Evidence", item.id if isinstance(item, Ref) else item, place))
            return
        identifier = look(item, "id")
        if not isinstance(identifier, str):
            return
        if listed:
            self._define("Evidence", identifier, item, (*place, "id"))
        else:
            self._share_or_differ("Evidence", identifier, item, (*place, "id"))
        self.pool.setdefault(identifier, item)

    def _define(self, noun: str, identifier: str, item: Any, place: Loc) -> None:
        first = self.defined[noun].setdefault(identifier, (item, place))
        if first[1] != place:
            word = _WORDS.get(noun, noun.lower())
            message = (
                f"the id {identifier!r} is taken by another {word} ({_dotted(first[1])}): give one of them a new id"
            )
            self.fault(place, "duplicate_id", message, identifier)

    def _share_or_differ(self, noun: str, identifier: str, item: Any, place: Loc) -> None:
        first, where = self.defined[noun].setdefault(identifier, (item, place))
        if first is not item and first != item and not _equal(noun, first, item):
            word = _WORDS.get(noun, noun.lower())
            message = (
                f"the {word} {identifier!r} differs from the one at {_dotted(where)}: "
                "write it in full once and refer to it, or give one of them a new id"
            )
            self.fault(place, "differs", message, identifier)

    # judging

    def _judge_uses(self) -> None:
        for noun, identifier, place in self._uses:
            if isinstance(identifier, str) and identifier not in self.defined[noun]:
                self.unknown_id(noun, identifier, place)

    def unknown_id(self, noun: str, identifier: str, place: Loc) -> None:
        """Note an id that nothing bears."""
        known = self.defined[noun]
        self._hints += 1
        message = unknown(_WORDS.get(noun, noun.lower()), identifier, known if self._hints <= _MOST_HINTS else ())
        if not known and noun in ("Evidence", "Persona"):
            message += f": list it in the map's '{'evidence' if noun == 'Evidence' else 'personas'}'"
        elif noun == "Step" and identifier in self.defined["Stage"]:
            message = f"{identifier!r} is a stage: name one of its steps"
        self.fault(place, "unknown_id", message, identifier)


def _equal(noun: str, first: Any, second: Any) -> bool:
    """Whether two raw forms mean the same value; forms with faults of their own count as equal."""
    validator = getattr(nouns, noun).__pydantic_validator__
    try:
        return bool(validator.validate_python(first) == validator.validate_python(second))
    except ValidationError:
        return True


def _dotted(place: Loc) -> str:
    text = ""
    for part in place[:-1] if place and place[-1] in ("id", "touchpoint", "action", "wait") else place:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text
