"""A log in parts: any question asked of each segment, and what the segments differ by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Final

import narwhals as nw

from journeykit.analysis.rows import Rows
from journeykit.errors import EventLogError, UnknownName
from journeykit.events.observed.asked import Activities, label
from journeykit.events.observed.segments.pictured import conversion_bars, median_bars, period_lines
from journeykit.events.observed.segments.segmented import ONLY, coded, together

if TYPE_CHECKING:
    from journeykit.events.engines.engine import Frame
    from journeykit.events.log import EventLog
    from journeykit.events.observed.durations import Pairing
    from journeykit.events.observed.segments.comparing import Difference, SegmentMean

__all__ = ["SegmentSize", "Segments", "by"]

_MOST: Final = 200  # segments: more are no segments but names


@dataclass(frozen=True)
class SegmentSize:
    """How large a segment is.

    Attributes:
        segment: its value.
        cases: how many cases are of it.
        share: 0..1, of the cases whose segment is known.
        events: how many events they have.
    """

    segment: str
    cases: int
    share: float
    events: int


class Segments:
    """A log parted by what its cases are: `log.by("channel")`. Every verb gives the rows of all segments at once.

    A case is of the segment of its first event that has one; a later one does not change it. Cases without any are in
    `unknown`, and in no segment. The largest segment comes first.

    >>> import journeykit as jk
    >>> parted = by(jk.EventLog([
    ...     {"case": case, "activity": name, "timestamp": f"2026-01-0{day} 12:00Z", "device": device}
    ...     for case, device, names in (("1", "phone", "look pay"), ("2", "phone", "look"), ("3", "", "look pay"))
    ...     for day, name in enumerate(names.split(), 1)]), "device")
    >>> [(row.segment, row.cases, row.events) for row in parted.sizes()]
    [('phone', 2, 3), ('', 1, 2)]
    >>> [(row.segment, row.level, row.cases) for row in parted.funnel(["look", "pay"])]
    [('phone', 'look', 2), ('phone', 'pay', 1), ('', 'look', 1), ('', 'pay', 1)]
    """

    def __init__(self, log: EventLog, segment: str) -> None:
        self._log, self._column = log, log.column(segment)
        if self._column in ("case", "activity", "time", "seq"):
            raise EventLogError(f"{segment!r} is what makes the log: name a role like 'channel', or another column")
        self._name = segment
        self._parts: dict[Any, EventLog] = {}

    @cached_property
    def _counted(self) -> Frame:
        """How many cases and events each value has, and a number for each; computed once."""
        grouped = self._log.cases(self._column).group_by(self._column)
        counted = grouped.agg(n=nw.len().cast(nw.Int64), events=nw.col("size").sum().cast(nw.Int64))
        number = nw.col("n").cum_count().over(order_by=self._column).cast(nw.Int64)
        return self._log.engine.kept(counted.with_columns(number=number))

    @cached_property
    def _sizes(self) -> list[tuple[Any, int, int, int]]:
        """Value, cases, events, number; the unknown last."""
        columns = self._counted.select(self._column, "n", "events", "number")
        found = self._log.engine.rows(columns.head(_MOST + 2))
        if len(found) > _MOST + 1:
            raise EventLogError(f"{self._name!r} has more than {_MOST} values: segments have few, so gather them first")
        known = sorted((row for row in found if row[0] is not None), key=lambda row: (-row[1], str(row[0])))
        if not known:
            raise EventLogError(f"{self._name!r} is empty in every event: there is nothing to part the log by")
        return [*known, *(row for row in found if row[0] is None)]

    @property
    def names(self) -> tuple[str, ...]:
        """The segments, the largest first."""
        return tuple(str(value) for value, *_ in self._sizes if value is not None)

    @property
    def values(self) -> tuple[Any, ...]:
        """The same as the data has them: texts, numbers or truths."""
        return tuple(value for value, *_ in self._sizes if value is not None)

    @property
    def unknown(self) -> int:
        """How many cases are of no known segment."""
        return sum(n for value, n, *_ in self._sizes if value is None)

    @property
    def about(self) -> tuple[str, ...]:
        """What must be known of all of it."""
        said = f"each case counts for the {self._name} of its first event that has one"
        unknown = f"{self.unknown:,} cases of unknown {self._name} are in no segment"
        return (said, *([unknown] if self.unknown else []))

    def __getitem__(self, name: str) -> EventLog:
        """The log of one segment; its activities, its begin and its end stay those of the whole. Raises UnknownName."""
        if name not in self.names:
            raise UnknownName(self._name, name, self.names)
        if name not in self._parts:
            self._parts[name] = self._part(self.names.index(name))
        return self._parts[name]

    def _part(self, place: int) -> EventLog:
        log, value = self._log, self.values[place]
        chosen = self.numbered.filter(nw.col("segment") == place).select("case")
        # codes stay those of the whole log, so that moves need not be made again, and an activity that nobody of the
        # segment has is no unknown name; cases are open by when the whole log ends
        first = place * len(log.names)
        held = self.coded.moves().filter(nw.col("segment") == place)
        held = held.with_columns(nw.col("activity", "next") - first).drop("segment")
        counted = self.coded.census.activities
        activities = {name: counted[code] for name in log.names if (code := coded(place, name)) in counted}
        cases = self._sizes[place][1]
        offsets = {"UTC": sum(activities.values())}
        census = replace(log.census, activities=activities, offsets=offsets, several=cases > 1)
        events = log.events.join(chosen, on="case", how="semi")
        said = f"{ONLY}{self._name} {value!r}"
        return log.like(events, said, names=log.names, census=census, moves=log.engine.kept(held))

    @cached_property
    def numbered(self) -> Frame:
        """`case` and `segment`, the place of its segment in `names`, of each case that is of one; computed once."""
        engine, sizes = self._log.engine, [row for row in self._sizes if row[0] is not None]
        places = engine.small({"number": [row[3] for row in sizes], "segment": list(range(len(sizes)))})
        known = self._counted.join(places, on="number", how="inner").select(self._column, "segment")
        cases = self._log.cases(self._column).select("case", self._column)
        return engine.kept(cases.join(known, on=self._column, how="inner").select("case", "segment"))

    def parting(self, frame: Frame) -> Frame:
        """The rows of cases that are of a segment, with its place; see `parting.Parting`."""
        return frame.join(self.numbered, on="case", how="inner")

    @cached_property
    def coded(self) -> EventLog:
        """A log for verbs that ask nothing but moves, in which an activity of each segment is one of its own.

        So what they count by activity, they count by segment. The code of an activity is its code in the whole log and
        the number of activities for each segment before; `decoded` reads its name. The moves have a `segment`, too.
        """
        log, n = self._log, len(self._log.names)
        first = nw.col("segment").cast(nw.Int32) * n
        moves = log.moves().select("case", "activity", "next", "time", "gap", "position")
        moves = moves.join(self.numbered, on="case", how="inner")
        codes = {each: nw.col(each).cast(nw.Int32) + first for each in ("activity", "next")}
        held = log.engine.kept(moves.with_columns(**codes))
        names = tuple(coded(place, name) for place in range(len(self)) for name in log.names)
        counted = log.engine.rows(held.group_by("activity").agg(nw.len().cast(nw.Int64)))
        census = replace(log.census, activities={names[code]: events for code, events in counted})
        return log.like(log.events, names=names, census=census, moves=held)

    def cases(self) -> Frame:
        """The case and the segment of each case that is of one, lazily."""
        found = self._log.cases(self._column).select("case", segment=nw.col(self._column))
        return found.filter(~nw.col("segment").is_null())

    def __iter__(self) -> Iterator[tuple[str, EventLog]]:
        """Each segment with its log, for whatever one wants to ask."""
        return ((name, self[name]) for name in self.names)

    def __len__(self) -> int:
        return len(self.names)

    def __repr__(self) -> str:
        return f"Segments({self._name!r}, {len(self)} segments, {self.unknown} cases of unknown segment)"

    def sizes(self) -> Rows[SegmentSize]:
        """How many cases and events each segment has."""
        sizes = [row for row in self._sizes if row[0] is not None]
        known = sum(n for _, n, *_ in sizes)
        rows = [SegmentSize(str(value), n, n / known, events) for value, n, events, _ in sizes]
        return Rows(SegmentSize, rows, self.about)

    def activities(self, **asked: Any) -> Rows[Any]:
        """`EventLog.activities` of each segment."""
        from journeykit.events.observed.activities import Observed
        from journeykit.events.observed.segments.grids import activity_grid
        from journeykit.events.observed.segments.moves import activities_by

        return together(Observed, activities_by(self, **asked), self.about, partial(activity_grid, by=self._name))

    def transitions(self, **asked: Any) -> Rows[Any]:
        """`EventLog.transitions` of each segment."""
        from journeykit.events.observed.segments.grids import move_grid
        from journeykit.events.observed.segments.moves import transitions_by
        from journeykit.events.observed.transitions import ObservedMove

        return together(ObservedMove, transitions_by(self, **asked), self.about, partial(move_grid, by=self._name))

    def variants(self, top: int | None = 10) -> Rows[Any]:
        """`EventLog.variants` of each segment."""
        from journeykit.events.observed.segments.grids import variant_bars
        from journeykit.events.observed.segments.variants import variants_by
        from journeykit.events.observed.variants import Variant

        return together(Variant, variants_by(self._log, self, top), self.about, partial(variant_bars, by=self._name))

    def funnel(self, steps: Sequence[Activities], **asked: Any) -> Rows[Any]:
        """`EventLog.funnel` of each segment."""
        from journeykit.events.observed.funnel_levels import FunnelLevel, levels_of

        found, about = levels_of(self._log, steps, parts=len(self), parting=self.parting, **asked)
        parts = [(name, levels, about) for name, levels in zip(self.names, found, strict=True)]
        return together(FunnelLevel, parts, self.about, conversion_bars)

    def durations(self, source: Activities, target: Activities, **asked: Any) -> Rows[Any]:
        """`EventLog.durations` of each segment."""
        from journeykit.events.observed.times_between import TimeBetween, times_between

        found, about = times_between(self._log, source, target, parts=len(self), parting=self.parting, **asked)
        parts = [(name, [row], about) for name, row in zip(self.names, found, strict=True)]
        return together(TimeBetween, parts, self.about, median_bars)

    def over_time(self, unit: Any = "month", **asked: Any) -> Rows[Any]:
        """`EventLog.over_time` of each segment."""
        from journeykit.events.observed.over_time import Period, over_time_by

        parts, to = over_time_by(self._log, self, unit, **asked), asked.get("to")
        return together(
            Period, parts, self.about, partial(period_lines, unit=unit, goal=None if to is None else label(to))
        )

    def means(self, column: str = "score", *, level: float = 0.95) -> Rows[SegmentMean]:
        """The mean of a number by segment, and its interval: see `comparing.means`."""
        from journeykit.events.observed.segments.comparing import means

        return means(self._log, self, column, level)

    def compare(self, *activities: str, level: float = 0.95, together: bool = False) -> Rows[Difference]:
        """How much more of a segment's cases come to an activity than of the rest: see `comparing.compare_shares`."""
        from journeykit.events.observed.segments.comparing import compare_shares

        return compare_shares(self._log, self, activities, level, together=together)

    def compare_durations(
        self,
        source: Activities,
        target: Activities,
        *,
        pairing: Pairing = "after",
        level: float = 0.95,
        together: bool = False,
    ) -> Rows[Difference]:
        """How much longer it takes the cases of a segment than the rest: see `comparing.compare_medians`."""
        from journeykit.events.observed.segments.comparing import compare_medians

        return compare_medians(self._log, self, (source, target), pairing, level, together=together)

    def compare_means(self, column: str = "score", *, level: float = 0.95, together: bool = False) -> Rows[Difference]:
        """How much higher a number is in a segment than in the rest: see `comparing.compare_means`.

        A case without any known value of the column is left out: it counts in no mean and in no `n`.
        """
        from journeykit.events.observed.segments.comparing import compare_means

        return compare_means(self._log, self, column, level, together=together)


def by(log: EventLog, segment: str) -> Segments:
    """The log parted by a role ("channel", "customer") or any other column, a case by its first event that has one.

    Raises EventLogError for a column that does not exist, that is empty, or that has more than 200 values.

    >>> import journeykit as jk
    >>> rows = [{"case": case, "activity": "look", "timestamp": "2026-01-01 12:00Z", "device": device}
    ...         for case, device in (("1", "phone"), ("2", "desk"), ("3", None))]
    >>> by(jk.EventLog(rows), "device")
    Segments('device', 2 segments, 1 cases of unknown segment)
    """
    found = Segments(log, segment)
    len(found)  # what cannot be parted is said here, not later
    return found
