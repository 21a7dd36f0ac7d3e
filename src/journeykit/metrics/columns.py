"""A column of anybody's data frame, an array or any other sequence, as a plain list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from numbers import Number
from typing import Any, Final

from journeykit.errors import MetricError

__all__ = ["counts_in", "listed"]


def listed(given: Any, who: str, what: str) -> Sequence[Any]:
    """The values in order. Raises MetricError for what is no column, with how to give one.

    >>> listed((9, 10), "nps", "scores")
    [9, 10]
    """
    fault = _fault(given)
    if fault:
        raise MetricError(f"{who}: {what} is a sequence of answers or counts by answer, and no {fault}")
    for method in ("to_list", "to_pylist", "tolist"):  # pandas and polars; pyarrow; numpy
        if callable(getattr(given, method, None)):
            return list(getattr(given, method)())
    return list(given)


def counts_in(given: Any, who: str) -> Mapping[Any, Any] | None:
    """Counts by answer, where that is what was given: a mapping, or what pandas' `value_counts` makes.

    That is a Series named "count" whose index holds each answer once. Raises MetricError for one of proportions.

    >>> counts_in({9: 2}, "nps"), counts_in([9, 9], "nps")
    ({9: 2}, None)
    """
    if isinstance(given, Mapping):
        return given
    index = getattr(given, "index", None)
    named = getattr(given, "name", None)
    if not (type(given).__module__.partition(".")[0] == "pandas" and isinstance(named, str) and named in _COUNTED):
        return None
    if type(index).__name__ == "RangeIndex" or not getattr(index, "is_unique", False):
        return None  # a column of a table, which somebody has called "count"
    if named == "proportion":
        raise MetricError(f"{who} takes counts, and these are proportions: leave out normalize=True")
    found: Mapping[Any, Any] = given.to_dict()
    return found


_COUNTED: Final = ("count", "proportion")  # the names that pandas' value_counts gives


def _fault(given: Any) -> str:
    if isinstance(given, str | bytes | bytearray):
        return "text"
    if isinstance(given, set | frozenset):
        return "set, which drops answers that are alike: give a list"
    if isinstance(given, Number) or given is None:
        return f"single value like {given!r}"
    if hasattr(type(given), "columns") or hasattr(type(given), "column_names"):  # asking a lazy table itself costs
        return "whole table: name one column of it, like table['score']"
    if getattr(given, "ndim", 1) != 1:
        return f"array of {given.ndim} dimensions: give one column of it"
    dtype = getattr(given, "dtype", None)
    dates = getattr(dtype, "kind", "") in tuple("mMcV")  # numpy would give dates as bare integers
    return f"column of {dtype}" if dates else "" if isinstance(given, Iterable) else type(given).__name__
