"""What people answered, however it comes: a sequence, an array, a column of a table, or counts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from numbers import Integral, Real
from typing import Any, Final, TypeAlias

from journeykit.errors import MetricError
from journeykit.metrics.columns import counts_in, listed

__all__ = ["MISSING", "Answers", "Flags", "Numbers", "Scale", "answers", "count", "flags", "missing_note", "number"]

Numbers: TypeAlias = Iterable[Any] | Mapping[Any, Any]
"""Answers: any sequence, array or column, with None or NaN where one is missing; or counts, `{score: how many}`,
also as pandas' `value_counts()` gives them."""

MISSING: Final = object()
_ABSENT: Final = {"NAType", "NaTType"}  # pandas' own words for nothing; they equal not even themselves


@dataclass(frozen=True)
class Scale:
    """The answers there can be: from `low` to `high`, whole numbers only or all between; `what` names them in messages.

    >>> Scale(0, 10).said, Scale(1, 5, whole=False).said, Scale(0, what="revenue").said
    ('whole numbers from 0 to 10', 'numbers from 1 to 5', 'numbers from 0 on')
    """

    low: float = -math.inf
    high: float = math.inf
    whole: bool = True
    what: str = "scores"

    @property
    def said(self) -> str:
        """In words."""
        kind = "whole numbers" if self.whole and math.isfinite(self.high) else "numbers"
        if not math.isfinite(self.high):
            return kind if not math.isfinite(self.low) else f"{kind} from {self.low:g} on"
        return f"{kind} from {self.low:g} to {self.high:g}"

    def holds(self, value: float) -> bool:
        """Whether that is an answer."""
        fits = self.low <= value <= self.high and math.isfinite(value)
        return fits and not (self.whole and math.isfinite(self.high) and value % 1)


@dataclass(frozen=True)
class Answers:
    """Distinct answers in ascending order and how often each was given, so that order cannot matter."""

    values: tuple[float, ...]
    counts: tuple[int, ...]
    missing: int = 0

    @cached_property
    def n(self) -> int:
        """How many answers."""
        return sum(self.counts)

    @cached_property
    def mean(self) -> float:
        """Their mean."""
        return math.fsum(value * often for value, often in zip(self.values, self.counts, strict=True)) / self.n

    @cached_property
    def variance(self) -> float:
        """The variance over n - 1; 0 for one answer."""
        squares = (often * (value - self.mean) ** 2 for value, often in zip(self.values, self.counts, strict=True))
        return math.fsum(squares) / max(self.n - 1, 1)

    def among(self, low: float, high: float = math.inf) -> int:
        """How many are from low to high."""
        pairs = zip(self.values, self.counts, strict=True)
        return sum(often for value, often in pairs if low <= value <= high)


@dataclass(frozen=True)
class Flags:
    """How many of n said yes."""

    yes: int
    n: int
    missing: int = 0


def answers(given: Numbers, who: str, scale: Scale) -> Answers:
    """Read answers on a scale. Raises MetricError with all that are off it, or where there are none.

    >>> answers([9, 10, None, 9.0], "nps", Scale(0, 10))
    Answers(values=(9.0, 10.0), counts=(2, 1), missing=1)
    >>> answers({9: 200, 3: 40}, "nps", Scale(0, 10)).n
    240
    """
    often, places = _tallied(given, who, scale.what)
    found: Counter[float] = Counter()
    missing = 0
    wrong: set[Any] = set()
    for key, many in often.items():
        value = number(key[1])
        if value is MISSING:
            missing += many
        elif not isinstance(value, float) or not scale.holds(value):
            wrong.add(key)
        else:
            found[value] += many
    if wrong:
        raise MetricError(f"{who} takes {scale.said}", places(wrong))
    values = tuple(value for value in sorted(found) if found[value])
    if not values:
        absent = f" ({missing} missing)" if missing else ""
        raise MetricError(f"{who} needs at least one answer, and there is none{absent}")
    return Answers(values, tuple(found[value] for value in values), missing)


