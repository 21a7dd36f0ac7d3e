"""The paths to conversions, in the engine: one row for each touch that counts, and one for each conversion.

A *touch* is an event with a channel (or with whatever `by` names) that is no conversion. A *path* is the touches of one
case or customer up to a conversion, or up to the end where none follows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import narwhals as nw

from journeykit.events.attribution.stepped import CONVERSION, stepped

if TYPE_CHECKING:
    from journeykit.events.attribution.asked import Asked
    from journeykit.events.attribution.stepped import Stepped
    from journeykit.events.engines.engine import Frame
    from journeykit.events.log import EventLog

__all__ = ["Touches", "touches"]

_COLUMNS: Final = ("unit", "position", "time", "touch", "after", "worth")


@dataclass(frozen=True, eq=False)
class Touches:
    """The touches that count.

    Attributes:
        frame: the rows of `Stepped` that count, with `begins`: whether the row is the first of its path.
        keys: the columns that tell paths apart: `unit`, and `path` where a unit can have several.
        chained: whether a path also begins after each conversion, without `begins` saying so.
        valued: whether conversions have a worth.
        found: what there was before.
        outside: touches of these paths that are older than the window.
    """

    frame: Frame
    keys: tuple[str, ...]
    chained: bool
    valued: bool
    found: Stepped
    outside: int = 0


def touches(log: EventLog, question: Asked) -> Touches:
    """The touches of a log that count. Raises EventLogError where there are none."""
    found = stepped(log, question)
    first = nw.col("position") == 0
    alone = question.methods == ("markov",)  # a chain asks once, and needs no paths
    if question.each and alone and question.window is None:
        frame = found.frame.with_columns(begins=first)
        return Touches(frame, ("unit",), chained=True, valued=question.value, found=found)
    keys = ("unit", "path") if question.each else ("unit",)
    frame = _numbered(found.frame) if question.each else _up_to_the_first(found.frame)
    if question.window is None:
        frame = frame.with_columns(begins=first)
        once = alone and not question.value and question.intervals is None
        return Touches(frame if once else log.engine.kept(frame), keys, question.each, question.value, found)
    frame = log.engine.kept(frame)
    near = log.engine.kept(_within(frame, keys, question.window))
    outside = _count(log, frame) - _count(log, near)  # conversions are all within
    return Touches(near, keys, chained=False, valued=question.value, found=found, outside=outside)


def _up_to_the_first(frame: Frame) -> Frame:
    """The rows of each unit up to its first conversion; by a join with few rows, where a window would sort all."""
    won = frame.filter(nw.col("touch") == CONVERSION).group_by("unit").agg(nw.col("position").min().alias("end"))
    found = frame.join(won, on="unit", how="left")
    return found.filter(nw.col("end").is_null() | (nw.col("position") <= nw.col("end"))).select(*_COLUMNS)


def _numbered(frame: Frame) -> Frame:
    """All rows, with the number of conversions before each: its path."""
    frame = frame.with_columns(won=(nw.col("touch") == CONVERSION).cast(nw.Int64))
    path = nw.col("won").cum_sum().over("unit", order_by="position").cast(nw.Int64) - nw.col("won")
    return frame.with_columns(path=path).select(*_COLUMNS, "path")


def _within(frame: Frame, keys: tuple[str, ...], window: int) -> Frame:
    """The rows within the window: before the conversion, or before the last touch where none follows."""
    ends = frame.group_by(*keys).agg(
        nw.when(nw.col("touch") == CONVERSION).then(nw.col("time")).max().alias("converted"),
        nw.col("time").max().alias("last"),
    )
    until = nw.when(nw.col("converted").is_null()).then(nw.col("last")).otherwise(nw.col("converted"))
    found = frame.join(ends.select(*keys, until=until), on=list(keys))
    found = found.filter(nw.col("time") >= nw.col("until") - window)
    least = found.group_by(*keys).agg(nw.col("position").min().alias("least"))
    found = found.join(least, on=list(keys)).with_columns(begins=nw.col("position") == nw.col("least"))
    return found.drop("until", "least")


def _count(log: EventLog, frame: Frame) -> int:
    return int(log.engine.rows(frame.select(nw.len()))[0][0])
