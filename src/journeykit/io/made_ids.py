"""Ids for things that another format calls by a name."""

from __future__ import annotations

import re

from journeykit.model.wording import as_id

__all__ = ["MadeIds"]

_ID = re.compile(r"[a-z][a-z0-9_]{0,63}\Z")


class MadeIds:
    """Hands out ids, each once: a name that is an id already stays, another one is made into one.

    >>> ids = MadeIds("step")
    >>> ids.of("Get a quote"), ids.of("get_a_quote"), ids.of("太阳"), ids.of("太阳")
    ('get_a_quote', 'get_a_quote_2', 'step', 'step_2')
    """

    def __init__(self, otherwise: str) -> None:
        self._otherwise = otherwise
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def of(self, name: str) -> str:
        """A new id for a thing of this name."""
        wanted = name if _ID.match(name) else as_id(name, self._otherwise)
        made = wanted
        while made in self._taken:
            self._next[wanted] = number = self._next.get(wanted, 1) + 1
            made = f"{wanted[: 63 - len(str(number))]}_{number}"
        self._taken.add(made)
        return made
