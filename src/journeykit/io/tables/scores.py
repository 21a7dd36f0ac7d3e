"""Scales of feelings other than -2 to +2: `1..5`, `0..10`, `(1, 7)`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

__all__ = ["Scale", "scale_of"]

_RANGE = re.compile(
    r"\s*([+\-\u2212]?\d+(?:[.,]\d+)?)\s*(?:\.\.+|\u2026|:|,|;|to|bis|-|\u2013)\s*([+\-\u2212]?\d+(?:[.,]\d+)?)\s*"
)
_WIDEST = 1_000
_DIGITS = 6  # decimals of a written score: finer than anybody rates


@dataclass(frozen=True, slots=True)
class Scale:
    """From `low`, the worst, to `high`, the best; `low` may be the greater number.

    >>> Scale(1, 5).emotion(4), Scale(1, 5).score(-2), str(Scale(0, 10))
    (1.0, 1.0, '0..10')
    """

    low: float
    high: float

    def emotion(self, score: float) -> float:
        """The feeling on -2 to +2 that a score stands for."""
        return round(-2 + 4 * (score - self.low) / (self.high - self.low), _DIGITS + 3) + 0.0

    def score(self, emotion: float) -> float:
        """The score that stands for a feeling on -2 to +2, with six decimals."""
        return round(self.low + (self.high - self.low) * (emotion + 2) / 4, _DIGITS) + 0.0

    def holds(self, score: float) -> bool:
        """Whether a number is on the scale."""
        return min(self.low, self.high) <= score <= max(self.low, self.high)

    def __str__(self) -> str:
        return f"{self.low:g}..{self.high:g}"


def scale_of(scores: Any) -> Scale | None:
    """The scale that an option names; None for -2 to +2. Raises ValueError.

    >>> scale_of("1..5"), scale_of((-2, 2)), scale_of([0, 10])
    (Scale(low=1.0, high=5.0), None, Scale(low=0.0, high=10.0))
    >>> scale_of("five stars")
    Traceback (most recent call last):
        ...
    ValueError: scores is the scale of the feelings from worst to best, like '1..5' or (0, 10), not 'five stars'
    """
    if scores is None or isinstance(scores, Scale):
        return scores
    ends: tuple[float, ...] = ()
    if isinstance(scores, str):
        match = _RANGE.fullmatch(scores)
        if match is not None:
            ends = tuple(float(each.replace(",", ".").replace("\u2212", "-")) for each in match.groups())
    elif isinstance(scores, list | tuple) and all(
        isinstance(each, int | float) and not isinstance(each, bool) for each in scores
    ):
        ends = tuple(float(each) for each in scores)
    if len(ends) != 2 or ends[0] == ends[1] or not abs(ends[0] - ends[1]) <= _WIDEST or max(map(abs, ends)) > _WIDEST:
        message = "scores is the scale of the feelings from worst to best, like '1..5' or (0, 10)"
        raise ValueError(f"{message}, not {scores!r}")
    return None if ends == (-2, 2) else Scale(*ends)
