"""What of a map's tree a table carries: the tree that comes back when it is read again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from journeykit.io.tables.columns import Column
from journeykit.io.tables.kinds import NOTHING, Terms
from journeykit.io.tables.line import Line
from journeykit.io.tables.moves import worded_move
from journeykit.io.tables.sheet_columns import EVIDENCE, MAP, OUTCOMES, PERSONAS
from journeykit.io.tables.step_columns import STEPS
from journeykit.model import JourneyMap
from journeykit.model.document import document
from journeykit.model.tree import CHILDREN, NAMED_BY_TEXT

__all__ = ["KINDS", "Carried", "people_of", "used_sources"]

KINDS = ("touchpoint", "action", "wait")
Tree = dict[str, Any]
Fits = Callable[[str], bool]


class Carried:
    """The tree that a table of a map holds, with its moves by step.

    Args:
        journey: the map.
        terms: the scale of the feelings.
        sheets: whether personas, sources and the map itself have sheets of their own (Excel), or there is one table
            (CSV), in which only ids of those that the steps name can stand.
        fits: whether a text fits into a cell.
    """

    def __init__(self, journey: JourneyMap, terms: Terms, *, sheets: bool, fits: Fits = lambda _: True) -> None:
        self.whole = document(journey)
        self.terms, self.sheets, self._fits = terms, sheets, fits
        self._shared = dict(_definitions("JourneyMap", self.whole))
        self.tree: Tree = self._map(self.whole)
        self.moves: dict[str, list[Tree] | None] | None = None
        if journey.flow is not None and journey.steps:
            self._add_flow(journey)

    def _map(self, whole: Tree) -> Tree:
        tree: Tree = {"id": whole["id"] if self.sheets else "journey"}
        if self.sheets:
            tree |= self._fields(whole, MAP, "map")
            if scope := self._fields(whole.get("scope", {}), MAP, "scope"):
                tree["scope"] = scope
        stages = [self._stage(each) for each in whole.get("stages", ())]
        outcomes = [self._outcome(each) for each in whole.get("outcomes", ())]
        if self.sheets:
            people = [self._noun(each, PERSONAS, "persona") for each in whole.get("personas", ())]
            sources = [self._noun(each, EVIDENCE, "evidence") for each in whole.get("evidence", ())]
        else:
            people = people_of({"stages": stages}).get("personas", [])
            sources = [{"id": each} for each in used_sources({"stages": stages, "outcomes": outcomes})]
        parts = {"personas": people, "evidence": sources, "stages": stages, "outcomes": outcomes}
        return tree | {name: part for name, part in parts.items() if part}

    def _noun(self, noun: Tree, columns: Mapping[str, Column], name: str) -> Tree:
        return {"id": noun["id"]} | self._fields(noun, columns, name)

    def _outcome(self, outcome: Tree) -> Tree:
        return self._noun(outcome, OUTCOMES, "outcome")

    def _stage(self, stage: Tree) -> Tree:
        found = {"id": stage["id"]} | self._fields(stage, STEPS, "stage")
        steps = [self._step(each) for each in stage.get("steps", ())]
        return found | ({"steps": steps} if steps else {})

    def _step(self, step: Tree) -> Tree:
        kind = next(each for each in KINDS if each in step)
        return {kind: step[kind]} | self._fields(self._with_lifted(step), STEPS, "step")

    def _with_lifted(self, step: Tree) -> Tree:
        """The step with the opportunities of its pains and gains beside its own: a table has one column for them."""
        above = [
            each
            for name in ("pains", "gains")
            for item in step.get(name, ())
            for each in self._resolved("Opportunity", (self._resolved_one(name, item)).get("opportunities", ()))
        ]
        if not above:
            return step
        own = self._resolved("Opportunity", step.get("opportunities", ()))
        return step | {"opportunities": [*own, *(each for each in above if each not in own)]}

    def _resolved_one(self, name: str, item: Any) -> Tree:
        found = self._resolved(CHILDREN["Step"][name], [item])[0]
        return found if isinstance(found, dict) else {}

    def _resolved(self, noun: str, values: Any) -> list[Any]:
        """The values with those that are shared in full wherever they stand."""
        return [
            self._shared[noun, each["ref"]] if isinstance(each, dict) and "ref" in each else each for each in values
        ]

    def _fields(self, noun: Tree, columns: Mapping[str, Column], name: str) -> Tree:
        found: Tree = {}
        for column in columns.values():
            if column.noun != name or column.field == "id" or column.field not in noun:
                continue
            value = noun[column.field]
            if column.by_persona and isinstance(value, dict):
                kept: Any = {
                    who: left for who, each in value.items() if (left := self._value(column, each)) is not NOTHING
                }
                kept = kept or NOTHING
            else:
                kept = self._value(column, value)
            if kept is not NOTHING:
                found[column.field] = kept
        return found

    def _value(self, column: Column, value: Any) -> Any:
        noun = getattr(column.kind, "noun", None)
        if noun in NAMED_BY_TEXT:
            value = self._resolved(noun, value)
        kept = column.kind.carried(value, self.terms)
        return kept if kept is NOTHING or self._fits(column.kind.told(kept, self.terms)) else NOTHING

    def _add_flow(self, journey: JourneyMap) -> None:
        order = {step.id: place for place, step in enumerate(journey.steps)}
        moves = sorted(map(worded_move, journey.transitions), key=lambda move: order[move["from"]])
        told = self.tree if self.sheets else self.tree | people_of(self.tree, moves)
        line = Line(told)
        flow = line.flow(moves)
        if flow is None:
            return
        self.tree = told | {"flow": flow}
        by_step: dict[str, list[Tree]] = {step: [] for step in order}
        for move in moves:
            by_step[move["from"]].append(move)
        self.moves = {step: None if moves and line.says(step, out) else out for step, out in by_step.items()}


def _definitions(noun: str, node: Any) -> Iterator[tuple[tuple[str, str], Any]]:
    """The shared values of a tree, in full, by noun and id."""
    if not isinstance(node, dict):
        return
    if noun in NAMED_BY_TEXT and "id" in node and "text" in node:
        yield (noun, node["id"]), node
    for field, below in CHILDREN.get(noun, {}).items():
        value = node.get(field)
        groups = value.values() if isinstance(value, dict) else [value]
        for group in groups:
            for each in group if isinstance(group, list) else ():
                yield from _definitions(below, each)


def used_sources(tree: Tree) -> list[str]:
    """The ids of the sources that stages, steps and outcomes name, in the order of their first use."""
    nouns = [part for stage in tree.get("stages", ()) for part in (stage, *stage.get("steps", ()))]
    found: dict[str, None] = {}
    for noun in (*nouns, *tree.get("outcomes", ())):
        value = noun.get("evidence", ())
        found |= dict.fromkeys([value] if isinstance(value, str) else value)
    return list(found)


def people_of(tree: Tree, moves: Sequence[Tree] = ()) -> Tree:
    """The personas that steps and moves name, and those for whom steps say how it feels, by their first use."""
    found: dict[str, None] = {}
    for step in (step for stage in tree.get("stages", ()) for step in stage.get("steps", ())):
        found |= dict.fromkeys(step.get("personas", ()))
        for field in _BY_PERSONA:
            if isinstance(step.get(field), dict):
                found |= dict.fromkeys(step[field])
        for field, key in (("quotes", "persona"), ("pains", "personas"), ("gains", "personas")):
            for each in step.get(field, ()):
                who = each.get(key, ()) if isinstance(each, dict) else ()
                found |= dict.fromkeys([who] if isinstance(who, str) else who)
    for move in moves:
        found |= dict.fromkeys(move.get("personas", ()))
    return {"personas": [{"id": each} for each in found]} if found else {}


_BY_PERSONA = tuple(each.field for each in STEPS.values() if each.by_persona)
