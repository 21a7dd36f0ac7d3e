"""Lengths of time, counts and chances in words."""

from __future__ import annotations

import re
from math import floor, log10
from typing import Final

from journeykit.model import Duration

__all__ = ["chance", "count", "length", "passing", "times"]

_ONES: Final = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen
"""
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS: Final = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_ONE_UNIT: Final = re.compile(r"(\d+) ([a-z]+?)s?")


def count(number: int) -> str:
    """A whole number in words up to 99, in figures beyond.

    >>> count(7), count(45), count(1200)
    ('seven', 'forty-five', '1,200')
    """
    if number < 20:
        return _ONES.split()[number]
    if number >= 100:
        return f"{number:,}"
    ones = number % 10
    return _TENS.split()[number // 10 - 2] + (f"-{_ONES.split()[ones]}" if ones else "")


def times(number: int) -> str:
    """Which time it is.

    >>> times(3), times(22)
    ('for the third time', 'for the 22nd time')
    """
    ordinals = _ORDINALS.split()
    if number <= len(ordinals):
        return f"for the {ordinals[number - 1]} time"
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"for the {number:,}{ending} time"


def length(duration: Duration) -> str:
    """A length of time.

    >>> length(Duration("1 hour")), length(Duration("14 weeks")), length(Duration("1 year 2 weeks"))
    ('an hour', 'fourteen weeks', '1 year 2 weeks')
    """
    found = _ONE_UNIT.fullmatch(str(duration))
    if not found:
        return str(duration)
    number, unit = int(found[1]), found[2]
    if number == 1:
        return f"{'an' if unit == 'hour' else 'a'} {unit}"
    return f"{count(number)} {unit}s"


def passing(duration: Duration) -> str:
    """That a length of time passes, as a sentence.

    >>> passing(Duration("14 weeks")), passing(Duration("1 day"))
    ('Fourteen weeks pass.', 'A day passes.')
    """
    said = length(duration)
    return f"{said[:1].upper()}{said[1:]} {'passes' if said.startswith(('a ', 'an ')) else 'pass'}."


def chance(probability: float) -> str:
    """How many of all, as people say it; never nobody or everybody where that is not true.

    >>> chance(0.1432), chance(1.0), chance(0.9999), chance(0.00042), chance(1e-9)
    ('about 14 in 100', 'all', 'nearly all', 'about one in 2,400', 'fewer than one in a million')
    """
    if probability >= 1 - 1e-12:
        return "all"
    if probability > 0.995:
        return "nearly all"
    if probability >= 0.01:
        return f"about {probability * 100:.0f} in 100"
    if probability < 1e-6:
        return "fewer than one in a million"
    among = 1 / probability
    digits = floor(log10(among)) - 1
    return f"about one in {round(among / 10**digits) * 10**digits:,.0f}"
