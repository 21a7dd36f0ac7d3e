"""What goes into a Measurement from an interval, and what means and shares have in common."""

from __future__ import annotations

from typing import Final, TypedDict

from journeykit.errors import MetricError
from journeykit.metrics.answers import Answers, missing_note
from journeykit.metrics.intervals import STUDENT, WILSON, Ends, student, wilson

__all__ = ["EQUAL", "Between", "between", "checked_level", "checked_scale", "mean_between", "share_between"]

EQUAL: Final = "all answers are equal, so that a t interval would say nothing"


class Between(TypedDict):
    """The fields of a Measurement that tell its interval."""

    low: float | None
    high: float | None
    level: float | None
    interval_method: str | None


def between(ends: Ends | None, level: float | None, method: str, times: float = 1) -> Between:
    """An interval, or that there is none; `times` is 100 for percentages.

    >>> between((.2, .3), .95, "Wilson score", 100)
    {'low': 20.0, 'high': 30.0, 'level': 0.95, 'interval_method': 'Wilson score'}
    """
    if ends is None or level is None:
        return Between(low=None, high=None, level=None, interval_method=None)
    return Between(low=ends[0] * times, high=ends[1] * times, level=level, interval_method=method)


def share_between(yes: int, n: int, level: float | None) -> Between:
    """The Wilson interval of a share, in percent.

    >>> round(share_between(0, 20, .95)["high"] or 0, 2)
    16.11
    """
    wanted = checked_level(level)
    return between(None if wanted is None else wilson(yes, n, wanted), wanted, WILSON, 100)


def mean_between(
    found: Answers, low: float, high: float, level: float | None, who: str
) -> tuple[Between, tuple[str, ...]]:
    """The t interval of a mean, cut at the ends of its scale, and what must be known of it.

    >>> from journeykit.metrics.answers import Scale, answers
    >>> mean_between(answers([4, 4, 4], "csat", Scale(1, 5)), 1, 5, .95, "csat")[1]
    ('all answers are equal, so that a t interval would say nothing',)
    """
    wanted = checked_level(level)
    ends = None if wanted is None else student(found.mean, found.variance, found.n, wanted, who)
    notes = missing_note(found.missing)
    if ends is None:
        return between(None, None, STUDENT), (notes if wanted is None else (*notes, EQUAL))
    cut = (max(ends[0], low), min(ends[1], high))
    at = [f"{end:g}" for end, reached in zip(cut, ends, strict=True) if end != reached]
    if at:
        notes = (*notes, f"the interval is cut at {' and '.join(at)}")
    return between(cut, wanted, STUDENT), notes


def checked_level(level: object) -> float | None:
    """The level of an interval, a share; None asks for none.

    >>> checked_level(.9), checked_level(None)
    (0.9, None)
    """
    if level is None:
        return None
    if isinstance(level, bool) or not isinstance(level, int | float) or not 0 < level < 1:
        raise MetricError(f"level is a share between 0 and 1, like .95, or None for no interval, not {level!r}")
    return float(level)


def checked_scale(scale: object, who: str) -> tuple[int, int]:
    """The ends of a rating scale of three answers or more. Raises MetricError for what is none.

    >>> checked_scale((1, 7), "csat")
    (1, 7)
    """
    if isinstance(scale, tuple | list) and len(scale) == 2:
        low, high = scale
        whole = all(isinstance(end, int) and not isinstance(end, bool) for end in scale)
        if whole and high - low >= 2:
            return low, high
        if whole and high > low:
            raise MetricError(f"{who}: a scale has three answers or more, like (1, 5), and {scale!r} has two")
    raise MetricError(f"{who}: a scale is its lowest and its highest answer, like (1, 5), not {scale!r}")
