"""Customer effort score."""

from __future__ import annotations

from typing import Final, Literal

from journeykit.errors import UnknownName
from journeykit.metrics.answers import Numbers, Scale, answers
from journeykit.metrics.means import mean_between
from journeykit.metrics.measurement import Measurement
from journeykit.metrics.registry import Formula

__all__ = ["FORMULA", "ces"]

_SCALES: Final = {"2.0": (1, 7, "higher is easier"), "1.0": (1, 5, "higher is more effort")}


def ces(
    scores: Numbers,
    *,
    version: Literal["2.0", "1.0"] = "2.0",
    level: float | None = 0.95,
) -> Measurement:
    """The customer effort score: the mean of the answers, with Student's t interval.

    Version 1.0 asks "How much effort did you personally have to put forth to handle your request?", from 1 (very low)
    to 5 (very high): lower is better. Matthew Dixon, Karen Freeman and Nicholas Toman, "Stop Trying to Delight Your
    Customers", Harvard Business Review 88 (7/8), 2010, 116-122.

    Version 2.0 asks how far one agrees to "The company made it easy for me to handle my issue", from 1 to 7: higher is
    better. Matthew Dixon, Nick Toman and Rick DeLisi, The Effortless Experience, Portfolio 2013, ch. 6.

    The two run against each other, and neither can be turned into the other: they are different questions.

    Args:
        scores: answers from 1 to 7, of version 1.0 from 1 to 5, or counts by answer.
        version: "2.0" or "1.0".
        level: of the interval; None for none.

    Raises:
        MetricError: for scores off the scale, for none, and for the t interval of a single one.
        UnknownName: for another version.

    Neither source shows a calculation; examples of our own:

    >>> from journeykit.metrics import ces
    >>> print(ces([7, 6, 6, 5, 2]))
    Customer effort score 5.2 (2.81 to 7 at 95 %, n = 5; mean, CES 2.0, scale 1 to 7, higher is easier)
    (the interval is cut at 7)
    >>> old = ces({1: 40, 2: 30, 3: 20, 5: 10}, version="1.0")
    >>> old.value, old.direction
    (2.1, 'down')
    """
    if version not in _SCALES:
        raise UnknownName("version", version, tuple(_SCALES))
    low, high, words = _SCALES[version]
    found = answers(scores, "ces", Scale(low, high, whole=False))
    ends, notes = mean_between(found, low, high, level, "ces")
    return Measurement(
        name="ces",
        title=FORMULA.title,
        value=found.mean,
        unit="",
        method=f"mean, CES {version}, scale {low} to {high}, {words}",
        n=found.n,
        direction="up" if version == "2.0" else "down",
        notes=notes,
        **ends,
    )


FORMULA: Final = Formula("ces", "Customer effort score", ces, "mean of 1 to 7 (2.0) or 1 to 5 (1.0)", column=True)
