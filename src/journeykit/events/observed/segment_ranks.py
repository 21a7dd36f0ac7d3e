"""Order statistics of many segments at once, and of what is left without each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

import narwhals as nw

if TYPE_CHECKING:
    from journeykit.events.engines.engine import Engine, Frame

__all__ = ["Found", "Wanted", "of_rests", "of_segments", "ranked"]

Wanted: TypeAlias = Mapping[int, Sequence[int]]
"""The ranks, from 1, that are asked for of each segment."""
Found: TypeAlias = dict[tuple[int, int], int]
"""The value of each segment and rank."""


def ranked(engine: Engine, frame: Frame, column: str) -> Frame:
    """`segment` and `value` of whole numbers, with `overall` and `within`: the rank in all and in the segment.

    Computed once: equal values must have the same order in both.
    """
    values = frame.select("segment", value=nw.col(column))
    overall = nw.col("value").cum_count().over(order_by=["value", "segment"]).cast(nw.Int64)
    placed = engine.kept(values.with_columns(overall=overall))
    within = nw.col("overall").cum_count().over("segment", order_by="overall").cast(nw.Int64)
    return engine.kept(placed.with_columns(within=within))


def of_segments(engine: Engine, ranks: Frame, wanted: Wanted) -> Found:
    """The values of such ranks within each segment."""
    asked = _table(engine, wanted)
    if asked is None:
        return {}
    found = ranks.join(asked, on="segment", how="inner").filter(nw.col("within") == nw.col("rank"))
    return {(place, rank): value for place, rank, value in engine.rows(found.select("segment", "rank", "value"))}


def of_rests(engine: Engine, ranks: Frame, wanted: Wanted) -> Found:
    """The values of such ranks among those of all other segments.

    Before a value of the segment lie `overall - within` others. So many of the segment as have fewer than k others
    before them lie before the k-th other one, whose rank in all is that number + k: nothing is sorted again for each
    segment.
    """
    asked = _table(engine, wanted)
    if asked is None:
        return {}
    before = ranks.join(asked, on="segment", how="inner")
    before = before.filter(nw.col("overall") - nw.col("within") < nw.col("rank"))
    counted = before.group_by("segment", "rank").agg(n=nw.len().cast(nw.Int64))
    fewer = {(place, rank): n for place, rank, n in engine.rows(counted.select("segment", "rank", "n"))}
    overall = {(place, rank): rank + fewer.get((place, rank), 0) for place, each in wanted.items() for rank in each}
    chosen = engine.small({"overall": sorted(set(overall.values()))})
    found = ranks.join(chosen, on="overall", how="inner").select("overall", "value")
    values = dict(engine.rows(found))
    return {key: values[rank] for key, rank in overall.items()}


def _table(engine: Engine, wanted: Wanted) -> Frame | None:
    rows = sorted({(place, rank) for place, ranks in wanted.items() for rank in ranks})
    if not rows:
        return None
    return engine.small({"segment": [place for place, _ in rows], "rank": [rank for _, rank in rows]})
