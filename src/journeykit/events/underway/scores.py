"""How good stated probabilities were, from counts: Brier score, log loss, and what the score is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, log, sqrt

from journeykit.metrics.intervals import z

__all__ = ["Group", "Scores", "between", "equal_counts", "scored"]


@dataclass(frozen=True, slots=True)
class Group:
    """Predictions of one probability: how many, how many came true, and the sum of squared counts by case.

    `squares` tells how much of the count is repetition: a case that comes to a step three times adds nine to it, and is
    one observation, not three.
    """

    name: str
    predicted: float
    n: int
    true: int
    squares: int


@dataclass(frozen=True, slots=True)
class Scores:
    """Figures of n predictions p of things that came true (o = 1) or did not (o = 0).

    Attributes:
        n, base: how many, and the share that came true.
        brier: the mean of (p - o)², 0 to 1, smaller is better (Brier 1950).
        brier_base: that of whoever always says the base rate, base (1 - base).
        skill: 1 - brier / brier_base: 1 is perfect, 0 no better than the base rate, below 0 worse; None where all or
            nothing came true.
        brier_expected: what the score would be if the probabilities were right, the mean of p (1 - p).
        reliability, resolution, uncertainty: brier = reliability - resolution + uncertainty (Murphy 1973), by distinct
            probability: how far predictions lie from what happened, what they tell apart, what there is to know.
        log_loss: the mean of -log of the probability of what happened; infinite if the impossible happened.
        log_loss_base: that of the base rate.
    """

    n: int
    base: float
    brier: float
    brier_base: float
    skill: float | None
    brier_expected: float
    reliability: float
    resolution: float
    uncertainty: float
    log_loss: float
    log_loss_base: float


def scored(groups: Sequence[Group]) -> Scores:
    """The scores of predictions, n of them at least one.

    >>> found = scored([Group("a", .8, 10, 8, 10), Group("b", .2, 10, 4, 10)])
    >>> round(found.brier, 9), round(found.brier_base, 9), round(found.skill, 9)
    (0.22, 0.24, 0.083333333)
    >>> round(found.reliability - found.resolution + found.uncertainty, 9)
    0.22
    """
    n = sum(each.n for each in groups)
    base = sum(each.true for each in groups) / n
    squared = sum(each.true * (1 - each.predicted) ** 2 + (each.n - each.true) * each.predicted**2 for each in groups)
    around = base * (1 - base)
    same: dict[float, list[int]] = {}
    for each in groups:
        counts = same.setdefault(each.predicted, [0, 0])
        counts[0] += each.n
        counts[1] += each.true
    kept = [(p, count, true) for p, (count, true) in same.items() if count]
    return Scores(
        n=n,
        base=base,
        brier=squared / n,
        brier_base=around,
        skill=1 - squared / n / around if around else None,
        brier_expected=sum(each.n * each.predicted * (1 - each.predicted) for each in groups) / n,
        reliability=sum(count * (p - true / count) ** 2 for p, count, true in kept) / n,
        resolution=sum(count * (true / count - base) ** 2 for _, count, true in kept) / n,
        uncertainty=around,
        log_loss=sum(_surprise(each.predicted, each.n, each.true) for each in groups) / n,
        log_loss_base=_surprise(base, n, round(base * n)) / n,
    )


def _surprise(predicted: float, n: int, true: int) -> float:
    """The sum of -log of the probability of what happened."""
    total = 0.0
    for count, chance in ((true, predicted), (n - true, 1 - predicted)):
        if count:
            total += count * -log(chance) if chance > 0 else inf
    return total


def equal_counts(groups: Sequence[Group], bins: int) -> list[list[Group]]:
    """Groups in bins of about equal counts, by rising probability; predictions of one probability stay together.

    >>> [[each.name for each in part] for part in equal_counts(
    ...     [Group("a", .1, 50, 5, 50), Group("b", .2, 10, 5, 10), Group("c", .3, 40, 5, 40)], 2)]
    [['a'], ['b', 'c']]
    """
    kept = sorted((each for each in groups if each.n), key=lambda each: (each.predicted, each.name))
    total, passed, last = sum(each.n for each in kept), 0, -1
    found: list[list[Group]] = []
    for each in kept:
        place = min(int(bins * (passed + each.n / 2) / total), bins - 1)
        alike = bool(found) and found[-1][-1].predicted == each.predicted
        if found and (alike or place == last):
            found[-1].append(each)
        else:
            found.append([each])
            last = place
        passed += each.n
    return found


def between(true: int, n: int, squares: int, level: float) -> tuple[float, float]:
    """The Wilson interval of a share, of as many observations as repetitions leave: n² / squares (Kish 1965).

    >>> [round(end, 4) for end in between(81, 263, 263, .95)], [round(end, 4) for end in between(81, 263, 526, .95)]
    ([0.2553, 0.3662], [0.2355, 0.3914])
    """
    effective, square = n * n / squares, z(level) ** 2
    share = true / n
    middle = (share + square / (2 * effective)) / (1 + square / effective)
    half = sqrt(square * (share * (1 - share) / effective + square / (4 * effective**2))) / (1 + square / effective)
    return (0.0 if true == 0 else middle - half), (1.0 if true == n else middle + half)
