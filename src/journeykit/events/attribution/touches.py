"""The paths to conversions, in the engine: one row for each touch that counts, and one for each conversion.

A *touch* is an event with a channel (or with whatever `by` names) that is no conversion. A *path* is the touches of one
case or customer up to a conversion, or up to the end where none follows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import narwhals as nw

from journeykit.errors import EventLogError
from journeykit.events.engines.engine import SEQUENCE

if TYPE_CHECKING:
    from journeykit.events.attribution.asked import Asked
    from journeykit.events.engines.engine import Frame
    from journeykit.events.log import EventLog

__all__ = ["CONVERSION", "Touches", "touches"]

CONVERSION: Final = -1
"""What stands for a conversion where the code of a touch stands else."""
_MOST: Final = 10_000  # channels
_COLUMNS: Final = ("unit", "position", "time", "touch", "worth")


@dataclass(frozen=True, eq=False)
class Touches:
    """The touches of a log, and what was left out on the way to them.

    Attributes:
        frame: one row for each touch and each conversion that counts: `position` orders those of a `unit`; `touch` is a
            code, CONVERSION for a conversion; `time` is in microseconds; `worth` is what a conversion is worth.
        keys: the columns that tell paths apart: `unit`, and `path` where a unit can have several.
        names: of the touches, by code.
        unnamed: events that name no touch and are no conversion.
        whole: touches in all events, those that do not count included.
        units: cases or customers.
        lonely: events without a customer.
        outside: touches of these paths that are older than the window.
    """

    frame: Frame
    keys: tuple[str, ...]
    names: tuple[str, ...]
    unnamed: int
    whole: int
    units: int
    lonely: int
    outside: int = 0


def touches(log: EventLog, question: Asked) -> Touches:
    """The touches of a log. Raises EventLogError where no event but conversions names one."""
    events, units, lonely = _events(log, question)
    frame, names, unnamed, whole = _named(log, events, question)
    if not whole:
        raise EventLogError(f"there are no touches: no event but the conversions has a known {question.by}")
    keys = ("unit", "path") if question.each else ("unit",)
    frame = _numbered(frame) if question.each else _up_to_the_first(frame)
    if question.window is None:
        often = question.each or question.methods != ("markov",)
        frame = log.engine.kept(frame) if often else frame
        return Touches(frame, keys, names, unnamed, whole, units, lonely)
    frame = log.engine.kept(frame)
    near = log.engine.kept(_within(frame, keys, question.window))
    outside = _count(log, frame) - _count(log, near)  # conversions are all within
    return Touches(near, keys, names, unnamed, whole, units, lonely, outside)


def _events(log: EventLog, question: Asked) -> tuple[Frame, int, int]:
    """The events with their `unit` and `position` in it, how many units there are, and how many events have none."""
    extras = [each for each in (question.column,) if each != "activity"]
    if question.value and question.conversions.worth is None and "value" not in extras:
        extras.append("value")
    if question.unit == "case":
        frame = log.moves(*extras).with_columns(unit=nw.col("case"))
        return frame, _count(log, frame.filter(nw.col("position") == 0)), 0
    nobody = nw.col("customer").is_null()
    counted = log.events.select(nw.col("customer").n_unique().alias("n"), nobody.cast(nw.Int64).sum().alias("lonely"))
    units, lonely = map(int, log.engine.rows(counted)[0])
    known = log.events.filter(~nobody).drop("case").with_columns(case=nw.col("customer"))
    frame = log.engine.coded(known.select("case", "activity", "time", SEQUENCE, *extras), "activity", log.names)
    frame = log.engine.kept(log.engine.followed(frame, extras))
    return frame.with_columns(unit=nw.col("case")), units - (lonely > 0), lonely


def _named(log: EventLog, frame: Frame, question: Asked) -> tuple[Frame, tuple[str, ...], int, int]:
    """Touches and conversions; the names of touches, how many events have none, and how many touches there are."""
    converts = nw.col("activity").is_in(list(question.conversions.codes))
    names, unnamed = log.names, 0
    if question.column == "activity":
        counts = log.census.activities
        whole = sum(count for name, count in counts.items() if name not in question.conversions.names)
        frame = frame.with_columns(touch=nw.col("activity"))
    else:
        frame = log.engine.texts(frame, question.column, "touch")
        grouped = frame.filter(~converts).group_by("touch").agg(nw.len().alias("n"))
        found = log.engine.rows(grouped.sort("touch").head(_MOST + 2))
        names = tuple(sorted(name for name, _ in found if name is not None))
        if len(names) > _MOST:
            raise EventLogError(f"by={question.by!r} has more than {_MOST:,} values: is it the right column?")
        whole = int(sum(count for name, count in found if name is not None))
        unnamed = int(sum(count for name, count in found if name is None))
        frame = frame.with_columns(touch=nw.when(~converts).then(nw.col("touch")))
        frame = log.engine.coded(frame, "touch", names)
    code = nw.when(converts).then(nw.lit(CONVERSION)).otherwise(nw.col("touch").cast(nw.Int32))
    frame = frame.with_columns(touch=code.cast(nw.Int32), worth=_worth(question))
    return frame.filter(~nw.col("touch").is_null()).select(*_COLUMNS), names, unnamed, whole


def _worth(question: Asked) -> nw.Expr:
    """What the event is worth if it is a conversion; 0 where value is not asked for."""
    if not question.value:
        return nw.lit(0.0)
    if question.conversions.worth is None:
        return nw.col("value")
    worth = nw.lit(0.0)
    for code, amount in zip(question.conversions.codes, question.conversions.worth, strict=True):
        worth = nw.when(nw.col("activity") == code).then(nw.lit(amount)).otherwise(worth)
    return worth


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
    return found.filter(nw.col("time") >= nw.col("until") - window).drop("until")


def _count(log: EventLog, frame: Frame) -> int:
    return int(log.engine.rows(frame.select(nw.len()))[0][0])
