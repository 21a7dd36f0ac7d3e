"""A smooth line through points that never says more than they do: between two points it stays between their values.

Fritsch, F. N. and Carlson, R. E. (1980), Monotone piecewise cubic interpolation, SIAM Journal on Numerical Analysis
17 (2), 238-246. A usual spline swings past its points: it would show a feeling of +2.3 that nobody had.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from math import hypot

from journeykit.render.svg import number

__all__ = ["Cubic"]


class Cubic:
    """The line through some points, x and y in px, x strictly rising.

    >>> line = Cubic([(0, 0), (10, 10), (20, 10)])
    >>> [line.at(x) for x in (0, 5, 10, 15)]
    [0, 6.25, 10.0, 10.0]
    """

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        self.xs = [x for x, _ in points]
        self.ys = [y for _, y in points]
        self.slopes = _slopes(self.xs, self.ys)
        self._reaches: dict[tuple[float, float], tuple[float, float] | None] = {}

    def at(self, x: float) -> float:
        """The y at an x; beyond the ends that of the end."""
        if x <= self.xs[0]:
            return self.ys[0]
        if x >= self.xs[-1]:
            return self.ys[-1]
        left = bisect_right(self.xs, x) - 1
        width = self.xs[left + 1] - self.xs[left]
        t = (x - self.xs[left]) / width
        rest = 1 - t
        near = self.ys[left] * (1 + 2 * t) + self.slopes[left] * width * t
        far = self.ys[left + 1] * (1 + 2 * rest) - self.slopes[left + 1] * width * rest
        return near * rest * rest + far * t * t

    def reach(self, left: float, right: float) -> tuple[float, float] | None:
        """The lowest and the highest y between two x, None where the line is elsewhere.

        Exact, and cheap: as the line rises or falls all the way between two points, ends and points are enough. What
        was asked is kept: words are tried at many heights of the same x.

        >>> Cubic([(0, 0), (10, 10), (20, 4)]).reach(0, 12)
        (0, 10)
        """
        key = left, right
        if key not in self._reaches:
            self._reaches[key] = self._reach(left, right)
        return self._reaches[key]

    def _reach(self, left: float, right: float) -> tuple[float, float] | None:
        if right < self.xs[0] or left > self.xs[-1]:
            return None
        a, b = self.at(left), self.at(right)
        between = self.ys[bisect_right(self.xs, left) : bisect_right(self.xs, right)]
        return min(a, b, *between), max(a, b, *between)

    def path(self, left: float, right: float) -> str:
        """The part between two x as the data of an SVG path, in cubic Bézier curves.

        >>> Cubic([(0, 0), (30, 30)]).path(0, 30)
        'M0 0C10 10 20 20 30 30'
        """
        inner = self.xs[bisect_right(self.xs, left) : bisect_right(self.xs, right)]
        stops = [left, *(x for x in inner if left < x < right), right]
        parts = [f"M{number(left)} {number(self.at(left))}"]
        parts += [self._piece(a, b) for a, b in pairwise(stops)]
        return "".join(parts)

    def _piece(self, a: float, b: float) -> str:
        """From one x to another with no point between them."""
        third = (b - a) / 3
        first, second = self.at(a) + self._slope(a, b) * third, self.at(b) - self._slope(b, a) * third
        ends = (a + third, first, b - third, second, b, self.at(b))
        return "C" + " ".join(number(each) for each in ends)

    def _slope(self, x: float, towards: float) -> float:
        """How the line leaves x towards a neighbour on the same piece."""
        left = bisect_right(self.xs, min(x, towards)) - 1
        left = max(0, min(left, len(self.xs) - 2))
        if x == self.xs[left]:
            return self.slopes[left]
        if x == self.xs[left + 1]:
            return self.slopes[left + 1]
        width = self.xs[left + 1] - self.xs[left]
        t = (x - self.xs[left]) / width
        secant = (self.ys[left + 1] - self.ys[left]) / width
        return (
            6 * t * (1 - t) * secant
            + (1 - t) * (1 - 3 * t) * self.slopes[left]
            + t * (3 * t - 2) * self.slopes[left + 1]
        )


def _slopes(xs: Sequence[float], ys: Sequence[float]) -> list[float]:
    """The slope at each point: 0 at a peak, and small enough beside one."""
    secants = [(d - b) / (c - a) for (a, b), (c, d) in pairwise(zip(xs, ys, strict=True))]
    if not secants:
        return [0.0] * len(xs)
    slopes = [secants[0], *((a + b) / 2 if a * b > 0 else 0.0 for a, b in pairwise(secants)), secants[-1]]
    for index, secant in enumerate(secants):
        if secant == 0:
            slopes[index] = slopes[index + 1] = 0.0
            continue
        size = hypot(slopes[index] / secant, slopes[index + 1] / secant)
        if size > 3:  # outside the circle in which the piece is sure to rise or fall all the way
            slopes[index] *= 3 / size
            slopes[index + 1] *= 3 / size
    return slopes
