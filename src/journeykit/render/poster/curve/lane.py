"""The emotion lane of a band: its charts, and below them the words that found no room in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from journeykit.render.brush import Brush
from journeykit.render.poster.curve.chart import Chart, chart
from journeykit.render.poster.curve.marks import colour_of, marker
from journeykit.render.poster.curve.paint import group
from journeykit.render.poster.curve.track import Dot
from journeykit.render.poster.curve.wording import figure, shows
from journeykit.render.poster.geometry import Band, Strip
from journeykit.render.poster.sizes import BODY, HINT, LABELS, LEADING, SMALL
from journeykit.render.sheet import Curve, Sheet
from journeykit.render.svg import element
from journeykit.render.text import width, wrap

__all__ = ["strip"]

_TOGETHER: Final = 4  # curves in one chart; more of them would be a skein
_UNIT: Final = 36.0
_SMALL_UNIT: Final = 20.0
_HEAD: Final = 24.0  # px for a persona's name above a chart of its own
_GAP: Final = 8.0
_ROW: Final = SMALL * LEADING
_SIGN: Final = 14.0  # px of a note's marker


@dataclass(frozen=True, slots=True)
class _Note:
    """Words below a chart: at which point, from which x, and y from the chart's bottom."""

    curve: Curve
    dot: Dot
    lines: tuple[str, ...]
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class _Part:
    """A chart with its notes; `name` are the lines above it."""

    chart: Chart
    notes: tuple[_Note, ...]
    name: tuple[str, ...] = ()

    @property
    def head(self) -> float:
        return _HEAD + (len(self.name) - 1) * BODY * LEADING if self.name else 0.0

    @property
    def height(self) -> float:
        below = max((note.y + len(note.lines) * _ROW for note in self.notes), default=0.0)
        return self.head + self.chart.height + (below + _GAP if below else 0.0)


@dataclass(frozen=True, slots=True)
class _Lane:
    """The emotion lane of one band."""

    parts: tuple[_Part, ...]

    @property
    def height(self) -> float:
        """In px."""
        return sum(part.height for part in self.parts) + _GAP * (len(self.parts) - 1)

    def paint(self, brush: Brush) -> list[str]:
        """Chart by chart, each with the words below it."""
        found: list[str] = []
        top = 0.0
        for part in self.parts:
            found += _name(brush, part, top)
            found.append(part.chart.paint(brush, top + part.head))
            found += _notes(brush, part, top + part.head + part.chart.height)
            top += part.height + _GAP
        return found


def strip(band: Band, curves: Sequence[Curve], sheet: Sheet) -> Strip:
    """The emotion lane of a band: up to four personas in one chart, more of them each in a small one of their own.

    >>> from journeykit.render.poster.geometry import Column
    >>> from journeykit.render.sheet import Feeling, Header
    >>> band = Band(0, 132, 300, (Column("a", 132, 168, 152, "s", 1),), ())
    >>> anna = Curve(persona="anna", name="Anna", points=(Feeling(node="a", value=1, words="hopeful"),))
    >>> strip(band, [anna], Sheet(header=Header(), facts={})).height
    201.68
    """
    above = _above(sheet)
    charts = [list(group) for _, group in groupby(curves, key=lambda curve: curve.chart)]
    together = len(charts) == 1 and len(curves) <= _TOGETHER
    if together or not curves:
        made = chart(
            band, curves, sheet, unit=_UNIT, size=SMALL, above=above, missing=[curve.absent for curve in curves]
        )
        return _Lane((_Part(made, tuple(_measured(made, named=len(curves) > 1))),))
    parts: list[_Part] = []
    for group_of in charts if len(charts) > 1 else [[curve] for curve in curves]:
        alone = len(group_of) == 1
        made = chart(
            band,
            group_of,
            sheet,
            unit=_SMALL_UNIT if alone else _UNIT,
            size=SMALL,
            names=not alone,
            above=0.0 if parts else above - _HEAD,
            missing=[curve.absent for curve in group_of],
        )
        words = group_of[0].chart or group_of[0].name or "Everybody"
        name = wrap(words, band.right - band.left - 40, BODY, bold=True, lines=200)
        parts.append(_Part(made, tuple(_measured(made, named=not alone)), name))
    return _Lane(tuple(parts))


def _above(sheet: Sheet) -> float:
    """The px that the lane's name and hint, at its upper left, need above the first words of the axis."""
    lane = next((each for each in sheet.lanes if each.kind == "emotion"), None)
    hint = len(wrap(lane.hint, LABELS - 20, HINT, lines=6)) if lane and lane.hint else 0
    return 22 + BODY * LEADING + hint * HINT * LEADING


def _measured(made: Chart, *, named: bool) -> Iterator[_Note]:
    """The words that are left over, each below its point and one below the other; `named` says whose they are."""
    used: dict[str, float] = {}
    told = {left.track for left in made.labels.left if left.text and named}
    for left in sorted(made.labels.left, key=lambda each: each.track):
        if not left.text and left.track in told:
            continue  # the name stands before other words
        column, curve = left.dot.column, made.tracks[left.track].curve
        text = left.text or figure(left.dot)
        if (named or not left.text) and shows(curve.name):
            text = f"{curve.name} {text}" if curve.name.isascii() else f"\u2068{curve.name}\u2069 {text}"
        lines = wrap(text, column.width - 26, SMALL, lines=400)
        wide = max((width(line, SMALL) for line in lines), default=0.0) + _SIGN
        x = min(max(left.dot.x - wide / 2, column.x + 5), column.x + column.width - 5 - wide)
        y = used.get(column.node, _GAP)
        yield _Note(curve, left.dot, lines, x, y)
        used[column.node] = y + len(lines) * _ROW + 3


def _name(brush: Brush, part: _Part, top: float) -> list[str]:
    if not part.name:
        return []
    curve, left = part.chart.tracks[0].curve, part.chart.band.left
    rows = [
        brush.make(
            "text",
            {"x": left + 26, "y": top + 16 + row * BODY * LEADING, "font-size": BODY, "font-weight": "bold"},
            fill=colour_of(curve.index),
            text=line,
        )
        for row, line in enumerate(part.name)
    ]
    return [group(curve, marker(brush, curve.index, (left + 12, top + 11.5), 5), *rows)]


def _notes(brush: Brush, part: _Part, top: float) -> list[str]:
    """By persona, so that hiding one hides its words."""
    found = []
    for track in part.chart.tracks:
        mine = [note for note in part.notes if note.curve is track.curve]
        if mine:
            found.append(group(track.curve, *(_note(brush, note, top) for note in mine)))
    return found


def _note(brush: Brush, note: _Note, top: float) -> str:
    y = top + note.y
    rows = [
        brush.make(
            "text",
            {"x": note.x + _SIGN, "y": y + SMALL * 0.95 + row * _ROW, "font-size": SMALL},
            fill="ink",
            text=line,
        )
        for row, line in enumerate(note.lines)
    ]
    sign = marker(brush, note.curve.index, (note.x + 4, y + SMALL * 0.6), 4)
    return element("g", {"class": "jk-note", "data-step": note.dot.column.node}, sign, *rows)
