"""The texts of a map's tree, each with the place where its file has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

__all__ = ["EXACT", "Path", "mappings", "step_at", "texts", "written"]

Path: TypeAlias = "tuple[Path, str | int] | None"
"""A place as the one around it and a key; made into a text only where somebody asks, which is seldom."""

EXACT = frozenset({"events", "failed_events", "allow", "url", "image"})
"""What is compared letter by letter, or opened: names in logs, names of rules, addresses."""


def texts(tree: Any) -> Iterator[tuple[Path, str, str]]:
    """All texts for people in the order of the file, each with its place and the key that it stands under.

    Names in logs, conditions on them, names of rules, addresses and chains of ids are none.

    >>> tree = {"title": "Buying", "stages": [{"id": "buy", "goal": "a roof"}], "flow": ["a >> b"]}
    >>> [(written(path), key, text) for path, key, text in texts(tree)]
    [('title', 'title', 'Buying'), ('stages[0].id', 'id', 'buy'), ('stages[0].goal', 'goal', 'a roof')]
    """
    waiting: list[tuple[Any, Path, str]] = [(tree, None, "")]
    while waiting:
        part, path, key = waiting.pop()
        if isinstance(part, str):
            yield path, key, part
        elif isinstance(part, list):
            waiting.extend(
                (part[index], (path, index), key)
                for index in range(len(part) - 1, -1, -1)
                if key != "flow" or not isinstance(part[index], str)
            )
        elif isinstance(part, dict):
            waiting.extend(
                (part[name], (path, name), name)
                for name in reversed(part)
                if name not in EXACT and not (name == "when" and isinstance(part[name], dict))
            )


def mappings(tree: Any) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """All mappings of a tree, each with its place, an outer one before those in it.

    >>> [written(path) for path, _ in mappings({"stages": [{"id": "buy", "steps": [{"wait": "permit"}]}]})]
    ['', 'stages[0]', 'stages[0].steps[0]']
    """
    waiting: list[tuple[Any, Path]] = [(tree, None)]
    while waiting:
        part, path = waiting.pop()
        if isinstance(part, dict):
            yield path, part
            waiting.extend((part[name], (path, name)) for name in reversed(part))
        elif isinstance(part, list):
            waiting.extend((part[index], (path, index)) for index in range(len(part) - 1, -1, -1))


def written(path: Path) -> str:
    """A place as messages and fixes write it; empty for the whole map.

    >>> written((((None, "stages"), 0), "title"))
    'stages[0].title'
    """
    text = ""
    while path is not None:
        path, key = path
        text = f"[{key}]{text}" if isinstance(key, int) else f".{key}{text}"
    return text.removeprefix(".")


def step_at(place: str, steps: Mapping[str, str]) -> str | None:
    """The step that a place lies in, by the places of the steps; None where it lies in none.

    >>> step_at("stages[0].steps[1].pains[0].text", {"stages[0].steps[1]": "pay"})
    'pay'
    """
    return steps.get(".".join(place.split(".", 2)[:2]))
