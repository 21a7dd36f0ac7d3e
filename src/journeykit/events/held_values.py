"""Whether a column holds what somebody asks for: values brought to the column's type, so that every engine compares."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from numbers import Integral, Real
from operator import or_
from struct import pack, unpack
from typing import TYPE_CHECKING, Any, Final

import narwhals as nw

from journeykit.errors import EventLogError
from journeykit.events.engines.engine import Engine, Frame, kind_of
from journeykit.events.microseconds import instant, moment

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

__all__ = ["HELPER", "Holding", "several", "truth"]

HELPER: Final = "jk_held_"
"""Columns that begin so were made to compare with, and go after the filter."""

_NUMBER: Final = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*", re.IGNORECASE | re.ASCII)
_LARGEST: Final = 2**63
_LONG: Final = (nw.UInt64, nw.Int128, nw.UInt128)  # compared as text: they do not fit in an Int64


def several(value: Any) -> list[Any]:
    """What was given as one value or as several, as a list; what numpy gives as Python's, what is not there as None.

    >>> several("app"), several(("web", None)), several(float("nan"))
    (['app'], ['web', None], [None])
    """
    one = isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable)
    return [_plain(each) for each in ([value] if one else value)]


def truth(value: bool) -> str:
    """How texts say it, apart from capitals.

    >>> truth(True)
    'true'
    """
    return "true" if value else "false"


@dataclass(frozen=True)
class Holding:
    """What makes tests of columns.

    Attributes:
        engine: of the log.
        zone: of moments that name none, if not UTC.
    """

    engine: Engine
    zone: ZoneInfo | None

    def test(self, frame: Frame, column: str, name: str, values: Sequence[Any]) -> tuple[Frame, nw.Expr]:
        """Whether a column holds one of the values, None for nothing; and the frame with what is needed to compare.

        Raises EventLogError, which calls the column `name`, for values that its type never has.
        """
        kind = kind_of(frame, column)
        known = [each for each in values if each is not None]
        tests = []
        if len(known) < len(values):
            missing = nw.col(column).is_null()
            tests.append(missing | nw.col(column).is_nan() if kind.is_float() else missing)
        if known:
            frame, test = self._among(frame, column, name, kind, known)
            tests.append(test)
        return frame, reduce(or_, tests)

    def _among(
        self, frame: Frame, column: str, name: str, kind: nw.dtypes.DType, values: Sequence[Any]
    ) -> tuple[Frame, nw.Expr]:
        def read(reader: Callable[[Any], Any], holds: str) -> list[Any]:
            found = [reader(each) for each in values]
            if None in found:
                odd = next(value for value, each in zip(values, found, strict=True) if each is None)
                raise EventLogError(f"column {name!r} holds {holds} ({_called(kind)}), and {odd!r} is none")
            return found

        if kind.is_integer():
            return frame, _whole(column, kind, read(_number, "whole numbers"))
        if kind.is_numeric():
            return frame, _float(column, kind, read(_number, "numbers"))
        if kind == nw.Boolean:
            wanted = set(read(_truth, "true and false"))
            flag = nw.col(column)
            return frame, ~flag.is_null() if len(wanted) == 2 else flag if wanted.pop() else ~flag
        if kind in (nw.Date, nw.Datetime):
            naive = not (isinstance(kind, nw.Datetime) and kind.time_zone is not None)
            holds = "dates" if kind == nw.Date else f"times{' without a zone' * naive}"
            return self._times(frame, column, read(lambda each: self._micros(each, naive=naive), holds))
        if kind in (nw.String, nw.Categorical, nw.Enum, nw.Unknown):
            return self._texts(frame, column, kind, read(_text, "text"))
        raise EventLogError(
            f"column {name!r} holds {_called(kind)}: no values of it can be asked for, like {values[0]!r}"
        )

    def _micros(self, value: Any, *, naive: bool) -> int | None:
        with suppress(ValueError, EventLogError, OverflowError):
            if instant(value)[1] or not naive:
                return moment(value, "", None if naive else self.zone)
        return None

    def _times(self, frame: Frame, column: str, micros: list[int]) -> tuple[Frame, nw.Expr]:
        made = f"{HELPER}{len(frame.columns)}"
        frame = self.engine.instants(frame.rename({"time": f"{made}_time"}), column)
        return frame.rename({"time": made, f"{made}_time": "time"}).drop("zoned"), nw.col(made).is_in(micros)

    def _texts(self, frame: Frame, column: str, kind: nw.dtypes.DType, values: list[Any]) -> tuple[Frame, nw.Expr]:
        text, tests = column, []
        if kind != nw.String:
            text = f"{HELPER}{len(frame.columns)}"
            frame = self.engine.texts(frame, column, text)
        words = [each for each in values if isinstance(each, str)]
        flags = [truth(each) for each in values if isinstance(each, bool)]
        numbers = [each for each in values if not isinstance(each, str | bool)]
        if numbers and column.startswith("@"):
            number = f"{HELPER}{len(frame.columns)}"
            frame = self.engine.numbers(frame, column, number)
            tests.append(nw.col(number).is_in([float(each) for each in numbers]))
        else:  # ids and names are no numbers, even where they look so: 007 is not 7
            words += [spelled for each in numbers for spelled in _spelled(each)]
        if flags:
            tests.append(nw.col(text).str.to_lowercase().is_in(flags))
        if words:
            tests.append(nw.col(text).is_in(words))
        return frame, reduce(or_, tests)


def _whole(column: str, kind: nw.dtypes.DType, numbers: list[float]) -> nw.Expr:
    wanted = [int(each) for each in numbers if isinstance(each, int) or each.is_integer()]
    if kind in _LONG:
        return nw.col(column).cast(nw.String).is_in([str(each) for each in wanted] or [""])
    wanted = [each for each in wanted if -_LARGEST <= each < _LARGEST]
    if not wanted:
        return nw.col(column).is_null() & ~nw.col(column).is_null()
    return (nw.col(column) if kind == nw.Int64 else nw.col(column).cast(nw.Int64)).is_in(wanted)


def _float(column: str, kind: nw.dtypes.DType, numbers: list[float]) -> nw.Expr:
    wanted = [float(each) for each in numbers]
    if kind == nw.Float32:  # which has another 0.1
        wanted = [unpack("f", pack("f", each))[0] for each in wanted if abs(each) < 3.4e38] or [math.inf]
    return (nw.col(column) if kind == nw.Float64 else nw.col(column).cast(nw.Float64)).is_in(wanted)


def _called(kind: nw.dtypes.DType) -> str:
    return str(kind).partition("(")[0]


def _plain(value: Any) -> Any:
    if type(value).__module__ == "numpy" and hasattr(value, "item"):
        value = value.item()
    with suppress(TypeError):  # of pandas' NA, which is not even unequal to itself
        return None if value is None or bool(value != value) else value  # noqa: PLR0124 - as NaN and NaT are
    return None


def _number(value: Any) -> float | None:
    if isinstance(value, str):
        if not _NUMBER.fullmatch(value):
            return None
        with suppress(ValueError):
            return int(value)
        return float(value)
    if isinstance(value, Integral):
        return int(value)
    return float(value) if isinstance(value, Real | Decimal) else None


def _truth(value: Any) -> bool | None:
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value.strip().lower())
    return bool(value) if isinstance(value, Real) and value in (0, 1) else None


def _text(value: Any) -> str | float | None:
    if isinstance(value, str | bool):
        return value
    if isinstance(value, Real | Decimal):
        return _number(value)
    return None if isinstance(value, bytes | Iterable) else str(value)


def _spelled(number: float) -> list[str]:
    """How a number stands in a text: 7 also as 7.0, as frames write it whose column has nulls."""
    whole = isinstance(number, int) or number.is_integer()
    return [str(int(number)), f"{int(number)}.0"] if whole else [repr(number)]
