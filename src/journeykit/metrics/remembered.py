"""The peak-end rule itself, for journeys and for measurements alike."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["remembered"]


def remembered(known: Sequence[float]) -> float | None:
    """The mean of the strongest emotion (the largest absolute value; of a tie the negative one) and the last.

    None where none is known. `journeykit.metrics.peak_end` says where it comes from.

    >>> remembered([1, -2, 2, 1]), remembered([])
    (-0.5, None)
    """
    if not known:
        return None
    lowest, highest = min(known), max(known)
    return ((lowest if -lowest >= highest else highest) + known[-1]) / 2
