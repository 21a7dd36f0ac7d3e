"""A series over periods: lines with their intervals, and columns of how many there were below them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import ceil
from typing import Final

from journeykit.analysis.chart import Series, Trend
from journeykit.render.brush import Brush
from journeykit.render.charts.axes import apart, ticks
from journeykit.render.charts.distinct import distinct
from journeykit.render.poster.curve.marks import colour_of, dash_of, marker
from journeykit.render.poster.sizes import BODY, SMALL
from journeykit.render.poster.type import Block, block, set_block
from journeykit.render.svg import element, number
from journeykit.render.text import width
from journeykit.render.words import figure, percent

__all__ = ["SeriesArt", "spoken"]

_LEFT, _HIGH, _NAMES = 64.0, 220.0, 190.0
_NARROW, _WIDE, _STEP = 420.0, 900.0, 44.0  # px of the plot, and of a period
_TOP: Final = 24.0
_COUNTS: Final = 84.0
_PERIODS: Final = 22.0
_MOST: Final = 4  # lines
_BESIDE: Final = 4.0  # px between the whiskers of two lines
_NEAR: Final = 24  # so many periods have a mark each; of more only a line is drawn


class SeriesArt:
    """The series, measured."""

    def __init__(self, chart: Series) -> None:
        self._chart, self._trends = chart, chart.trends[:_MOST]
        self._across = min(max(_NARROW, _STEP * len(chart.periods)), _WIDE)
        known = [value for trend in self._trends for value in (*trend.values, *trend.low, *trend.high)]
        found = [value for value in known if value is not None]
        self._y = ticks(min([0.0, *found]), max(found, default=1.0), 5)
        self._upper = _TOP + _HIGH + 20 if self._trends else 0.0
        self._lower = _TOP + _COUNTS if chart.counts else 0.0
        self._most = max(chart.counts, default=0.0) or 1.0
        named = [trend for trend in self._trends if trend.name]
        self._names = [_named(name) for name in distinct([trend.name for trend in named], _named)]
        self._empty = block(chart.empty, _NARROW, BODY) if not chart.periods else block("", 0.0, BODY)
        right = max((name.width for name in self._names), default=0.0) + 28
        label = max((width(each, SMALL) for each in chart.periods), default=0.0)
        self._right = max(right, label / 2)
        self._every = max(ceil((label + 14) / (self._across / max(len(chart.periods), 1))), 1)
        self.width = _LEFT + self._across + self._right if chart.periods else 0.0
        self.height = self._upper + self._lower + _PERIODS if chart.periods else self._empty.height

    def _labelled(self) -> list[int]:
        """The periods whose names stand there: the first and the last, and between them those that have room."""
        last = len(self._chart.periods) - 1
        found = list(range(0, last + 1, self._every))
        if found[-1] != last:
            while len(found) > 1 and last - found[-1] < self._every:
                found.pop()
            found += [last] if last - found[-1] >= self._every else []
        return found

    def _x(self, at: int) -> float:
        return _LEFT + self._across * (at + 0.5) / len(self._chart.periods)

    def _at(self, value: float) -> float:
        low, high = self._y[0], self._y[-1]
        return _TOP + _HIGH * (high - value) / (high - low)

    def _said(self, value: float) -> str:
        return percent(value) if self._chart.shares else figure(value)

    def paint(self, brush: Brush) -> Iterator[str]:
        """The axis, intervals, lines, their names, columns and the names of the periods."""
        if not self._chart.periods:
            yield from set_block(brush, self._empty, 0.0, 0.0, "muted")
            return
        if self._trends:
            yield from self._frame(brush)
            for index, trend in enumerate(self._trends):
                yield element("g", {"class": "jk-trend"}, *self._trend(brush, trend, index))
            for index, trend in enumerate(self._trends):
                yield from self._marks(brush, trend, index)
            yield from self._named(brush)
        if self._chart.counts:
            yield from self._columns(brush)
        for at in self._labelled():
            words = block(self._chart.periods[at], 400.0, SMALL, lines=1)
            yield from set_block(brush, words, self._x(at), self._upper + self._lower + 5, "muted", anchor="middle")

    def _frame(self, brush: Brush) -> Iterator[str]:
        yield from set_block(
            brush, block(self._chart.axis, _LEFT + self._across, SMALL, lines=1), 0.0, -2.0, "muted", anchor="start"
        )
        for tick in self._y:
            y = self._at(tick)
            line = f'd="M{number(_LEFT)} {number(y)}h{number(self._across)}" stroke-width="{1.2 if not tick else 0.8}"'
            yield brush.write("path", line, fill="none", stroke="lane_line" if tick else "axis")
            words = block(self._said(tick), _LEFT - 8, SMALL, lines=1)
            yield from set_block(brush, words, _LEFT - 8, y - words.height / 2, "muted", anchor="end")

    def _trend(self, brush: Brush, trend: Trend, index: int) -> Iterator[str]:
        alone, shift = len(self._trends) == 1, self._shift(index)
        for run in _runs(trend.values):
            ends = [
                (self._x(at) + shift, self._at(low), self._at(high)) for at in run for low, high in _interval(trend, at)
            ]
            if alone and len(ends) > 1:
                upper = "L".join(f"{number(x)} {number(high)}" for x, _, high in ends)
                lower = "L".join(f"{number(x)} {number(low)}" for x, low, _ in reversed(ends))
                # of many periods an outline would be a thicket of steep lines
                rim = "axis" if len(self._chart.periods) <= _NEAR else "zone_good"
                yield brush.write("path", f'd="M{upper}L{lower}z" stroke-width="1"', fill="zone_good", stroke=rim)
            else:
                for x, low, high in ends:
                    path = f"M{number(x)} {number(low)}V{number(high)}M{number(x - 3)} {number(low)}h6"
                    path += f"M{number(x - 3)} {number(high)}h6"
                    yield brush.write("path", f'd="{path}" stroke-width="1.2"', fill="none", stroke=colour_of(index))
            points = [(self._x(at) + shift, self._at(trend.values[at] or 0.0)) for at in run]
            if len(points) > 1:
                path = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)
                drawn: dict[str, str | float | None] = {
                    "d": path, "stroke-width": 2.0, "stroke-dasharray": dash_of(index)
                }  # fmt: skip
                yield brush.make("path", drawn, fill="none", stroke=colour_of(index))

    def _shift(self, index: int) -> float:
        """Lines stand a little beside each other, so that their intervals can be told apart."""
        return (index - (len(self._trends) - 1) / 2) * _BESIDE

    def _marks(self, brush: Brush, trend: Trend, index: int) -> Iterator[str]:
        """The marks of a line, over all lines; of many periods only those that stand alone have one."""
        for run in _runs(trend.values):
            for at in run if len(self._chart.periods) <= _NEAR or len(run) == 1 else ():
                value = trend.values[at] or 0.0
                words = f"{self._chart.periods[at]}: {self._said(value)}"
                place = (self._x(at) + self._shift(index), self._at(value))
                yield element("g", None, element("title", text=words), marker(brush, index, place, 4.5))

    def _named(self, brush: Brush) -> Iterator[str]:
        """The names at the lines' ends, apart from each other."""
        held = [(index, trend) for index, trend in enumerate(self._trends) if trend.name]
        ends = [next((value for value in reversed(trend.values) if value is not None), 0.0) for _, trend in held]
        wanted = [self._at(value) for value in ends]
        middles = apart(wanted, [name.height + 2 for name in self._names], _TOP - 10, _TOP + _HIGH + 14)
        x = _LEFT + self._across
        for (index, _), name, middle in zip(held, self._names, middles, strict=True):
            yield marker(brush, index, (x + 10, middle), 4.5)
            yield from set_block(brush, name, x + 22, middle - name.height / 2, "ink", anchor="start")

    def _columns(self, brush: Brush) -> Iterator[str]:
        """The columns, with a figure each where all have room, else with a scale."""
        counts = self._chart.counts[: len(self._chart.periods)]
        base = self._upper + self._lower
        yield from self._head(brush)
        each_has = max(width(figure(count), SMALL) for count in counts) + 4 <= self._across / len(counts)
        if not each_has:
            for high, count in ((0.0, 0.0), (_COUNTS - 22, self._most)):
                words = block(figure(count), _LEFT - 8, SMALL, lines=1)
                yield from set_block(brush, words, _LEFT - 8, base - high - words.height / 2, "muted", anchor="end")
            line = f'd="M{number(_LEFT)} {number(base - _COUNTS + 22)}h{number(self._across)}" stroke-width="0.8"'
            yield brush.write("path", line, fill="none", stroke="lane_line")
        for at, count in enumerate(counts):
            yield from self._column(brush, at, base)
            if each_has:
                words = block(figure(count), 200.0, SMALL, lines=1)
                y = base - self._high(count) - words.height - 1
                yield from set_block(brush, words, self._x(at), y, "muted", anchor="middle")
        line = f'd="M{number(_LEFT)} {number(base)}h{number(self._across)}" stroke-width="1.2"'
        yield brush.write("path", line, fill="none", stroke="axis")

    def _high(self, count: float) -> float:
        return (_COUNTS - 22) * max(count, 0.0) / self._most

    def _column(self, brush: Brush, at: int, base: float) -> Iterator[str]:
        """One column: what is hollow at its top."""
        count = self._chart.counts[at]
        if count <= 0:
            return
        hollow = min(max(self._chart.hollow[at], 0.0), count) if at < len(self._chart.hollow) else 0.0
        wide = max(min(self._across / len(self._chart.periods) - 3, 40.0), 1.0)
        left, high, rest = self._x(at) - wide / 2, max(self._high(count), 1.0), self._high(count - hollow)
        if hollow:
            rim = min(1.2, wide / 3)
            box = f'x="{number(left + rim / 2)}" y="{number(base - high)}" width="{number(wide - rim)}"'
            box += f' height="{number(max(high - rest, 1.0))}" stroke-width="{number(rim)}"'
            yield brush.write("rect", box, fill="paper", stroke="forward")
        if count > hollow:
            filled = max(rest, 1.0) if hollow else high
            box = f'x="{number(left)}" y="{number(base - filled)}" width="{number(wide)}"'
            yield brush.write("rect", f'{box} height="{number(filled)}"', fill="forward")

    def _head(self, brush: Brush) -> Iterator[str]:
        """What the columns count, and what is hollow."""
        head = block(self._chart.counted, _LEFT + self._across, SMALL, lines=1)
        yield from set_block(brush, head, 0.0, self._upper - 2, "muted", anchor="start")
        if any(self._chart.hollow):
            x = head.width + 22
            box = f'x="{number(x)}" y="{number(self._upper + 2)}" width="10" height="10" stroke-width="1.2"'
            yield brush.write("rect", box, fill="paper", stroke="forward")
            room = max(self.width - x - 16, 60.0)
            words = block(self._chart.waiting, room, SMALL, lines=1)
            yield from set_block(brush, words, x + 16, self._upper - 2, "muted", anchor="start")


