"""The scores of a log: their scale, and the metric that emotions rest on."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from journeykit.metrics.intervals import student
from journeykit.model import Metric
from journeykit.model.scored import SCORE

if TYPE_CHECKING:
    from journeykit.events.fitting.seen import Score
    from journeykit.model import Evidence

__all__ = ["Scale", "checked_scale", "score_metric"]

Scale = tuple[float, float]


def checked_scale(scale: object) -> Scale:
    """A pair of two different numbers: the worst score, and the best. Raises ValueError."""
    ends = list(scale) if isinstance(scale, tuple | list) else []
    known = all(isinstance(end, int | float) and not isinstance(end, bool) and isfinite(end) for end in ends)
    if len(ends) == 2 and known and ends[0] != ends[1]:
        return float(ends[0]), float(ends[1])
    raise ValueError(f"score_scale is the worst score and the best, like (1, 5), not {scale!r}")


def score_metric(found: Score, scale: Scale, period: str, source: Evidence) -> Metric:
    """The mean of the scores with its n and its 95 % interval, which the emotion rests on."""
    sure = None if found.deviation is None else student(found.mean, found.deviation**2, found.n)
    low, high = scale
    return Metric(
        SCORE,
        "Mean score in the log",
        value=round(found.mean, 6),
        unit=f"{low:g}..{high:g}",
        method="mean, with a t interval",
        n=found.n,
        period=period,
        interval=None if sure is None else (round(sure[0], 6), round(sure[1], 6)),
        evidence=source,
    )
