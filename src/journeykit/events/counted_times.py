"""Times that are counts: of seconds and their parts since 1970, as Unix has them, and of days, as Excel has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import narwhals as nw

from journeykit.events.engines.engine import kind_of
from journeykit.events.time_formats import EXCEL, UNITS

if TYPE_CHECKING:
    from journeykit.events.engines.engine import Engine, Frame

__all__ = ["FIRST", "LAST", "counted"]

_DAY: Final = 86_400_000_000
FIRST: Final = -719_162 * _DAY
"""The first moment of the year 1, in microseconds since 1970: what lies before is no time."""
LAST: Final = 2_932_897 * _DAY - 1
"""The last moment of the year 9999."""
_BLANK: Final = "[ \t\r\n]*"
_UNIX: Final = f"^{_BLANK}([+-])?([0-9]{{1,18}})(?:[.]([0-9]*))?{_BLANK}$"
_NANO: Final = f"^{_BLANK}([+-])?([0-9]{{1,18}}?)??([0-9]{{1,3}})(?:[.][0-9]*)?{_BLANK}$"
"""The last three digits are what is finer than a microsecond."""
_SERIAL: Final = f"^{_BLANK}([0-9]{{2,7}})(?:[.,]([0-9]*))?{_BLANK}$"
_EPOCH: Final = 25_569  # 1970-01-01 as Excel counts
_MOST: Final = 2**63 - 1
_LEAST: Final = -_MOST  # one less is what numpy writes for no time
_WHOLE: Final = (nw.Int8, nw.Int16, nw.Int32, nw.Int64, nw.UInt8, nw.UInt16, nw.UInt32, nw.UInt64)


def counted(frame: Frame, engine: Engine, column: str, form: str) -> Frame:
    """The frame with `time` and `zoned`, as `Engine.instants` has them, out of numbers, or texts of digits."""
    if form == EXCEL:
        return _excel(frame, engine, column)
    kind, unit = kind_of(frame, column), UNITS[form]
    if kind == nw.String:
        found = _nano_texts(frame, engine, column) if unit == 1 else _texts(frame, engine, column, unit // 1_000)
    elif kind in _WHOLE:
        low, high = -(-FIRST * 1_000 // unit), LAST * 1_000 // unit
        number = nw.col(column)
        if kind == nw.UInt64:  # a sign less, and so beyond what the others hold
            whole: nw.Expr = nw.when(number <= min(high, _MOST)).then(number).cast(nw.Int64)
        else:
            held = number.cast(nw.Int64)
            whole = nw.when(held.is_between(max(low, _LEAST), min(high, _MOST))).then(held)
        found = frame.with_columns(time=whole * (unit // 1_000) if unit > 1 else _thousandth(whole))
    else:
        frame = engine.numbers(frame, column, "time")
        number = nw.col("time") * (unit / 1_000)
        number = nw.when(number.is_between(float(FIRST), float(LAST))).then(number)
        found = frame.with_columns(time=(number + 0.5).floor())
    return found.with_columns(time=nw.col("time").cast(nw.Int64), zoned=nw.lit("UTC"))


def _thousandth(whole: nw.Expr) -> nw.Expr:
    """Toward 0; seconds apart from the rest, since Spark divides by way of floats, which do not hold 19 digits."""
    size = whole.abs()
    rest = size % 10**9
    seconds = ((size - rest) / 10**9 + 0.5).floor().cast(nw.Int64)
    return (seconds * 10**6 + rest // 1_000) * nw.when(whole < 0).then(-1).otherwise(1)


def _texts(frame: Frame, engine: Engine, column: str, unit: int) -> Frame:
    """In microseconds; a unit is so many of them."""
    names = ("jk_sign", "jk_whole", "jk_rest")
    frame = engine.parts(frame, column, _UNIX, names)
    digits = len(str(unit)) - 1
    whole = nw.col("jk_whole").cast(nw.Int64)
    size = nw.when(whole <= LAST // unit).then(whole) * unit
    if digits:
        rest = nw.concat_str(nw.col("jk_rest").fill_null(""), nw.lit("000000")).str.slice(0, digits)
        size = size + rest.cast(nw.Int64)
    return frame.with_columns(time=size * _sign()).drop(*names)


def _nano_texts(frame: Frame, engine: Engine, column: str) -> Frame:
    names = ("jk_sign", "jk_whole", "jk_rest")
    frame = engine.parts(frame, column, _NANO, names)
    size = nw.when(~nw.col("jk_rest").is_null()).then(nw.col("jk_whole").fill_null("0").cast(nw.Int64))
    return frame.with_columns(time=size * _sign()).drop(*names)


def _sign() -> nw.Expr:
    return nw.when(nw.col("jk_sign") == "-").then(-1).otherwise(1)


def _excel(frame: Frame, engine: Engine, column: str) -> Frame:
    """Local times; rounded to milliseconds, since the digits that Excel writes go no further.

    Days before 1 March 1900 are none: Excel counts a 29 February then, and hours alone are below 1.
    """
    if kind_of(frame, column) == nw.String:
        names = ("jk_whole", "jk_rest")
        frame = engine.parts(frame, column, _SERIAL, names)
        digits = nw.concat_str(nw.col("jk_whole"), nw.lit("."), nw.col("jk_rest").fill_null("0"))
        frame = frame.with_columns(time=digits.cast(nw.Float64)).drop(*names)
    else:
        frame = engine.numbers(frame, column, "time")
    days = nw.when(nw.col("time").is_between(61.0, 2_958_466.0)).then(nw.col("time")) - float(_EPOCH)
    millis = (days * 86_400_000.0 + 0.5).floor().cast(nw.Int64)
    return frame.with_columns(time=millis * 1_000, zoned=nw.lit(""))
