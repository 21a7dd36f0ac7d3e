"""All parts of a curve drawing, measured: on a slide the chart takes the height that the rest leaves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from journeykit.render.curve_view.frame import HEIGHT, MARGIN, SIZE, bands_of
from journeykit.render.curve_view.heads import Heads
from journeykit.render.curve_view.key import Key
from journeykit.render.curve_view.legend import Legend
from journeykit.render.curve_view.names import How, Names, how
from journeykit.render.curve_view.pair import Group, Pair
from journeykit.render.curve_view.shares import Shares
from journeykit.render.poster.columns import time_scale
from journeykit.render.poster.curve.chart import Chart, chart
from journeykit.render.poster.geometry import Band
from journeykit.render.poster.sizes import LEADING
from journeykit.render.text import wrap

__all__ = ["NAME", "TITLE", "Layout", "Row"]

TITLE: Final = 22.0
NAME: Final = 26.0  # px for the name above a chart
LINE: Final = SIZE * LEADING
BETWEEN: Final = 6.0  # px between charts
GAP: Final = 14.0
_UNITS: Final = (22.0, 60.0)  # px of a step of the axis, at least and at most
_TALL: Final = 40.0  # at least, where much stands below the curves
_SMALL: Final = 18.0  # where charts stand below each other
_ROOM: Final = 150.0  # px for the words of a point, in columns narrower than that


@dataclass(frozen=True, slots=True)
class Row:
    """A band with all that stands in it."""

    band: Band
    heads: Heads
    charts: tuple[tuple[Group, Chart], ...]
    names: Names
    shares: Shares | None = None

    @property
    def height(self) -> float:
        """In px."""
        charts = sum(made.height + (NAME if group.name else 0.0) + BETWEEN for group, made in self.charts) - BETWEEN
        return self.heads.height + charts + (self.shares.height if self.shares else 0.0) + self.names.height


class Layout:
    """The measured drawing; at least as high as a slide."""

    def __init__(self, pair: Pair, scale: str | None = None, width: float | None = None) -> None:
        self.pair, self._timed = pair, scale == "time"
        bands = bands_of(pair.scene, pair.sheet, scale, width)
        self.width = bands[0].right + MARGIN
        self.across = self.width - 2 * MARGIN
        self.title = wrap(pair.scene.title, self.across, TITLE, bold=True, lines=3)
        self.subtitle = wrap(self._subtitle(), self.across, SIZE, lines=2)
        self.top = MARGIN - 6 + len(self.title) * TITLE * 1.25 + len(self.subtitle) * LINE + GAP
        least = _TALL if pair.met else _SMALL if len(pair.groups) > 1 else _UNITS[0]
        self._measure(bands, least)
        if len(bands) == 1 and self.needed < HEIGHT:
            self._stretch(bands, least, _UNITS[1])
        self.height = max(self.needed, HEIGHT)

    def _stretch(self, bands: Sequence[Band], low: float, high: float) -> None:
        """The largest chart that a slide has room for: halving, as words move with the line."""
        for _ in range(5):
            middle = (low + high) / 2
            self._measure(bands, middle)
            low, high = (middle, high) if self.needed <= HEIGHT else (low, middle)
        self._measure(bands, low)

    def _measure(self, bands: Sequence[Band], unit: float) -> None:
        way = how(bands)
        self.rows = [self._row(band, way, unit) for band in bands]
        self.key = Key([entry for row in self.rows for entry in row.names.key], self.across)
        self.notes = [line for note in self._notes() for line in wrap(note, self.across, SIZE, lines=60)]
        styles = [
            part.style for row in self.rows for _, made in row.charts for track in made.tracks for part in track.parts
        ]
        self.legend = Legend(self.pair, self.across, gaps="unknown" in styles, rare="rare" in styles)
        below = (self.key.height, len(self.notes) * LINE, self.legend.height)
        rows = sum(row.height for row in self.rows) + GAP * (len(self.rows) - 1)
        self.needed = self.top + rows + sum(each + 10 for each in below if each) + MARGIN - 8

    def _row(self, band: Band, way: How, unit: float) -> Row:
        charts = tuple(
            (
                group,
                chart(
                    band,
                    group.curves,
                    self.pair.sheet,
                    unit=unit,
                    size=SIZE,
                    room=_ROOM,
                    names=len(group.curves) > 1 or (not group.name and bool(self.pair.groups)),
                    missing=group.missing,
                ),
            )
            for group in self.pair.groups
        )
        more: dict[str, list[str]] = {}
        for group, made in charts:
            for left in made.labels.left:
                track = made.tracks[left.track].curve
                who = track.name if len(group.curves) > 1 else group.name
                if left.text:  # else a name that found no room at its line: the legend has it
                    more.setdefault(left.dot.column.node, []).append(f"{who}: {left.text}" if who else left.text)
        names = Names(band, self.pair, way, more, timed=self._timed)
        shares = Shares(band, self.pair.met) if self.pair.met else None
        return Row(band, Heads(band, self.pair.scene), charts, names, shares)

    def _subtitle(self) -> str:
        """Which two maps, or the longest way to say whose the map is that takes one line."""
        if self.pair.told:
            return self.pair.told
        if self.pair.versions:
            versions = " against ".join(self.pair.versions)
            return f"{self.pair.who} \u00b7 {versions}" if self.pair.who else versions
        ways = (self.pair.scene.subtitle, *self.pair.scene.shorter)
        return next((each for each in ways if len(wrap(each, self.across, SIZE, lines=2)) < 2), ways[-1])

    def _notes(self) -> Iterator[str]:
        yield from self.pair.notes
        short = dict(each for row in self.rows for each in row.heads.short)
        if short:
            yield "Stages: " + " \u00b7 ".join(f"{index}\u00a0{title}" for index, title in short.items())
        if not self._timed:
            return
        if time_scale(self.pair.sheet) is None:
            yield "No step has a duration, so all columns have the same width."
        else:
            yield "Columns are as wide as their steps are long; short ones and unknown ones are drawn wider."
