"""Intervals by their usual names."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Final

from journeykit.errors import MetricError

__all__ = ["MULTINOMIAL", "STUDENT", "WELCH", "WILSON", "difference", "student", "welch", "wilson", "z"]

WILSON: Final = "Wilson score"
STUDENT: Final = "Student's t"
WELCH: Final = "Welch's t"
MULTINOMIAL: Final = "multinomial variance"

Ends = tuple[float, float]


def z(level: float) -> float:
    """How many standard errors reach to either side.

    >>> round(z(.95), 4)
    1.96
    """
    return NormalDist().inv_cdf(0.5 + level / 2)


def wilson(yes: int, n: int, level: float = 0.95) -> Ends:
    """The score interval of a share, without correction for continuity.

    E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal of the American
    Statistical Association 22 (1927), 209-212: the shares p with (yes/n - p)² <= z² p (1 - p) / n. Newcombe's
    comparison ("Two-sided confidence intervals for the single proportion", Statistics in Medicine 17, 1998, 857-872)
    recommends it, and gives 81 of 263, 15 of 148, 0 of 20 and 1 of 29:

    >>> [tuple(round(end, 4) for end in wilson(*each)) for each in ((81, 263), (15, 148), (0, 20), (1, 29))]
    [(0.2553, 0.3662), (0.0624, 0.1605), (0.0, 0.1611), (0.0061, 0.1718)]
    """
    square = z(level) ** 2
    share = yes / n
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = math.sqrt(square) * math.sqrt(share * (1 - share) / n + square / (4 * n * n)) / (1 + square / n)
    return (0.0 if yes == 0 else middle - half), (1.0 if yes == n else middle + half)


def difference(more: float, less: float, n: float, level: float = 0.95) -> Ends | None:
    """The interval of a difference of two shares of one sample, such as promoters less detractors.

    Its variance is that of a multinomial sample, (p + d - (p - d)²) / n; the ends are cut at -1 and 1. None where all
    answers are in one group: their variance is 0, and says nothing of the next answer.

    >>> [round(end, 4) for end in difference(.5, .2, 100) or ()]
    [0.1469, 0.4531]
    >>> difference(1.0, 0.0, 20) is None
    True
    """
    variance = (more + less - (more - less) ** 2) / n
    if variance <= 1e-15 / n:  # rounding
        return None
    half = z(level) * math.sqrt(variance)
    return max(-1.0, more - less - half), min(1.0, more - less + half)


def student(mean: float, variance: float, n: int, level: float = 0.95, who: str = "mean") -> Ends | None:
    """The t interval of a mean, from the sample's variance (over n - 1). None where all values are equal.

    Student, "The Probable Error of a Mean", Biometrika 6 (1908), 1-25. His first example, the additional hours of
    sleep that ten patients gained by a drug, has the mean .75 and the standard deviation 1.79 (over n - 1):

    >>> gained = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    >>> mean = sum(gained) / 10
    >>> variance = sum((each - mean) ** 2 for each in gained) / 9
    >>> round(mean, 2), round(variance ** .5, 2)
    (0.75, 1.79)
    >>> [round(end, 2) for end in student(mean, variance, 10) or ()]
    [-0.53, 2.03]
    """
    if n < 2:
        raise MetricError(f"{who}: a t interval needs two values or more, and there is one: level=None leaves it out")
    if variance <= 1e-24 * (1 + mean * mean):  # rounding
        return None
    half = _t(n - 1, level) * math.sqrt(variance / n)
    return mean - half, mean + half


def welch(
    first: tuple[float, float, int], second: tuple[float, float, int], level: float = 0.95, who: str = "means"
) -> Ends | None:
    """The t interval of a difference of two means of different people, each as (mean, variance, n).

    B. L. Welch, "The Generalization of 'Student's' Problem when Several Different Population Variances are Involved",
    Biometrika 34 (1947), 28-35. None where all values of both are equal. An example of our own:

    >>> [round(end, 3) for end in welch((4.2, .5, 40), (3.1, .9, 60)) or ()]
    [0.771, 1.429]
    """
    if min(first[2], second[2]) < 2:
        raise MetricError(
            f"{who}: a t interval needs two values or more of each, and there is one: level=None leaves it out"
        )
    parts = [variance / n for _, variance, n in (first, second)]
    if sum(parts) <= 1e-24:
        return None
    freedom = sum(parts) ** 2 / sum(part**2 / (n - 1) for part, (_, _, n) in zip(parts, (first, second), strict=True))
    half = _t(freedom, level) * math.sqrt(sum(parts))
    gap = first[0] - second[0]
    return gap - half, gap + half


def _t(freedom: float, level: float) -> float:
    from scipy.special import stdtrit

    return float(stdtrit(freedom, 0.5 + level / 2))
