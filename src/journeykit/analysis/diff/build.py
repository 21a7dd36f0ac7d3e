"""From a map laid out flat back to the map."""

from __future__ import annotations

from typing import Any

import journeykit.model as nouns
from journeykit.analysis.diff.change import Path
from journeykit.analysis.diff.draft import LEFT_OUT, ROOT, SINGLE, Draft, children, pooled
from journeykit.model import JourneyMap
from journeykit.model.flow import in_order
from journeykit.model.frozen_map import FrozenMap

__all__ = ["built"]


def built(draft: Draft) -> JourneyMap:
    """The map. Raises ValidationError where what was laid out does not hang together.

    >>> from journeykit.analysis.diff.draft import draft_of
    >>> from journeykit.model import Stage
    >>> shop = JourneyMap(stages=[Stage("buy", ["basket", "pay"])])
    >>> built(draft_of(shop)) == shop
    True
    """
    made: JourneyMap = _Builder(draft).value(ROOT)
    return made


class _Builder:
    """Makes each noun that stands once in a map once."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._made: dict[Path, Any] = {}
        listed = draft.lists.get((ROOT, "evidence", ""), ())
        self._sources = {hop.name: self.value((hop,)) for hop in listed}

    def value(self, path: Path) -> Any:
        path = pooled(path)
        if path not in self._made:
            self._made[path] = self._new(path)
        return self._made[path]

    def _new(self, path: Path) -> Any:
        node = self._draft.nodes[path]
        if node.noun == "InOrder":
            return in_order
        given = dict(node.plain)
        if path and "evidence" in given:
            given["evidence"] = tuple(self._sources.get(each, each) for each in given["evidence"])
        for name in children(node.noun):
            held = self._held(path, name)
            if held is not None:
                given[name] = held
        return getattr(nouns, node.noun)(**given)

    def _held(self, path: Path, name: str) -> Any:
        lists = self._draft.lists
        shape = self._draft.nodes[path].shapes.get(name)
        if shape is not None and shape != LEFT_OUT:
            return FrozenMap({persona: self._all(path, name, persona) for persona in shape})
        if (path, name, "") not in lists:
            return None
        found = self._all(path, name, "")
        if name in SINGLE:
            return found[0] if found else None
        return None if shape == LEFT_OUT and found == (in_order,) else found

    def _all(self, path: Path, name: str, persona: str) -> tuple[Any, ...]:
        return tuple(self.value((*path, hop)) for hop in self._draft.lists.get((path, name, persona), ()))
