"""Bars below each other on one scale, from zero to either side, with their intervals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from journeykit.analysis.chart import Bar, Bars
from journeykit.render.brush import Brush
from journeykit.render.poster.sizes import BODY, SMALL
from journeykit.render.poster.type import Block, block, set_block
from journeykit.render.svg import number
from journeykit.render.text import width

__all__ = ["BarArt", "spoken"]

_NAMES, _LENGTH, _HIGH, _GAP = 260.0, 360.0, 16.0, 9.0
_COLOURS: Final = {"plain": "head", "good": "gain_mark", "bad": "pain_mark"}


class BarArt:
    """The bars, measured."""

    def __init__(self, chart: Bars) -> None:
        self._rows = [(bar, *_words(bar)) for bar in chart.bars]
        ends = [value for bar in chart.bars for value in (bar.value, bar.low, bar.high) if value is not None]
        self._low, self._high = min([0.0, *ends]), max([0.0, *ends])
        texts = max((width(bar.text, BODY, bold=True) for bar in chart.bars), default=0.0)
        left = texts + 14 if self._low < 0 else 0.0
        self._zero = _NAMES + 16 + left + _LENGTH * (-self._low / ((self._high - self._low) or 1.0))
        self.width = _NAMES + 16 + left + _LENGTH + texts + 16
        self.height = sum(_high(name, note) + _GAP for _, name, note in self._rows)

    def _x(self, value: float) -> float:
        return self._zero + _LENGTH * value / ((self._high - self._low) or 1.0)

    def paint(self, brush: Brush) -> Iterator[str]:
        """Names, bars, whiskers, figures, and the zero line."""
        y = 0.0
        for bar, name, note in self._rows:
            high = _high(name, note)
            yield from set_block(brush, name, 0.0, y, "ink")
            yield from set_block(brush, note, 0.0, y + name.height, "muted")
            middle = y + max(name.height, _HIGH) / 2
            yield from self._bar(brush, bar, middle)
            y += high + _GAP
        line = f'd="M{number(self._zero)} -4V{number(max(y - _GAP + 4, 4.0))}" stroke-width="1.2"'
        yield brush.write("path", line, fill="none", stroke="axis")

    def _bar(self, brush: Brush, bar: Bar, middle: float) -> Iterator[str]:
        begin, end = sorted((self._zero, self._x(bar.value)))
        place = f'x="{number(begin)}" y="{number(middle - _HIGH / 2)}" width="{number(end - begin)}" height="{_HIGH:g}"'
        yield brush.write("rect", place, fill=_COLOURS[bar.tone])
        reach = [end]
        if bar.low is not None and bar.high is not None:
            low, high = self._x(bar.low), self._x(bar.high)
            whisker = (
                f'd="M{number(low)} {number(middle)}H{number(high)}M{number(low)} {number(middle - 5)}v10'
                f'M{number(high)} {number(middle - 5)}v10"'
            )
            yield brush.write("path", f'{whisker} stroke-width="3.6"', fill="none", stroke="paper")
            yield brush.write("path", f'{whisker} stroke-width="1.6"', fill="none", stroke="ink")
            reach.append(high)
            begin = min(begin, low)
        words = block(bar.text, 400.0, BODY, bold=True, lines=1)
        if bar.value < 0:
            yield from set_block(brush, words, begin - 8, middle - words.height / 2, "ink", anchor="end")
        else:
            yield from set_block(brush, words, max(reach) + 8, middle - words.height / 2, "ink")


def _words(bar: Bar) -> tuple[Block, Block]:
    return block(bar.name, _NAMES, BODY, lines=3), block(bar.note, _NAMES, SMALL, lines=3)


def _high(name: Block, note: Block) -> float:
    return max(name.height + note.height, _HIGH)


def spoken(chart: Bars) -> str:
    """The figures in words."""
    return "; ".join(f"{bar.name}: {bar.text}" for bar in chart.bars[:40])
