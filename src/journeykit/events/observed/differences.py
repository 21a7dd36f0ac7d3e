"""Intervals of what two groups differ by, from the interval of each."""

from __future__ import annotations

import math
from typing import Final, NamedTuple

from journeykit.metrics.intervals import wilson

__all__ = ["MEDIANS", "NEWCOMBE", "Estimate", "median_ranks", "mover", "newcombe"]

NEWCOMBE: Final = "Newcombe's hybrid score"
MEDIANS: Final = "order statistics of both medians, combined by MOVER"


class Estimate(NamedTuple):
    """A figure and the ends of its interval."""

    value: float
    low: float
    high: float


def mover(first: Estimate, second: Estimate) -> tuple[float, float]:
    """The interval of first - second, from those of two independent figures.

    The method of variance estimates recovery: d - √((a - la)² + (ub - b)²) to d + √((ua - a)² + (b - lb)²). G. Y. Zou
    and A. Donner, "Construction of confidence limits about effect measures: A general approach", Statistics in
    Medicine 27 (2008), 1693-1702. An interval of our own:

    >>> mover(Estimate(10, 7, 13), Estimate(4, 0, 8))
    (1.0, 11.0)
    """
    apart = first.value - second.value
    down = math.hypot(first.value - first.low, second.high - second.value)
    up = math.hypot(first.high - first.value, second.value - second.low)
    return apart - down, apart + up


def newcombe(yes: int, n: int, other_yes: int, other_n: int, level: float = 0.95) -> tuple[float, float]:
    """The interval of a difference of two independent shares, from their Wilson score intervals.

    R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison of eleven
    methods", Statistics in Medicine 17 (1998), 873-890, method 10, without correction for continuity. His example (a):

    >>> [round(end, 4) for end in newcombe(56, 70, 48, 80)]
    [0.0524, 0.3339]
    """
    first, second = (Estimate(y / m, *wilson(y, m, level)) for y, m in ((yes, n), (other_yes, other_n)))
    return mover(first, second)


def median_ranks(n: int, level: float = 0.95) -> tuple[int, int] | None:
    """The ranks, from 1, of the two values between which the median lies with at least that confidence.

    The distribution-free interval by the binomial distribution (W. J. Conover, *Practical Nonparametric Statistics*,
    1999, section 3.2). None for so few values that even the lowest and the highest do not suffice.

    >>> median_ranks(5), median_ranks(6), median_ranks(100)
    (None, (1, 6), (40, 61))
    """
    from scipy.special import bdtr

    tail = (1 - level) / 2
    low, high = 0, n // 2 + 1  # bdtr(low - 1) <= tail < bdtr(high - 1), were it for all n
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if bdtr(middle - 1, n, 0.5) <= tail else (low, middle)
    return (low, n + 1 - low) if low else None
