"""The percentile bootstrap, for figures that have no interval of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from journeykit.metrics.intervals import Ends

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["RESAMPLES", "percentile", "words"]

RESAMPLES: Final = 10_000


def words(seed: int) -> str:
    """What a result calls it.

    >>> words(0)
    'percentile bootstrap, 10000 resamples, seed 0'
    """
    return f"percentile bootstrap, {RESAMPLES} resamples, seed {seed}"


def percentile(
    samples: Sequence[Sequence[int]],
    figure: Callable[..., NDArray[Any]],
    level: float,
    seed: int,
) -> Ends | None:
    """The interval between the quantiles of a figure over resamples of people, each sample given as counts by group.

    Bradley Efron, "Bootstrap Methods: Another Look at the Jackknife", The Annals of Statistics 7 (1979), 1-26. A
    resample of n people with replacement is a draw from the multinomial distribution of their groups, so that it takes
    no longer for a million than for ten. `figure` takes, for each sample, an array of shares with a row for each
    resample, and gives a figure for each. Where all are the same there is no interval: None.

    >>> ends = percentile([(30, 70)], lambda shares: shares[:, 0], .95, 0)
    >>> [round(end, 2) for end in ends or ()]
    [0.21, 0.39]
    >>> percentile([(30, 0)], lambda shares: shares[:, 0], .95, 0)
    """
    import numpy as np

    random = np.random.default_rng(seed)
    drawn = []
    for counts in samples:
        n = sum(counts)
        drawn.append(random.multinomial(n, [count / n for count in counts], size=RESAMPLES) / n)
    figures = figure(*drawn)
    if figures.min() == figures.max():
        return None
    low, high = np.quantile(figures, [0.5 - level / 2, 0.5 + level / 2])
    return float(low), float(high)