def _named(name: str) -> Block:
    return block(name, _NAMES, SMALL, lines=2)


def _runs(values: Sequence[float | None]) -> list[list[int]]:
    """The places of values that stand beside each other.

    >>> _runs([1, 2, None, 3])
    [[0, 1], [3]]
    """
    return [
        [at for at, _ in run] for known, run in groupby(enumerate(values), lambda each: each[1] is not None) if known
    ]


def _interval(trend: Trend, at: int) -> list[tuple[float, float]]:
    """The interval of a value, if it has one."""
    low = trend.low[at] if at < len(trend.low) else None
    high = trend.high[at] if at < len(trend.high) else None
    return [] if low is None or high is None else [(low, high)]


def spoken(chart: Series) -> str:
    """The figures in words."""
    said = []
    for at, period in enumerate(chart.periods[:60]):
        parts = [
            f"{trend.name} {percent(value) if chart.shares else figure(value)}".strip()
            for trend in chart.trends
            for value in trend.values[at : at + 1]
            if value is not None
        ]
        parts += [f"{figure(count)} {chart.counted}" for count in chart.counts[at : at + 1]]
        parts += [f"{figure(count)} {chart.waiting}" for count in chart.hollow[at : at + 1] if count]
        said.append(f"{period}: {', '.join(parts)}")
    return "; ".join(said) or chart.empty
