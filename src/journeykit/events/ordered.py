"""The order of events at equal times, where a column decides it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals as nw

from journeykit.errors import EventLogError
from journeykit.events.engines.engine import SEQUENCE, kind_of

if TYPE_CHECKING:
    from journeykit.events.engines.engine import Engine, Frame

__all__ = ["ordered"]


def ordered(frame: Frame, engine: Engine, column: str, *, across: bool) -> Frame:
    """The frame with `seq` by a column of numbers, and where that is equal by the order of the input; nulls last.

    Places are counted within each case; `across` cases where a customer has several, and some verbs put them together.

    Raises EventLogError for a column of anything else, and for texts that are no numbers: to pass over them in silence
    would be another order than the one asked for.
    """
    kind, name = kind_of(frame, column), column.removeprefix("@")
    if not (kind.is_numeric() or kind == nw.String) and engine.rows(frame.filter(~nw.col(column).is_null()).head(1)):
        raise EventLogError(f"order column {name!r} holds {kind}: give whole numbers")
    frame = engine.numbers(frame, column, "jk_order")
    if kind == nw.String:
        _numbers_only(frame, engine, column)
    # nulls come last on every engine
    frame = frame.with_columns(nw.col("jk_order").fill_null(float("inf")))
    count, keys = nw.col(SEQUENCE).cum_count(), ["jk_order", SEQUENCE]
    place = count.over(order_by=keys) if across else count.over("case", order_by=keys)
    return frame.with_columns(place.alias("jk_place")).drop(SEQUENCE, "jk_order").rename({"jk_place": SEQUENCE})


def _numbers_only(frame: Frame, engine: Engine, column: str) -> None:
    text = nw.col(column)
    wrong = frame.filter(~text.is_null() & (text.str.strip_chars() != "") & nw.col("jk_order").is_null())
    found: list[tuple[Any, ...]] = engine.rows(wrong.select(n=nw.len(), one=text.min()))
    ((count, one),) = found
    if count:
        said = f"{count:,} event has" if count == 1 else f"{count:,} events have"
        raise EventLogError(
            f"{said} in order column {column.removeprefix('@')!r} what is no number, like {one!r}: give whole numbers, "
            "or leave order= out for the order of the input"
        )
