"""A reliability diagram: what was predicted against what came true, the diagonal, and how many each point is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from journeykit.analysis.chart import Bin, Reliability
from journeykit.render.brush import Brush
from journeykit.render.charts.axes import clipped
from journeykit.render.poster.curve.marks import colour_of, dash_of, marker
from journeykit.render.poster.sizes import BODY, SMALL
from journeykit.render.poster.type import block, set_block
from journeykit.render.svg import element, number
from journeykit.render.text import width
from journeykit.render.words import figure, percent

__all__ = ["ReliabilityArt", "spoken"]

_LEFT, _SIDE, _TOP, _RIGHT = 56.0, 360.0, 24.0, 150.0
_AXIS: Final = 40.0  # below the frame: figures and the axis' name
_COUNTS: Final = 64.0  # of the columns that say how many there are
_COLUMN, _THIN = 16.0, 2.0  # px of a bin's columns: where there is room, and at least
_ROW: Final = 22.0
_LEAST, _MOST = 3.6, 7.5  # px of a point's radius
_SHOWN: Final = 4  # groups


class ReliabilityArt:
    """The diagram, measured."""

    def __init__(self, chart: Reliability) -> None:
        self._chart = chart
        self._groups = list(dict.fromkeys(each.group for each in chart.bins))[:_SHOWN]
        self._bins = [each for each in chart.bins if each.group in self._groups]
        self._most = max((each.count for each in self._bins), default=0.0) or 1.0
        self._empty = block(chart.empty, _SIDE, BODY) if not chart.bins else block("", 0.0, BODY)
        names = self._groups if any(self._groups) else []
        self._key = [block(name or "all", _SIDE + _RIGHT - 30, SMALL, lines=2) for name in names]
        key = sum(max(name.height, _ROW) for name in self._key)
        self._key_top = _TOP + _SIDE + _AXIS + _COUNTS + 34 + _ROW
        self.width = _LEFT + _SIDE + _RIGHT
        self.height = self._key_top + key if chart.bins else self._empty.height

    def _x(self, share: float) -> float:
        return _LEFT + _SIDE * clipped(share)

    def _y(self, share: float) -> float:
        return _TOP + _SIDE * (1 - clipped(share))

    def paint(self, brush: Brush) -> Iterator[str]:
        """Frame, diagonal, base rate, points with their intervals, columns, key."""
        if not self._chart.bins:
            yield from set_block(brush, self._empty, 0.0, 0.0, "muted")
            return
        yield from self._frame(brush)
        for index, group in enumerate(self._groups):
            mine = sorted((each for each in self._bins if each.group == group), key=lambda each: each.predicted)
            yield element("g", {"class": "jk-bins"}, *self._line(brush, mine, index))
        yield from self._columns(brush)
        y = self._key_top - _ROW
        line = f'd="M{number(_LEFT)} {number(y + 9)}h26" stroke-width="1.6" stroke-dasharray="6 4"'
        yield brush.write("path", line, fill="none", stroke="axis")
        words = block("what a perfect forecast would be", 400.0, SMALL, lines=1)
        yield from set_block(brush, words, _LEFT + 36, y + 1, "muted")
        y = self._key_top
        for index, name in enumerate(self._key):
            yield marker(brush, index, (_LEFT + 12, y + 9), 5.0)
            yield from set_block(brush, name, _LEFT + 30, y + 1, "ink", anchor="start")
            y += max(name.height, _ROW)

    def _frame(self, brush: Brush) -> Iterator[str]:
        yield from set_block(brush, block("came true", 200.0, SMALL, lines=1), 0.0, -2.0, "muted")
        for fifth in range(6):
            share = fifth / 5
            x, y = self._x(share), self._y(share)
            heavy = 1.2 if fifth == 0 else 0.8
            stroke = "axis" if fifth == 0 else "lane_line"
            path = f"M{number(_LEFT)} {number(y)}h{_SIDE:g}M{number(x)} {number(_TOP)}v{_SIDE:g}"
            yield brush.write("path", f'd="{path}" stroke-width="{heavy}"', fill="none", stroke=stroke)
            words = block(percent(share), 60.0, SMALL, lines=1)
            yield from set_block(brush, words, _LEFT - 8, y - words.height / 2, "muted", anchor="end")
            yield from set_block(brush, words, x, _TOP + _SIDE + 6, "muted", anchor="middle")
        name = block("predicted", 200.0, SMALL, lines=1)
        yield from set_block(brush, name, _LEFT + _SIDE, _TOP + _SIDE + 22, "muted", anchor="end")
        line = f'd="M{number(_LEFT)} {number(_TOP + _SIDE)}l{_SIDE:g} {-_SIDE:g}" stroke-width="1.6"'
        yield brush.write("path", f'{line} stroke-dasharray="6 4"', fill="none", stroke="axis")
        if self._chart.base is not None:
            y = self._y(self._chart.base)
            line = f'd="M{number(_LEFT)} {number(y)}h{_SIDE + 6:g}" stroke-width="1.6" stroke-dasharray="2 4"'
            yield brush.write("path", line, fill="none", stroke="muted")
            words = block(
                f"over all {self._chart.counted} {percent(clipped(self._chart.base))}", _RIGHT - 14, SMALL, lines=3
            )
            yield from set_block(brush, words, _LEFT + _SIDE + 10, y - words.height / 2, "muted")

    def _line(self, brush: Brush, bins: list[Bin], index: int) -> Iterator[str]:
        places = [(self._x(each.predicted), self._y(each.observed)) for each in bins]
        if len(places) > 1:
            path = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in places)
            drawn: dict[str, str | float | None] = {"d": path, "stroke-width": 1.6, "stroke-dasharray": dash_of(index)}
            yield brush.make("path", drawn, fill="none", stroke=colour_of(index))
        for each, (x, _) in zip(bins, places, strict=True):
            if each.low is not None and each.high is not None:
                low, high = self._y(each.low), self._y(each.high)
                path = f"M{number(x)} {number(low)}V{number(high)}M{number(x - 4)} {number(low)}h8"
                path += f"M{number(x - 4)} {number(high)}h8"
                yield brush.write("path", f'd="{path}" stroke-width="1.4"', fill="none", stroke=colour_of(index))
        for each, place in zip(bins, places, strict=True):
            size = _LEAST + (_MOST - _LEAST) * (max(each.count, 0.0) / self._most) ** 0.5
            yield element(
                "g", None, element("title", text=_said(each, self._chart.counted)), marker(brush, index, place, size)
            )

    def _columns(self, brush: Brush) -> Iterator[str]:
        """How many there are at each point, on one scale: with a figure each, or where one has no room with none."""
        base = _TOP + _SIDE + _AXIS + _COUNTS + 20
        name = block(self._chart.counted, _LEFT + _SIDE / 2, SMALL, lines=1)
        yield from set_block(brush, name, 0.0, _TOP + _SIDE + 24, "muted")
        wide = self._wide()
        groups = [self._groups.index(each.group) for each in self._bins]
        middles = [
            self._x(each.predicted) + (at - (len(self._groups) - 1) / 2) * wide
            for each, at in zip(self._bins, groups, strict=True)
        ]
        # a column of 0 % or of 100 % reaches beyond the frame, and its base with it
        left = min(_LEFT, min(middles) - wide * 0.47)
        right = max(_LEFT + _SIDE, max(middles) + wide * 0.47)
        line = f'd="M{number(left)} {number(base)}H{number(right)}" stroke-width="1.2"'
        yield brush.write("path", line, fill="none", stroke="axis")
        highs = [max(_COUNTS * max(each.count, 0.0) / self._most, 1.0) for each in self._bins]
        # the lower in front of the higher, where they are too near to each other even so
        for high, x, at in sorted(zip(highs, middles, groups, strict=True), reverse=True):
            box = f'x="{number(x - wide * 0.47)}" y="{number(base - high)}" width="{number(wide * 0.94)}"'
            yield brush.write("rect", f'{box} height="{number(high)}"', fill=colour_of(at))
        said = [figure(each.count) for each in self._bins]
        spans = sorted(
            (x - width(each, SMALL) / 2, x + width(each, SMALL) / 2) for x, each in zip(middles, said, strict=True)
        )
        if all(one[1] + 4 <= other[0] for one, other in pairwise(spans)):
            for x, high, each in zip(middles, highs, said, strict=True):
                words = block(each, 100.0, SMALL, lines=1)
                yield from set_block(brush, words, x, base - high - words.height - 1, "muted", anchor="middle")
            return
        for high, count in ((0.0, 0.0), (_COUNTS, self._most)):
            words = block(figure(count), _LEFT - 12, SMALL, lines=1)
            yield from set_block(brush, words, _LEFT - 12, base - high - words.height / 2, "muted", anchor="end")
        line = f'd="M{number(_LEFT)} {number(base - _COUNTS)}h{_SIDE:g}" stroke-width="0.8"'
        yield brush.write("path", line, fill="none", stroke="lane_line")

    def _wide(self) -> float:
        """Of a column: each stands where its prediction is, so that near ones are narrow."""
        places = (
            sorted({self._x(each.predicted) for each in self._bins if each.group == group}) for group in self._groups
        )
        nearest = min((other - one for mine in places for one, other in pairwise(mine)), default=_COLUMN)
        return max(min(_COLUMN, nearest) / len(self._groups), _THIN)


def _said(each: Bin, counted: str = "cases") -> str:
    r"""A point in words.

    >>> _said(Bin(.1, .12, 340)).replace("\xa0", " ")
    'predicted 10 %, came true 12 %, of 340 cases'
    """
    head = f"{each.group}: " if each.group else ""
    whisker = ""
    if each.low is not None and each.high is not None:
        whisker = f" (from {percent(clipped(each.low))} to {percent(clipped(each.high))})"
    said = f"predicted {percent(clipped(each.predicted))}, came true {percent(clipped(each.observed))}{whisker}"
    return f"{head}{said}, of {figure(each.count)} {counted}"


def spoken(chart: Reliability) -> str:
    """The points in words."""
    return "; ".join(_said(each, chart.counted) for each in chart.bins[:40]) or chart.empty
