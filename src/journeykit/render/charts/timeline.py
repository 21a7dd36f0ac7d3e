"""Events on one axis of time: a row for each case or step, its events by name, waits as bars against the usual one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from journeykit.analysis.chart import Moment, Span, Timeline, Track
from journeykit.render.brush import Brush
from journeykit.render.charts.clock import elapsed, marks, when
from journeykit.render.charts.distinct import distinct
from journeykit.render.charts.tiers import tiers
from journeykit.render.poster.sizes import BODY, SMALL
from journeykit.render.poster.type import Block, block, set_block
from journeykit.render.svg import element, number

__all__ = ["TimelineArt", "spoken"]

_NAMES, _AXIS, _LABEL = 170.0, 680.0, 130.0
_BAR: Final = 12.0
_ROW: Final = 17.0  # px of a tier of texts
_GAP: Final = 16.0
_HEAD: Final = 26.0
_KEY: Final = 34.0
_LIFT: Final = BODY * 0.68  # of a name above the middle of its bar
_MOST: Final = 7  # tiers of names below a row: of a busier one the rest is told, not drawn
_TEXTS: Final = 3  # tiers of texts above a row
_FILL: Final = {"plain": "phase_bar", "good": "gain", "bad": "pain"}
_RIM: Final = {"plain": "forward", "good": "gain_mark", "bad": "pain_mark"}


@dataclass(frozen=True, slots=True)
class _Row:
    """A track, measured: the tier of each of its texts, None for those that have no room."""

    track: Track
    name: Block
    note: Block
    above: tuple[int | None, ...]
    below: tuple[int | None, ...]

    @property
    def top(self) -> float:
        """What stands above the line."""
        used = [tier for tier in self.above if tier is not None]
        return (max(used) + 1) * _ROW + 2 if used else 4.0

    @property
    def height(self) -> float:
        """Texts, bar, names."""
        used = [tier for tier in self.below if tier is not None]
        under = (max(used) + 1) * _ROW + 8 if used else 6.0
        names = self.name.height + self.note.height
        return max(self.top + _BAR + under, self.top + _BAR / 2 - _LIFT + names)


class TimelineArt:
    """The rows, measured."""

    def __init__(self, chart: Timeline) -> None:
        self._chart = chart
        ends = [moment.at for track in chart.tracks for moment in track.moments]
        ends += [at for track in chart.tracks for span in track.spans for at in _reach(span)]
        ends += [chart.now] if chart.now is not None else []
        self._low, self._high = min(ends, default=0.0), max(ends, default=1.0)
        self._left = _NAMES + 16 if any(track.name or track.note for track in chart.tracks) else 8.0
        names = distinct([track.name for track in chart.tracks], _named)
        self._rows = [self._row(track, name) for track, name in zip(chart.tracks, names, strict=True)]
        self._empty = block(chart.empty, _AXIS, BODY) if not chart.tracks else block("", 0.0, BODY)
        spans = [span for track in chart.tracks for span in track.spans]
        self._key = any(span.usual is not None for span in spans), any(span.end is None for span in spans)
        self.width = self._left + _AXIS + _LABEL
        rows = sum(row.height + _GAP for row in self._rows)
        self.height = _HEAD + rows + (_KEY if any(self._key) else 0.0) if chart.tracks else self._empty.height
        unnamed = sum(tier is None for row in self._rows for tier in row.below)
        said = f"{unnamed} events stand so close to others that their names are not shown."
        self.notes = (said,) if unnamed > 1 else (said.replace("events stand", "event stands"),) if unnamed else ()

    def _x(self, at: float) -> float:
        return self._left + _AXIS * (at - self._low) / ((self._high - self._low) or 1.0)

    def _row(self, track: Track, title: str) -> _Row:
        above = [(self._x(span.start), block(span.text, _LABEL, SMALL, lines=1).width) for span in track.spans]
        below = [(self._x(each.at), block(each.name, _LABEL, SMALL, lines=1).width) for each in track.moments]
        name = _named(title)
        note = block(track.note, _NAMES, SMALL, lines=3)
        return _Row(track, name, note, tiers(above, _TEXTS), tiers(below, _MOST))

    def paint(self, brush: Brush) -> Iterator[str]:
        """The axis, then row by row bars, their texts, events and their names."""
        if not self._chart.tracks:
            yield from set_block(brush, self._empty, 0.0, 0.0, "muted")
            return
        bottom = self.height - (_KEY if any(self._key) else 0.0) - _GAP / 2
        free = float("-inf")
        for at, name in marks(self._low, self._high, self._chart.origin):
            x, words = self._x(at), block(name, 200.0, SMALL, lines=1)
            line = f'd="M{number(x)} {_HEAD - 6:g}V{number(bottom)}" stroke-width="1"'
            yield brush.write("path", line, fill="none", stroke="lane_line")
            if x - words.width / 2 > free:
                free = x + words.width / 2 + 8
                yield from set_block(brush, words, x, 0.0, "muted", anchor="middle")
        if self._chart.now is not None:
            x = self._x(self._chart.now)
            line = f'd="M{number(x)} {_HEAD - 6:g}V{number(bottom)}" stroke-width="1.6" stroke-dasharray="2 3"'
            yield brush.write("path", line, fill="none", stroke="ink")
        y = _HEAD
        for row in self._rows:
            yield element("g", {"class": "jk-track"}, *self._track(brush, row, y))
            y += row.height + _GAP
        yield from self._legend(brush, y - _GAP / 2 + 8)

    def _track(self, brush: Brush, row: _Row, y: float) -> Iterator[str]:
        yield from set_block(brush, row.name, 0.0, y + row.top + _BAR / 2 - _LIFT, "ink")
        under = y + row.top + _BAR / 2 - _LIFT + row.name.height
        yield from set_block(brush, row.note, 0.0, under, "muted")
        line = y + row.top + _BAR / 2
        path = f'd="M{number(self._left)} {number(line)}h{_AXIS:g}" stroke-width="1"'
        yield brush.write("path", path, fill="none", stroke="lane_line")
        for span, tier in zip(row.track.spans, row.above, strict=True):
            yield element("g", None, element("title", text=_spanned(span)), *self._span(brush, span, line - _BAR / 2))
            if tier is not None and span.text:
                words = block(span.text, _LABEL, SMALL, lines=1)
                place = line - _BAR / 2 - 2 - (tier + 1) * _ROW
                if tier:
                    thread = f'd="M{number(self._x(span.start))} {number(line - _BAR / 2)}V{number(place + 4)}"'
                    yield brush.write("path", f'{thread} stroke-width="0.8"', fill="none", stroke="muted")
                yield from set_block(brush, words, self._x(span.start) + 2, place, "ink", anchor="start")
        for moment, tier in zip(row.track.moments, row.below, strict=True):
            yield from self._moment(brush, moment, tier, line)

    def _span(self, brush: Brush, span: Span, top: float) -> Iterator[str]:
        """A bar; what goes beyond the usual wait is dashed, and a tick stands where that ends."""
        first, last = self._x(span.start), self._x(self._high if span.end is None else span.end)
        tick = last if span.usual is None else min(max(self._x(span.start + span.usual), first), last)
        for left, right, dash in ((first, tick, ""), (tick, last, ' stroke-dasharray="4 2.5"')):
            if right - left > 0.01 or (left == first and last == first):
                box = f'x="{number(left)}" y="{number(top)}" width="{number(max(right - left, 1.0))}" height="{_BAR:g}"'
                tone = "bad" if dash else span.tone
                made = f'{box} stroke-width="1.3"{dash}'
                yield brush.write("rect", made, fill=_FILL[tone], stroke=_RIM[tone])
        if span.usual is not None:
            x = self._x(span.start + span.usual)
            line = f'd="M{number(x)} {number(top - 4)}v{_BAR + 8:g}" stroke-width="2.4"'
            yield brush.write("path", line, fill="none", stroke="ink")
        if span.end is None:  # it goes on
            tip = f"M{number(last - 7)} {number(top + 2)}l5 {_BAR / 2 - 2:g}l-5 {_BAR / 2 - 2:g}"
            yield brush.write("path", f'd="{tip}" stroke-width="2"', fill="none", stroke=_RIM[span.tone])

    def _moment(self, brush: Brush, moment: Moment, tier: int | None, line: float) -> Iterator[str]:
        x = self._x(moment.at)
        colour = {"plain": "bar", "good": "gain_mark", "bad": "pain_mark"}[moment.tone]
        parts = [element("title", text=_told(moment, self._chart))]
        if tier is not None:
            place = line + _BAR / 2 + 6 + tier * _ROW
            if tier:
                thread = f'd="M{number(x)} {number(line + 5)}V{number(place + 12)}" stroke-width="0.8"'
                parts.append(brush.write("path", thread, fill="none", stroke="muted"))
            parts += set_block(brush, block(moment.name, _LABEL, SMALL, lines=1), x + 3, place, "ink", anchor="start")
        if moment.tone == "bad":  # a cross, so that colour is not all
            ground = f'cx="{number(x)}" cy="{number(line)}" r="6.5"'
            parts.append(brush.write("circle", ground, fill="paper"))
            cross = f"M{number(x - 4)} {number(line - 4)}l8 8m0 -8l-8 8"
            parts.append(brush.write("path", f'd="{cross}" stroke-width="2.6"', fill="none", stroke=colour))
        else:
            dot = f'cx="{number(x)}" cy="{number(line)}" r="5" stroke-width="1.4"'
            parts.append(brush.write("circle", dot, fill=colour, stroke="paper"))
        yield element("g", {"class": "jk-moment"}, *parts)

    def _legend(self, brush: Brush, y: float) -> Iterator[str]:
        usual, going = self._key
        x = 0.0
        if usual:
            for words, dash, tone in (
                ("usual", "", "plain"),
                ("longer than usual", ' stroke-dasharray="4 2.5"', "bad"),
            ):
                box = f'x="{number(x)}" y="{number(y + 3)}" width="26" height="{_BAR:g}" stroke-width="1.3"{dash}'
                yield brush.write("rect", box, fill=_FILL[tone], stroke=_RIM[tone])
                if not dash:
                    line = f'd="M{number(x + 26)} {number(y - 1)}v{_BAR + 8:g}" stroke-width="2.4"'
                    yield brush.write("path", line, fill="none", stroke="ink")
                said = block(words, 200.0, SMALL, lines=1)
                yield from set_block(brush, said, x + 34, y + 1, "muted")
                x += 34 + said.width + 22
        if going:
            tip = f"M{number(x + 8)} {number(y + 4)}l5 {_BAR / 2 - 2:g}l-5 {_BAR / 2 - 2:g}"
            yield brush.write("path", f'd="{tip}" stroke-width="2"', fill="none", stroke="forward")
            yield from set_block(brush, block("still going on", 200.0, SMALL, lines=1), x + 22, y + 1, "muted")


def _named(name: str) -> Block:
    return block(name, _NAMES, BODY, bold=True, lines=3)


def _reach(span: Span) -> Iterator[float]:
    """The times that a span brings to the axis."""
    yield span.start
    if span.end is not None:
        yield span.end
    if span.usual is not None:
        yield span.start + span.usual


def _told(moment: Moment, chart: Timeline) -> str:
    return " · ".join(part for part in (moment.name, when(moment.at, chart.origin), moment.text) if part)


def _spanned(span: Span) -> str:
    long = "still going on" if span.end is None else elapsed(span.end - span.start)
    return " · ".join(
        part for part in (span.text, long, f"usual {elapsed(span.usual)}" if span.usual is not None else "") if part
    )


def spoken(chart: Timeline) -> str:
    """The rows in words."""
    said = []
    for track in chart.tracks[:40]:
        events = ", ".join(moment.name for moment in track.moments[:30])
        waits = ", ".join(_spanned(span) for span in track.spans[:30])
        said.append(f"{track.name}: {'; '.join(part for part in (events, waits) if part)}".removeprefix(": "))
    return "; ".join(said) or chart.empty
