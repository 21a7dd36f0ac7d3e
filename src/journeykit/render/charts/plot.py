"""Numbered points in a frame with two axes from zero, those of the front joined, and a key below."""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot
from typing import Final

from journeykit.analysis.chart import Plot, Point
from journeykit.render.brush import Brush
from journeykit.render.charts.axes import ticks
from journeykit.render.poster.sizes import BODY, SMALL
from journeykit.render.poster.type import block, set_block
from journeykit.render.svg import element, number

__all__ = ["PlotArt", "spoken"]

_LEFT, _WIDE, _HIGH, _BELOW = 52.0, 600.0, 300.0, 62.0
_TOP: Final = 22.0
_R: Final = 11.0
_NAMES: Final = 380.0
_UNDER: Final = 14.0  # px below the lowest line: a number may stand on it


class PlotArt:
    """The frame and its points, measured."""

    def __init__(self, chart: Plot) -> None:
        self._chart = chart
        xs, ys = [point.x for point in chart.points], [point.y for point in chart.points]
        self._x = ticks(0.0, max([0.0, *xs]))
        self._y = ticks(min([0.0, *ys]), max([0.0, *ys]))
        self._places = self._apart()
        self._key = [
            (block(point.name, _NAMES, BODY, lines=12), block(point.text, _WIDE + _LEFT - _NAMES - 50, SMALL, lines=3))
            for point in chart.points
        ]
        self._heights = [max(name.height, text.height, 2 * _R + 2) + 4 for name, text in self._key]
        self._empty = block(chart.empty, _WIDE, BODY) if not chart.points else block("", 0.0, BODY)
        self.width = _LEFT + _WIDE + _R
        self.height = _TOP + _HIGH + _BELOW + sum(self._heights) if chart.points else self._empty.height

    def _at(self, point: Point) -> tuple[float, float]:
        x = _LEFT + 2 * _R + (_WIDE - 4 * _R) * (point.x - self._x[0]) / ((self._x[-1] - self._x[0]) or 1.0)
        low, high = self._y[0], self._y[-1]
        return x, _TOP + _HIGH * (high - point.y) / ((high - low) or 1.0)

    def _apart(self) -> list[tuple[float, float]]:
        """Where the numbers stand: at their point, or beside it where another number is."""
        found: list[tuple[float, float]] = []
        for point in self._chart.points:
            x, y = self._at(point)
            tries = [(x + dx, y + dy) for away in range(8) for dx, dy in _around(away)]
            inside = [
                each for each in tries if _LEFT + _R <= each[0] <= _LEFT + _WIDE and _TOP <= each[1] <= _TOP + _HIGH
            ]
            free = (each for each in inside if all(hypot(each[0] - a, each[1] - b) > 2 * _R for a, b in found))
            found.append(next(free, (x, y)))
        return found

    def paint(self, brush: Brush) -> Iterator[str]:
        """Axes, the front, the points and the key."""
        if not self._chart.points:
            yield from set_block(brush, self._empty, 0.0, 0.0, "muted")
            return
        yield from self._axes(brush)
        front = sorted((self._at(point) for point in self._chart.points if point.front), key=lambda place: place[0])
        if len(front) > 1:
            steps = f"M{number(front[0][0])} {number(front[0][1])}"
            steps += "".join(f"H{number(x)}V{number(y)}" for x, y in front[1:])
            yield brush.write("path", f'd="{steps}" stroke-width="1.6"', fill="none", stroke="gain_mark")
        for point, place in zip(self._chart.points, self._places, strict=True):
            yield from self._leader(brush, point, place)
        for at, (point, place) in enumerate(zip(self._chart.points, self._places, strict=True), start=1):
            yield element("g", {"class": "jk-plotted"}, *self._number(brush, at, point, place))
        y = _TOP + _HIGH + _BELOW
        for at, ((name, text), point, tall) in enumerate(
            zip(self._key, self._chart.points, self._heights, strict=True), start=1
        ):
            yield from _sign(brush, at, (_R, y + _R), front=point.front)
            yield from set_block(brush, name, 2 * _R + 10, y + _R - min(name.height, BODY * 1.36) / 2, "ink")
            yield from set_block(brush, text, _NAMES + 44, y + _R - min(text.height, SMALL * 1.36) / 2, "muted")
            y += tall

    def _number(self, brush: Brush, at: int, point: Point, place: tuple[float, float]) -> Iterator[str]:
        yield element("title", text=f"{point.name}: {point.text}")
        yield from _sign(brush, at, place, front=point.front)

    def _leader(self, brush: Brush, point: Point, place: tuple[float, float]) -> Iterator[str]:
        """From where a point is to its number, where that stands beside it."""
        (x, y), (to_x, to_y) = self._at(point), place
        if (x, y) != place:
            line = f'd="M{number(x)} {number(y)}L{number(to_x)} {number(to_y)}" stroke-width="1.2"'
            yield brush.write("path", line, fill="none", stroke="axis")
            yield brush.write("circle", f'cx="{number(x)}" cy="{number(y)}" r="2.6"', fill="line_1")

    def _axes(self, brush: Brush) -> Iterator[str]:
        zero = self._at(Point("", 0.0, 0.0, ""))[1]
        yield from set_block(brush, block(self._chart.axes[1], _WIDE, SMALL, lines=1), 0.0, -2.0, "muted")
        for tick in self._y:
            y = self._at(Point("", 0.0, tick, ""))[1]
            line = f'd="M{number(_LEFT)} {number(y)}h{number(_WIDE)}" stroke-width="{1.2 if y == zero else 0.8}"'
            yield brush.write("path", line, fill="none", stroke="axis" if y == zero else "lane_line")
            words = block(_figure(tick), 60.0, SMALL, lines=1)
            yield from set_block(brush, words, _LEFT - 8, y - words.height / 2, "muted", anchor="end")
        bottom = _TOP + _HIGH + _UNDER
        for tick in self._x:
            x = self._at(Point("", tick, 0.0, ""))[0]
            line = f'd="M{number(x)} {number(bottom)}v5" stroke-width="1.2"'
            yield brush.write("path", line, fill="none", stroke="axis")
            words = block(_figure(tick), 60.0, SMALL, lines=1)
            yield from set_block(brush, words, x, bottom + 7, "muted", anchor="middle")
        name = block(self._chart.axes[0], _WIDE, SMALL, lines=1)
        yield from set_block(brush, name, _LEFT + _WIDE, bottom + 7 + SMALL * 1.36, "muted", anchor="end")


def _sign(brush: Brush, at: int, place: tuple[float, float], *, front: bool) -> Iterator[str]:
    """A number in a circle; full if it is of the front."""
    x, y = place
    ring = f'cx="{number(x)}" cy="{number(y)}" r="{_R:g}" stroke-width="1.6"'
    yield brush.write("circle", ring, fill="bar" if front else "paper", stroke="paper" if front else "line_1")
    words = f'x="{number(x)}" y="{number(y + SMALL * 0.36)}" font-size="{SMALL:g}" font-weight="bold"'
    yield brush.write("text", f'{words} text-anchor="middle"', fill="on_mark" if front else "ink", inside=str(at))


def _around(away: int) -> list[tuple[float, float]]:
    """Places to try, ever farther off."""
    if not away:
        return [(0.0, 0.0)]
    far = away * (2 * _R + 2)
    return [(far, 0.0), (-far, 0.0), (far, -far / 2), (far, far / 2), (0.0, -far), (0.0, far)]


def _figure(value: float) -> str:
    return f"{value:g}".replace("-", "\u2212")


def spoken(chart: Plot) -> str:
    """The points in words."""
    return "; ".join(f"{point.name}: {point.text}" for point in chart.points[:40]) or chart.empty
