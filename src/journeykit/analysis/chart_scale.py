"""Round values of a chart's axis, in words: only who makes a chart knows their unit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import ceil, floor, log10

__all__ = ["scale"]


def scale(
    values: Iterable[float | None], said: Callable[[float], str], units: Sequence[float] = (1.0,)
) -> tuple[tuple[float, str], ...]:
    """Three to six round values, as a rule, from the lowest to the highest, zero among them, each with how it is said.

    They are round in the first of the `units`, the largest first, of which the values hold one and a half.

    >>> scale([-0.03, None, 0.11], "{:g}".format)
    ((0.0, '0'), (0.05, '0.05'), (0.1, '0.1'))
    >>> [said for _, said in scale([9_000.0], lambda seconds: f"{seconds / 3600:g} h", [86_400, 3_600])]
    ['0 h', '1 h', '2 h']
    """
    known = [0.0, *(value for value in values if value is not None)]
    low, high = min(known), max(known)
    if high <= low:
        return ()
    unit = next((each for each in units if max(high, -low) >= 1.5 * each), units[-1])
    rough = (high - low) / 4.5
    power = unit * 10.0 ** floor(log10(rough / unit))
    step = next(power * each for each in (1, 2, 2.5, 5, 10) if power * each >= rough * 0.999)
    places = range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1)
    return tuple((float(f"{step * at:.12g}"), said(float(f"{step * at:.12g}"))) for at in places)
