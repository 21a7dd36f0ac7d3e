"""What the variables of a written map are called."""

from __future__ import annotations

import builtins
import keyword

__all__ = ["Names"]

_RESERVED = frozenset(("jk", *keyword.kwlist, *keyword.softkwlist, *dir(builtins)))


class Names:
    """Hands out variable names, each once and none that Python or the source itself needs.

    >>> names = Names()
    >>> names.give("quote", "step"), names.give("quote", "evidence"), names.give("list", "step")
    ('quote', 'quote_evidence', 'list_step')
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def give(self, identifier: str, kind: str) -> str:
        """The id itself if it is free, else the id with its kind, else that with a number."""
        name = identifier
        count = 1
        while name in self._taken or name in _RESERVED:
            name = f"{identifier}_{kind}" if count == 1 else f"{identifier}_{kind}_{count}"
            count += 1
        self._taken.add(name)
        return name
