"""How long customers of a log usually waited at each step before they went on along the map: exact, by the engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import narwhals as nw

from journeykit.events.microseconds import SECOND

if TYPE_CHECKING:
    from journeykit.events.engines.engine import Frame
    from journeykit.events.underway.placed import Placed
    from journeykit.events.underway.prospects import Prospect

__all__ = ["Wait", "gone_on", "gone_within", "waits", "within"]

LATE = 0.9
"""Who waits longer than this share of those who went on is late, where nobody promised anything."""


@dataclass(frozen=True, slots=True)
class Wait:
    """The waits of those who went on, in seconds: how many, their median, and what nine of ten did not exceed."""

    n: int
    median: float
    late: float


def gone_on(found: Placed, table: Mapping[str, Prospect]) -> Frame:
    """The events after which customers went on along the map: rows as in `found.frame`, before any outcome."""
    places = found.places
    pairs = [(places[step], places[each.to]) for step, row in table.items() for each in row.nexts if each.to in places]
    moves = found.engine.small({"place": [a for a, _ in pairs], "next": [b for _, b in pairs]})
    moves = moves.with_columns(nw.col("place").cast(nw.Int64), nw.col("next").cast(nw.Int64))
    return found.frame.filter(nw.col("passed") == 0).join(moves, on=["place", "next"], how="inner")


def waits(found: Placed, table: Mapping[str, Prospect]) -> dict[tuple[str, str | None], Wait]:
    """The waits of each move of the map that was seen, and of each step altogether under None as its target."""
    frame, engine = gone_on(found, table), found.engine
    made: dict[tuple[str, str | None], Wait] = {}
    for place, to, n, *seconds in sorted(engine.quantiles(frame, ["place", "next"], "gap", (0.5, LATE))):
        made[found.nodes[place], found.nodes[to]] = Wait(int(n), *(one / SECOND for one in seconds))
    for place, n, *seconds in sorted(engine.quantiles(frame, ["place"], "gap", (0.5, LATE))):
        made[found.nodes[place], None] = Wait(int(n), *(one / SECOND for one in seconds))
    return made


def gone_within(found: Placed, table: Mapping[str, Prospect], step: str, seconds: float) -> dict[str, tuple[int, int]]:
    """Of those who went on from a step along the map: by what came next, how many, and how many within so long."""
    frame = gone_on(found, table).filter(nw.col("place") == found.places[step])
    within = (nw.col("gap") <= round(seconds * SECOND)).cast(nw.Int64)
    counted = (
        frame.with_columns(within.alias("within")).group_by("next").agg(nw.len().alias("n"), nw.col("within").sum())
    )
    rows = found.engine.rows(counted.select("next", "n", "within").sort("next"))
    return {found.nodes[to]: (int(n), int(yes)) for to, n, yes in rows}


def within(asked: Frame, took: Frame) -> Frame:
    """The rows of `asked`, `case place next wait`, with `within`: how many of those who went so took no longer.

    Exact, and quicker than sorting all waits of a move: they are counted in bins, bins are added up, and only those in
    the bin of the wait asked for are looked at one by one. The fourth root keeps bins about as full as each other; as
    roots are rounded correctly, a longer wait is never in an earlier bin.
    """
    keys = ["place", "next", "bin"]
    asked = asked.with_columns(_bin("wait"))
    took = took.select("place", "next", "gap").with_columns(_bin("gap"))
    full = took.group_by(*keys).agg(nw.len().cast(nw.Int64).alias("n"))
    empty = asked.select(*keys).unique().with_columns(nw.lit(0).cast(nw.Int64).alias("n"))
    bins = nw.concat([full, empty], how="vertical").group_by(*keys).agg(nw.col("n").sum().cast(nw.Int64))
    upto = nw.col("n").cum_sum().over("place", "next", order_by=["bin"])
    bins = bins.with_columns((upto - nw.col("n")).alias("before")).select(*keys, "before")
    same = asked.join(took, on=keys, how="inner").filter(nw.col("gap") <= nw.col("wait"))
    same = same.group_by("case", "next").agg(nw.len().cast(nw.Int64).alias("beside"))
    asked = asked.join(bins, on=keys, how="inner").join(same, on=["case", "next"], how="left")
    return asked.with_columns((nw.col("before") + nw.col("beside").fill_null(0)).alias("within"))


def _bin(column: str) -> nw.Expr:
    return nw.col(column).cast(nw.Float64).sqrt().sqrt().floor().cast(nw.Int64).alias("bin")
