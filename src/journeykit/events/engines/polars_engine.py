"""Polars, eager and lazy: native."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from journeykit.events.engines.duck import no_times
from journeykit.events.engines.engine import SEQUENCE, Frame, framed, windowed

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Polars"]

_FAR: Final = {"days": 10**7, "ms": 10**15, "us": 10**18}  # after the year 29000
_BLANK: Final = " \t\r\n\v\f"  # what DuckDB passes over around a number, and no more


class Polars:
    """What narwhals leaves to Polars."""

    name = "Polars"

    def numbered(self, frame: Frame) -> Frame:
        """Numbers in the order of the frame."""
        lazy: pl.LazyFrame = frame.to_native()
        import polars as pl

        return framed(lazy.with_row_index(SEQUENCE).with_columns(pl.col(SEQUENCE).cast(pl.Int64)))

    def instants(self, frame: Frame, column: str) -> Frame:
        """Microseconds since 1970, and whether in UTC."""
        import polars as pl

        lazy: pl.LazyFrame = frame.to_native()
        kind, name = lazy.collect_schema()[column], pl.col(column)
        if isinstance(kind, pl.Datetime):
            zone = "" if kind.time_zone is None else "UTC"
            return framed(lazy.with_columns(time=_near(name, kind).dt.timestamp("us"), zoned=pl.lit(zone)))
        if kind == pl.Date:
            moment = _near(name, kind).cast(pl.Datetime("us")).dt.timestamp("us")
            return framed(lazy.with_columns(time=moment, zoned=pl.lit("")))
        raise no_times(column, kind)

    def parts(self, frame: Frame, column: str, pattern: str, names: Sequence[str]) -> Frame:
        """Columns of the groups of a pattern."""
        import polars as pl

        groups = pl.col(column).str.extract_groups(pattern).struct.rename_fields(list(names))
        return framed(frame.to_native().with_columns(jk_parts=groups).unnest("jk_parts"))

    def numbers(self, frame: Frame, column: str, name: str) -> Frame:
        """A column of floats."""
        import polars as pl

        lazy: pl.LazyFrame = frame.to_native()
        kind = lazy.collect_schema()[column]
        source = (
            pl.col(column).cast(pl.String).str.strip_chars(_BLANK)
            if kind in (pl.Categorical, pl.Enum)
            else pl.col(column)
        )
        source = source.str.strip_chars(_BLANK) if kind == pl.String else source
        number = source.cast(pl.Float64, strict=False)
        return framed(lazy.with_columns(pl.when(number.is_finite()).then(number).alias(name)))

    def texts(self, frame: Frame, column: str, name: str) -> Frame:
        """A column of text."""
        import polars as pl

        lazy, source = frame.to_native(), pl.col(column)
        kind = lazy.collect_schema()[column]
        text = source.cast(pl.String)
        if isinstance(kind, pl.Datetime | pl.Date):
            text = _near(source, kind).cast(pl.String).fill_null(source.to_physical().cast(pl.String))
        return framed(lazy.with_columns(text.alias(name)))

    def coded(self, frame: Frame, column: str, names: Sequence[str]) -> Frame:
        """Texts as their places, by way of an enumeration."""
        import polars as pl

        code = pl.col(column).cast(pl.Enum(list(names))).to_physical().cast(pl.Int32)
        return framed(frame.to_native().with_columns(code.alias(column)))

    def followed(self, frame: Frame, extras: Sequence[str]) -> Frame:
        """By windows; a join with the events wants the same type of case on both sides, short or not."""
        return windowed(frame, extras)

    def hashed(self, frame: Frame, columns: Sequence[str]) -> Frame:
        """Two numbers of 40 bits: 8 million of them add up within 63."""
        import polars as pl

        value = pl.struct(*columns)
        return framed(
            frame.to_native().with_columns(
                h1=(value.hash(1) // (1 << 24)).cast(pl.Int64),
                h2=(value.hash(2) // (1 << 24)).cast(pl.Int64),
            )
        )

    def quantiles(self, frame: Frame, by: Sequence[str], column: str, shares: Sequence[float]) -> list[tuple[Any, ...]]:
        """Exact quantiles, interpolated."""
        import polars as pl

        values = pl.col(column).cast(pl.Float64)
        asked = {f"q{place}": values.quantile(share, "linear") for place, share in enumerate(shares)}
        lazy: pl.LazyFrame = frame.to_native()
        counted = values.count().cast(pl.Int64)
        found = lazy.group_by(*by).agg(n=counted, **asked) if by else lazy.select(n=counted, **asked)
        return self.rows(framed(found))

    def kept(self, frame: Frame) -> Frame:
        """In memory."""
        return framed(frame.to_native().collect().lazy())

    def small(self, columns: Mapping[str, Sequence[Any]]) -> Frame:
        """A table of values."""
        import polars as pl

        return framed(pl.LazyFrame({name: list(values) for name, values in columns.items()}))

    def rows(self, frame: Frame) -> list[tuple[Any, ...]]:
        """The rows of a small result."""
        found: list[tuple[Any, ...]] = frame.to_native().collect().rows()
        return found


def _near(column: pl.Expr, kind: pl.DataType) -> pl.Expr:
    """Times without those so far away that microseconds would begin anew, and that Polars cannot write."""
    import polars as pl

    far = _FAR.get(kind.time_unit if isinstance(kind, pl.Datetime) else "days")
    return column if far is None else pl.when(column.to_physical().is_between(-far, far)).then(column)