def flags(given: Numbers, who: str, what: str) -> Flags:
    """Read answers of yes and no: booleans, or 1 and 0.

    >>> flags([True, False, None, 1], "conversion", "converted")
    Flags(yes=2, n=3, missing=1)
    """
    often, places = _tallied(given, who, what)
    found: Counter[Any] = Counter()
    wrong: set[Any] = set()
    for key, many in often.items():
        value = float(key[1]) if _is_flag(key[1]) else number(key[1])
        if value in (0.0, 1.0) or value is MISSING:
            found[value] += many
        else:
            wrong.add(key)
    if wrong:
        raise MetricError(f"{who} takes True and False, or 1 and 0", places(wrong))
    if not found[0.0] + found[1.0]:
        raise MetricError(f"{who} needs at least one answer, and there is none")
    return Flags(found[1.0], found[0.0] + found[1.0], found[MISSING])


def number(value: object) -> object:
    """A float, MISSING, or None for what is no number: text, booleans, dates.

    >>> number(3), number(float("nan")) is MISSING, number("3"), number(True)
    (3.0, True, None, None)
    """
    kind = type(value)
    if kind is float or kind is int:  # nearly always: the rest takes ten times as long
        return _finite(value)
    if value is None or kind.__name__ in _ABSENT:
        return MISSING
    return None if _is_flag(value) or not isinstance(value, Real | Decimal) else _finite(value)


def _finite(value: Any) -> object:
    """As a float, MISSING for NaN, None for what a float cannot hold."""
    try:
        found = float(value)
    except (OverflowError, ValueError):
        return None
    return MISSING if math.isnan(found) else found


def count(value: object, who: str, what: str) -> int:
    """A number of people or answers: a whole number from 0 on.

    >>> count(30.0, "churn", "start")
    30
    """
    found = number(value)
    if not isinstance(found, float) or found < 0 or not math.isfinite(found) or found % 1:
        raise MetricError(f"{who}: {what} is a whole number from 0 on, not {_shown(value)}")
    return int(value) if isinstance(value, Integral) else int(found)


def missing_note(missing: int) -> tuple[str, ...]:
    """What a result says of answers that are missing.

    >>> missing_note(3), missing_note(0)
    (('3 missing answers left out',), ())
    """
    return (f"{missing} missing answer{'s' * (missing > 1)} left out",) if missing else ()


def _is_flag(value: object) -> bool:
    return type(value).__name__ in ("bool", "bool_")  # Python's, and numpy's by either name


Key: TypeAlias = tuple[type, Any]


def _tallied(given: Numbers, who: str, what: str) -> tuple[Counter[Key], Callable[[set[Key]], list[str]]]:
    """How often each answer was given, by type and value; and where given ones stand, for a message."""
    counted = counts_in(given, who)
    if counted is not None:
        tally: Counter[Key] = Counter()
        for value, many in counted.items():
            tally[_key(value)] += count(many, who, f"the count of {_shown(value)}")
        return tally, lambda wrong: [
            f"there is {_shown(value)} ({counted[value]}x)" for _, value in sorted(wrong, key=str)
        ]
    column = listed(given, who, what)
    return Counter(map(_key, column)), lambda wrong: _places(column, what, wrong)


def _places(column: Sequence[Any], what: str, wrong: set[Key]) -> list[str]:
    return [f"{what}[{place}] is {_shown(value)}" for place, value in enumerate(column) if _key(value) in wrong]


def _key(value: Any) -> Key:
    if type(value).__name__ in _ABSENT or value != value:  # noqa: PLR0124 - NaN, of which no two would be the same key
        return type(None), None
    try:
        hash(value)
    except TypeError:
        return type(value), repr(value)
    return type(value), value


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 30 else f"{text[:29]}…"
