"""Activities that are perhaps one, written in two ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Final

__all__ = ["alike"]

_MOST: Final = 400  # activities compared with each other
_SHORTEST: Final = 5  # letters: "pay" and "pays" may well be two
_LETTERS: Final = 2  # of a word that is a label: another letter is another label
_RARE: Final = 10  # so many times rarer is a slip of the pen
_SHOWN: Final = 5


def alike(counts: Mapping[str, int]) -> tuple[str, ...]:
    """Sentences on activities, given how often each happened, that differ only in blanks and capitals, and on rare ones
    that are one slip of the pen, other than in a figure, from one that is ten times as frequent.

    >>> for line in alike({"pay": 120, "Pay ": 3, "credit card": 760, "credit crad": 42, "step 1": 90, "step 2": 1}):
    ...     print(line)
    activities that differ only in blanks or capitals: 'pay' (120) and 'Pay ' (3)
    perhaps one activity in two spellings: 'credit card' (760) and 'credit crad' (42)
    """
    groups = defaultdict(list)
    for name in sorted(counts, key=lambda each: (-counts[each], each)):
        groups["".join(name.split()).casefold()].append(name)
    same = [_told(group, counts) for group in groups.values() if len(group) > 1]
    slips = [_told(pair, counts) for pair in _slips([group[0] for group in groups.values()][:_MOST], counts)]
    said = (
        ("activities that differ only in blanks or capitals", same),
        ("perhaps one activity in two spellings", slips),
    )
    return tuple(f"{what}: {_listed(found)}" for what, found in said if found)


def _slips(names: list[str], counts: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Pairs of a frequent and a rare name, of names from the most frequent on."""
    for place, often in enumerate(names):
        for rare in names[place + 1 :]:
            if counts[rare] * _RARE <= counts[often] and _one_slip(often.casefold(), rare.casefold()):
                yield often, rare


def _one_slip(one: str, other: str) -> bool:
    """Whether a letter was left out, put in or changed, or two were swapped."""
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < _SHORTEST:
        return False
    begun = _shared(one, other)
    a, b = one[begun:], other[begun:]
    end = _shared(a[::-1], b[::-1])
    a, b = a[: len(a) - end], b[: len(b) - end]
    if any(each.isdigit() for each in a + b):
        return False
    if any(
        len(_word(name, begun)) <= _LETTERS for name in (one, other)
    ):  # "Type A" and "Type C", "plan I" and "plan II"
        return False
    return max(len(a), len(b)) <= 1 or (len(a) == len(b) == 2 and a == b[::-1])


def _word(name: str, place: int) -> str:
    """The word around a place."""
    before = "".join(takewhile(str.isalnum, reversed(name[:place])))
    return before[::-1] + "".join(takewhile(str.isalnum, name[place:]))


def _shared(one: str, other: str) -> int:
    """How many letters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _told(names: list[str] | tuple[str, str], counts: Mapping[str, int]) -> str:
    return " and ".join(f"{name!r} ({counts[name]:,})" for name in names)


def _listed(found: list[str]) -> str:
    more = f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return "; ".join(found[:_SHOWN]) + more
