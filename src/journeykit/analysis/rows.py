"""Results as sequences of frozen rows, which data frames take as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cached_property
from html import escape
from types import MappingProxyType
from typing import Any, Final, Generic, SupportsIndex, TypeAlias, TypeVar, cast, overload

import numpy as np
from numpy.typing import NDArray

from journeykit.analysis.chart import Chart, Picture
from journeykit.analysis.overlay import Overlay

__all__ = ["LISTED", "Rows", "cell"]

T = TypeVar("T")
Column: TypeAlias = Sequence[Any] | NDArray[Any]
_SHOWN: Final = 60  # rows of a notebook's table
_PRINTED: Final = 30  # of a printed one
_LISTED: Final = "listed"
LISTED: Final[Mapping[str, bool]] = MappingProxyType({_LISTED: True})
"""For `field(metadata=LISTED)`: the values are a list, like ids of cases, and not a way from one step to the next."""


class Rows(np.ndarray, Generic[T]):
    """A frozen sequence of records of one kind.

    To Python it is a sequence: `len`, iteration, indexing and slicing give rows, and a name gives a column. To
    `pandas.DataFrame` and `polars.DataFrame` it is a structured array, so that an empty one keeps its columns; Polars
    takes a column of an array that begins with None, or holds times, as one of objects, and of `to_dict` as what it is.
    `about` are sentences that a reader must know: what the figures rest on.

    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True)
    ... class Visit:
    ...     step: str
    ...     visits: float
    >>> found = Rows(Visit, [Visit("quote", 1.5), Visit("sign", .5)])
    >>> len(found), found[0].step, [row.visits for row in found], found["visits"].tolist()
    (2, 'quote', [1.5, 0.5], [1.5, 0.5])
    >>> found.rows()
    [{'step': 'quote', 'visits': 1.5}, {'step': 'sign', 'visits': 0.5}]
    """

    about: tuple[str, ...]
    _chart: Callable[[Rows[T]], Chart] | None
    _overlay: Callable[[Rows[T]], Overlay] | None
    _kind: type[T]
    _columns: Mapping[str, Column]

    def __new__(
        cls,
        kind: type[T],
        records: Iterable[T],
        about: Sequence[str] = (),
        chart: Callable[[Rows[T]], Chart] | None = None,
        overlay: Callable[[Rows[T]], Overlay] | None = None,
    ) -> Rows[T]:
        """A new sequence of records of that kind, a dataclass.

        `chart` makes the picture of such rows, `overlay` what they say of steps.
        """
        kept = tuple(records)
        names = [field.name for field in fields(kind)]  # type: ignore[arg-type]  # every kind of row is a dataclass
        columns = {name: [getattr(record, name) for record in kept] for name in names}
        made = cls.of_columns(kind, columns, about, chart, overlay)
        made._records = kept  # noqa: SLF001 - this is its constructor
        return made

    @classmethod
    def of_columns(
        cls,
        kind: type[T],
        columns: Mapping[str, Column],
        about: Sequence[str] = (),
        chart: Callable[[Rows[T]], Chart] | None = None,
        overlay: Callable[[Rows[T]], Overlay] | None = None,
    ) -> Rows[T]:
        """The same from the values of each field: many records are made only when somebody looks at them."""
        listed = _listed(kind)
        typed = {
            name: each if isinstance(each, np.ndarray) else _column([cell(value, name in listed) for value in each])
            for name, each in columns.items()
        }
        size = len(next(iter(typed.values())))
        table = np.empty(size, dtype=[(name, column.dtype) for name, column in typed.items()])
        for name, column in typed.items():
            table[name] = column
        made = table.view(cls)
        made._kind, made._columns = kind, columns  # noqa: SLF001 - this is its constructor
        made._chart, made._overlay = chart, overlay  # noqa: SLF001 - as above
        made.about = tuple(about)
        made.flags.writeable = False
        return made

    @cached_property
    def _records(self) -> tuple[T, ...]:
        """The records; a view that numpy made of a column has none, and no such attribute."""
        return _made(self._kind, self._columns)

    def __iter__(self) -> Iterator[T]:  # type: ignore[override]  # records, not what the array holds
        # a view that numpy made of a column has no records, and is an array like any other
        return iter(getattr(self, "_records", None) or super().__iter__())

    def __bool__(self) -> bool:
        return len(self) > 0

    def __contains__(self, record: object) -> bool:
        return record in getattr(self, "_records", ())

    @overload  # type: ignore[override]  # a sequence of records first
    def __getitem__(self, key: SupportsIndex) -> T: ...
    @overload
    def __getitem__(self, key: slice) -> Rows[T]: ...
    @overload
    def __getitem__(self, key: str) -> NDArray[Any]: ...
    def __getitem__(self, key: Any) -> Any:  # pyright: ignore[reportIncompatibleMethodOverride] - records first
        if not hasattr(self, "_kind") or not isinstance(key, SupportsIndex | slice):
            return np.asarray(self).__getitem__(key)
        if isinstance(key, slice) and "_records" not in vars(self):
            columns = {name: each[key] for name, each in self._columns.items()}
            return Rows.of_columns(self._kind, columns, self.about, self._chart, self._overlay)
        records = self._records
        return self._like(records[key]) if isinstance(key, slice) else records[key]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows) and self._records == other._records and self._kind is other._kind

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:  # type: ignore[override]  # frozen, as an array is not
        return hash((self._kind, self._records))

    def __repr__(self) -> str:
        return f"Rows[{self._kind.__name__}]({list(self._records)!r})"

    def __str__(self) -> str:
        """A table in plain text, and what must be known of its figures."""
        names = list(self.dtype.names or ())
        shown = [[_shown(row[name]) for name in names] for row in self[:_PRINTED].rows()]
        wide = [max([len(name), *(len(row[place]) for row in shown)]) for place, name in enumerate(names)]
        lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, wide, strict=True)) for row in [names, *shown]]
        lines += [f"… and {len(self) - _PRINTED} more"] if len(self) > _PRINTED else []
        return "\n".join(line.rstrip() for line in [*lines, *(f"({each})" for each in self.about)])

    def __copy__(self) -> Rows[T]:
        return self

    def __deepcopy__(self, memo: object, /) -> Rows[T]:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return Rows, (self._kind, self._records, self.about, self._chart, self._overlay)

    def _like(self, records: Iterable[T]) -> Rows[T]:
        return Rows(self._kind, records, self.about, self._chart, self._overlay)

    def rows(self) -> list[dict[str, Any]]:
        """Each record as a dict of plain values."""
        names, listed = self.dtype.names or (), _listed(self._kind)
        return [{name: cell(getattr(record, name), name in listed) for name in names} for record in self._records]

    def to_dict(self) -> dict[str, list[Any]]:
        """The columns as a plain dict of lists."""
        names, listed = self.dtype.names or (), _listed(self._kind)
        return {name: [cell(getattr(record, name), name in listed) for record in self._records] for name in names}

    def ordered(self, key: Callable[[T], Any], *, reverse: bool = False) -> Rows[T]:
        """The same rows in another order."""
        return self._like(sorted(self._records, key=key, reverse=reverse))

    def draw(self, theme: Any = "auto") -> Picture:
        """The picture of these rows, in a theme as for `journeykit.draw`. Raises TypeError for rows without one."""
        if self._chart is None:
            raise TypeError(f"rows of {self._kind.__name__} have no picture of their own")
        from journeykit.show import chart_drawing

        made: Any = chart_drawing(self._chart(self), theme)  # its properties are cached, which no protocol can say
        return cast("Picture", made)

    def overlay(self) -> Overlay:
        """What these rows say of each step, for `draw(map, overlay=rows)`. Raises TypeError where that is nothing."""
        if self._overlay is None:
            raise TypeError(f"rows of {self._kind.__name__} say nothing of steps that a drawing could show")
        return self._overlay(self)

    def _repr_html_(self) -> str:
        """For notebooks: a table, and what must be known of its figures."""
        names = self.dtype.names or ()
        head = "".join(f"<th>{escape(name.replace('_', ' '))}</th>" for name in names)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(_shown(row[name]))}</td>" for name in names) + "</tr>"
            for row in self[:_SHOWN].rows()
        )
        more = f"<p>… and {len(self) - _SHOWN} more rows</p>" if len(self) > _SHOWN else ""
        said = "".join(f"<p>{escape(each)}</p>" for each in self.about)
        return f"{said}<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def cell(value: Any, listed: bool = False) -> Any:
    """A value as a data frame holds it: a way as one text, a list as one text; everything else as it is.

    A way is a tuple of texts; a list is a tuple of whatever in a field that is `LISTED`, quoted as in CSV where commas
    need it.

    >>> cell(("quote", "sign")), cell(("ann", "Smith, Bob", 7), listed=True)
    ('quote >> sign', 'ann, "Smith, Bob", 7')
    """
    if not isinstance(value, tuple):
        return value
    if listed:
        return ", ".join(map(_item, value))
    return " >> ".join(value) if all(isinstance(each, str) for each in value) else value


def _item(value: Any) -> str:
    text = str(value)
    plain = text and text == text.strip() and not {",", '"', "\n"} & set(text)
    return text if plain else '"' + text.replace('"', '""') + '"'


def _listed(kind: type[Any]) -> frozenset[str]:
    """The fields of a kind of record that hold lists."""
    return frozenset(each.name for each in fields(kind) if each.metadata.get(_LISTED))


def _made(kind: type[T], columns: Mapping[str, Column]) -> tuple[T, ...]:
    """Records of the values of their fields."""
    values = [each.tolist() if isinstance(each, np.ndarray) else each for each in columns.values()]
    return tuple(kind(**dict(zip(columns, row, strict=True))) for row in zip(*values, strict=True))


def _column(values: Sequence[Any]) -> NDArray[Any]:
    """A column with the type of its values; None among numbers is NaN, as data frames have it."""
    known = [value for value in values if value is not None]
    if known and all(isinstance(value, bool) for value in values):
        return np.array(values, dtype=np.bool_)
    if known and all(isinstance(value, int) and not isinstance(value, bool) for value in values):
        return np.array(values, dtype=np.int64)
    if known and all(isinstance(value, int | float) and not isinstance(value, bool) for value in known):
        return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


def _shown(value: Any) -> str:
    if isinstance(value, float):  # five digits and more read better than powers of ten
        return f"{value:,.0f}" if abs(value) >= 1e4 else f"{value:.4g}"
    return "" if value is None else str(value)
