"""Importance and satisfaction: two questions to the same people, or to different ones."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from journeykit.errors import MetricError
from journeykit.metrics.answers import Answers, Numbers, Scale, answers, missing_note
from journeykit.metrics.columns import counts_in, listed

__all__ = ["Asked", "asked"]


@dataclass(frozen=True)
class Asked:
    """Two columns of answers; `pairs` counts them together where each row is a person, and is empty otherwise."""

    importance: Answers
    satisfaction: Answers
    pairs: tuple[tuple[float, float, int], ...]
    notes: tuple[str, ...]

    @property
    def n(self) -> int:
        """How many people; of different ones the smaller number."""
        return min(self.importance.n, self.satisfaction.n)


def asked(importance: Numbers, satisfaction: Numbers, who: str, scale: Scale, paired: bool | None) -> Asked:
    """Read both. Columns are taken as paired, counts cannot be; whoever left one question of a pair out is left out.

    >>> both = asked([5, 4, None], [2, 4, 3], "gap", Scale(1, 5), None)
    >>> both.n, both.pairs, both.notes
    (2, ((4.0, 4.0, 1), (5.0, 2.0, 1)), ('1 missing answer left out',))
    """
    counted = any(counts_in(each, who) is not None for each in (importance, satisfaction))
    if paired and counted:
        raise MetricError(f"{who}: counts do not say who gave both answers: give columns, or paired=False")
    wanted = (
        Scale(scale.low, scale.high, scale.whole, "importance"),
        Scale(scale.low, scale.high, scale.whole, "satisfaction"),
    )
    if counted or paired is False:
        first, second = answers(importance, who, wanted[0]), answers(satisfaction, who, wanted[1])
        return Asked(first, second, (), missing_note(first.missing + second.missing))
    columns = listed(importance, who, "importance"), listed(satisfaction, who, "satisfaction")
    if len(columns[0]) != len(columns[1]):
        raise MetricError(
            f"{who}: {len(columns[0])} answers on importance and {len(columns[1])} on satisfaction: "
            "give both of each person, or paired=False where they are different people"
        )
    for column, each in zip(columns, wanted, strict=True):
        answers(column, who, each)
    rows = Counter(
        (float(first), float(second))
        for first, second in zip(*columns, strict=True)
        if not (_absent(first) or _absent(second))
    )
    if not rows:
        raise MetricError(f"{who} needs at least one person who answered both, and there is none")
    pairs = tuple((*row, rows[row]) for row in sorted(rows))
    return Asked(
        answers(_tally(pairs, 0), who, wanted[0]),
        answers(_tally(pairs, 1), who, wanted[1]),
        pairs,
        missing_note(len(columns[0]) - sum(rows.values())),
    )


def _absent(value: object) -> bool:
    from journeykit.metrics.answers import MISSING, number

    return number(value) is MISSING


def _tally(pairs: tuple[tuple[float, float, int], ...], place: int) -> dict[float, int]:
    found: Counter[float] = Counter()
    for row in pairs:
        found[(row[0], row[1])[place]] += row[2]
    return dict(found)


def gaps(pairs: tuple[tuple[float, float, int], ...]) -> Answers:
    """The differences within pairs, importance less satisfaction, each with how often it is.

    >>> gaps(((5.0, 2.0, 3), (4.0, 4.0, 1))).mean
    2.25
    """
    found: Counter[float] = Counter()
    for first, second, often in pairs:
        found[first - second] += often
    return answers(dict(found), "gap", Scale(-math.inf, math.inf))
