"""Each event with the one that follows it: computed once, and what nearly every answer is made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import narwhals as nw

from journeykit.events.engines.engine import SEQUENCE

if TYPE_CHECKING:
    from journeykit.events.engines.engine import Engine, Frame

__all__ = ["case_rows", "followed"]


def followed(events: Frame, engine: Engine, names: Sequence[str], extras: Sequence[str]) -> Frame:
    """Events with the code of their activity, and `next`, `gap` and `position`, in one pass."""
    coded = engine.coded(events.select("case", "activity", "time", SEQUENCE, *extras), "activity", names)
    return engine.followed(coded, extras)


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
