"""The chances of one customer, given how long they have waited without a sign."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from journeykit.analysis.chain import DROP_OFF

if TYPE_CHECKING:
    from journeykit.events.underway.prospects import Prospect

__all__ = ["given_wait"]


def given_wait(
    row: Prospect, table: Mapping[str, Prospect], within: Mapping[str, tuple[int, int]], goals: Collection[str]
) -> tuple[float | None, float]:
    """The probability of the goal, None without one, and of leaving without an outcome.

    By Bayes: each way on counts with its probability times the share of those who went so and took longer, 1 - F(t);
    leaving is never seen, and counts in full. Where nothing is left, waiting says nothing. `within` is, by what came
    next, how many went so and how many of them had by now. What nobody did may still come.
    """
    weights = {}
    for each in row.nexts:
        n, yes = within.get(each.to, (0, 0))
        weights[each.to] = each.probability * (1 - yes / n if n else 1.0)
    total = sum(weights.values())
    if not total > 0:
        return row.goal, row.ends[DROP_OFF]
    won = lost = 0.0
    for to, weight in weights.items():
        further = table.get(to)
        lost += weight * (float(to == DROP_OFF) if further is None else further.ends[DROP_OFF])
        won += weight * (float(to in goals) if further is None else further.goal or 0.0)
    return (None if row.goal is None else won / total), lost / total
