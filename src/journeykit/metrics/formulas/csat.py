"""Customer satisfaction."""

from __future__ import annotations

from typing import Final, Literal

from journeykit.errors import UnknownName
from journeykit.metrics.answers import Numbers, Scale, answers, missing_note
from journeykit.metrics.means import checked_scale, mean_between, share_between
from journeykit.metrics.measurement import Measurement
from journeykit.metrics.registry import Formula

__all__ = ["FORMULA", "csat"]

_METHODS: Final = ("top-2-box", "mean")


def csat(
    scores: Numbers,
    *,
    method: Literal["top-2-box", "mean"] = "top-2-box",
    scale: tuple[int, int] = (1, 5),
    level: float | None = 0.95,
) -> Measurement:
    """Customer satisfaction: the percentage of the two best answers, or the mean; two numbers that do not compare.

    "How satisfied are you with …?", from very dissatisfied to very satisfied. Paul W. Farris, Neil T. Bendle, Phillip
    E. Pfeifer and David J. Reibstein, Marketing Metrics, Wharton School Publishing 2006, ch. 2, describe both ways of
    reporting it. `top-2-box` has a Wilson interval, `mean` Student's t.

    Args:
        scores: whole answers on the scale (for the mean, numbers between as well), or counts by answer.
        method: "top-2-box" or "mean".
        scale: the lowest and the highest answer; the highest is the most satisfied.
        level: of the interval; None for none.

    Raises:
        MetricError: for scores off the scale, for none, and for the t interval of a single one.
        UnknownName: for another method.

    The example of VoC Metrics' help page "What is CSAT and how is CSAT score calculated?": fifty answers, of which 10
    are a 5 and 20 a 4, make 60 %.

    >>> from journeykit.metrics import csat
    >>> fifty = {5: 10, 4: 20, 3: 10, 2: 5, 1: 5}
    >>> print(csat(fifty))
    Customer satisfaction 60 % (46.2 to 72.4 at 95 %, n = 50; top-2-box, scale 1 to 5)
    >>> print(csat(fifty, method="mean"))
    Customer satisfaction 3.5 (3.15 to 3.85 at 95 %, n = 50; mean, scale 1 to 5)
    """
    if method not in _METHODS:
        raise UnknownName("method", method, _METHODS)
    low, high = checked_scale(scale, "csat")
    found = answers(scores, "csat", Scale(low, high, whole=method == "top-2-box"))
    if method == "mean":
        value, unit = found.mean, ""
        ends, notes = mean_between(found, low, high, level, "csat")
    else:
        top = found.among(high - 1)
        value, unit = 100 * top / found.n, "%"
        ends, notes = share_between(top, found.n, level), missing_note(found.missing)
    return Measurement(
        name="csat",
        title=FORMULA.title,
        value=value,
        unit=unit,
        method=f"{method}, scale {low} to {high}",
        n=found.n,
        direction="up",
        notes=notes,
        **ends,
    )


FORMULA: Final = Formula("csat", "Customer satisfaction", csat, "% of the two best answers, or the mean", column=True)
