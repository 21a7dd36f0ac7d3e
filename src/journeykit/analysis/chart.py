"""What a result looks like, as plain values: bars, grids and more, which are all that the renderer knows of it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeAlias

from journeykit.analysis.chart_of_logs import (
    Bin,
    Moment,
    Reliability,
    Sankey,
    Series,
    Span,
    Stop,
    Stream,
    Timeline,
    Track,
    Trend,
)
from journeykit.analysis.overlay import Tone

__all__ = [
    "Bar",
    "Bars",
    "Bin",
    "Chart",
    "Drop",
    "Funnel",
    "Grid",
    "Level",
    "Line",
    "Lines",
    "Moment",
    "Picture",
    "Plot",
    "Point",
    "Reliability",
    "Sankey",
    "Series",
    "Span",
    "Stop",
    "Stream",
    "Timeline",
    "Tone",
    "Track",
    "Trend",
]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, how long it is, what stands at its end, and a smaller line below the name.

    `low` and `high` are the ends of an interval, drawn as a whisker; `start` is where the bar begins. Bars of one
    `group` stand below its name.
    """

    name: str
    value: float
    text: str
    note: str = ""
    tone: Tone = "plain"
    low: float | None = None
    high: float | None = None
    start: float = 0.0
    group: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars below each other, the longest scale shared; values may be negative. `notes` stand below.

    As `points` each is a point with its whisker. `empty` is said where there are no bars. `ticks` are values of the
    axis below them, each with how it is said; without any there is no axis.

    >>> Bars("Levers", (Bar("Receives the quote", .02, "+2 points"),)).bars[0].name
    'Receives the quote'
    """

    title: str
    bars: tuple[Bar, ...]
    subtitle: str = ""
    notes: tuple[str, ...] = ()
    points: bool = False
    empty: str = ""
    ticks: tuple[tuple[float, str], ...] = field(default=(), repr=False)  # as all that only logs know


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix of shares of 0..1: a cell for each row and column; None is an empty one.

    `counts` are how many each share is, in the same rows and columns; they stand below it.

    >>> Grid("Moves", ("a",), ("b", "c"), ((.25, None),)).cells[0][0]
    0.25
    """

    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[Sequence[float | None], ...]
    subtitle: str = ""
    notes: tuple[str, ...] = ()
    counts: tuple[Sequence[float | None], ...] = field(default=(), repr=False)  # as all that only logs know


@dataclass(frozen=True, slots=True)
class Drop:
    """Who leaves a level of a funnel: where to, and what share of everybody, 0..1."""

    name: str
    share: float
    tone: Tone = "bad"


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a funnel: the share of everybody who comes there, 0..1, and who leaves.

    `note` is smaller and stands below the name: how many they are, of those before, how long it took them.
    """

    name: str
    share: float
    drops: tuple[Drop, ...] = ()
    tone: Tone = "plain"
    note: str = field(default="", repr=False)  # as all that only logs know


@dataclass(frozen=True, slots=True)
class Funnel:
    """Levels below each other, as wide as many come there, with those who leave beside them, below the words `lost`.

    >>> Funnel("Of 100 who set out", (Level("Choose", 1, (Drop("drop-off", .4),)), Level("Buy", .6))).levels[1].share
    0.6
    """

    title: str
    levels: tuple[Level, ...]
    subtitle: str = ""
    notes: tuple[str, ...] = ()
    lost: str = field(default="leave here for good", repr=False)  # a log without a horizon does not know that


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a plot, with its name and its figures in words; those of the `front` are joined by a line."""

    name: str
    x: float
    y: float
    text: str
    front: bool = False


@dataclass(frozen=True, slots=True)
class Plot:
    """Numbered points in a frame with two axes from zero, and a key below. `empty` is said where there are none.

    >>> Plot("What to do", ("effort", "gain"), (Point("a reminder", 1, 10.5, "+10.5 points"),)).points[0].y
    10.5
    """

    title: str
    axes: tuple[str, str]
    points: tuple[Point, ...]
    subtitle: str = ""
    notes: tuple[str, ...] = ()
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """How something feels, place by place: each with its name and an emotion of -2..2, None where unknown."""

    name: str
    places: tuple[tuple[str, float | None], ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """Curves of emotion, one below the other, each along its own places. `empty` is said where there are none.

    >>> Lines("How it feels", (Line("Anna", (("Quote", -1.0), ("Sign", 1.0))),)).lines[0].places[1]
    ('Sign', 1.0)
    """

    title: str
    lines: tuple[Line, ...]
    subtitle: str = ""
    notes: tuple[str, ...] = ()
    empty: str = ""


Chart: TypeAlias = Bars | Grid | Funnel | Plot | Lines | Sankey | Timeline | Series | Reliability


class Picture(Protocol):
    """What `.draw()` of a result gives: a drawing, which notebooks show."""

    @property
    def svg(self) -> str:
        """Self-contained SVG."""
        ...

    @property
    def png(self) -> bytes:
        """A picture in pixels."""
        ...

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write it in the format that the suffix names."""
        ...
