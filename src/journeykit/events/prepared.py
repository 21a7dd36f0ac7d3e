"""The canonical frame of a log: one name for each role, whatever columns are called and however times are written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import narwhals as nw

from journeykit.errors import EventLogError
from journeykit.events.counted_times import FIRST, LAST
from journeykit.events.engines.engine import SEQUENCE, Engine, Frame, kind_of
from journeykit.events.ordered import ordered
from journeykit.events.time_formats import EXCEL, UNITS
from journeykit.events.time_guess import suggested
from journeykit.events.written_numbers import plain
from journeykit.events.written_times import as_text, timed

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["INSTANT", "RAW", "attribute", "prepared"]

RAW: Final = "jk_raw_"
"""Columns that begin so hold a role's text as it came, to tell what could not be read; they go after the census."""

INSTANT: Final = "instant"
"""What comes after RAW where times came as times: some are beyond the years 1 to 9999, or infinite."""

_TEXTS: Final = ("customer", "channel", "lifecycle", "status")
_FLOATS: Final = ("value", "score")


def attribute(name: str) -> str:
    """The column that holds what the data calls `name`, where it plays no role."""
    return f"@{name}"


def prepared(
    frame: Frame,
    engine: Engine,
    roles: Mapping[str, str],
    failed: Sequence[str],
    *,
    comma: bool = False,
    time_format: str | None = None,
) -> Frame:
    """The events as they are: nothing left out yet, naive times read as UTC, and `zoned` to tell them.

    The columns are `case`, `activity`, `time`, `zoned`, `seq`, the roles that there are, `failed` where it is asked
    for, and all other columns under their names with "@" before. With `comma`, texts are numbers like 1.234,50; times
    are written in `time_format`.

    Raises EventLogError where the columns of times or of the order hold nothing of the kind.
    """
    names = [each for each in frame.columns if each != "jk_row"]
    # under other names none of them can be taken for one of ours
    frame = engine.numbered(frame.rename({name: attribute(name) for name in names}))
    frame = _times(frame, engine, attribute(roles["timestamp"]), time_format)
    frame = engine.texts(frame, attribute(roles["activity"]), "activity")
    frame = _cases(frame, engine, attribute(roles["case"]))
    for role in _TEXTS:
        if role in roles:
            frame = engine.texts(frame, attribute(roles[role]), role)
    for role in _FLOATS:
        if role in roles:
            frame = _numeric(frame, engine, attribute(roles[role]), role, comma=comma)
    if failed:
        frame = frame.with_columns(failed=nw.col("status").is_in(list(failed)).fill_null(value=False))
    if "order" in roles:
        several = "customer" in roles and roles["customer"] != roles["case"]
        frame = ordered(frame, engine, attribute(roles["order"]), across=several)
    played = {attribute(column) for column in roles.values()}
    others = [attribute(name) for name in names if attribute(name) not in played]
    kept = [role for role in (*_TEXTS, *_FLOATS) if role in roles]
    kept += ["failed"] if failed else []
    raw = [each for each in frame.columns if each.startswith(RAW)]
    return frame.select("case", "activity", "time", "zoned", SEQUENCE, *kept, *others, *raw)


def _times(frame: Frame, engine: Engine, column: str, form: str | None) -> Frame:
    """The frame with `time`, `zoned`, and what they are read out of; beyond the years 1 to 9999 is no time."""
    kind = kind_of(frame, column)
    if kind in (nw.Categorical, nw.Enum):
        frame, kind = frame.with_columns(nw.col(column).cast(nw.String)), nw.String()
    if form is not None:
        frame = as_text(frame, engine, column, form)
    if form is not None or kind == nw.String:
        frame = timed(engine.texts(frame, column, f"{RAW}time"), engine, column, form)
    elif kind.is_numeric():
        raise _numbers(frame, engine, column)
    else:
        frame = engine.instants(frame, column).with_columns(nw.col(column).alias(RAW + INSTANT))
    return frame.with_columns(time=nw.when(nw.col("time").is_between(FIRST, LAST)).then(nw.col("time")))


def _numeric(frame: Frame, engine: Engine, column: str, role: str, *, comma: bool) -> Frame:
    """The frame with a role's numbers, and as text what may be none: whatever was text, and infinite floats."""
    kind, value = kind_of(frame, column), nw.col(column)
    if kind in (nw.Categorical, nw.Enum):
        kind, value = nw.String(), value.cast(nw.String)
    if kind == nw.String:
        frame = frame.with_columns(**{RAW + role: value, "jk_plain": plain(value, comma=comma)})
        return engine.numbers(frame, "jk_plain", role).drop("jk_plain")
    if kind in (nw.Float64, nw.Float32):  # NaN is how pandas writes that there is nothing
        infinite = nw.when(value == float("inf")).then(nw.lit("inf")).when(value == float("-inf")).then(nw.lit("-inf"))
        frame = frame.with_columns(infinite.alias(RAW + role))
    return engine.numbers(frame, column, role)


def _numbers(frame: Frame, engine: Engine, column: str) -> EventLogError:
    """The complaint about numbers where times should be."""
    kind = kind_of(frame, column)
    some = engine.rows(frame.filter(~nw.col(column).is_null()).select(column).head(1))
    like = f", like {some[0][0]}" if some else ""
    how = suggested(str(some[0][0])) if some else ""
    *units, last = map(repr, UNITS)
    how = how or (
        f"time_format={', '.join(units)} or {last} reads Unix times, "
        f"and time_format={EXCEL!r} days as Excel counts them"
    )
    return EventLogError(f"timestamp column {column[1:]!r} holds {kind}, and no times{like}: {how}")


def _cases(frame: Frame, engine: Engine, column: str) -> Frame:
    """Whole numbers and texts stay what they are; anything else becomes text."""
    kind = kind_of(frame, column)
    if kind.is_integer() or kind == nw.String:
        return frame.with_columns(nw.col(column).alias("case"))
    return engine.texts(frame, column, "case")
