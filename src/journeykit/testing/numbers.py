"""Numbers on their scales, durations and days: round ones, and those at the ends of what is possible."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st

from journeykit.model import Duration

__all__ = [
    "amounts",
    "counts",
    "days",
    "durations",
    "emotions",
    "numbers",
    "priors",
    "probabilities",
    "ratings",
    "weights",
]

_LARGE = 1.7e308


def _floats(low: float, high: float, *usual: float) -> st.SearchStrategy[float]:
    return st.sampled_from(usual) | st.floats(low, high)


numbers = _floats(-_LARGE, _LARGE, 0, -0.0, 1, -1, 0.1, 31, 2.0**53, 2.0**53 + 2, 1e16, 1e22, 5e-324, -1e-7, 1 / 3)
amounts = _floats(0, _LARGE, 0, 0.5, 12, 999.99, 1e16)
emotions = _floats(-2, 2, -2, -1, 0, -0.0, 1, 2, 1.5)
ratings = _floats(1, 5, 1, 2, 3, 4, 5, 3.5)
probabilities = _floats(0, 1, 0, 0.35, 0.1, 1, 1 / 3, 1e-300)
counts = st.sampled_from([0, 1, 7, 1200, 2**53]) | st.integers(0, 2**53)
priors = _floats(0, 2.0**53, 0, 0.5, 1, 12)
weights: st.SearchStrategy[float | bool] = st.just(value=True) | st.floats(0, _LARGE, exclude_min=True)
days = st.dates()


def durations() -> st.SearchStrategy[Duration]:
    """Durations of months, of seconds and of both, round and odd, up to 10,000 years.

    >>> from hypothesis import find
    >>> find(durations(), lambda length: length.months > 0 and length.exact_seconds > 0).seconds > 0
    True
    """
    return _DURATIONS


_TEXTS = st.sampled_from(["18 weeks", "20 min", "P1Y2M10DT2H30M", "18 months", "1.5 hours", "0 s", "2 years 3 days"])
_DURATIONS = (
    _TEXTS.map(Duration.parse)
    | st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=40_000)).map(
        Duration.parse,
    )
    | st.builds(Duration, months=st.floats(0, 120_000), exact_seconds=st.floats(0, 3e11))
)
