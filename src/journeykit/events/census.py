"""One pass over a log: what it holds, and whether it can be read at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import narwhals as nw

from journeykit.errors import EventLogError
from journeykit.events.prepared import INSTANT, RAW

if TYPE_CHECKING:
    from journeykit.events.engines.engine import Engine, Frame

__all__ = ["Census", "examples", "taken"]

_BEGIN: Final = 100  # rows that tell most that is to be known of all
MOST_ACTIVITIES: Final = 10_000
"""More are no names of activities; tables of activities by activities would not fit anywhere."""


@dataclass(frozen=True)
class Census:
    """What one pass counted.

    Attributes:
        activities: events by activity, sorted by name.
        start, end: the first and the last time, in microseconds since 1970; 0 where there is no event.
        offsets: events by the offset written, "" for naive times and "UTC" for those whose column says so.
        no_case, no_activity, no_time: events without one, or with a time that cannot be read.
        several: whether there is more than one case.
        unread: for each role that is read out of text, how many texts are no such thing; for INSTANT, how many times.
    """

    activities: Mapping[str, int]
    start: int
    end: int
    offsets: Mapping[str, int]
    no_case: int
    no_activity: int
    no_time: int
    several: bool
    unread: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def events(self) -> int:
        """All events that have an activity."""
        return sum(self.activities.values())


def taken(frame: Frame, engine: Engine) -> Census:
    """The census of a prepared frame; one without `zoned` has been moved to UTC already.

    Raises EventLogError for a column that holds no names of activities.
    """
    columns = frame.columns
    texts = [each.removeprefix(RAW) for each in columns if each.startswith(RAW)]
    zoned = "time" in texts  # only texts may differ in their offsets; of a column of times the first tells all
    asked = ["case", "zoned"] if "zoned" in columns and not zoned else ["case"]
    begin = engine.rows(frame.select(*asked).head(_BEGIN))
    zone = begin[0][1] if begin and len(asked) > 1 else "UTC"
    several = len({row[0] for row in begin} - {None}) > 1 or _several(frame, engine)
    grouped = frame.group_by("activity", *(["zoned"] if zoned else [])).agg(
        nw.len().alias("n"),
        nw.col("time").min().alias("low"),
        nw.col("time").max().alias("high"),
        nw.col("case").count().alias("cases"),
        nw.col("time").count().alias("times"),
        *(_unread(each).cast(nw.Int64).sum().alias(f"unread_{each}") for each in texts),
    )
    rows: list[tuple[Any, ...]] = engine.rows(grouped.head(8 * MOST_ACTIVITIES + 1))
    found: list[tuple[Any, ...]] = rows if zoned else [(row[0], zone, *row[1:]) for row in rows]
    if len({row[0] for row in found}) > MOST_ACTIVITIES:
        raise EventLogError(
            f"there are more than {MOST_ACTIVITIES:,} activities: is activity= the right column? "
            "Names that hold numbers or addresses must be made alike first"
        )
    activities: dict[str, int] = {}
    offsets: dict[str, int] = {}
    for name, offset, count, *_ in found:
        if name is not None:
            activities[name] = activities.get(name, 0) + int(count)
        offsets[offset or ""] = offsets.get(offset or "", 0) + int(count)
    lows = [row[3] for row in found if row[3] is not None]
    highs = [row[4] for row in found if row[4] is not None]
    return Census(
        activities=dict(sorted(activities.items())),
        start=min(lows, default=0),
        end=max(highs, default=0),
        offsets=offsets,
        no_case=int(sum(row[2] - row[5] for row in found)),
        no_activity=int(sum(row[2] for row in found if row[0] is None)),
        no_time=int(sum(row[2] - row[6] for row in found)),
        several=several,
        unread={each: int(sum(row[7 + place] or 0 for row in found)) for place, each in enumerate(texts)},
    )


def _several(frame: Frame, engine: Engine) -> bool:
    """Whether there is a case that is not the first; quicker than the least and the greatest of all of them."""
    cases = frame.filter(~nw.col("case").is_null()).select("case")
    first = engine.rows(cases.head(1))
    return bool(first and engine.rows(cases.filter(nw.col("case") != first[0][0]).head(1)))


def examples(frame: Frame, engine: Engine, role: str) -> tuple[str, str]:
    """Two values that could not be read as what the role holds, as texts: the least and the greatest.

    Of dates that begin with the day or the month, the greatest tells which.
    """
    text = nw.col("jk_text")
    found = engine.texts(frame.filter(_unread(role)), RAW + role, "jk_text")
    ((least, most),) = engine.rows(found.select(text.min().alias("a"), text.max().alias("b")))
    return str(least), str(most)


def _unread(role: str) -> nw.Expr:
    text = nw.col(RAW + role)
    if role == INSTANT:
        return ~text.is_null() & nw.col("time").is_null()
    return ~text.is_null() & (text.str.strip_chars() != "") & nw.col(role).is_null()
