"""The ways that the cases of each segment took, of all segments at once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import narwhals as nw

from journeykit.events.microseconds import SECOND
from journeykit.events.observed.variants import MOST, Variant, check_top, ways_of_cases

if TYPE_CHECKING:
    from journeykit.events.engines.engine import Frame
    from journeykit.events.log import EventLog
    from journeykit.events.observed.segments.parted import Segments
    from journeykit.events.observed.segments.segmented import Part

__all__ = ["variants_by"]

_WAY = ("segment", "h1", "h2", "size")  # a sequence is recognised as in `variants`


def variants_by(log: EventLog, segments: Segments, top: int | None) -> list[Part[Variant]]:
    """The most frequent sequences of each segment, as `variants` gives them."""
    check_top(top)
    engine, moves = log.engine, segments.coded.moves()
    cases = engine.kept(ways_of_cases(engine, moves, "segment"))
    grouped = engine.kept(_grouped(cases))
    found = engine.kept(grouped if top is None else grouped.filter(nw.col("rank") <= min(top, MOST)))
    summed = grouped.group_by("segment").agg(n=nw.col("n").sum().cast(nw.Int64), known=nw.len().cast(nw.Int64))
    totals = {place: (n, known) for place, n, known in engine.rows(summed.select("segment", "n", "known"))}
    steps = _steps(log, moves, found)
    timed = cases.join(found.select(*_WAY, "rank"), on=[*_WAY], how="inner")
    asked = engine.quantiles(timed, ["segment", "rank"], "lasted", (0.5,))
    lasted = {(place, rank): middle for place, rank, _, middle in asked}
    made: dict[int, list[Variant]] = defaultdict(list)
    columns = found.select("segment", "rank", "n", "example").sort("segment", "rank")
    for place, rank, n, example in engine.rows(columns):
        way, seconds = steps[place, rank], lasted[place, rank] / SECOND
        made[place].append(Variant(way, n, n / totals[place][0], seconds, str(example)))
    said = (f"{len(made[place]):,} of {totals[place][1]:,} variants" for place in range(len(segments)))
    return [
        (name, made[place], (line, *log.notes))
        for place, (name, line) in enumerate(zip(segments.names, said, strict=True))
    ]


def _grouped(cases: Frame) -> Frame:
    """One row for each way, with its rank among those of its segment: the most frequent first, then by example."""
    ways = cases.group_by(*_WAY).agg(nw.len().cast(nw.Int64).alias("n"), nw.col("case").min().alias("example"))
    ways = ways.with_columns(rare=-nw.col("n"))
    rank = nw.col("n").cum_count().over("segment", order_by=["rare", "example"]).cast(nw.Int64)
    return ways.with_columns(rank=rank).drop("rare")


def _steps(log: EventLog, moves: Frame, found: Frame) -> dict[tuple[int, int], tuple[str, ...]]:
    """The activities of each way, as its example took them."""
    examples = found.select("rank", case=nw.col("example"))
    events = moves.join(examples, on="case", how="inner").select("segment", "rank", "position", "activity")
    steps: dict[tuple[int, int], list[str]] = defaultdict(list)
    rows: list[tuple[Any, ...]] = log.engine.rows(events.sort("segment", "rank", "position"))
    for place, rank, _, code in rows:
        steps[place, rank].append(log.names[code - place * len(log.names)])
    return {key: tuple(way) for key, way in steps.items()}
