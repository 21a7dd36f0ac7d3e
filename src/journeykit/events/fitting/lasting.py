"""Visits of a step that has several activities: from one of them to another the step goes on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import narwhals as nw

if TYPE_CHECKING:
    from journeykit.events.engines.engine import Frame
    from journeykit.events.log import EventLog

__all__ = ["lasting"]

_IN_ORDER: Final[dict[str, Any]] = {"order_by": ["position"]}


def lasting(
    log: EventLog, frame: Frame, places: Sequence[int], ended: Collection[int]
) -> tuple[Frame, Mapping[tuple[int, int], int]]:
    """The moves between visits, and how many moves lie within one, by group and place.

    Two different activities of one step follow each other within it: they are one visit, which begins with the first
    and has the place in its case of that one, and is left when the last is. The same activity again is another visit.

    Args:
        log: the log.
        frame: moves with `place`, `onto` (of the next event) and `who`.
        places: the place of each activity, by its code.
        ended: the places that are outcomes, where a journey is over.
    """
    several = [place for place, n in Counter(places).items() if n > 1 and place not in ended]
    if not several:
        return frame, {}
    going_on = (
        nw.col("place").is_in(several) & (nw.col("onto") == nw.col("place")) & (nw.col("next") != nw.col("activity"))
    )
    counted = frame.filter(going_on).group_by("who", "place").agg(nw.len().alias("n"))
    within = {
        (int(who), int(place)): int(n)
        for who, place, n in log.engine.rows(counted.select("who", "place", "n").sort("who", "place"))
    }
    if not within:
        return frame, {}
    marked = frame.with_columns(nw.when(going_on).then(1).otherwise(0).alias("going"))
    begins = nw.col("going").shift(1).over("case", **_IN_ORDER).fill_null(0) == 0
    marked = marked.with_columns(begins.alias("begins"))
    # times and positions only grow within a case: the largest so far is that of the visit
    least = {"time": log.census.start, "position": 0}
    begun = [
        nw.when(nw.col("begins")).then(nw.col(name)).otherwise(nw.lit(low)).cast(nw.Int64).alias(f"{name}_first")
        for name, low in least.items()
    ]
    marked = marked.with_columns(*begun).with_columns(
        *(nw.col(f"{name}_first").cum_max().over("case", **_IN_ORDER) for name in least)
    )
    visits = marked.filter(nw.col("going") == 0).with_columns(
        (nw.col("gap") + nw.col("time") - nw.col("time_first")).alias("gap"), nw.col("position_first").alias("position")
    )
    return log.engine.kept(visits.select(*frame.columns)), within
