"""A funnel: levels as wide as many come there, one below the other, and beside them who leaves."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from journeykit.analysis.chart import Drop, Funnel, Tone
from journeykit.render.brush import Brush
from journeykit.render.charts.distinct import distinct
from journeykit.render.poster.sizes import BODY, SMALL
from journeykit.render.poster.type import Block, block, set_block
from journeykit.render.svg import element, number
from journeykit.render.text import width
from journeykit.render.words import percent

__all__ = ["FunnelArt", "spoken"]

_NAMES, _FIGURE, _WIDE, _LOST, _WORDS = 240.0, 62.0, 300.0, 96.0, 230.0
_HIGH, _GAP, _HEAD, _LINE = 30.0, 16.0, 24.0, 20.0
_MOST: Final = 4  # ways out of a level that are named
_HEADED: Final = 200.0  # px of a head
_LEAST: Final = 1.5  # px of a bar: a few are not nobody
_COLOURS: Final = {"plain": "bar", "good": "gain_mark", "bad": "pain_mark"}


class FunnelArt:
    """The levels, measured."""

    def __init__(self, chart: Funnel) -> None:
        self._levels, self._head = chart.levels, chart.lost
        said = distinct([each.name for each in chart.levels], _named)
        self._names = [_named(name, each.tone) for name, each in zip(said, chart.levels, strict=True)]
        self._notes = [block(each.note, _NAMES, SMALL, lines=3) for each in chart.levels]
        self._drops = [
            [(drop, block(_words(drop), _WORDS, SMALL, lines=3)) for drop in _few(each.drops)] for each in chart.levels
        ]
        names = max((words.width for words in (*self._names, *self._notes)), default=0.0)
        self._figure = names + _FIGURE
        self._left = self._figure + 20
        self._lost = self._left + _WIDE + 28
        most = max((drop.share for drops in self._drops for drop, _ in drops), default=0.0)
        self._scale = min(_WIDE, _LOST / most) if most else 0.0  # that of the funnel, where there is room
        self._words = self._lost + most * self._scale + 10
        words = max((made.width for drops in self._drops for _, made in drops), default=0.0)
        head = self._lost + min(width(chart.lost, SMALL), _HEADED)
        self.width = max(self._words + words, head) if most else self._left + _WIDE
        high = [
            max(_HIGH, name.height + note.height, sum(_tall(words) for _, words in drops))
            for name, note, drops in zip(self._names, self._notes, self._drops, strict=True)
        ]
        starts = [_HEAD + sum(high[:at]) + _GAP * at for at in range(len(high))]
        self._middles = [start + tall / 2 for start, tall in zip(starts, high, strict=True)]
        self.height = _HEAD + sum(high) + _GAP * max(len(high) - 1, 0)

    def paint(self, brush: Brush) -> Iterator[str]:
        """Heads, the funnel's sides, bars, names, figures and who leaves."""
        heads = [("of 100", self._figure, "end"), (self._head, self._lost, "start")]
        for words, x, anchor in heads if self._scale else heads[:1]:
            yield from set_block(brush, block(words, _HEADED, SMALL, lines=1), x, 0.0, "muted", anchor=anchor)
        last = len(self._levels) - 1
        for at, (one, other) in enumerate(pairwise(self._levels), start=1):
            if other.tone != "good" or (at == last and one.tone != "good"):  # several successes are no funnel
                yield self._sides(brush, at, one.share, other.share)
        for at in range(last + 1):
            yield element("g", {"class": "jk-level"}, *self._level(brush, at))

    def _level(self, brush: Brush, at: int) -> Iterator[str]:
        level, name, note, middle = self._levels[at], self._names[at], self._notes[at], self._middles[at]
        figure = block(_hundred(level.share), 100.0, BODY, bold=True, lines=1)
        top = middle - (name.height + note.height) / 2
        yield from set_block(brush, name, 0.0, top, "ink")
        yield from set_block(brush, note, 0.0, top + name.height, "muted")
        yield from set_block(brush, figure, self._figure, middle - figure.height / 2, "ink", anchor="end")
        wide = max(_WIDE * level.share, _LEAST if level.share > 0 else 0.0)
        x, y = self._left + (_WIDE - wide) / 2, middle - _HIGH / 2
        place = f'x="{number(x)}" y="{number(y)}" width="{number(wide)}" height="{_HIGH:g}"'
        yield brush.write("rect", place, fill=_COLOURS[level.tone])
        y = middle - sum(_tall(words) for _, words in self._drops[at]) / 2
        for drop, words in self._drops[at]:
            wide = max(self._scale * drop.share, _LEAST)
            place = f'x="{number(self._lost)}" y="{number(y + 4)}" width="{number(wide)}" height="11"'
            yield brush.write("rect", place, fill=_COLOURS[drop.tone])
            yield from set_block(brush, words, self._words, y + 1, "ink")
            y += _tall(words)

    def _sides(self, brush: Brush, at: int, one: float, other: float) -> str:
        """What joins a level to the one before it."""
        top, bottom = self._middles[at - 1] + _HIGH / 2, self._middles[at] - _HIGH / 2
        middle = self._left + _WIDE / 2
        a, b = _WIDE * one / 2, _WIDE * other / 2
        path = (
            f"M{number(middle - a)} {number(top)}H{number(middle + a)}L{number(middle + b)} {number(bottom)}"
            f"H{number(middle - b)}z"
        )
        return brush.write("path", f'd="{path}"', fill="lane_line")


def _named(name: str, tone: Tone = "plain") -> Block:
    return block(name, _NAMES, BODY, bold=tone == "good", lines=3)


def _few(drops: tuple[Drop, ...]) -> list[Drop]:
    """The largest of them; the rest as one."""
    if len(drops) <= _MOST:
        return list(drops)
    rest = drops[_MOST - 1 :]
    return [*drops[: _MOST - 1], Drop(f"{len(rest)} other ways", sum(drop.share for drop in rest), "plain")]


def _tall(words: Block) -> float:
    return max(words.height + 2, _LINE)


def _words(drop: Drop) -> str:
    return f"{_hundred(drop.share)}\u00a0 {drop.name}"


def _hundred(share: float) -> str:
    """So many of a hundred.

    >>> [_hundred(each) for each in (1, .589, .0004, 0)]
    ['100', '58.9', '<0.1', '0']
    """
    return percent(share).removesuffix("\u00a0%")


def spoken(chart: Funnel) -> str:
    """The figures in words."""
    said = []
    for level in chart.levels:
        lost = ", ".join(f"{_hundred(drop.share)} {drop.name}" for drop in level.drops)
        note = f", {level.note}" if level.note else ""
        said.append(f"{level.name}: {_hundred(level.share)} of 100{note}" + (f" (leave: {lost})" if lost else ""))
    return "; ".join(said[:60])
