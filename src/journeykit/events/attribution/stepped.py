"""Touches and conversions in a row: each with the next one, by one sort of the events."""

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

__all__ = ["CONVERSION", "Stepped", "stepped"]

CONVERSION: Final = -1
"""What stands for a conversion where the code of a touch stands else."""
_MOST: Final = 10_000  # channels


@dataclass(frozen=True, eq=False)
class Stepped:
    """Touches and conversions, computed once: `unit position time touch after worth`.

    Attributes:
        frame: `position` orders the rows of a `unit`, from 0; `touch` is a code, CONVERSION for a conversion; `after`
            is that of the next row, null at the end; `time` is in microseconds; `worth` is what a conversion is worth.
        names: of the touches, by code.
        unnamed: events that name no touch and are no conversion.
        whole: touches, those included that will not count.
        idle: cases or customers that have neither a touch nor a conversion.
        lonely: events without a customer.
    """

    frame: Frame
    names: tuple[str, ...]
    unnamed: int
    whole: int
    idle: int
    lonely: int


def stepped(log: EventLog, question: Asked) -> Stepped:
    """The touches and conversions of a log. Raises EventLogError where no event but conversions names a touch."""
    own = question.value and question.conversions.worth is None
    events, lonely = log.events, 0
    if question.unit == "customer":
        nobody = nw.col("customer").is_null()
        lonely = _count(log, events.filter(nobody))
        events = events.filter(~nobody).drop("case").with_columns(case=nw.col("customer"))
    extras = ["value"] if own else []
    columns: list[str] = ["case", "activity", "time", SEQUENCE]
    columns += [each for each in dict.fromkeys([question.column, *extras]) if each not in columns]
    events = events.select(columns)
    if question.column == "activity":
        made = _of_activities(log, events, question, lonely, extras)
    else:
        made = _of_column(log, events, question, lonely)
    if not made.whole:
        raise EventLogError(f"there are no touches: no event but the conversions has a known {question.by}")
    return made


def _of_activities(log: EventLog, events: Frame, question: Asked, lonely: int, extras: list[str]) -> Stepped:
    """Each activity is a touch, so that the moves of the log say what follows."""
    names, codes = question.conversions.names, list(question.conversions.codes)
    if question.unit == "case":
        frame = log.moves(*extras)
        whole = sum(count for name, count in log.census.activities.items() if name not in names)
    else:
        frame = log.engine.followed(log.engine.coded(events, "activity", log.names), extras)
        frame = log.engine.kept(frame)
        whole = _count(log, frame.filter(~nw.col("activity").is_in(codes)))

    worth = _worth(question, dict(zip(codes, question.conversions.worth or (), strict=False)))
    found = frame.select(
        "position",
        "time",
        unit=nw.col("case"),
        touch=_known("activity", codes),
        after=_known("next", codes),
        worth=worth,
    )
    return Stepped(found, log.names, 0, whole, 0, lonely)


def _of_column(log: EventLog, events: Frame, question: Asked, lonely: int) -> Stepped:
    """What a column holds is a touch; events that hold nothing are none."""
    converts = nw.col("activity").is_in(list(question.conversions.names))
    frame = log.engine.texts(events, question.column, "touch")
    grouped = frame.filter(~converts).group_by("touch").agg(nw.len().alias("n"))
    found = log.engine.rows(grouped.sort("touch").head(_MOST + 2))
    names = tuple(sorted(name for name, _ in found if name is not None))
    if len(names) > _MOST:
        raise EventLogError(f"by={question.by!r} has more than {_MOST:,} values: is it the right column?")
    unnamed = int(sum(count for name, count in found if name is None))
    whole = int(sum(count for name, count in found if name is not None))
    frame = log.engine.coded(frame.with_columns(touch=nw.when(~converts).then(nw.col("touch"))), "touch", names)
    # codes that engines follow are places, so that a conversion's is the one after the last name's
    code = nw.when(converts).then(nw.lit(len(names))).otherwise(nw.col("touch").cast(nw.Int32)).cast(nw.Int32)
    worth = _worth(question, dict(zip(question.conversions.names, question.conversions.worth or (), strict=False)))
    frame = frame.select("case", "time", SEQUENCE, activity=code, worth=worth).filter(~nw.col("activity").is_null())
    moves = log.engine.kept(log.engine.followed(frame, ["worth"]))
    idle = 0
    if unnamed:  # else every event is a touch or a conversion
        units = int(log.engine.rows(events.select(nw.col("case").n_unique()))[0][0])
        idle = units - _count(log, moves.filter(nw.col("position") == 0))
    touch, after = (_known(column, [len(names)]) for column in ("activity", "next"))
    moves = moves.select("position", "time", "worth", unit=nw.col("case"), touch=touch, after=after)
    return Stepped(moves, names, unnamed, whole, idle, lonely)


def _known(column: str, codes: list[int]) -> nw.Expr:
    """A column of codes with CONVERSION for what converts."""
    converts = nw.col(column).is_in(codes)
    return nw.when(converts).then(nw.lit(CONVERSION)).otherwise(nw.col(column).cast(nw.Int32)).cast(nw.Int32)


def _worth(question: Asked, said: dict[int, float] | dict[str, float]) -> nw.Expr:
    """What the event is worth if it is a conversion; 0 where value is not asked for."""
    if not question.value:
        return nw.lit(0.0)
    if question.conversions.worth is None:
        return nw.col("value")
    worth = nw.lit(0.0)
    for activity, amount in said.items():
        worth = nw.when(nw.col("activity") == activity).then(nw.lit(amount)).otherwise(worth)
    return worth


def _count(log: EventLog, frame: Frame) -> int:
    return int(log.engine.rows(frame.select(nw.len()))[0][0])
