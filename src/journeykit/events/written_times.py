"""Moments out of texts and numbers: the same arithmetic in whole numbers on every engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import narwhals as nw

from journeykit.errors import EventLogError
from journeykit.events.counted_times import counted
from journeykit.events.engines.engine import kind_of
from journeykit.events.time_formats import COUNTS, ISO, MONTHS, written

if TYPE_CHECKING:
    from journeykit.events.engines.engine import Engine, Frame

__all__ = ["as_text", "timed"]

_DAY: Final = 86_400_000_000
_SMALL: Final = (nw.Int8, nw.Int16, nw.Int32, nw.Int64, nw.UInt8, nw.UInt16, nw.UInt32)


def as_text(frame: Frame, engine: Engine, column: str, form: str) -> Frame:
    """The frame with a column as a format reads it: whole numbers like 20260504 are digits.

    Raises EventLogError for a column of times, and of what holds no such thing.
    """
    kind = kind_of(frame, column)
    if kind == nw.String or (kind.is_numeric() and form in COUNTS):
        return frame
    if kind in _SMALL or kind == nw.UInt64:
        return engine.texts(frame, column, column)
    if kind == nw.Date or isinstance(kind, nw.Datetime) or kind == nw.Datetime:
        raise EventLogError(
            f"timestamp column {column[1:]!r} holds times already ({kind}): time_format= is for texts and numbers; "
            "leave it out"
        )
    wanted = "numbers, or texts of digits" if form in COUNTS else "texts, or whole numbers like 20260504"
    raise EventLogError(f"timestamp column {column[1:]!r} holds {kind}: time_format={form!r} is for {wanted}")


def timed(frame: Frame, engine: Engine, column: str, form: str | None = None) -> Frame:
    """The frame with `time` and `zoned`, as `Engine.instants` has them, out of texts, or out of numbers in a unit.

    Without a format, texts are read like 2026-05-04 10:30:00+02:00.
    """
    if form is not None and form in COUNTS:
        return counted(frame, engine, column, form)
    found = ISO if form is None else written(form)
    names = {part: f"jk_part_{part.strip('%')}_{place}" for place, part in enumerate(found.parts)}
    frame = engine.parts(frame, column, found.pattern, tuple(names.values()))
    parts = {part: nw.col(name) for part, name in names.items()}
    frame = frame.with_columns(
        jk_year=_year(parts),
        jk_month=_month(parts),
        jk_day=_whole(parts["%d"]),
        jk_hour=_hour(parts),
        jk_ahead=_ahead(parts),
    )
    # years begin in March here, so that a leap day is their last
    march = (nw.col("jk_month") + 9) % 12
    year = nw.col("jk_year") - nw.when(nw.col("jk_month") <= 2).then(1).otherwise(0)
    frame = frame.with_columns(jk_march=march, jk_from=year, jk_last=_month_length())
    begun = nw.col("jk_from")
    day = begun * 365 + begun // 4 - begun // 100 + begun // 400 + (nw.col("jk_march") * 153 + 2) // 5
    day = (day + nw.col("jk_day") - 719_469) * _DAY
    clock = (nw.col("jk_hour") * 60 + _or_none(parts, "%M")) * 60 + _or_none(parts, "%S")
    moment = day + clock * 1_000_000 + _micros(parts.get("%f")) - nw.col("jk_ahead")
    valid = (nw.col("jk_year") >= 1) & (nw.col("jk_day") <= nw.col("jk_last"))
    made = ("jk_year", "jk_month", "jk_day", "jk_hour", "jk_ahead", "jk_march", "jk_from", "jk_last")
    return frame.with_columns(time=nw.when(valid).then(moment).cast(nw.Int64), zoned=_zoned(parts)).drop(
        *names.values(), *made
    )


def _whole(part: nw.Expr) -> nw.Expr:
    return part.cast(nw.Int64)


def _or_none(parts: dict[str, nw.Expr], name: str) -> Any:
    return _whole(parts[name].fill_null("0")) if name in parts else 0


def _year(parts: dict[str, nw.Expr]) -> nw.Expr:
    if "%Y" in parts:
        return _whole(parts["%Y"])
    short = _whole(parts["%y"])
    return short + nw.when(short >= 69).then(1900).otherwise(2000)


def _month(parts: dict[str, nw.Expr]) -> nw.Expr:
    if "%m" in parts:
        return _whole(parts["%m"])
    name = parts.get("%b", parts.get("%B", nw.lit(""))).str.to_lowercase().str.slice(0, 3)
    found: Any = nw.lit(None, dtype=nw.Int64)
    for place, each in enumerate(MONTHS):
        found = nw.when(name == each[:3]).then(nw.lit(place + 1, dtype=nw.Int64)).otherwise(found)
    month: nw.Expr = found
    return month


def _hour(parts: dict[str, nw.Expr]) -> nw.Expr:
    if "%I" in parts:
        afternoon = parts["%p"].str.to_lowercase().str.slice(0, 1) == "p"
        return _whole(parts["%I"]) % 12 + nw.when(afternoon).then(12).otherwise(0)
    return _whole(parts["%H"].fill_null("0")) if "%H" in parts else nw.lit(0, dtype=nw.Int64)


def _micros(part: nw.Expr | None) -> Any:
    if part is None:
        return 0
    return _whole(nw.concat_str(part.fill_null(""), nw.lit("000000")).str.slice(0, 6))


def _ahead(parts: dict[str, nw.Expr]) -> nw.Expr:
    """How far the clock is ahead of UTC, in microseconds."""
    if "sign" not in parts:
        return nw.lit(0, dtype=nw.Int64)
    size = _whole(parts["hours"].fill_null("0")) * 60 + _whole(parts["minutes"].fill_null("0"))
    return size * nw.when(parts["sign"] == "-").then(-60_000_000).otherwise(60_000_000)


def _zoned(parts: dict[str, nw.Expr]) -> nw.Expr:
    if "sign" not in parts:
        return nw.lit("")
    offset = nw.concat_str(parts["sign"], parts["hours"], nw.lit(":"), parts["minutes"].fill_null("00"))
    return nw.when(~parts["utc"].is_null()).then(nw.lit("+00:00")).otherwise(offset.fill_null(""))


def _month_length() -> nw.Expr:
    year, month = nw.col("jk_year"), nw.col("jk_month")
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    february = nw.when(leap).then(29).otherwise(28)
    return nw.when(month == 2).then(february).otherwise((month + month // 8) % 2 + 30)
