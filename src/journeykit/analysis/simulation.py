"""Sampled customers as columns that any data frame takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any, Final, Self, cast

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from journeykit.analysis.chart import Picture

__all__ = ["Simulation"]

_SHOWN: Final = 20  # rows of a notebook's table


class Simulation(np.ndarray):
    """The events of sampled customers: a frozen structured array, one row per event.

    `pandas.DataFrame(simulation)` and `polars.DataFrame(simulation)` take it as it is; a name gives a column; `len` is
    the number of events. Rows are ordered by case, then by `order`. The columns:

    - `case`, `customer`: whole numbers from 1, in order of arrival; one case for each customer.
    - `persona`: its id; empty where the map has none, or where all take part together.
    - `step`: the id of the step, or of the outcome in the row of its own with which a case ends that reaches one.
    - `activity`: what a log would call it: the first of its `events`, else its id. `title`: its label.
    - `timestamp`: when it begins, UTC, in milliseconds. `order`: 0, 1, 2 … within the case, for equal times.
    - `channel`: of touchpoints that state one, else empty.
    - `emotion`: what the map says, -2..2, for this persona; NaN where unknown.
    - `score`: what the customer would answer, 1..5 (emotion + 3, with noise); NaN where emotion is unknown.
    - `value`: of the step or outcome, in money; NaN where unknown.
    - `ended`: in the last row of a case how it ended: the outcome's id, `.drop_off`, or `.end` on maps without
      outcomes; else empty.

    >>> import journeykit as jk
    >>> shop = jk.JourneyMap(stages=[jk.Stage("buy", ["basket", "pay"])],
    ...                      outcomes=[jk.Outcome("paid", result="success")])
    >>> found = jk.simulate(shop, 2, seed=1)
    >>> found["step"].tolist()
    ['basket', 'pay', 'paid', 'basket', 'pay', 'paid']
    """

    about: tuple[str, ...]

    def __new__(cls, columns: Mapping[str, NDArray[Any]], about: Sequence[str] = ()) -> Self:
        """A new simulation of these columns, all of one length."""
        count = len(next(iter(columns.values())))
        table = np.zeros(count, dtype=[(name, column.dtype) for name, column in columns.items()])  # quicker than empty
        for name, column in columns.items():
            table[name] = column
        table.flags.writeable = False
        made = table.view(cls)
        made.about = tuple(about)
        return made

    def __array_finalize__(self, other: Any) -> None:
        """A part of it rests on the same."""
        self.about = getattr(other, "about", ())

    def __getitem__(self, key: Any) -> Any:  # pyright: ignore[reportIncompatibleMethodOverride] - a name gives a column
        found = super().__getitem__(key)
        return np.asarray(found) if isinstance(key, str) else found

    def __bool__(self) -> bool:
        return len(self) > 0

    def __repr__(self) -> str:
        return f"Simulation({self.cases} cases, {len(self)} events)"

    __str__ = __repr__

    def __reduce__(self) -> tuple[Any, ...]:
        return Simulation, ({name: np.array(column) for name, column in self._columns().items()}, self.about)

    @property
    def cases(self) -> int:
        """How many cases there are."""
        return len(np.unique(self["case"]))

    def rows(self) -> list[dict[str, Any]]:
        """Each event as a dict of plain values: None where unknown, timestamps as datetime in UTC without zone."""
        columns = self.to_dict()
        return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]

    def to_dict(self) -> dict[str, list[Any]]:
        """The columns as a plain dict of lists."""
        return {name: [_plain(each) for each in column.tolist()] for name, column in self._columns().items()}

    def draw(self, theme: Any = "auto") -> Picture:
        """How the journeys ended, as bars with their sampling error; a theme as for `journeykit.draw`."""
        from journeykit.analysis.pictured.simulation import sampled_ends
        from journeykit.show import chart_drawing

        made: Any = chart_drawing(sampled_ends(self), theme)  # its properties are cached, which no protocol can say
        return cast("Picture", made)

    def _columns(self) -> dict[str, NDArray[Any]]:
        return {name: self[name] for name in self.dtype.names or ()}

    def _repr_html_(self) -> str:
        """For notebooks: the first events as a table, and what must be known of them."""
        head = "".join(f"<th>{escape(name)}</th>" for name in self.dtype.names or ())
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(_shown(value))}</td>" for value in row.values()) + "</tr>"
            for row in self[:_SHOWN].rows()
        )
        more = f"<p>… of {len(self):,} events</p>" if len(self) > _SHOWN else ""
        said = "".join(f"<p>{escape(each)}</p>" for each in self.about)
        return f"{said}<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _plain(value: Any) -> Any:
    return None if value == "" or (isinstance(value, float) and np.isnan(value)) else value


def _shown(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return "" if value is None else f"{value:.4g}" if isinstance(value, float) else str(value)
