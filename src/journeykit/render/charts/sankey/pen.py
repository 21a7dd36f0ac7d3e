"""Paths of a flow: given along and across it, written where they are on the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from journeykit.render.svg import number

__all__ = ["Pen"]

Point = tuple[float, float]
_CORNER: Final = 8.0


class Pen:
    """Writes paths; `at` says where a place along and across is on the page.

    >>> Pen(lambda along, across: (across, along)).shape([(0, 0), (9, 0), (9, 4)])
    'M0 0L0 9L4 9z'
    """

    def __init__(self, at: Callable[[float, float], Point]) -> None:
        self._at = at

    def _point(self, along: float, across: float) -> str:
        x, y = self._at(along, across)
        return f"{number(x)} {number(y)}"

    def shape(self, corners: Sequence[Point]) -> str:
        """A closed outline."""
        return "M" + "L".join(self._point(*each) for each in corners) + "z"

    def edge(self, level: Sequence[tuple[float, float, float]], shift: float) -> str:
        """Straight pieces along the flow, joined by curves that begin and end along it; without its first letter."""
        begin, end, across = level[0]
        path = f"{self._point(begin, across + shift)}L{self._point(end, across + shift)}"
        for (_, x0, y0), (x1, x2, y1) in pairwise(level):
            middle = (x0 + x1) / 2
            path += (
                f"C{self._point(middle, y0 + shift)} {self._point(middle, y1 + shift)} {self._point(x1, y1 + shift)}"
            )
            path += f"L{self._point(x2, y1 + shift)}"
        return path

    def rounded(self, points: Sequence[Point]) -> str:
        """A line of pieces along and across whose corners are round."""
        parts = [f"M{self._point(*points[0])}"]
        for (ax, ay), (bx, by), (cx, cy) in zip(points, points[1:], points[2:], strict=False):
            one, two = abs(ax - bx) + abs(ay - by), abs(cx - bx) + abs(cy - by)
            reach = min(_CORNER, one / 2, two / 2)
            u, v = (reach / one if one else 0.0), (reach / two if two else 0.0)
            start = self._point(bx + (ax - bx) * u, by + (ay - by) * u)
            end = self._point(bx + (cx - bx) * v, by + (cy - by) * v)
            parts.append(f"L{start}Q{self._point(bx, by)} {end}")
        return "".join(parts) + f"L{self._point(*points[-1])}"
