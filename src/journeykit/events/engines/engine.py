"""What an engine must offer: the few things that narwhals leaves to each, and how answers come back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, TypeAlias

import narwhals as nw

__all__ = ["SEQUENCE", "Engine", "Frame", "framed", "kind_of", "windowed"]

Frame: TypeAlias = "nw.LazyFrame[Any]"
"""A frame that nothing has computed yet, in whatever engine holds the data."""

SEQUENCE = "seq"  # the column that keeps the order of the input


def framed(native: Any) -> Frame:
    """A lazy frame of an engine, for narwhals."""
    found: Frame = nw.from_native(native)
    return found


def kind_of(frame: Frame, column: str) -> nw.dtypes.DType:
    """The type of one column; to look at the others may cost a query each."""
    return frame.select(column).collect_schema()[column]


class Engine(Protocol):
    """One engine. Every method takes and gives lazy frames, but for `rows` and `quantiles`, which compute."""

    @property
    def name(self) -> str:
        """What people call it."""
        ...

    def numbered(self, frame: Frame) -> Frame:
        """The frame with `seq`: whole numbers in the order of the input."""
        ...

    def instants(self, frame: Frame, column: str) -> Frame:
        """The frame with `time` and `zoned`: microseconds since 1970, and the offset that was written.

        `zoned` is text: "" for a naive time, which counts as UTC here; "UTC" where the type of the column says it; else
        the offset as written, like "+02:00". Dates are midnights. Raises EventLogError for other columns; texts are for
        `written_times`.
        """
        ...

    def parts(self, frame: Frame, column: str, pattern: str, names: Sequence[str]) -> Frame:
        """The frame with a column of text for each group of a pattern that a column of text matches as a whole.

        Null where the text does not match, and where the group has no part in it or is empty.
        """
        ...

    def numbers(self, frame: Frame, column: str, name: str) -> Frame:
        """The frame with a column of floats, made of any column; what is no number, and NaN, is null."""
        ...

    def texts(self, frame: Frame, column: str, name: str) -> Frame:
        """The frame with a column of text, made of any column."""
        ...

    def coded(self, frame: Frame, column: str, names: Sequence[str]) -> Frame:
        """The frame with the places of a column's texts in `names` instead of the texts."""
        ...

    def followed(self, frame: Frame, extras: Sequence[str]) -> Frame:
        """Coded events, each with the `next` activity, the `gap` to it and its `position`; see `windowed`."""
        ...

    def hashed(self, frame: Frame, columns: Sequence[str]) -> Frame:
        """The frame with `h1` and `h2`: two numbers of 40 random bits that stand for the values of whole numbers."""
        ...

    def quantiles(self, frame: Frame, by: Sequence[str], column: str, shares: Sequence[float]) -> list[tuple[Any, ...]]:
        """Each group, its count of known values, and their exact quantiles, interpolated linearly; in no order."""
        ...

    def kept(self, frame: Frame) -> Frame:
        """The frame, computed once: in a temporary table, in memory, or persisted."""
        ...

    def small(self, columns: Mapping[str, Sequence[Any]]) -> Frame:
        """A small table of Python values inside the engine, to join with. Its columns hold one type each."""
        ...

    def rows(self, frame: Frame) -> list[tuple[Any, ...]]:
        """Small results as plain Python values."""
        ...


def windowed(frame: Frame, extras: Sequence[str]) -> Frame:
    """Events with `next`, `gap` and `position`, each within its case by time, and of equal times by `seq`.

    All windows are alike, so that an engine sorts once.
    """
    keys = ["time", SEQUENCE]
    return frame.select(
        "case",
        "activity",
        nw.col("activity").shift(-1).over("case", order_by=keys).alias("next"),
        "time",
        (nw.col("time").shift(-1).over("case", order_by=keys) - nw.col("time")).alias("gap"),
        (nw.col("time").cum_count().over("case", order_by=keys).cast(nw.Int64) - 1).alias("position"),
        *extras,
    )
