"""The scores of a log as sums: how many there are, their mean, and how far they spread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import narwhals as nw

from journeykit.errors import EventLogError
from journeykit.events.engines.engine import SEQUENCE
from journeykit.events.fitting.seen import Score

if TYPE_CHECKING:
    from journeykit.events.engines.engine import Frame
    from journeykit.events.fitting.gather import Asked
    from journeykit.events.fitting.scoring import Scale
    from journeykit.events.log import EventLog

__all__ = ["Sums", "score_of_sums", "summed_scores"]


@dataclass(frozen=True, slots=True)
class Sums:
    """Of `n` scores the sum, and the sum of their squares around their own mean."""

    n: int
    total: float
    squares: float


def summed_scores(log: EventLog, asked: Asked, scale: Scale, *, further: bool) -> list[tuple[int, str, Sums]]:
    """The scores of each group and activity, up to the first outcome of each case where some go `further`.

    Raises EventLogError for scores off the scale.
    """
    low, high = sorted(scale)
    frame = log.events.filter(~nw.col("score").is_null()).select("case", "activity", "time", SEQUENCE, "score")
    off = frame.filter((nw.col("score") < low) | (nw.col("score") > high))
    ((count, least, most),) = log.engine.rows(
        off.select(nw.len().alias("n"), nw.col("score").min().alias("least"), nw.col("score").max().alias("most"))
    )
    if count:
        raise EventLogError(
            f"{count} scores lie off the scale of {low:g}..{high:g}, from {least:g} to {most:g}: "
            "state the scale that was asked, score_scale=(worst, best), or filter the log"
        )
    frame = _until_over(log, asked, frame) if further else frame
    frame = (
        frame.with_columns(nw.lit(0).alias("who"))
        if asked.who is None
        else frame.join(asked.who.select("case", "who"), on="case", how="inner")
    )
    middle = (low + high) / 2  # of numbers around 0 the squares lose nothing
    frame = frame.with_columns((nw.col("score") - middle).alias("score"))
    sums = frame.with_columns((nw.col("score") * nw.col("score")).alias("square"))
    summed = sums.group_by("who", "activity").agg(
        nw.len().alias("n"), nw.col("score").sum().alias("total"), nw.col("square").sum().alias("squares")
    )
    found = log.engine.rows(summed.select("who", "activity", "n", "total", "squares").sort("who", "activity"))
    return [
        (who, name, Sums(int(n), float(total) + n * middle, float(squares) - total * total / n))
        for who, name, n, total, squares in found
    ]


def _until_over(log: EventLog, asked: Asked, frame: Frame) -> Frame:
    """The events that do not come after the first outcome of their case, as moves are counted."""
    over = [name for name in log.names if asked.place_of.get(name, name) in asked.outcomes]
    ends = log.events.filter(nw.col("activity").is_in(over)).select("case", at=nw.col("time"), after=nw.col(SEQUENCE))
    first = ends.group_by("case").agg(nw.col("at").min())
    # of equal times the order decides
    first = ends.join(first, on=["case", "at"], how="inner").group_by("case", "at").agg(nw.col("after").min())
    known = frame.join(first, on="case", how="left")
    then = (nw.col("time") == nw.col("at")) & (nw.col(SEQUENCE) <= nw.col("after"))
    return known.filter(nw.col("at").is_null() | (nw.col("time") < nw.col("at")) | then)


def score_of_sums(parts: Sequence[Sums]) -> Score:
    """One score of the sums of several activities."""
    n = sum(each.n for each in parts)
    mean = sum(each.total for each in parts) / n
    around = sum(each.squares + each.n * (each.total / each.n - mean) ** 2 for each in parts)
    return Score(n, mean, sqrt(max(0.0, around) / (n - 1)) if n > 1 else None)
