"""One fault where several follow from one slip: a mapping in the place of a list, a key that is nearly right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from journeykit.io.parsed import Loc

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

__all__ = ["Misplaced", "misplaced", "part_at", "slip"]

_ID = re.compile(r"[a-z][a-z0-9_]{0,63}")
_GUESS = re.compile(r"unknown key .*: did you mean '(\w+)'\?", re.DOTALL)
_SINGLE = re.compile(r"[\w-]+")
_NOUNS = {("stages",), ("personas",), ("outcomes",)}  # lists whose items have an id and cannot be written as a text
_ALIKE = 0.8  # of the characters: beyond it a single word is a slip of the pen, and not the start of a sentence
_DEEPEST = 20  # levels at which names are looked for: a map has about fifteen


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A part at `loc` of the wrong shape; `names` are the keys and texts in it, which the model does not know now."""

    loc: tuple[str | int, ...]
    message: str
    names: frozenset[str]

    def explains(self, details: ErrorDetails) -> bool:
        """Whether an error only follows from it."""
        if tuple(details["loc"][: len(self.loc)]) == self.loc:
            return True
        return details["type"] == "unknown_id" and details["input"] in self.names


def slip(details: ErrorDetails) -> str:
    """The known key that an unknown one differs from by case or by a letter or two, else ""."""
    guess = _GUESS.match(details["msg"])
    key = str(details["loc"][-1]) if details["loc"] else ""
    if guess is None or not _SINGLE.fullmatch(key):
        return ""
    alike = SequenceMatcher(None, key.lower(), guess[1].lower(), autojunk=False).ratio()
    return guess[1] if alike >= _ALIKE else ""


def misplaced(details: Sequence[ErrorDetails], tree: object) -> list[Misplaced]:
    """The mappings that stand for a list of nouns, with ids for keys; and the nouns that are an id and no more."""
    unknown: dict[tuple[str | int, ...], set[object]] = {}
    slips: set[tuple[str | int, ...]] = set()
    nameless, kindless, bare = set(), [], []
    for each in details:
        loc = tuple(each["loc"])
        if each["type"] == "extra_forbidden":
            unknown.setdefault(loc[:-1], set()).add(loc[-1])
            if slip(each) and not isinstance(each["input"], Mapping):
                slips.add(loc)
        elif each["type"] == "missing" and loc[-1] == "id":
            nameless.add(loc[:-1])
        elif each["type"] == "model_type" and loc[:-1] in _NOUNS and ":" not in str(name := each["input"]):
            bare += [_bare(loc, name)] if isinstance(name, str) else []
        elif each["type"] == "union_tag_not_found" and loc[-2:] == ("steps", 0):
            kindless.append(loc)
    found = [
        _told(loc, "id", tree)
        for loc, keys in unknown.items()
        if loc in nameless and keys == _keys(tree, loc) and not all((*loc, str(key)) in slips for key in keys)
    ]
    found += [_told(loc, "touchpoint", tree) for loc in kindless if _holds_steps(tree, loc)]
    named = [
        _bare(loc, str(*keys), part_at(tree, loc)) for loc, keys in unknown.items() if _only_a_name(tree, loc, keys)
    ]
    return [*found, *bare, *(each for each in named if each.loc in nameless)]


def _only_a_name(tree: object, loc: Loc, keys: set[object]) -> bool:
    """Whether an item is its name with all that belongs to it below: `- buy: {steps: [a]}`."""
    around, item = (part_at(tree, loc[:-1]), part_at(tree, loc)) if loc else (None, None)
    if not isinstance(around, list) or not isinstance(item, Mapping) or len(item) != 1 or keys != set(item):
        return False
    return all(each is None or isinstance(each, Mapping) for each in item.values())


def _bare(loc: tuple[str | int, ...], name: str, item: object = None) -> Misplaced:
    shown = name if _ID.fullmatch(name) else "…"
    message = f"a name alone is no entry of {str(loc[-2])!r}: write `- id: {shown}`, and what belongs to it beside `id`"
    return Misplaced(loc, message, frozenset([name, *_names(item)]))


def _keys(tree: object, loc: Loc) -> set[object]:
    """The keys of a mapping that stands where a list belongs; of a list's item none."""
    value = part_at(tree, loc[:-1]) if len(loc) > 1 and loc[-1] == 0 else None
    return set(value) if isinstance(value, Mapping) else set()


def _holds_steps(tree: object, loc: Loc) -> bool:
    value = part_at(tree, loc[:-1])
    return isinstance(value, Mapping) and all(each is None or isinstance(each, Mapping) for each in value.values())


def _told(loc: tuple[str | int, ...], key: str, tree: object) -> Misplaced:
    names = list(_names(part_at(tree, loc[:-1])))
    first = next((name for name in names if _ID.fullmatch(name)), "…")
    message = f"{str(loc[-2])!r} takes a list, and this is a mapping: write a list: `- {key}: {first}`"
    return Misplaced(loc[:-1], message, frozenset(names))


def part_at(tree: object, loc: Loc) -> object:
    """What stands at a place of a plain tree, None where nothing does. What stands for a list is its first item."""
    for part in loc:
        if isinstance(tree, Mapping) and part in tree:
            tree = tree[part]
        elif isinstance(tree, list):
            tree = tree[part] if isinstance(part, int) and part < len(tree) else None
        elif part != 0:
            return None
    return tree


def _names(value: object, depth: int = 0) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list) and depth < _DEEPEST:
        if isinstance(value, Mapping):
            yield from value
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from _names(each, depth + 1)
