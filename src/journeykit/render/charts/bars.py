"""Bars below each other on one scale, from zero to either side, with their intervals; or points with theirs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from journeykit.analysis.chart import Bar, Bars
from journeykit.render.brush import Brush
from journeykit.render.poster.sizes import BODY, SMALL
from journeykit.render.poster.type import Block, block, set_block
from journeykit.render.svg import element, number
from journeykit.render.text import width

__all__ = ["BarArt", "spoken"]

_NAMES, _LENGTH, _HIGH, _GAP = 260.0, 360.0, 16.0, 9.0
_POINT, _SMALLEST = 4.4, 2.6  # px of a point's radius: its whisker's ends are 5 px high, and stand out beside it
_AXIS: Final = 28.0  # px of the axis below
_LEAST: Final = 1.5  # px of a bar that is not zero
_COLOURS: Final = {"plain": "bar", "good": "gain_mark", "bad": "pain_mark"}


@dataclass(frozen=True, slots=True)
class _Row:
    """A bar with its words, or the name of a group."""

    bar: Bar | None
    name: Block
    note: Block

    @property
    def height(self) -> float:
        """Without the gap below it."""
        return self.name.height + 6 if self.bar is None else max(self.name.height + self.note.height, _HIGH)


class BarArt:
    """The bars, measured."""

    def __init__(self, chart: Bars) -> None:
        self._points = chart.points
        self._rows = list(_rows(chart))
        self._empty = block(chart.empty, _NAMES + _LENGTH, BODY) if not chart.bars else block("", 0.0, BODY)
        ends = [value for bar in chart.bars for value in (bar.value, bar.start, bar.low, bar.high) if value is not None]
        self._low, self._high = min([0.0, *ends]), max([0.0, *ends])
        texts = max((width(bar.text, BODY, bold=True) for bar in chart.bars), default=0.0)
        left = texts + 14 if self._low < 0 else 0.0
        self._zero = _NAMES + 16 + left + _LENGTH * (-self._low / ((self._high - self._low) or 1.0))
        self.width = _NAMES + 16 + left + _LENGTH + texts + 16
        self._ticks = chart.ticks if chart.bars else ()
        self._below = sum(row.height + _GAP for row in self._rows) + self._empty.height
        self.height = self._below + (_AXIS if self._ticks else 0.0)

    def _x(self, value: float) -> float:
        return self._zero + _LENGTH * value / ((self._high - self._low) or 1.0)

    def _radius(self, bar: Bar) -> float:
        """That of a point: smaller where its interval is short to a side, which it would cover."""
        if bar.low is None or bar.high is None:
            return _POINT
        reach = min(self._x(bar.high) - self._x(bar.value), self._x(bar.value) - self._x(bar.low))
        return min(_POINT, max(reach - 2.0, _SMALLEST))

    def paint(self, brush: Brush) -> Iterator[str]:
        """Names, bars, whiskers, figures, and the zero line."""
        if not self._rows:
            yield from set_block(brush, self._empty, 0.0, 0.0, "muted")
            return
        y, top = 0.0, -4.0
        for row in self._rows:  # the zero line first, so that points lie over it
            if row.bar is None:
                yield from self._rule(brush, top, y - _GAP + 4)
                top = y + row.height + _GAP - 4
            y += row.height + _GAP
        yield from self._rule(brush, top, y - _GAP + 4)
        y = 0.0
        for row in self._rows:
            if row.bar is None:
                yield from set_block(brush, row.name, 0.0, y + 4, "ink")
            else:
                middle = y + max(row.name.height, _HIGH) / 2
                parts = [
                    *set_block(brush, row.name, 0.0, y, "ink"),
                    *set_block(brush, row.note, 0.0, y + row.name.height, "muted"),
                    *self._bar(brush, row.bar, middle),
                ]
                yield element("g", {"class": "jk-bar"}, *parts)
            y += row.height + _GAP
        yield from self._axis(brush)

    def _axis(self, brush: Brush) -> Iterator[str]:
        """A line with its ticks below all bars, from the lowest end to the highest."""
        if self._ticks:
            y = self._below
            path = f"M{number(self._x(self._low))} {number(y)}H{number(self._x(self._high))}"
            path += "".join(f"M{number(self._x(value))} {number(y)}v5" for value, _ in self._ticks)
            yield brush.write("path", f'd="{path}" stroke-width="1"', fill="none", stroke="axis")
            for value, said in self._ticks:
                words = block(said, _LENGTH / 3, SMALL, lines=1)
                yield from set_block(brush, words, self._x(value), y + 7, "muted", anchor="middle")

    def _rule(self, brush: Brush, top: float, bottom: float) -> Iterator[str]:
        if bottom > top:
            line = f'd="M{number(self._zero)} {number(top)}V{number(bottom)}" stroke-width="1.2"'
            yield brush.write("path", line, fill="none", stroke="axis")

    def _bar(self, brush: Brush, bar: Bar, middle: float) -> Iterator[str]:
        begin, end = sorted((self._x(bar.start), self._x(bar.value)))
        if self._points:
            begin = end = self._x(bar.value)
        elif bar.value != bar.start:
            wide = max(end - begin, _LEAST)
            place = f'x="{number(begin)}" y="{number(middle - _HIGH / 2)}" width="{number(wide)}" height="{_HIGH:g}"'
            yield brush.write("rect", place, fill=_COLOURS[bar.tone])
        reach = [end]
        if bar.low is not None and bar.high is not None:
            low, high = self._x(bar.low), self._x(bar.high)
            whisker = (
                f'd="M{number(low)} {number(middle)}H{number(high)}M{number(low)} {number(middle - 5)}v10'
                f'M{number(high)} {number(middle - 5)}v10"'
            )
            yield brush.write("path", f'{whisker} stroke-width="3"', fill="none", stroke="paper")
            yield brush.write("path", f'{whisker} stroke-width="1.4"', fill="none", stroke="ink")
            reach.append(high)
            begin = min(begin, low)
        if self._points:
            place = f'cx="{number(end)}" cy="{number(middle)}" r="{number(self._radius(bar))}" stroke-width="1"'
            yield brush.write("circle", place, fill=_COLOURS[bar.tone], stroke="paper")
            reach.append(end + _POINT)
            begin = min(begin, end - _POINT)
        words = block(bar.text, 400.0, BODY, bold=True, lines=1)
        if bar.value < 0:
            yield from set_block(brush, words, begin - 8, middle - words.height / 2, "ink", anchor="end")
        else:
            yield from set_block(brush, words, max(reach) + 8, middle - words.height / 2, "ink")


def _rows(chart: Bars) -> Iterator[_Row]:
    nothing, group = block("", 0.0, SMALL), ""
    for bar in chart.bars:
        if bar.group != group:
            group = bar.group
            yield _Row(None, block(group, _NAMES + _LENGTH, BODY, bold=True, lines=2), nothing)
        yield _Row(bar, block(bar.name, _NAMES, BODY, lines=14), block(bar.note, _NAMES, SMALL, lines=3))


def spoken(chart: Bars) -> str:
    """The figures in words."""
    return "; ".join(f"{bar.name}: {bar.text}" for bar in chart.bars[:40]) or chart.empty
