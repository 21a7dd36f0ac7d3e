"""Charts of what happened, as plain values: a flow with loops, events on an axis of time, a series, a calibration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from journeykit.analysis.overlay import Tone

__all__ = [
    "Bin",
    "Moment",
    "Reliability",
    "Sankey",
    "Series",
    "Span",
    "Stop",
    "Stream",
    "Timeline",
    "Track",
    "Trend",
]

StopKind: TypeAlias = Literal["step", "start", "end", "left"]


@dataclass(frozen=True, slots=True)
class Stop:
    """A place of a flow: its id, its name, and how many come there (visits).

    `layer` is its column from 0 on; None: the drawing finds one. `text` stands instead of the count. `start` is where
    people come from, `end` an end of its own such as an outcome, `left` those who are gone: it is not drawn as a place,
    each stream to it is shown where it leaves.
    """

    id: str
    name: str
    count: float
    layer: int | None = None
    text: str = ""
    tone: Tone = "plain"
    kind: StopKind = "step"


@dataclass(frozen=True, slots=True)
class Stream:
    """A move between two stops, or from one to itself, and how often it is made.

    `off` is one that the map does not have: it is drawn in another stroke. `text` is said of it beside its count.
    """

    source: str
    target: str
    count: float
    text: str = ""
    tone: Tone = "plain"
    off: bool = False


@dataclass(frozen=True, slots=True)
class Sankey:
    """An observed flow: stops in columns, streams as wide as they are frequent, those that lead back below them.

    Streams of a stop that is not there, and those without a count, are not drawn. `empty` is said where there are none.

    >>> stops = (Stop("pay", "Pays", 90, 0), Stop("get", "Gets it", 80, 1), Stop("left", "Left", 10, kind="left"))
    >>> flow = (Stream("pay", "get", 80), Stream("pay", "left", 10), Stream("get", "pay", 9, off=True))
    >>> sum(stream.count for stream in Sankey("Orders", stops, flow).streams)
    99
    """

    title: str
    stops: tuple[Stop, ...]
    streams: tuple[Stream, ...]
    subtitle: str = ""
    notes: tuple[str, ...] = ()
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happens at a time, in seconds from the start of its axis; `text` is said to the pointer."""

    name: str
    at: float
    text: str = ""
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time from `start` to `end`, in seconds: a wait, a gap. `usual` is how long it takes as a rule.

    `end` None: it is still going on, to the end of the axis. `text` stands at it.
    """

    start: float
    end: float | None
    text: str = ""
    usual: float | None = None
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Track:
    """A row of a timeline, a case or a step: its moments and its spans. `note` is smaller and stands below its name."""

    name: str
    moments: tuple[Moment, ...] = ()
    spans: tuple[Span, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Rows of events on one axis of time. `origin` is when its second 0 is; without it the axis counts time passed.

    `now` is where the log ends, in seconds. `empty` is said where there are no rows.

    >>> wait = Span(0, 9 * 86400, "9 days", usual=5 * 86400, tone="bad")
    >>> order = Track("order 17", (Moment("pays", 0), Moment("gets it", 9 * 86400)), (wait,))
    >>> Timeline("One order", (order,)).tracks[0].moments[1].name
    'gets it'
    """

    title: str
    tracks: tuple[Track, ...]
    origin: datetime | None = None
    now: float | None = None
    subtitle: str = ""
    notes: tuple[str, ...] = ()
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Trend:
    """A line of a series: a value for each period, None where there is none, and the ends of its interval."""

    name: str
    values: tuple[float | None, ...]
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """Values over periods: up to four lines with their intervals, and below them columns of how many there were.

    `axis` says what the values are; with `shares` they are 0..1 and printed as percentages. `counts` are columns on a
    scale of their own, and `counted` says of what; `hollow` are parts of them that are drawn hollow, as `waiting` says.
    `empty` is said where there are no periods.

    >>> on_time = Trend("on time", (.93, .88), (.91, .85), (.95, .9))
    >>> Series("By month", ("2018-01", "2018-02"), (on_time,), "share", shares=True, counts=(812, 640)).counts[1]
    640
    """

    title: str
    periods: tuple[str, ...]
    trends: tuple[Trend, ...] = ()
    axis: str = ""
    shares: bool = False
    counts: tuple[float, ...] = ()
    counted: str = "count"
    subtitle: str = ""
    notes: tuple[str, ...] = ()
    empty: str = ""
    hollow: tuple[float, ...] = ()
    waiting: str = ""


@dataclass(frozen=True, slots=True)
class Bin:
    """Cases whose predicted chance is about the same: the mean of it, the share that came true, and how many they are.

    `low` and `high` are the ends of the share's interval; bins of one `group` are joined.
    """

    predicted: float
    observed: float
    count: float
    low: float | None = None
    high: float | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Reliability:
    """A reliability diagram: what was predicted against what came true, both 0..1, and the diagonal between them.

    `base` is the share over all of them, which a forecast that knows nothing would say every time. `counted` says what
    the bins count. Up to four groups.

    >>> Reliability("Calibration", (Bin(.1, .12, 340, .09, .16), Bin(.8, .74, 120, .65, .81)), base=.3).bins[1].count
    120
    """

    title: str
    bins: tuple[Bin, ...]
    base: float | None = None
    subtitle: str = ""
    notes: tuple[str, ...] = ()
    empty: str = ""
    counted: str = "cases"
