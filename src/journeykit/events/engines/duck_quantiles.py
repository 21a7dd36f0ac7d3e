"""Exact quantiles of groups in DuckDB, in two ways: quickly, and in little memory."""

from __future__ import annotations

from collections.abc import Sequence

from journeykit.events.engines.engine import Frame, framed
from journeykit.events.sql import quoted

__all__ = ["gathered", "placed"]


def gathered(frame: Frame, by: Sequence[str], column: str, shares: Sequence[float]) -> Frame:
    """Quantiles of groups whose values are held in memory, which is quickest."""
    keys = "".join(f"{quoted(each)}, " for each in by)
    name, points = quoted(column), ", ".join(f"{share!r}::DOUBLE" for share in shares)
    lists = f"{keys}count({name}) AS n, quantile_cont({name}, [{points}]) AS q"
    found = frame.to_native().aggregate(lists, ", ".join(map(quoted, by)))
    each = "".join(f", q[{place + 1}] AS q{place}" for place in range(len(shares)))
    return framed(found.project(f"{keys}n{each}"))


def placed(frame: Frame, by: Sequence[str], column: str, shares: Sequence[float]) -> Frame:
    """The same by the places of values in their group."""
    keys, name = [quoted(each) for each in by], quoted(column)
    own = "".join(f"{each}, " for each in keys)
    parted = f"PARTITION BY {', '.join(keys)}" if keys else ""
    native = frame.to_native()
    counted = native.aggregate(f"{own}count({name}) AS jk_n", ", ".join(keys)).set_alias("jk_counted")
    rank = f"row_number() OVER ({parted} ORDER BY {name}) - 1"
    ranked = native.filter(f"{name} IS NOT NULL").project(f"{own}{name}, {rank} AS jk_place").set_alias("jk_ranked")
    points = [f"({share!r}::DOUBLE * (jk_n - 1))" for share in shares]
    near = " OR ".join(f"jk_place IN (floor({at}), ceil({at}))" for at in points)
    # null is a key like any other, and a group without values has its row
    same = " AND ".join([*(f"jk_counted.{each} IS NOT DISTINCT FROM jk_ranked.{each}" for each in keys), f"({near})"])
    own = "".join(f"jk_counted.{each}, " for each in keys)
    ends = [[f"max({name}) FILTER (jk_place = {edge}({at}))" for edge in ("floor", "ceil")] for at in points]
    each = [
        f"{low} + ({high} - {low}) * max({at} - floor({at})) AS q{place}"
        for place, (at, (low, high)) in enumerate(zip(points, ends, strict=True))
    ]
    found = counted.join(ranked, same, how="left")
    return framed(found.aggregate(f"{own}max(jk_n) AS n, {', '.join(each)}", own.removesuffix(", ")))
