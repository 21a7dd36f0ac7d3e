"""What a map's ids stand for and where they are used; everything that does not hang together, at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

import journeykit.model as nouns
from journeykit.model.base import Value
from journeykit.model.entries import Spot, Written
from journeykit.model.fields import _share
from journeykit.model.refs import Ref
from journeykit.model.tree import CHILDREN, NAMED_BY_TEXT, PER_PERSONA, Loc, items, look, present
from journeykit.near import unknown

__all__ = ["References"]

_LEAVES = ("Process", "Effect", "Need", "Expectation", "Quote", "Metric", "MomentOfTruth", "Relation", "Evidence")
_ORDER: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        noun: tuple(dict.fromkeys((*children, *(PER_PERSONA if noun == "Step" else ()), "personas", "evidence")))
        for noun, children in ({noun: {} for noun in _LEAVES} | dict(CHILDREN)).items()
    },
)
_RELEVANT = MappingProxyType({noun: frozenset(names) for noun, names in _ORDER.items()})
_SLACK = 1e-9  # what probabilities may exceed 1 by, from rounding
_WORDS = {"PainPoint": "pain point", "Step": "step or outcome"}


class References:
    """Reads a map, as values or as raw data, and notes its definitions, its uses and its faults."""

    def __init__(self, root: Any, flow: Written | None) -> None:
        self.faults: list[InitErrorDetails] = []
        self.unresolved = False  # whether a value refers to another by id
        self.pool: dict[str, Value] = {}  # evidence by id, in order of first use
        self.defined: dict[tuple[str, str], tuple[Any, Loc]] = {}
        self._told: set[tuple[Loc, str]] = set()
        self._uses: list[tuple[str, Any, Loc]] = []
        self._drop_off: dict[str, tuple[float, Loc]] = {}
        self._outcomes: set[str] = set()
        for place, item in items(look(root, "evidence"), ("evidence",)):
            self._evidence(item, place, listed=True)
        self._read("JourneyMap", root, ())
        self._judge_uses()
        if flow is not None:
            self._judge_flow(flow)

    def _fault(self, place: Loc, code: str, message: str, value: object = None) -> None:
        if (place, code) not in self._told:  # an id inside a chain belongs to two transitions
            self._told.add((place, code))
            self.faults.append(InitErrorDetails(type=PydanticCustomError(code, message), loc=place, input=value))

    # reading

    def _read(self, noun: str, node: Any, place: Loc) -> None:
        children = CHILDREN.get(noun, {})
        given = present(node)
        if _RELEVANT[noun].isdisjoint(given):
            return
        for name in _ORDER[noun]:  # never the order of a set, which changes from run to run
            if name not in given:
                continue
            below = children.get(name)
            if below is not None:
                if noun == "JourneyMap" and name == "flow":
                    continue  # read from what was written
                for at, item in items(look(node, name), (*place, name)):
                    self._item(below, item, at)
            elif name == "evidence":
                if place:
                    for at, item in items(look(node, name), (*place, name)):
                        self._evidence(item, at)
            elif name == "personas":
                for at, item in items(look(node, name), (*place, name)):
                    self._uses.append(("Persona", getattr(item, "id", item), at))
            if noun == "Step" and name in PER_PERSONA:
                self._personas_of(look(node, name), (*place, name))

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
        if noun == "Step" and isinstance(item, Mapping):
            key = next((each for each in ("touchpoint", "action", "wait") if each in item), "id")
            share = _share(item.get("drop_off"))
        else:
            share = look(item, "drop_off")
        identifier = look(item, key)
        if not isinstance(identifier, str):
            return
        self._define("Step" if noun == "Outcome" else noun, identifier, item, (*place, key))
        if noun == "Outcome":
            self._outcomes.add(identifier)
        elif isinstance(share, int | float) and not isinstance(share, bool):
            self._drop_off[identifier] = (share, (*place, "drop_off"))

    def _worded(self, noun: str, item: Any, place: Loc) -> None:
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

    def _personas_of(self, value: Any, place: Loc) -> None:
        if isinstance(value, Mapping) and not any(isinstance(value.get(key), str) for key in ("text", "ref")):
            self._uses.extend(("Persona", key, (*place, key)) for key in value)

    def _evidence(self, item: Any, place: Loc, *, listed: bool = False) -> None:
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
        first = self.defined.setdefault((noun, identifier), (item, place))
        if first[1] != place:
            word = _WORDS.get(noun, noun.lower())
            message = f"the id {identifier!r} is taken by another {word} ({_dotted(first[1])}): give one of them a new id"
            self._fault(place, "duplicate_id", message, identifier)

    def _share_or_differ(self, noun: str, identifier: str, item: Any, place: Loc) -> None:
        first, where = self.defined.setdefault((noun, identifier), (item, place))
        if first is not item and first != item and not _equal(noun, first, item):
            word = _WORDS.get(noun, noun.lower())
            message = (
                f"the {word} {identifier!r} differs from the one at {_dotted(where)}: "
                "write it in full once and refer to it, or give one of them a new id"
            )
            self._fault(place, "differs", message, identifier)

    # judging

    def _known(self, noun: str) -> list[str]:
        return [identifier for each, identifier in self.defined if each == noun]

    def _judge_uses(self) -> None:
        for noun, identifier, place in self._uses:
            if isinstance(identifier, str) and (noun, identifier) not in self.defined:
                self._unknown(noun, identifier, place)

    def _unknown(self, noun: str, identifier: str, place: Loc) -> None:
        message = unknown(_WORDS.get(noun, noun.lower()), identifier, self._known(noun))
        if noun == "Evidence" and not self._known(noun):
            message += ": list it in the map's 'evidence'"
        self._fault(place, "unknown_id", message, identifier)

    def _judge_flow(self, flow: Written) -> None:
        leaving: dict[str, list[Spot]] = defaultdict(list)
        said: dict[tuple[str, str], list[Spot]] = {}
        for spot in flow.spots:
            for identifier, at in ((spot.source, spot.source_place), (spot.target, spot.target_place)):
                if identifier and ("Step", identifier) not in self.defined:
                    self._unknown("Step", identifier, ("flow", *at))
            if spot.source in self._outcomes:
                message = f"a journey ends at the outcome {spot.source!r}: no transition leaves it"
                self._fault(("flow", *spot.source_place), "leaves_outcome", message, spot.source)
            move = spot.transition
            if move is None or not move.qualified:
                continue
            for at, persona in items(move.personas, ("flow", *spot.place, "personas")):
                if ("Persona", persona) not in self.defined:
                    self._unknown("Persona", persona, at)
            for at, source in items(move.evidence, ("flow", *spot.place, "evidence")):
                self._flow_evidence(source, at)
            others = said.setdefault((spot.source, spot.target), [])
            if any(other.transition == move for other in others):
                continue  # said twice, in the same words
            if any(_together(other, spot) for other in others):
                message = f"the transition {spot.source} >> {spot.target} is qualified twice: say it in one entry"
                self._fault(("flow", *spot.place), "qualified_twice", message)
            else:
                others.append(spot)
                leaving[spot.source].append(spot)
        for place, step in flow.met:
            self._met(step, ("flow", *place))
        self._judge_sums(leaving)

    def _flow_evidence(self, source: Any, place: Loc) -> None:
        self._evidence(source, place)
        if isinstance(source, Ref) and ("Evidence", source.id) not in self.defined:
            self._unknown("Evidence", source.id, place)

    def _met(self, step: Value, place: Loc) -> None:
        declared = self.defined.get(("Step", look(step, "id")))
        if declared and isinstance(declared[0], Value) and declared[0] is not step and declared[0] != step:
            message = f"{look(step, 'id')!r} in the flow is not the step that the map declares under this id"
            self._fault(place, "differs", message, look(step, "id"))

    def _judge_sums(self, leaving: Mapping[str, list[Spot]]) -> None:
        for step in dict.fromkeys((*leaving, *self._drop_off)):
            drop_off, at = self._drop_off.get(step, (0.0, ()))
            shares = [(s.transition.probability, s.transition.personas, s.place) for s in leaving.get(step, ())
                      if s.transition is not None and s.transition.probability is not None]
            who = {persona for _, personas, _ in shares for persona in personas} | {None}
            for persona in sorted(who, key=str):
                mine = [each for each in shares if not each[1] or persona in each[1]]
                total = drop_off + sum(each[0] for each in mine)
                if mine and total > 1 + _SLACK:
                    parts = " + ".join([f"{each[0]:g}" for each in mine] + ([f"drop_off {drop_off:g}"] if drop_off else []))
                    message = f"the probabilities out of {step!r} are {parts} = {total:g}: together at most 1"
                    self._fault(("flow", *mine[-1][2], "probability"), "over_one", message, total)
                    break


def _together(one: Spot, other: Spot) -> bool:
    """Whether two qualified transitions may concern the same persona."""
    first, second = (set(spot.transition.personas) if spot.transition else set() for spot in (one, other))
    return not first or not second or bool(first & second)


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
