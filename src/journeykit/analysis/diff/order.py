"""The fewest that must move so that the others stand in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeVar

__all__ = ["resting"]

T = TypeVar("T")


def resting(before: Sequence[T], after: Sequence[T]) -> set[T]:
    """Those of two arrangements of the same things that can stay: a longest common subsequence.

    Where there are several, the one whose things stand earliest in the second is taken. n log n (Fredman 1975: On
    computing the length of longest increasing subsequences).

    >>> sorted(resting("abcd", "dabc"))
    ['a', 'b', 'c']
    """
    place = {each: index for index, each in enumerate(before)}
    ends: list[int] = []  # the smallest place in which a run of each length ends
    which: list[int] = []  # and the index in `after` of that end
    previous: list[int] = []
    for index, each in enumerate(after):
        at = bisect_left(ends, place[each])
        previous.append(which[at - 1] if at else -1)
        if at == len(ends):
            ends.append(place[each])
            which.append(index)
        else:
            ends[at], which[at] = place[each], index
    found: set[T] = set()
    index = which[-1] if which else -1
    while index >= 0:
        found.add(after[index])
        index = previous[index]
    return found
