"""Durations as people write them: months stay months, because a month has no fixed length."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from pydantic_core import core_schema

__all__ = ["MONTH_SECONDS", "Duration"]

MONTH_SECONDS = 30.436875 * 86_400
"""Seconds in a mean Gregorian month (400 years have 146,097 days): the rule wherever seconds are needed."""

_SECONDS: Mapping[str, int] = MappingProxyType(
    {"week": 604_800, "day": 86_400, "hour": 3_600, "minute": 60, "second": 1},
)
_HANDY: Mapping[str, int] = MappingProxyType({"week": 10**9, "day": 400})  # others up to two digits
_NAMES: Mapping[str, str] = MappingProxyType(
    {name: unit for unit in ("year", "month", *_SECONDS) for name in (unit, unit + "s")}
    | {"y": "year", "yr": "year", "yrs": "year", "mo": "month", "w": "week", "wk": "week", "wks": "week", "d": "day"}
    | {"h": "hour", "hr": "hour", "hrs": "hour", "min": "minute", "mins": "minute", "s": "second", "sec": "second"}
    | {"secs": "second"},
)
_PART = re.compile(r"\s*(\d{1,18}(?:\.\d{1,25})?(?:e[+-]?\d{1,3})?)\s*([A-Za-z]+)\.?(?:\s*(?:,|and)\s*|\s+|(?=\d)|$)")
_NUMBER = r"(\d{1,15}(?:[.,]\d{1,12})?)"
_ISO = re.compile(
    rf"P(?=\d|T\d)(?:{_NUMBER}Y)?(?:{_NUMBER}M)?(?:{_NUMBER}W)?(?:{_NUMBER}D)?"
    rf"(?:T(?=\d)(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?",
)
_MOST_MONTHS = 120_000
_MOST_SECONDS = 120_000 * MONTH_SECONDS


@dataclass(frozen=True, slots=True, init=False)
class Duration:
    """A length of time: calendar months and seconds, kept apart.

    `str()` gives one spelling per value, so that equal durations are written alike. At most 10,000 years.

    >>> Duration("14 weeks"), str(Duration("98 days")), str(Duration("PT90M")), Duration(months=18)
    (Duration('14 weeks'), '14 weeks', '90 minutes', Duration('18 months'))
    >>> Duration("18 months").seconds / 86_400  # a month counts as 30.436875 days
    547.86375
    """

    months: float
    exact_seconds: float

    def __init__(
        self,
        length: Duration | timedelta | str | None = None,
        /,
        *,
        months: float = 0.0,
        exact_seconds: float = 0.0,
    ) -> None:
        if length is not None:
            read = Duration.parse(length)
            months, exact_seconds = months + read.months, exact_seconds + read.exact_seconds
        for number, most in ((months, _MOST_MONTHS), (exact_seconds, _MOST_SECONDS)):
            if not (math.isfinite(number) and 0 <= number <= most):
                raise ValueError("a duration is at least 0 and at most 10,000 years")
        object.__setattr__(self, "months", months + 0.0)  # a float, and never -0.0
        object.__setattr__(self, "exact_seconds", exact_seconds + 0.0)

    @property
    def seconds(self) -> float:
        """The length in seconds, with a month taken as 30.436875 days."""
        return self.months * MONTH_SECONDS + self.exact_seconds

    @classmethod
    def parse(cls, value: object) -> Duration:
        """A duration from "18 weeks", "1 hour 30 min", ISO 8601 ("P14W"), or a timedelta. Raises ValueError."""
        if isinstance(value, Duration):
            return value
        if isinstance(value, timedelta):
            return cls(exact_seconds=value.total_seconds())
        if isinstance(value, str):
            found = _read(value)
            if found is not None:
                return found
        raise ValueError(f"{_short(value)} is no duration: write it like '18 weeks', '20 min' or 'P14W'")

    def __str__(self) -> str:
        parts = []
        if self.months:
            years = self.months / 12
            whole = years.is_integer() and years * 12 == self.months
            parts.append(_amount(years, "year") if whole else _amount(self.months, "month"))
        if self.exact_seconds or not parts:
            parts.append(_seconds_text(self.exact_seconds))
        return " ".join(parts)

    def __repr__(self) -> str:
        return f"Duration({str(self)!r})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.parse,
            json_schema_input_schema=core_schema.str_schema(),
            serialization=core_schema.to_string_ser_schema(when_used="always"),
        )


@lru_cache(maxsize=4096)  # a map says "2 days" a thousand times
def _read(text: str) -> Duration | None:
    return _spoken(text) or _iso(text)


def _seconds_text(seconds: float) -> str:
    """The seconds in one unit where the count stays handy, else from the largest unit down."""
    for unit, size in _SECONDS.items():
        count = seconds / size
        if seconds and count.is_integer() and count * size == seconds and count <= _HANDY.get(unit, 99):
            return _amount(count, unit)
    if not seconds or not seconds.is_integer():
        return _amount(seconds, "second")
    parts, rest = [], seconds
    for unit, size in _SECONDS.items():
        count, rest = divmod(rest, size)
        if count:
            parts.append(_amount(count, unit))
    return " ".join(parts)


def _amount(count: float, unit: str) -> str:
    number = str(int(count)) if count.is_integer() and count < 1e15 else repr(count)
    return f"{number} {unit}{'' if count == 1 else 's'}"


def _spoken(text: str) -> Duration | None:
    months = seconds = 0.0
    seen: set[str] = set()
    position = 0
    text = text.strip().lower()
    while position < len(text):
        match = _PART.match(text, position)
        unit = match and _NAMES.get(match[2])
        if match is None or unit is None or unit in seen:
            return None
        seen.add(unit)
        count = float(match[1])
        if unit in ("year", "month"):
            months += count * (12 if unit == "year" else 1)
        else:
            seconds += count * _SECONDS[unit]
        position = match.end()
    return Duration(months=months, exact_seconds=seconds) if seen else None


def _iso(text: str) -> Duration | None:
    match = _ISO.fullmatch(text.strip().upper())
    if match is None:
        return None
    years, months, *rest = (float(group.replace(",", ".")) if group else 0.0 for group in match.groups())
    seconds = sum(n * size for n, size in zip(rest, _SECONDS.values(), strict=True))
    return Duration(months=years * 12 + months, exact_seconds=seconds)


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:60] + "…"
