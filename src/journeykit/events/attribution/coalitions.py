"""The distinct sets of channels that paths have, counted in the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import narwhals as nw
import numpy as np

from journeykit.events.attribution.shapley import ChannelSets
from journeykit.events.attribution.stepped import CONVERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeykit.events.attribution.touches import Touches
    from journeykit.events.log import EventLog

__all__ = ["coalitions"]

_BITS: Final = 62  # channels in one whole number, whatever the engine


def coalitions(log: EventLog, paths: Touches, codes: Sequence[int]) -> ChannelSets:
    """The sets, with the places of the codes for members, and conversions and value as gains.

    A set is a sum of powers of two over the distinct channels of a path, in as many whole numbers as it takes; so no
    engine needs lists, and no two sets are ever taken for one.
    """
    masks = [f"mask{place}" for place in range(-(-len(codes) // _BITS))]
    table: dict[str, list[int]] = {"touch": list(codes)}
    for place, name in enumerate(masks):
        table[name] = [1 << at % _BITS if at // _BITS == place else 0 for at in range(len(codes))]
    keys, touched = list(paths.keys), nw.col("touch") != CONVERSION
    gains = paths.frame.filter(~touched).select(*keys, won=nw.lit(1), earned=nw.col("worth"))
    members = paths.frame.filter(touched).select(*keys, nw.col("touch").cast(nw.Int64)).unique()
    members = members.join(log.engine.small(table), on="touch")
    made = members.group_by(*keys).agg(*(nw.col(name).sum().cast(nw.Int64) for name in masks))
    made = made.join(gains, on=keys, how="left")
    counted = made.group_by(*masks).agg(nw.len().alias("n"), nw.col("won").sum(), nw.col("earned").sum())
    rows = log.engine.rows(counted.sort(*masks))
    held = np.array([row[: len(masks)] for row in rows], dtype=np.int64).reshape(-1, len(masks))
    bits = np.column_stack([(held[:, at // _BITS] >> at % _BITS) & 1 for at in range(len(codes))])
    which, member = np.nonzero(bits)  # row by row
    begin = np.flatnonzero(np.diff(which, prepend=-1))
    amounts = np.array([[float(each or 0) for each in row[-3:]] for row in rows]).reshape(-1, 3)
    return ChannelSets(member, begin, amounts[:, 0], amounts[:, 1:])
