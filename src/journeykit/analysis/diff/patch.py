"""Differences applied to a map: the one they came from, or another in which their places are as they were."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import journeykit.model as nouns
from journeykit.analysis.diff.build import built
from journeykit.analysis.diff.change import Change, Path
from journeykit.analysis.diff.draft import Draft, children, draft_of, pooled
from journeykit.analysis.diff.ids import exchanged
from journeykit.analysis.diff.walk import KINDS
from journeykit.model import JourneyMap

__all__ = ["applied", "of_id"]

_CLASSES = {kind: noun for noun, kind in KINDS.items()}


def of_id(change: Change) -> bool:
    """Whether an id was exchanged for another throughout the map."""
    return change.kind == "renamed" and change.field == "id" and bool(change.path[-1].group)


def applied(journey: JourneyMap, changes: Iterable[Change]) -> JourneyMap:
    """The map with the changes made.

    Raises ValueError with all changes that do not fit the map, and ValidationError where the map that comes out does
    not hang together.
    """
    every = tuple(changes)
    renames = [each for each in every if of_id(each)]
    found: Any = journey
    for each in renames:
        found = exchanged(found, each.path[-1].group, each.before, each.after)
    patch = _Patch(draft_of(found))
    for each in every:
        if not of_id(each) and each.kind in ("changed", "renamed"):
            patch.field(each)
    patch.lists([each for each in every if each.kind in ("added", "removed", "moved")])
    known = draft_of(journey).nodes if renames else {}
    for each in renames:
        if (each.path[-1]._replace(name=each.before),) not in known:
            patch.faults.append(f"{each}: there is no such {each.what}")
    if patch.faults:
        head = "1 change does not fit" if len(patch.faults) == 1 else f"{len(patch.faults)} changes do not fit"
        raise ValueError("\n  ".join([f"{head} the map {journey.id!r}:", *patch.faults]))
    return built(patch.draft)


class _Patch:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.faults: list[str] = []

    def field(self, change: Change) -> None:
        """Set a field, or give an inline noun another text."""
        path, name = change.path, change.field
        node = self.draft.nodes.get(path)
        if node is None:
            self.faults.append(f"{change}: there is no such {change.what}")
            return
        if name in children(node.noun):
            self.draft.clear(path, name)
            self.draft.put_all(path, name, change.after, change.place)
            return
        if name == "kind" and node.noun in KINDS:
            now: Any = KINDS[node.noun]
        else:
            now = node.plain[name] if name in node.plain else _default(node.noun, name)
        if now != change.before:
            self.faults.append(f"{change}: it is {now!r} there")
        elif name == "kind" and node.noun in KINDS:
            node.noun = _CLASSES[change.after]
        else:
            node.plain[name] = change.after
            if _is_default(node.noun, name, change.after):
                del node.plain[name]
            if change.at is not None:
                hop = path[-1]
                self.draft.call(path[:-1], hop, hop._replace(name=change.after, nth=change.at))

    def lists(self, changes: list[Change]) -> None:
        """Take out, then put in, from the front to the back."""
        draft = self.draft
        for change in changes:
            if change.kind == "added":
                if self._where(change.path) is not None and change.path[-1].group in ("", "Step", "Stage", "Persona"):
                    self.faults.append(f"{change}: it is there already")
                continue
            key = self._where(change.path)
            if key is None:
                self.faults.append(f"{change}: there is no such {change.what}")
                continue
            draft.lists[key].remove(change.path[-1])
            if change.kind == "removed":
                draft.drop((*key[0], change.path[-1]))
        if self.faults:
            return
        for change in sorted((each for each in changes if each.at is not None), key=lambda each: each.at or 0):
            parent, hop = pooled(change.path[:-1]), change.path[-1]
            if change.kind == "added":
                draft.put(change.after, change.path, change.place)
            draft.lists.setdefault((parent, hop.field, hop.persona), []).insert(change.at or 0, hop)

    def _where(self, path: Path) -> tuple[Path, str, str] | None:
        """The list that holds it: of a step, that of any stage."""
        hop = path[-1]
        key = (pooled(path[:-1]), hop.field, hop.persona)
        if hop in self.draft.lists.get(key, ()):
            return key
        if hop.group != "Step":
            return None
        return next((key for key, hops in self.draft.lists.items() if key[1] == "steps" and hop in hops), None)


def _default(noun: str, name: str) -> Any:
    fields = getattr(nouns, noun).model_fields
    return fields[name].default if name in fields and not fields[name].is_required() else None


def _is_default(noun: str, name: str, value: Any) -> bool:
    fields = getattr(nouns, noun).model_fields
    if name not in fields:
        return True
    known = fields[name]
    return not known.is_required() and value == known.default and type(value) is type(known.default)
