"""Nouns without an id whose text was edited: which of the old ones became which of the new ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from journeykit.analysis.diff.change import Hop

__all__ = ["edited"]

_LEAST: Final = 0.6  # of the signs in common: the rule of difflib for a close match
_MOST: Final = 40  # so many are compared with each other; longer lists are taken as they are
_LONGEST: Final = 400  # signs


def edited(before: Sequence[Hop], after: Sequence[Hop]) -> Iterator[tuple[Hop, Hop]]:
    """Pairs of old and new, the most alike first; both without those that bear an id.

    >>> old, new = (Hop("pains", "", "", text, 0) for text in ("no two quotes compare", "no three quotes compare"))
    >>> [pair[1].name for pair in edited([old], [new])]
    ['no three quotes compare']
    """
    known = set(after)
    gone = [hop for hop in before if hop not in known and not hop.group]
    known = set(before)
    new = [hop for hop in after if hop not in known and not hop.group]
    if not gone or not new or len(gone) > _MOST or len(new) > _MOST:
        return
    scores = [
        (score, x, y)
        for x, one in enumerate(gone)
        for y, other in enumerate(new)
        if (score := _score(one.name[:_LONGEST], other.name[:_LONGEST])) >= _LEAST
    ]
    used: tuple[set[int], set[int]] = (set(), set())
    for _, x, y in sorted(scores, key=lambda each: (-each[0], each[1], each[2])):
        if x not in used[0] and y not in used[1]:
            used[0].add(x)
            used[1].add(y)
            yield gone[x], new[y]


def _score(one: str, other: str) -> float:
    if one == other:
        return 1.0  # told apart by their place among equals
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _LEAST else 0.0
