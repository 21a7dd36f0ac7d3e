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
) -> Ends:
    """The interval between the quantiles of a figure over resamples of people, each sample given as counts by group.

    Bradley Efron, "Bootstrap Methods: Another Look at the Jackknife", The Annals of Statistics 7 (1979), 1-26. A
    resample of n people with replacement is a draw from the multinomial distribution of their groups, so that it takes
    no longer for a million than for ten. `figure` takes, for each sample, an array of shares with a row for each
    resample, and gives a figure for each.

    >>> low, high = percentile([(30, 70)], lambda shares: shares[:, 0], .95, 0)
    >>> round(low, 2), round(high, 2)
    (0.21, 0.39)
    """
    import numpy as np

    random = np.random.default_rng(seed)
    drawn = []
    for counts in samples:
        n = sum(counts)
        drawn.append(random.multinomial(n, [count / n for count in counts], size=RESAMPLES) / n)
    low, high = np.quantile(figure(*drawn), [0.5 - level / 2, 0.5 + level / 2])
    return float(low), float(high)
