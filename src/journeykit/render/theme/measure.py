"""How far apart two colours are, as WCAG 2.2 counts it."""

from __future__ import annotations

from functools import lru_cache

__all__ = ["luminance", "ratio"]


@lru_cache(maxsize=1_024)
def luminance(colour: str) -> float:
    """The relative luminance of a six-digit hex colour: 0 is black, 1 is white.

    >>> luminance("#000000"), luminance("#ffffff"), round(luminance("#777777"), 3)
    (0.0, 1.0, 0.184)
    """
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """The contrast of two colours, from 1 (the same) to 21 (black and white).

    >>> ratio("#ffffff", "#000000"), round(ratio("#777777", "#ffffff"), 2)
    (21.0, 4.48)
    """
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
