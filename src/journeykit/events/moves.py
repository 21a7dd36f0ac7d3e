"""Each event with the one that follows it: computed once, and what nearly every answer is made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import narwhals as nw

if TYPE_CHECKING:
    from journeykit.events.engines.engine import Engine, Frame

__all__ = ["case_rows", "followed"]


def followed(events: Frame, engine: Engine, names: Sequence[str], extras: Sequence[str]) -> Frame:
    """Events with the code of their activity, and `next`, `gap` and `position`, in one pass.

    All windows are alike, so that an engine sorts once: within the case by time, then by the order of the input.
    """
    frame = engine.coded(events.select("case", "activity", "time", "seq", *extras), "activity", names)
    frame, keys = engine.keyed(frame)
    return frame.select(
        "case",
        "activity",
        nw.col("activity").shift(-1).over("case", order_by=keys).alias("next"),
        "time",
        (nw.col("time").shift(-1).over("case", order_by=keys) - nw.col("time")).alias("gap"),
        (nw.col("time").cum_count().over("case", order_by=keys).cast(nw.Int64) - 1).alias("position"),
        *extras,
    )


def case_rows(moves: Frame, extras: Sequence[str]) -> Frame:
    """One row for each case; an extra is what the first event says that says anything."""
    known = {each: f"jk_at_{place}" for place, each in enumerate(extras)}
    for each, at in known.items():
        where = nw.when(~nw.col(each).is_null()).then(nw.col("position"))
        moves = moves.with_columns(where.alias(at)).with_columns(nw.col(at).min().over("case"))
    return moves.group_by("case").agg(
        nw.when(nw.col("position") == 0).then(nw.col("activity")).max().alias("first"),
        nw.when(nw.col("next").is_null()).then(nw.col("activity")).max().alias("last"),
        nw.col("time").min().alias("start"),
        nw.col("time").max().alias("end"),
        nw.len().cast(nw.Int64).alias("size"),
        *(nw.when(nw.col("position") == nw.col(at)).then(nw.col(each)).max().alias(each) for each, at in known.items()),
    )
