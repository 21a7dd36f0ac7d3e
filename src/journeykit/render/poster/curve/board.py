"""Where a chart is taken already: by lines, points and words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import floor
from typing import Final, NamedTuple

from journeykit.render.poster.curve.cubic import Cubic

__all__ = ["Board", "Box"]

_CELL: Final = 64.0
_HALF: Final = 1.3  # px: half of a line's width
_AIR: Final = 2.5  # px that stay free around words
_PIECES: Final = 3  # of a thin line, each looked at as a box


class Box(NamedTuple):  # thousands are made: a tuple is made in a third of the time of a frozen dataclass
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two rectangles share more than an edge.

        >>> Box(0, 0, 10, 10).meets(Box(10, 0, 20, 10)), Box(0, 0, 10, 10).meets(Box(9, 9, 20, 20))
        (False, True)
        """
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


class Board:
    """Answers whether a rectangle is free; `lines` never move, rectangles come and go.

    `zero` says from which x to which x the zero line runs: it strikes words out as well as a curve does.

    >>> board = Board([])
    >>> board.add(Box(0, 0, 10, 10))
    >>> board.free(Box(5, 5, 20, 20)), board.free(Box(20, 0, 30, 10))
    (False, True)
    """

    def __init__(self, lines: Sequence[Cubic], zero: tuple[float, float] = (0.0, 0.0)) -> None:
        self._lines = lines
        self._zero = zero
        self._cells: dict[int, list[Box]] = {}

    def add(self, box: Box) -> None:
        """Take a rectangle."""
        for cell in _cells(box):
            self._cells.setdefault(cell, []).append(box)

    def remove(self, box: Box) -> None:
        """Give a rectangle back."""
        for cell in _cells(box):
            self._cells[cell].remove(box)

    def free(self, box: Box) -> bool:
        """Whether no line, point or word is there or too near."""
        left, top, right, bottom = box.left - _AIR, box.top - _AIR, box.right + _AIR, box.bottom + _AIR
        for cell in range(floor(left / _CELL), floor(right / _CELL) + 1):
            for each in self._cells.get(cell, ()):  # written out: this is asked thousands of times
                if left < each.right and each.left < right and top < each.bottom and each.top < bottom:
                    return False
        return not self._crossed(left, top, right, bottom)

    def clear(
        self, a: tuple[float, float], b: tuple[float, float], own: Sequence[Box] = (), *, over: bool = False
    ) -> bool:
        """Whether a thin line from `a` to `b` meets no words, no point but its `own`, and no curve unless `over` it.

        >>> board = Board([], (0, 100))
        >>> board.add(Box(0, 10, 10, 20))
        >>> board.clear((5, 40), (5, 25)), board.clear((5, 40), (5, 5)), board.clear((50, 40), (50, -5))
        (True, False, False)
        """
        (x, y), (to_x, to_y) = a, b
        if not over and y * to_y < 0:
            return False
        left, right = min(x, to_x) - 1, max(x, to_x) + 1
        for cell in range(floor(left / _CELL), floor(right / _CELL) + 1):
            for each in self._cells.get(cell, ()):
                if left < each.right and each.left < right and _cuts(x, y, to_x, to_y, each) and each not in own:
                    return False
        return over or not any(
            self._crossed(min(a, c) - _HALF, min(b, d), max(a, c) + _HALF, max(b, d))
            for (a, b), (c, d) in pairwise(
                (x + (to_x - x) * at / _PIECES, y + (to_y - y) * at / _PIECES) for at in range(_PIECES + 1)
            )
        )

    def _crossed(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether a line runs through it."""
        if top < 0 < bottom and left < self._zero[1] and right > self._zero[0]:
            return True
        for line in self._lines:
            reach = line.reach(left, right)
            if reach and reach[0] < bottom + _HALF and reach[1] > top - _HALF:
                return True
        return False


def _cells(box: Box) -> Iterable[int]:
    return range(floor(box.left / _CELL), floor(box.right / _CELL) + 1)


def _cuts(x: float, y: float, to_x: float, to_y: float, box: Box) -> bool:
    """Whether a straight line comes nearer than a px to a box.

    >>> _cuts(0, 0, 20, 20, Box(5, 8, 9, 12)), _cuts(0, 0, 20, 20, Box(12, 0, 20, 8))
    (True, False)
    """
    first, last = 0.0, 1.0
    for start, way, low, high in (
        (x, to_x - x, box.left - 1, box.right + 1),
        (y, to_y - y, box.top - 1, box.bottom + 1),
    ):
        if not way:
            if not low < start < high:
                return False
            continue
        near, far = (low - start) / way, (high - start) / way
        first, last = max(first, min(near, far)), min(last, max(near, far))
    return first < last
