"""Probabilities as whole numbers that add where probabilities multiply, so that ties are ties.

The product .3 · .3 as floats is not always .09, and depends on the order of its factors. Here a probability that is a
round fraction is taken for that fraction, and its logarithm is put together from those of its prime factors, each
rounded once: whatever has the same exact product has the same sum.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from functools import lru_cache
from typing import Final

import numpy as np

from journeykit.analysis.chain import Floats

__all__ = ["UNIT", "costs"]

UNIT: Final = 1 << 64
"""The cost of a probability of one half."""

_WHOLE: Final = 25_200_000  # five decimals, and also thirds, sixths, sevenths, eighths, ninths and twelfths of them
_CLOSE: Final = 1e-8  # of a _WHOLEth: 4e-16 of probability, what a subtraction or two leaves behind


def costs(probabilities: Floats) -> list[int]:
    """-log2 of each probability in UNITs, never below 0. All probabilities must be above 0.

    >>> three, nine, half = costs(np.array([.3, .09, .5]))
    >>> 2 * three == nine, half == UNIT
    (True, True)
    """
    wholes = probabilities * _WHOLE
    rounded = np.rint(wholes)
    exact = (rounded > 0) & (np.abs(wholes - rounded) <= _CLOSE)
    rough = np.rint(-np.log2(probabilities) * 2.0**52)
    return [
        max(0, _whole() - _factored(int(count)) if is_exact else int(bits) << 12)
        for count, is_exact, bits in zip(rounded.tolist(), exact.tolist(), rough.tolist(), strict=True)
    ]


@lru_cache(maxsize=1)
def _whole() -> int:
    return _factored(_WHOLE)


@lru_cache(maxsize=65_536)
def _factored(number: int) -> int:
    """The logarithm of a whole number in UNITs, as the sum of those of its prime factors."""
    found, factor = 0, 2
    while factor * factor <= number:
        while number % factor == 0:
            found += _prime(factor)
            number //= factor
        factor += 1 if factor == 2 else 2
    return found + _prime(number) if number > 1 else found


@lru_cache(maxsize=65_536)
def _prime(prime: int) -> int:
    with localcontext(prec=40):
        return int((Decimal(prime).ln() / Decimal(2).ln() * UNIT).to_integral_value())
