"""Texts that begin at places of a line, on tiers, so that neither they nor the threads to them cross."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

__all__ = ["tiers"]

_APART: Final = 8.0


def tiers(texts: Sequence[tuple[float, float]], most: int) -> tuple[int | None, ...]:
    """The tier of each text by where it begins and how wide it is, 0 the nearest; None for those without room.

    From the right to the left each takes the nearest tier on which it ends before the next one begins. A thread from
    the line to a text passes only tiers whose texts begin to the right of it.

    >>> tiers([(0, 60), (10, 60), (100, 40)], 3), tiers([(0, 60), (10, 60)], 1)
    ((1, 0, 0), (None, 0))
    """
    found: list[int | None] = [None] * len(texts)
    free = [float("inf")] * most  # on each tier, where the next text has to end
    for at in sorted(range(len(texts)), key=lambda at: (-texts[at][0], -at)):
        begin, wide = texts[at]
        tier = next((tier for tier in range(most) if begin + wide + _APART <= free[tier]), None)
        if tier is not None:
            found[at] = tier
            for below in range(tier + 1):  # a thread passes here: texts further left end before it
                free[below] = min(free[below], begin)
    return tuple(found)
