"""What deviations come with: scores, values and times of the cases that have them, against those that do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import narwhals as nw

from journeykit.events.conformance.records import KINDS, Cost
from journeykit.events.microseconds import SECOND
from journeykit.metrics.intervals import welch

if TYPE_CHECKING:
    from journeykit.events.conformance.judging import Tag
    from journeykit.events.conformance.records import Kind, Measure
    from journeykit.events.conformance.replay import Replay
    from journeykit.events.engines.engine import Frame

__all__ = ["costs"]


@dataclass(frozen=True, slots=True)
class _Sample:
    """A number of cases, the sum of their figures and of their squares, both about a common centre."""

    n: int = 0
    total: float = 0.0
    squares: float = 0.0

    def without(self, other: _Sample) -> _Sample:
        return _Sample(self.n - other.n, self.total - other.total, self.squares - other.squares)

    def mean(self, centre: float) -> float | None:
        return centre + self.total / self.n if self.n else None

    @property
    def variance(self) -> float:
        """Over n - 1; what rounding leaves below 0 is 0."""
        return max(0.0, (self.squares - self.total * self.total / self.n) / (self.n - 1))


def costs(replay: Replay) -> list[Cost]:
    """A row for any deviation, for each kind and for each single deviation, by every measure that the log has."""
    groups: list[tuple[str, Tag | None, list[int]]] = []
    tags = [tag for tag, _ in replay.tags]
    if tags:
        groups.append(("any", None, list(range(len(tags)))))
    kinds: list[tuple[Kind, list[int]]] = [
        (kind, [place for place, tag in enumerate(tags) if tag.kind == kind]) for kind in KINDS
    ]
    groups += [(kind, None, places) for kind, places in kinds if places]
    groups += [(tag.kind, tag, [place]) for place, tag in enumerate(tags)]
    frame = replay.grouped([places for *_, places in groups])
    if frame is None:
        return []
    frame = replay.log.engine.kept(frame)
    found: list[list[Cost]] = [[] for _ in groups]
    heads = [(kind, tag) for kind, tag, _ in groups]
    known = replay.log.events.columns
    measures: list[Measure] = ["score", "value"]
    for measure in measures:
        if measure in known:
            for place, row in enumerate(_means(replay, frame, measure, heads)):
                found[place].append(row)
    for place, row in enumerate(_medians(replay, frame, heads)):
        found[place].append(row)
    return [row for rows in found for row in rows]


def _means(replay: Replay, frame: Frame, measure: Measure, heads: Sequence[tuple[str, Tag | None]]) -> list[Cost]:
    """Means of a case's scores, or sums of its values, by the sums of all cases and of those in each group."""
    engine, column = replay.log.engine, nw.col(measure)
    one = (column.mean() if measure == "score" else column.sum()).alias("figure")
    cases = engine.kept(replay.log.events.filter(~column.is_null()).group_by("case").agg(one))
    ((centre,),) = engine.rows(cases.select(nw.col("figure").mean()))
    if centre is None:
        centre = 0.0
    centred = cases.with_columns(figure=nw.col("figure") - centre)
    centred = centred.with_columns(square=nw.col("figure") * nw.col("figure"))
    sums = (nw.len().cast(nw.Int64).alias("n"), nw.col("figure").sum(), nw.col("square").sum())
    whole = _Sample(*_numbers(engine.rows(centred.select(*sums))[0]))
    inside = frame.join(centred, on="case", how="inner").group_by("group").agg(*sums)
    samples = {int(row[0]): _Sample(*_numbers(row[1:])) for row in engine.rows(inside)}
    rows = []
    for place, head in enumerate(heads):
        yes = samples.get(place, _Sample())
        no = whole.without(yes)
        with_it, without = yes.mean(centre), no.mean(centre)
        ends = None
        if with_it is not None and without is not None and min(yes.n, no.n) > 1:
            ends = welch((with_it, yes.variance, yes.n), (without, no.variance, no.n))
        rows.append(_cost(head, measure, (with_it, yes.n), (without, no.n), ends))
    return rows


