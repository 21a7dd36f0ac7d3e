"""Rules that share each conversion among the touches of its path, in the engine.

Each touch of a path that converts gets a part of it; the parts of a path sum to 1.

- `first`, `last`: all to the first, or the last touch.
- `linear`: the same to each touch; a channel that is touched twice gets two parts.
- `position`: U-shaped: 40 % to the first, 40 % to the last, and 20 % evenly to all between; or other
  `weights`. A single touch gets all; two share as the weights of first and last do.
- `time_decay`: a touch that is a half life earlier weighs half as much.
- `shapley`, worth of conversions: the same to each distinct channel of the path (see `shapley.py`).

(First to time decay are the common rules of web analytics, for instance Google Analytics' "attribution models", 2011
to 2023, and Kannan, Reinartz and Verhoef 2016, "The path to purchase and attribution modeling".)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log as ln
from typing import TYPE_CHECKING, Final

import narwhals as nw

from journeykit.events.attribution.stepped import CONVERSION

if TYPE_CHECKING:
    from journeykit.events.attribution.asked import Asked
    from journeykit.events.attribution.touches import Touches
    from journeykit.events.engines.engine import Frame
    from journeykit.events.log import EventLog

__all__ = ["SHARED", "Sums", "distinct_shares", "shared", "winning"]

SHARED: Final = ("first", "last", "linear", "position", "time_decay")
"""The rules of this file that look at each touch."""

Sums = Mapping[int, tuple[float, float]]
"""For each code the conversions and the value that it got."""


def winning(log: EventLog, paths: Touches) -> Frame:
    """The touches of paths that convert: their keys, `touch time begins ends size worth last`; computed once.

    `size` is the number of touches of the path, `worth` what its conversion is worth, `last` when its last touch was.
    """
    is_touch = nw.col("touch") != CONVERSION
    keys = list(paths.keys)
    won = paths.frame.filter(~is_touch).select(*keys, worth=nw.col("worth").fill_null(0.0))
    touched = paths.frame.filter(is_touch).select(*keys, "position", "touch", "time").join(won, on=keys)
    sizes = touched.group_by(*keys).agg(
        nw.len().cast(nw.Int64).alias("size"),
        nw.col("position").min().alias("least"),
        nw.col("position").max().alias("most"),
        nw.col("time").max().alias("last"),
    )
    begins, ends = nw.col("position") == nw.col("least"), nw.col("position") == nw.col("most")
    found = touched.join(sizes, on=keys).with_columns(begins=begins, ends=ends)
    return log.engine.kept(found.select(*keys, "touch", "time", "begins", "ends", "size", "worth", "last"))


def shared(log: EventLog, won: Frame, keys: Sequence[str], question: Asked, methods: Sequence[str]) -> dict[str, Sums]:
    """What each touch gets by each of the rules asked for, in one query."""
    if "time_decay" in methods:
        faded = (nw.col("time") - nw.col("last")).cast(nw.Float64) * (ln(2) / question.half_life)
        won = won.with_columns(weight=faded.exp())  # at most 1, and 1 at the last touch: a path's sum is never 0
        total = won.group_by(*keys).agg(nw.col("weight").sum().alias("all"))
        won = won.join(total, on=list(keys))
    parts = {method: _part(method, question) for method in methods}
    columns = {f"got{place}": part for place, part in enumerate(parts.values())}
    frame = won.with_columns(**columns)
    sums = [nw.col(name).sum() for name in columns]
    values = [(nw.col(name) * nw.col("worth")).sum().alias(f"{name}_value") for name in columns]
    rows = log.engine.rows(frame.group_by("touch").agg(*sums, *values).sort("touch"))
    found: dict[str, Sums] = {}
    for place, method in enumerate(parts):
        found[method] = {int(row[0]): (float(row[1 + place]), float(row[1 + len(parts) + place])) for row in rows}
    return found


def _part(method: str, question: Asked) -> nw.Expr:
    """The part of a conversion that a touch gets."""
    whole, nothing = nw.lit(1.0), nw.lit(0.0)
    if method in ("first", "last"):
        return nw.when(nw.col("begins" if method == "first" else "ends")).then(whole).otherwise(nothing)
    if method == "linear":
        return 1.0 / nw.col("size").cast(nw.Float64)
    if method == "time_decay":
        return nw.col("weight") / nw.col("all")
    first, between, last = question.weights
    both = first + last
    of_two = (first / both, last / both) if both > 0 else (0.5, 0.5)
    size = nw.col("size")
    inner = nw.lit(between) / (size.cast(nw.Float64) - 2.0)
    many = nw.when(nw.col("begins")).then(nw.lit(first)).otherwise(inner)
    many = nw.when(nw.col("ends")).then(nw.lit(last)).otherwise(many)
    two = nw.when(nw.col("begins")).then(nw.lit(of_two[0])).otherwise(nw.lit(of_two[1]))
    return nw.when(size == 1).then(whole).otherwise(nw.when(size == 2).then(two).otherwise(many))


def distinct_shares(log: EventLog, won: Frame, keys: Sequence[str]) -> Sums:
    """What each channel gets if each path's conversion is shared evenly by its distinct channels."""
    each = won.group_by(*keys, "touch").agg(nw.col("worth").max())
    size = each.group_by(*keys).agg(nw.len().alias("n"))
    part = 1.0 / nw.col("n").cast(nw.Float64)
    found = each.join(size, on=list(keys)).with_columns(part=part, earned=part * nw.col("worth"))
    rows = log.engine.rows(found.group_by("touch").agg(nw.col("part").sum(), nw.col("earned").sum()).sort("touch"))
    return {int(code): (float(part), float(earned)) for code, part, earned in rows}
