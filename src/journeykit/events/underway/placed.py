"""The events of a log on a map: at which step or outcome each one is, what came next there, and when."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import narwhals as nw

from journeykit.events.matched import Matched, matched
from journeykit.events.underway.ends import Ends, ends_of

if TYPE_CHECKING:
    from journeykit.events.engines.engine import Engine, Frame
    from journeykit.events.log import EventLog
    from journeykit.model import JourneyMap, Persona

__all__ = ["Placed", "placed"]


@dataclass(frozen=True)
class Placed:
    """A log on a map.

    Attributes:
        engine: what holds the log.
        nodes: ids of steps, then of outcomes; a node is its place here.
        steps: how many of them are steps.
        frame: one row for each visit of a step and each event that is an outcome, up to the moment `now`: `case`,
            `place`, `next` (the next place, null at the last), `time` when it began and `gap` in microseconds, `passed`
            (outcomes up to here, this event included), `position`, `begun` and `heard` (the case's first and last event
            of any kind).
        now: that moment, in microseconds since 1970.
        match: which activity is what.
        ends: how journeys end where no outcome is seen.
    """

    engine: Engine
    nodes: tuple[str, ...]
    steps: int
    frame: Frame
    now: int
    match: Matched
    ends: Ends

    @property
    def places(self) -> dict[str, int]:
        """The place of each step and outcome."""
        return {node: place for place, node in enumerate(self.nodes)}

    def under_way(self) -> Frame:
        """The last event of each case that has come to no end: rows as in `frame`."""
        last = self.frame.filter(nw.col("next").is_null() & (nw.col("passed") == 0))
        final = [place for place, node in enumerate(self.nodes) if node in self.ends.final]
        return last.filter(~nw.col("place").is_in(final)) if final else last


def placed(
    log: EventLog, journey: JourneyMap, persona: Persona | str | None = None, *, until: int | None = None
) -> Placed:
    """A log on a map, up to a moment in microseconds; None for its last event. Raises EventLogError where none fits."""
    match = matched(journey, log.names)
    nodes = tuple(each.id for each in (*journey.steps, *journey.outcomes))
    steps = len(journey.steps)
    known = {node: place for place, node in enumerate(nodes)}
    moves = log.moves()
    now = log.census.end if until is None else until
    if now < log.census.end:
        moves = moves.filter(nw.col("time") <= now)
    codes = {code: known[match.step_of[name]] for code, name in enumerate(log.names) if name in match.step_of}
    table = log.engine.small({"activity": list(codes), "place": list(codes.values())})
    table = table.with_columns(nw.col("activity").cast(nw.Int32), nw.col("place").cast(nw.Int64))
    heard, begun = nw.col("time").max().over("case"), nw.col("time").min().over("case")
    frame = moves.with_columns(heard.alias("heard"), begun.alias("begun")).join(table, on="activity", how="inner")
    order = {"order_by": ["position"]}
    several = [place for place, n in Counter(codes.values()).items() if n > 1 and place < steps]
    if several:  # from one activity of a step to another it goes on: one visit, which began with the first
        before = [nw.col(name).shift(1).over("case", **order).alias(f"{name}_before") for name in ("place", "activity")]
        again = (nw.col("place_before") == nw.col("place")) & (nw.col("activity_before") != nw.col("activity"))
        goes_on = nw.when(again & nw.col("place").is_in(several)).then(1).otherwise(0)
        frame = frame.with_columns(*before).with_columns(goes_on.alias("goes_on")).filter(nw.col("goes_on") == 0)
    frame = frame.select(
        "case",
        "place",
        nw.col("place").shift(-1).over("case", **order).alias("next"),
        "time",
        (nw.col("time").shift(-1).over("case", **order) - nw.col("time")).alias("gap"),
        (nw.col("place") >= steps).cast(nw.Int64).cum_sum().over("case", **order).alias("passed"),
        "position",
        "heard",
        "begun",
    )
    told = match.outcomes | {outcome.id for outcome in journey.outcomes if outcome.events}
    return Placed(log.engine, nodes, steps, log.engine.kept(frame), now, match, ends_of(journey, told, persona))
