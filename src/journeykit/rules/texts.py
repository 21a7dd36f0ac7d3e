"""The texts of a map's tree, each with the place where its file has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["EXACT", "mappings", "step_at", "texts"]

EXACT = frozenset({"events", "failed_events", "allow", "url", "image"})
"""What is compared letter by letter, or opened: names in logs, names of rules, addresses."""


def texts(part: Any, place: str = "", key: str = "") -> Iterator[tuple[str, str, str]]:
    """All texts for people, each with its place and the key that it stands under.

    Names in logs, conditions on them, names of rules, addresses and chains of ids are none.

    >>> list(texts({"title": "Buying", "stages": [{"id": "buy", "goal": "a roof"}], "flow": ["a >> b"]}))
    [('title', 'title', 'Buying'), ('stages[0].id', 'id', 'buy'), ('stages[0].goal', 'goal', 'a roof')]
    """
    if isinstance(part, str):
        yield place, key, part
    elif isinstance(part, list):
        for index, item in enumerate(part):
            if key != "flow" or not isinstance(item, str):
                yield from texts(item, f"{place}[{index}]", key)
    elif isinstance(part, Mapping):
        for name, value in part.items():
            if name not in EXACT and not (name == "when" and isinstance(value, Mapping)):
                yield from texts(value, f"{place}.{name}" if place else str(name), str(name))


def mappings(part: Any, place: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """All mappings of a tree, each with its place, an outer one before those in it.

    >>> [place for place, _ in mappings({"stages": [{"id": "buy", "steps": [{"wait": "permit"}]}]})]
    ['', 'stages[0]', 'stages[0].steps[0]']
    """
    if isinstance(part, list):
        for index, item in enumerate(part):
            yield from mappings(item, f"{place}[{index}]")
    elif isinstance(part, Mapping):
        yield place, part
        for name, value in part.items():
            yield from mappings(value, f"{place}.{name}" if place else str(name))


def step_at(place: str, steps: Mapping[str, str]) -> str | None:
    """The step that a place lies in, by the places of the steps; None where it lies in none.

    >>> step_at("stages[0].steps[1].pains[0].text", {"stages[0].steps[1]": "pay"})
    'pay'
    """
    return steps.get(".".join(place.split(".", 2)[:2]))
