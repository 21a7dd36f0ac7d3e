"""How a sequence of emotions is remembered and summed up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from journeykit.metrics.remembered import remembered

__all__ = ["LONG", "Feeling", "feeling"]

LONG: Final = 86_400.0
"""Seconds after which peak-end is out of its depth: it was found in episodes of minutes to hours."""


@dataclass(frozen=True, slots=True)
class Feeling:
    """Three numbers of -2..+2, all None where no emotion is known."""

    mean: float | None
    lowest: float | None
    peak_end: float | None


def feeling(emotions: Iterable[float | None]) -> Feeling:
    """The mean, the lowest and the peak-end of emotions in order; unknown ones (None) are skipped.

    Peak-end is the mean of the strongest emotion (the largest absolute value; of a tie the negative one) and the last
    known: people remember an episode by these two rather than by its length (Kahneman, Fredrickson, Schreiber &
    Redelmeier 1993). It is a heuristic from short episodes: of a journey over a day (`LONG`) it says less.

    >>> feeling([1, None, -2, 2, 1])
    Feeling(mean=0.5, lowest=-2, peak_end=-0.5)
    >>> feeling([None]).mean is None
    True
    """
    known = [emotion for emotion in emotions if emotion is not None]
    if not known:
        return Feeling(None, None, None)
    return Feeling(sum(known) / len(known), min(known), remembered(known))
