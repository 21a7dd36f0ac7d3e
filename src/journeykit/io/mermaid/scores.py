"""Scores as Mermaid has them, 1 to 5 unless told otherwise, and emotions, -2 to +2."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import decimal

from journeykit.io.text import refuse

__all__ = ["Scale", "number", "places_of", "plain_digits"]

_NUMBER = re.compile(
    r"[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})(?:e[+-]?\d{1,3})?|0(?:x[0-9a-f]{1,8}|o[0-7]{1,8}|b[01]{1,16})",
    re.ASCII | re.IGNORECASE,
)
_RANGE = re.compile(r"\s*([+-]?\d+(?:\.\d+)?)\s*(?:\.\.|-|to)\s*([+-]?\d+(?:\.\d+)?)\s*", re.ASCII)
_MOST_PLACES = 6


def number(text: str) -> float | None:
    """The number that JavaScript's `Number` makes of a text that is one, None for any other.

    >>> number("5"), number("4.5"), number("0x3"), number("five"), number("")
    (5.0, 4.5, 3.0, None, None)
    """
    if not _NUMBER.fullmatch(text):
        return None
    return float(int(text, 0)) if text[1:2].lower() in ("x", "o", "b") else float(text)


@dataclass(frozen=True, slots=True)
class Scale:
    """From the worst score to the best.

    >>> scale = Scale.told("0..10")
    >>> scale.emotion(5), scale.emotion(10), scale.score(-2, 0), str(scale)
    (0, 2, 0, '0..10')
    """

    worst: float = 1
    best: float = 5

    @classmethod
    def told(cls, scores: str | Sequence[float]) -> Scale:
        """The scale that an option names: `"0..10"` or `(0, 10)`. Raises FormatError for anything else.

        >>> Scale.told("five")
        Traceback (most recent call last):
            ...
        journeykit.errors.FormatError: <text>: scores is a range, like "1..5" or (0, 10), not 'five'
        """
        found: list[float] = []
        if isinstance(scores, str):
            match = _RANGE.fullmatch(scores)
            found = [float(each) for each in match.groups()] if match else []
        elif isinstance(scores, Sequence) and all(isinstance(each, int | float) for each in scores):
            found = [float(each) for each in scores]
        if len(found) != 2 or not all(map(math.isfinite, found)) or found[0] == found[1]:
            shown = repr(scores)[:60]
            refuse(f'scores is a range, like "1..5" or (0, 10), not {shown}', "scores")
        return cls(*found)

    def __str__(self) -> str:
        return f"{self.worst:g}..{self.best:g}"

    def holds(self, score: float) -> bool:
        """Whether a score lies on the scale."""
        return min(self.worst, self.best) <= score <= max(self.worst, self.best)

    def emotion(self, score: float) -> float:
        """The emotion that a score of the scale stands for."""
        share = (score - self.worst) / (self.best - self.worst)
        return _tidy(4 * share - 2)

    def score(self, emotion: float, places: int) -> float:
        """The score of an emotion, with so many decimals; halves go to the even neighbour, away from neither end."""
        exact = self.worst + (emotion + 2) / 4 * (self.best - self.worst)
        rounded = round(exact, places)
        low, high = sorted((self.worst, self.best))
        return _tidy(min(max(rounded, low), high))


def _tidy(value: float) -> float:
    """Without the noise of binary fractions, and an integer where it is one."""
    rounded = round(value, _MOST_PLACES)
    return int(rounded) if float(rounded).is_integer() else rounded


def places_of(decimals: object) -> int:
    """How many decimals the scores that are written have, from an option. Raises FormatError.

    >>> places_of("1"), places_of(0)
    (1, 0)
    """
    if isinstance(decimals, str) and decimals.isdecimal() and len(decimals) == 1:
        decimals = int(decimals)
    if not isinstance(decimals, int) or isinstance(decimals, bool) or not 0 <= decimals <= _MOST_PLACES:
        refuse(f"decimals is a whole number from 0 to {_MOST_PLACES}, not {repr(decimals)[:60]}", "decimals")
    return decimals


def plain_digits(text: str) -> str:
    r"""The text with the digits of every script as ASCII ones.

    >>> plain_digits("\uff14"), plain_digits("\u0663")
    ('4', '3')
    """
    return "".join(str(decimal(char, char)) for char in text)
