"""Names that would be cut to the same words, told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import count

from journeykit.render.poster.type import Block

__all__ = ["distinct"]


def distinct(names: Sequence[str], cut: Callable[[str], Block]) -> list[str]:
    """The names; those that `cut` leaves the same words of, though they differ, with numbers before them.

    >>> from journeykit.render.poster.type import block
    >>> names = ["look", "customer calls in May", "customer calls in June"]
    >>> distinct(names, lambda name: block(name, 90.0, 12.0, lines=1))
    ['look', '1. customer calls in May', '2. customer calls in June']
    """
    held: dict[tuple[str, ...], set[str]] = defaultdict(set)
    shown = [cut(name).lines for name in names]
    for name, lines in zip(names, shown, strict=True):
        held[lines].add(name)
    numbers: defaultdict[str, int] = defaultdict(count(1).__next__)  # a name that comes twice keeps its number
    return [
        f"{numbers[name]}. {name}" if len(held[lines]) > 1 else name for name, lines in zip(names, shown, strict=True)
    ]