def _medians(replay: Replay, frame: Frame, heads: Sequence[tuple[str, Tag | None]]) -> list[Cost]:
    """Median durations of the cases in each group, and of all others.

    All cases are ranked by their duration once. The k-th of those outside a group with the ranks w(1) < w(2) < … has
    the rank k + j, where j counts the w(i) with w(i) - i < k: no case outside is looked at again.
    """
    engine = replay.log.engine
    whole = replay.log.cases().select("case", length=nw.col("end") - nw.col("start"), one=nw.lit(1))
    rank = nw.col("one").cum_sum().over("one", order_by=["length", "case"]).cast(nw.Int64)
    ranked = engine.kept(whole.with_columns(rank=rank).select("case", "length", "rank"))
    place = nw.col("rank").cum_count().over("group", order_by="rank").cast(nw.Int64)
    inside = engine.kept(frame.join(ranked, on="case", how="inner").with_columns(place=place))
    sizes = {int(a): int(n) for a, n in engine.rows(inside.group_by("group").agg(nw.len().cast(nw.Int64).alias("n")))}
    yes = _at(engine, inside, {group: _middle(n) for group, n in sizes.items()}, "place")
    wanted = {group: _middle(replay.cases - n) for group, n in sizes.items() if replay.cases > n}
    others: dict[int, tuple[int, ...]] = {}
    if wanted:
        limits = engine.small(
            {"group": list(wanted), "low": [low for low, _ in wanted.values()], "high": [b for _, b in wanted.values()]}
        )
        before = nw.col("rank") - nw.col("place")
        passed = inside.join(limits, on="group", how="inner").with_columns(
            low_passed=(before < nw.col("low")).cast(nw.Int64), high_passed=(before < nw.col("high")).cast(nw.Int64)
        )
        counted = passed.group_by("group").agg(nw.col("low_passed").sum(), nw.col("high_passed").sum())
        for group, low, high in engine.rows(counted):
            others[int(group)] = (wanted[int(group)][0] + int(low), wanted[int(group)][1] + int(high))
    lengths = _lengths(engine, ranked, {rank for pair in others.values() for rank in pair})
    no = {group: sum(lengths[rank] for rank in pair) / 2 for group, pair in others.items()}
    rows = []
    for group, head in enumerate(heads):
        n = sizes.get(group, 0)
        rows.append(
            _cost(head, "duration", (_seconds(yes.get(group)), n), (_seconds(no.get(group)), replay.cases - n), None)
        )
    return rows


def _middle(n: int) -> tuple[int, int]:
    """The places, from 1, between which the median of n values lies."""
    return (n + 1) // 2, n // 2 + 1


def _at(engine: Any, inside: Frame, wanted: dict[int, tuple[int, int]], column: str) -> dict[int, float]:
    """The mean of the two lengths at the places wanted of each group."""
    pairs = sorted({(group, place) for group, both in wanted.items() for place in both})
    if not pairs:
        return {}
    which = engine.small({"group": [a for a, _ in pairs], column: [b for _, b in pairs]})
    rows = engine.rows(inside.join(which, on=["group", column], how="inner").select("group", column, "length"))
    found = {(int(group), int(place)): int(length) for group, place, length in rows}
    return {group: (found[group, low] + found[group, high]) / 2 for group, (low, high) in wanted.items()}


def _lengths(engine: Any, ranked: Frame, ranks: set[int]) -> dict[int, int]:
    if not ranks:
        return {}
    which = engine.small({"rank": sorted(ranks)})
    rows = engine.rows(ranked.join(which, on="rank", how="inner").select("rank", "length"))
    return {int(rank): int(length) for rank, length in rows}


def _cost(
    head: tuple[str, Tag | None],
    measure: Measure,
    yes: tuple[float | None, int],
    no: tuple[float | None, int],
    ends: tuple[float, float] | None,
) -> Cost:
    kind, tag = head
    gap = None if yes[0] is None or no[0] is None else yes[0] - no[0]
    low, high = ends or (None, None)
    step, source, target, activity = (None,) * 4 if tag is None else tag[1:]
    statistic: Any = "median" if measure == "duration" else "mean"
    which: Any = kind
    return Cost(which, step, source, target, activity, measure, statistic, yes[0], no[0], yes[1], no[1], gap, low, high)


def _numbers(row: Sequence[Any]) -> tuple[int, float, float]:
    n, total, squares = row
    return int(n), float(total or 0.0), float(squares or 0.0)


def _seconds(micros: float | None) -> float | None:
    return None if micros is None else micros / SECOND
