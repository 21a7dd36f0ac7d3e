"""What charts with axes share: round numbers, and texts beside each other's lines."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, log10
from typing import Final

__all__ = ["apart", "clipped", "ticks"]

_TICKS: Final = 6


def ticks(low: float, high: float, most: int = _TICKS) -> list[float]:
    """Round numbers from below the lowest to above the highest.

    >>> ticks(0, 9), ticks(-.03, .11), ticks(0, 0)
    ([0.0, 2.0, 4.0, 6.0, 8.0, 10.0], [-0.05, 0.0, 0.05, 0.1, 0.15], [0.0, 1.0])
    """
    if high <= low:
        return [floor(low) + 0.0, floor(low) + 1.0]
    rough = (high - low) / (most - 1)
    unit = 10.0 ** floor(log10(rough))
    step = next(unit * each for each in (1, 2, 5, 10) if unit * each >= rough * 0.999)
    first, last = floor(low / step + 1e-9), -floor(-high / step + 1e-9)
    return [round(step * at, 12) for at in range(first, last + 1)]


def apart(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Middles of texts as near to where they are wanted as they can be without lying over each other.

    >>> apart([10, 12], [16, 16], 0, 100)
    [10.0, 26.0]
    """
    order = sorted(range(len(wanted)), key=lambda at: (wanted[at], at))
    found = [0.0] * len(wanted)
    edge = low
    for at in order:
        found[at] = max(float(wanted[at]), edge + heights[at] / 2)
        edge = found[at] + heights[at] / 2
    edge = max(high, low + sum(heights))
    for at in reversed(order):
        found[at] = min(found[at], edge - heights[at] / 2)
        edge = found[at] - heights[at] / 2
    return found


def clipped(value: float) -> float:
    """A share that stays in its frame, whatever it was given as.

    >>> clipped(1.2), clipped(-.1), clipped(float("nan"))
    (1.0, 0.0, 0.0)
    """
    return min(max(value, 0.0), 1.0) if value == value else 0.0  # noqa: PLR0124 - that is how NaN tells itself
