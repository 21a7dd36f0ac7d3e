"""Figures by name: a read-only mapping that computes what is asked for, and knows near names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from journeykit.errors import UnknownName

__all__ = ["Figures"]


class Figures(Mapping[str, float]):
    """A read-only mapping from ids to numbers, in the order of the map. Unknown ids raise UnknownName.

    >>> visits = Figures("step", ["quote", "sign"], lambda place: [1.5, .5][place])
    >>> visits, visits["quote"]
    ({'quote': 1.5, 'sign': 0.5}, 1.5)
    >>> visits["qoute"]
    Traceback (most recent call last):
    journeykit.errors.UnknownName: unknown step 'qoute': did you mean 'quote'?
    """

    def __init__(self, what: str, names: Sequence[str], number: Callable[[int], float]) -> None:
        self._what, self._names, self._number = what, tuple(names), number
        self._found: dict[str, float] = {}

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self._names)}

    def __getitem__(self, name: str) -> float:
        if name not in self._found:
            if name not in self._places:
                raise UnknownName(self._what, name, self._names)
            self._found[name] = float(self._number(self._places[name]))
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def get(self, name: str, default: Any = None) -> Any:
        """The number, or the default where the name is unknown."""
        return self[name] if name in self else default  # noqa: SIM401 - this is `get`

    def __repr__(self) -> str:
        return repr(dict(self))
