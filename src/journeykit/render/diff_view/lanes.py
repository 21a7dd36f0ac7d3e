"""What two maps say at each step, item by item: the same, added, removed, changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Final

from journeykit.render.sheet import Item, Lane

__all__ = ["one_lane"]

_ALIKE: Final = 0.6
_LONGEST: Final = 400


def one_lane(then: Lane | None, now: Lane | None, added: Collection[str]) -> Lane:
    """One lane of both; what is said at steps that are new needs no mark, since the whole step is."""
    lane = now or then
    if lane is None:
        raise ValueError("a lane of at least one map is needed")
    steps = dict(_both(then.steps if then else {}, now.steps if now else {}, added))
    stages = dict(_both(then.stages if then else {}, now.stages if now else {}, ()))
    return replace(lane, steps=steps, stages=stages)


def _both(
    then: Mapping[str, tuple[Item, ...]], now: Mapping[str, tuple[Item, ...]], added: Collection[str]
) -> Iterator[tuple[str, tuple[Item, ...]]]:
    for name in dict.fromkeys((*now, *then)):
        if name in added:
            yield name, now[name]
        else:
            yield name, tuple(_items(then.get(name, ()), now.get(name, ())))


def _items(then: Sequence[Item], now: Sequence[Item]) -> Iterator[Item]:
    """Those of now in their order, then those that are gone."""
    left = list(then)
    pairs: dict[int, Item] = {}
    for index, item in enumerate(now):
        same = next((old for old in left if old.text == item.text and old.mark == item.mark), None)
        if same is not None:
            left.remove(same)
            pairs[index] = same
    for index, item in enumerate(now):
        if index not in pairs:
            near = max(left, key=lambda old: _score(old, item), default=None)
            if near is not None and _score(near, item) >= _ALIKE:
                left.remove(near)
                pairs[index] = near
    for index, item in enumerate(now):
        old = pairs.get(index)
        if old is None:
            yield replace(item, change="added", note=_joined("added", item.note))
        elif said := _was(old, item):
            yield replace(item, change="changed", note=_joined(item.note, said))
        else:
            yield item
    for old in left:
        yield replace(old, change="removed", note=_joined("removed", old.note))


def _score(old: Item, new: Item) -> float:
    if old.mark != new.mark or old.image or new.image:
        return 0.0
    return SequenceMatcher(None, old.text[:_LONGEST], new.text[:_LONGEST], autojunk=False).ratio()


def _was(old: Item, new: Item) -> str:
    """What was said before; empty where nothing changed that a reader sees."""
    parts = []
    if old.text != new.text:
        parts.append(old.text)
    if old.weight != new.weight:
        parts.append(f"severity {old.weight:g}" if old.weight is not None else "no severity")
    if old.note != new.note:
        parts.append(old.note or "without a note")
    if old.who != new.who and not parts:
        parts.append("of other people")
    return f"was: {' · '.join(parts)}" if parts else "the picture is new" if old.image != new.image else ""


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
