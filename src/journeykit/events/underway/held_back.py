"""What became of the cases of a log on a map, as small tables: predictions by step, and how many came true."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import narwhals as nw

from journeykit.events.underway.scores import Group

if TYPE_CHECKING:
    from journeykit.events.engines.engine import Frame
    from journeykit.events.underway.placed import Placed

__all__ = ["HeldBack", "held_back"]


@dataclass(frozen=True)
class HeldBack:
    """Held-back cases.

    Attributes:
        found: the log on the map.
        predicted: the probability of the goal from each place that is a step.
        frame: one row for each prediction: `case`, `place`, `true` (1 where the goal was reached later, else 0).
        cases: cases that are over and have a prediction.
        open: cases that may go on.
    """

    found: Placed
    predicted: Mapping[int, float]
    frame: Frame
    cases: int
    open: int

    def by(self, bins: Mapping[int, int]) -> dict[int, Group]:
        """Counts of predictions, their places gathered in bins; `squares` of what each case adds to a bin."""
        engine = self.found.engine
        table = engine.small({"place": list(bins), "bin": list(bins.values())})
        table = table.with_columns(nw.col("place").cast(nw.Int64), nw.col("bin").cast(nw.Int64))
        each = self.frame.join(table, on="place", how="inner").group_by("case", "bin", "true").agg(nw.len().alias("n"))
        each = each.with_columns(nw.col("n").cast(nw.Int64))
        each = each.with_columns((nw.col("n") * nw.col("n")).alias("square"))
        sums = each.group_by("bin", "true").agg(nw.col("n").sum(), nw.col("square").sum())
        made: dict[int, Group] = {}
        for place, true, n, square in engine.rows(sums.select("bin", "true", "n", "square").sort("bin", "true")):
            old = made.get(place, Group(str(place), 0.0, 0, 0, 0))
            won = old.true + (int(n) if true else 0)
            made[place] = Group(old.name, 0.0, old.n + int(n), won, old.squares + int(square))
        return made

    def steps(self) -> list[Group]:
        """A group for each step, by its id."""
        counted = self.by({place: place for place in self.predicted})
        return [
            Group(self.found.nodes[place], self.predicted[place], each.n, each.true, each.squares)
            for place, each in sorted(counted.items())
        ]

    def error(self, base: float) -> float | None:
        """The standard error of the difference of Brier scores to that of the base rate, by case; None for one case."""
        if self.cases < 2:
            return None
        engine = self.found.engine
        table = engine.small(
            {
                "place": list(self.predicted),
                "won": [(1 - p) ** 2 - (1 - base) ** 2 for p in self.predicted.values()],
                "lost": [p**2 - base**2 for p in self.predicted.values()],
            }
        )
        table = table.with_columns(nw.col("place").cast(nw.Int64))
        frame = self.frame.join(table, on="place", how="inner")
        gain = nw.when(nw.col("true") == 1).then(nw.col("won")).otherwise(nw.col("lost"))
        each = frame.with_columns(gain.alias("gain")).group_by("case").agg(nw.col("gain").sum(), nw.len().alias("n"))
        each = each.with_columns(nw.col("n").cast(nw.Float64))
        products = {"dd": ("gain", "gain"), "dn": ("gain", "n"), "nn": ("n", "n")}
        each = each.with_columns(*((nw.col(a) * nw.col(b)).alias(name) for name, (a, b) in products.items()))
        names = ("gain", "n", "dd", "dn", "nn")
        ((gains, n, dd, dn, nn),) = engine.rows(each.select(*(nw.col(name).sum() for name in names)))
        mean = gains / n
        around = max(0.0, dd - 2 * mean * dn + mean * mean * nn)
        return float(sqrt(around * self.cases / (self.cases - 1)) / n)


def held_back(
    found: Placed,
    predicted: Mapping[str, float],
    goals: Collection[str],
    *,
    closed: int | None,
    since: int | None,
    latest: int | None,
) -> HeldBack:
    """What became of the cases that began from `since` up to before `latest`, and are over.

    A case without an outcome is over where nothing of it was heard after `closed`; None: no such case is. Each visit to
    a step before the end, and before the goal if that is a step, is a prediction. Times are microseconds since 1970.
    """
    frame = found.frame
    if since is not None:
        frame = frame.filter(nw.col("begun") >= since)
    if latest is not None:
        frame = frame.filter(nw.col("begun") < latest)
    places = found.places
    steps = [places[goal] for goal in goals if places.get(goal, found.steps) < found.steps]
    ended = [place for place, node in enumerate(found.nodes) if _ends_well(found, place, node, goals)]
    final = [places[step] for step in found.ends.final]
    won = _among("place", steps) & (nw.col("passed") == 0)
    frame = frame.with_columns(won.cast(nw.Int64).cum_sum().over("case", order_by=["position"]).alias("won"))
    cases = frame.group_by("case").agg(
        nw.when((nw.col("passed") == 1) & (nw.col("place") >= found.steps)).then(nw.col("place")).max().alias("end"),
        nw.when(nw.col("next").is_null()).then(nw.col("place")).max().alias("last"),
        nw.col("won").max().alias("won_at_all"),
        nw.col("heard").max().alias("silent"),
    )
    cases = cases.with_columns(
        nw.when(~nw.col("end").is_null()).then(nw.col("end")).otherwise(nw.col("last")).alias("at")
    )
    over = ~nw.col("end").is_null() | _among("last", final)
    if closed is not None:
        over = over | (nw.col("silent") <= closed)
    true = (nw.col("won_at_all") > 0) | _among("at", ended)
    cases = cases.select("case", over.cast(nw.Int64).alias("over"), true.cast(nw.Int64).alias("true"))
    cases = found.engine.kept(cases)
    known = frame.filter((nw.col("passed") == 0) & (nw.col("won") == 0)).join(
        cases.filter(nw.col("over") == 1), on="case", how="inner"
    )
    table = {places[step]: chance for step, chance in predicted.items()}
    known = found.engine.kept(known.filter(nw.col("place").is_in(list(table))).select("case", "place", "true"))
    ((counted,),) = found.engine.rows(known.select(nw.col("case").n_unique()))
    ((still,),) = found.engine.rows(cases.filter(nw.col("over") == 0).select(nw.len()))
    return HeldBack(found, table, known, int(counted or 0), int(still or 0))


def _ends_well(found: Placed, place: int, node: str, goals: Collection[str]) -> bool:
    """Whether a closed case that ends at a place has reached the goal."""
    return node in goals if place >= found.steps else found.ends.closed.get(node) in goals


def _among(column: str, places: Sequence[int]) -> nw.Expr:
    return nw.col(column).is_in(list(places)) if places else nw.col(column) < 0
