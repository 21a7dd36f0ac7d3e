"""From two maps laid out flat to their differences, from the whole map down to the smallest noun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import journeykit.model as nouns
from journeykit.analysis.diff.alike import edited
from journeykit.analysis.diff.change import WORDS, Change, Hop, Kind, Path
from journeykit.analysis.diff.draft import ROOT, Draft, Node, children, draft_of, pooled
from journeykit.analysis.diff.ids import GROUPS, exchanged, renamed_ids
from journeykit.analysis.diff.order import resting
from journeykit.model import Effect, JourneyMap, Relation, Stage, Transition
from journeykit.model.flow import InOrder

__all__ = ["KINDS", "differences", "text_field"]

KINDS: Final = {"Touchpoint": "touchpoint", "Action": "action", "Wait": "wait"}
_ORDER: Final = ("scope", "evidence", "personas", "stages", "outcomes", "flow", "metrics")
_STEP: Final = re.compile(r"stages\[\d+\]\.steps\[\d+\]")
_BY_TEXT: Final = ("Need", "Expectation", "Quote", "Process", "Solution", "Opportunity", "PainPoint", "Gain")


def differences(first: JourneyMap, second: JourneyMap) -> Iterator[Change]:
    """What leads from the one map to the other, in the order of the map; ids that were exchanged come first."""
    named: Any = first
    a, b = draft_of(first), draft_of(second)
    for group in GROUPS:
        found = list(renamed_ids(a, b, group))
        for old, new in found:
            named = exchanged(named, group, old, new)
        for old, new in found:
            yield _id_row(b, group, old, new)
        if found:
            a = draft_of(named)
    walk = _Walk(a, b)
    yield from walk.compare(ROOT)
    for path in list(b.nodes):  # what both maps use in different places only
        if len(path) == 1 and not path[0].field and path in a.nodes:
            yield from walk.compare(path)


def text_field(noun: str) -> str | None:
    """The field by which nouns without an id are told apart; None where their names are made of several."""
    return "text" if noun in _BY_TEXT else "id" if noun == "Metric" else None


class _Walk:
    def __init__(self, a: Draft, b: Draft) -> None:
        self._a, self._b = a, b
        self._seen: set[Path] = set()
        self._homes = {
            hop.name: (key[0], index)
            for key, hops in a.lists.items()
            if key[1] == "steps"
            for index, hop in enumerate(hops)
        }
        self._by_place = [
            {place: path[0].name for path, place in draft.places.items() if len(path) == 1 and path[0].group == "Step"}
            for draft in (b, a)
        ]
        self._stays = {hop.name for key, hops in b.lists.items() if key[1] == "steps" for hop in hops}

    def compare(self, path: Path) -> Iterator[Change]:
        """A noun that both maps have, and all below it."""
        if path in self._seen:
            return
        self._seen.add(path)
        old, new = self._a.nodes[path], self._b.nodes[path]
        yield from self._plain(path, old, new)
        below = children(new.noun)
        for name in sorted(below, key=lambda each: _ORDER.index(each) if each in _ORDER else 99):
            if name == "steps":
                yield from self._steps(path)
            elif self._reshaped(path, name):
                yield self._change("changed", path, name, _held(self._a, path, name), _held(self._b, path, name))
            else:
                for persona in new.shapes.get(name, ("",)) if name != "flow" else ("",):
                    yield from self._items(path, name, persona)

    def _plain(self, path: Path, old: Node, new: Node) -> Iterator[Change]:
        if old.noun == "InOrder":
            return
        if old.noun != new.noun:
            yield self._change("changed", path, "kind", KINDS[old.noun], KINDS[new.noun])
        both = (getattr(nouns, new.noun), getattr(nouns, old.noun))
        for name in dict.fromkeys(name for cls in both for name in cls.model_fields):
            known = [(name in node.plain, node.plain.get(name)) for node in (old, new)]
            if known[0] != known[1]:
                values = [
                    value if given else _nothing(node, name)
                    for (given, value), node in zip(known, (old, new), strict=True)
                ]
                yield self._change("renamed" if name == "title" else "changed", path, name, *values)

    def _reshaped(self, path: Path, name: str) -> bool:
        shapes = [draft.nodes[path].shapes.get(name) for draft in (self._a, self._b)]
        if name == "flow":  # a flow left out and the line alone say the same, but are not equal
            lists = [draft.lists[path, name, ""] for draft in (self._a, self._b)]
            return shapes[0] != shapes[1] and (shapes[1] is not None or lists[0] == lists[1])
        return shapes[0] != shapes[1]

    def _items(self, path: Path, name: str, persona: str) -> Iterator[Change]:
        key = (path, name, persona)
        after = self._b.lists.get(key, [])
        field = text_field(children(self._b.nodes[path].noun)[name])
        if field is not None:
            yield from self._edited(path, key, field)
        before_all = self._a.lists.get(key, [])
        here, known = set(after), set(before_all)
        for hop in before_all:
            if hop not in here:
                yield self._gone((*path, hop))
        common = [hop for hop in after if hop in known]
        rest = resting([hop for hop in before_all if hop in here], common)
        for index, hop in enumerate(after):
            if hop not in known:
                yield self._come((*path, hop), index)
                if name == "stages":
                    yield from self._steps(pooled((*path, hop)))
                continue
            if hop not in rest:
                was = f"{before_all.index(hop) + 1} of {len(before_all)}"
                yield self._moved((*path, hop), was, f"{index + 1} of {len(after)}", index)
            yield from self.compare(pooled((*path, hop)))
        if name == "stages":
            yield from self._left_behind(here)

    def _edited(self, path: Path, key: tuple[Path, str, str], field: str) -> Iterator[Change]:
        """What got another text, or another id: from here on it has it in the first map too."""
        for old, new in list(edited(self._a.lists.get(key, ()), self._b.lists.get(key, ()))):
            self._a.call(path, old, new)
            plain = self._a.nodes[*path, new].plain
            before, plain[field] = plain[field], new.name
            kind: Kind = "renamed" if field == "id" else "changed"
            yield self._row(kind, (*path, old), new.name, field=field, before=before, after=new.name, at=new.nth)

    def _left_behind(self, stages: set[Hop]) -> Iterator[Change]:
        """The steps of stages that are gone, which went with them."""
        for (home, name, _), hops in self._a.lists.items():
            if name == "steps" and not any(pooled((hop,)) == home for hop in stages):
                yield from (self._gone((*home, hop)) for hop in hops if hop.name not in self._stays)

    def _steps(self, stage: Path) -> Iterator[Change]:
        before = self._a.lists.get((stage, "steps", ""), [])
        after = self._b.lists.get((stage, "steps", ""), [])
        for hop in before:
            if hop.name not in self._stays:
                yield self._gone((*stage, hop))
        mine = [hop for hop in after if self._homes.get(hop.name, (None,))[0] == stage]
        rest = resting([hop for hop in before if hop in set(mine)], mine)
        for index, hop in enumerate(after):
            if hop.name not in self._homes:
                yield self._come((*stage, hop), index)
                continue
            if hop not in rest:
                home, was = self._homes[hop.name]
                count = len(self._a.lists[home, "steps", ""])
                old, new = f"{home[0].name}, {was + 1} of {count}", f"{stage[0].name}, {index + 1} of {len(after)}"
                yield self._moved((*stage, hop), old, new, index)
            yield from self.compare(pooled((*stage, hop)))

    def _gone(self, path: Path) -> Change:
        return self._row("removed", path, old=True, before=self._a.values[pooled(path)])

    def _come(self, path: Path, index: int) -> Change:
        value = self._b.values[pooled(path)]
        bare = value.model_copy(update={"steps": ()}) if isinstance(value, Stage) else value
        return self._row("added", path, after=bare, at=index)

    def _moved(self, path: Path, before: str, after: str, index: int) -> Change:
        return self._row("moved", path, before=before, after=after, at=index)

    def _change(self, kind: Kind, path: Path, name: str, before: Any, after: Any) -> Change:
        return self._row(kind, path, field=name, before=before, after=after)

    def _row(self, kind: Kind, path: Path, name: str | None = None, *, old: bool = False, **said: Any) -> Change:
        """A difference at a path; `name` is what the noun is called by now, where it is not what the path says."""
        here = path if name is None else (*path[:-1], path[-1]._replace(name=name, nth=said["at"]))
        draft = self._a if old else self._b
        place = place_of(draft, here)
        value = draft.values[pooled(here)]
        noun = type(value).__name__
        step = value.source if isinstance(value, Transition) else self._step_at(draft, place)
        return Change(kind, WORDS.get(noun, noun.lower()), _called(value), step, place, path=path, **said)

    def _step_at(self, draft: Draft, place: str) -> str:
        found = _STEP.match(place)
        return self._by_place[draft is self._a].get(found[0], "") if found else ""


def _id_row(b: Draft, group: str, old: str, new: str) -> Change:
    path = (Hop("", "", group, new, 0),)
    what, place = WORDS.get(group, group.lower()), b.places[path]
    return Change("renamed", what, new, new if group == "Step" else "", place, "id", old, new, path=path)


def place_of(draft: Draft, path: Path) -> str:
    """Where something stands, as files have it; of what stands in several places, the one that the path names."""
    if len(path) < 2 or not path[-1].group:
        return _under_step(draft, path)
    *_, hop = path
    above = draft.places[pooled(path[:-1])]
    index = draft.lists[pooled(path[:-1]), hop.field, hop.persona].index(hop)
    parts = (above, hop.field, hop.persona)
    return f"{'.'.join(part for part in parts if part)}[{index}]"


def _under_step(draft: Draft, path: Path) -> str:
    if len(path) == 1 and path[0].field and path[0].group:
        index = draft.lists[ROOT, path[0].field, path[0].persona].index(path[0])
        return f"{path[0].field}[{index}]"
    return draft.places[path]


def _called(value: Any) -> str:
    if isinstance(value, Transition):
        return f"{value.source} >> {value.target}"
    if isinstance(value, InOrder):
        return "in order"
    if isinstance(value, Effect):
        return f"{value.step} >> {value.to}" if value.to else value.step
    if isinstance(value, Relation):
        return value.to
    found = getattr(value, "id", None) or getattr(value, "text", None)
    return str(found) if found else ""


def _nothing(node: Node, name: str) -> Any:
    fields = getattr(nouns, node.noun).model_fields
    return fields[name].default if name in fields and not fields[name].is_required() else None


def _held(draft: Draft, path: Path, name: str) -> Any:
    return getattr(draft.values[path], name)
