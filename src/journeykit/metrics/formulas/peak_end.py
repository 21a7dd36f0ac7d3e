"""How an episode is remembered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from journeykit.errors import MetricError
from journeykit.metrics.answers import MISSING, Scale, answers, number
from journeykit.metrics.columns import listed
from journeykit.metrics.means import Between, between, mean_between
from journeykit.metrics.measurement import Measurement
from journeykit.metrics.registry import Formula
from journeykit.metrics.remembered import remembered

__all__ = ["FORMULA", "peak_end"]


def peak_end(
    emotions: Iterable[Any],
    *,
    scale: tuple[float, float] = (-2, 2),
    level: float | None = 0.95,
) -> Measurement:
    """How an episode is remembered: the mean of its strongest moment and its last, whatever its length.

    The strongest is that of the largest absolute value, of a tie the negative one; moments without an answer are
    skipped. Daniel Kahneman, Barbara L. Fredrickson, Charles A. Schreiber and Donald A. Redelmeier, "When More Pain Is
    Preferred to Less: Adding a Better End", Psychological Science 4 (1993), 401-405. It was found in episodes of
    minutes to hours: of a journey over weeks it says less.

    One episode has no interval. Of several people it is the mean over them, with Student's t interval.

    Args:
        emotions: the moments of an episode in order; or a sequence of episodes, one for each person.
        scale: the lowest and the highest answer; 0 is neutral.
        level: of the interval over people; None for none.

    Raises:
        MetricError: for emotions off the scale, for none, and for the t interval of a single person.

    Kahneman (Thinking, Fast and Slow, 2011, ch. 35) tells of two patients whose worst pain was 8 of 10; the last rating
    was 7 for A and 1 for B, whose procedure took much longer: 7.5 and 4.5. Pain is negative here:

    >>> from journeykit.metrics import peak_end
    >>> peak_end([-2, -8, -7], scale=(-10, 0)).value, peak_end([-5, -8, -5, -3, -1], scale=(-10, 0)).value
    (-7.5, -4.5)
    >>> print(peak_end([[1, None, -2, 2, 1], [2, 1], [0, 1], [1, .5], [-1, 1]]))
    Peak-end 0.55 (-0.44 to 1.54 at 95 %, n = 5; mean over people of the strongest and the last, scale -2 to 2)
    """
    low, high = _ends(scale)
    whole = Scale(low, high, whole=False, what="emotions")
    moments = listed(emotions, "peak_end", "emotions")
    nested = [isinstance(each, Sequence) and not isinstance(each, str | bytes) for each in moments]
    if any(nested) and not all(nested):
        raise MetricError("peak_end takes the moments of one episode, or a sequence of episodes, and not both at once")
    if not any(nested):
        found = answers(moments, "peak_end", whole)
        value = remembered(_known(moments))
        assert value is not None  # noqa: S101 - answers() has refused none
        skipped = (
            (f"{found.missing} moment{'s' * (found.missing > 1)} without an answer skipped",) if found.missing else ()
        )
        return _made(value, "the strongest and the last", scale, None, skipped, between(None, None, ""))
    each = [_one(episode, place, whole) for place, episode in enumerate(moments)]
    over = answers(each, "peak_end", Scale(low, high, whole=False, what="episodes"))
    ends, notes = mean_between(over, low, high, level, "peak_end")
    return _made(over.mean, "mean over people of the strongest and the last", scale, over.n, notes, ends)


def _one(episode: Any, place: int, scale: Scale) -> float | None:
    """What is remembered of one episode; None where nothing is known of it."""
    moments = listed(episode, "peak_end", f"emotions[{place}]")
    if all(number(moment) is MISSING for moment in moments):
        return None
    answers(moments, "peak_end", Scale(scale.low, scale.high, whole=False, what=f"emotions[{place}]"))
    return remembered(_known(moments))


def _known(moments: Iterable[Any]) -> list[float]:
    return [float(moment) for moment in moments if number(moment) is not MISSING]


def _made(  # noqa: PLR0917 - private, and all of them differ
    value: float, method: str, scale: tuple[float, float], n: int | None, notes: tuple[str, ...], ends: Between
) -> Measurement:
    return Measurement(
        name="peak_end",
        title=FORMULA.title,
        value=value,
        unit="",
        method=f"{method}, scale {scale[0]:g} to {scale[1]:g}",
        n=n,
        direction="up",
        notes=notes,
        **ends,
    )


def _ends(scale: Any) -> tuple[float, float]:
    ends = [number(each) for each in scale] if isinstance(scale, tuple | list) else []
    if len(ends) == 2 and isinstance(ends[0], float) and isinstance(ends[1], float) and ends[0] < ends[1]:
        return ends[0], ends[1]
    raise MetricError(f"peak_end: a scale is its lowest and its highest answer, like (-2, 2), not {scale!r}")


FORMULA: Final = Formula("peak_end", "Peak-end", peak_end, "mean of the strongest moment and the last", column=True)
