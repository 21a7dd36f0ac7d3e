"""The rows of several segments as one table: every kind of row, with its segment before."""

from __future__ import annotations

import copyreg
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field, fields, make_dataclass
from functools import lru_cache
from typing import Any, Final, TypeVar, cast

from journeykit.analysis.chart import Chart
from journeykit.analysis.rows import Rows

__all__ = ["ONLY", "segmented", "together"]

ONLY: Final = "only cases of "
"""How the note of a segment's log begins, which its rows need not repeat."""

T = TypeVar("T")


class _Kind(type):
    """Marks the kinds made here, which are pickled by what they were made of."""


@lru_cache(maxsize=64)
def segmented(kind: type[T]) -> type[T]:
    """The kind of row that has a `segment` as well: the same dataclass, so that whatever reads it goes on doing so.

    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True)
    ... class Visit:
    ...     step: str
    >>> segmented(Visit)(step="pay", segment="web")
    VisitOfSegment(step='pay', segment='web')
    """
    name = f"{kind.__name__}OfSegment"
    parts = [("segment", str, field(default="", kw_only=True))]
    namespace = {"__doc__": f"{kind.__doc__}\n\nIn one segment of the log.", "__module__": kind.__module__}
    plain: Any = make_dataclass(name, parts, bases=(kind,), frozen=True, namespace=namespace)
    made: Any = _Kind(name, (plain,), {"__doc__": plain.__doc__, "__module__": kind.__module__})
    return cast("type[T]", made)


def _of_what(made: type) -> tuple[Any, ...]:
    return segmented, (made.__mro__[2],)


copyreg.pickle(_Kind, _of_what)


def together(
    parts: Iterable[tuple[str, Rows[T]]], about: Iterable[str], chart: Callable[[Rows[T]], Chart] | None = None
) -> Rows[T]:
    """The rows of each segment one after the other, `segment` first; what is said of all of them is said once."""
    found = list(parts)
    kind: Any = found[0][1]._kind  # noqa: SLF001 - rows know their kind, and have no other use for telling it
    names = [each.name for each in fields(kind)]
    columns: dict[str, list[Any]] = {"segment": [name for name, rows in found for _ in rows]}
    columns |= {each: [getattr(row, each) for _, rows in found for row in rows] for each in names}
    said = dict.fromkeys([*about, *_said(found)])
    return Rows.of_columns(segmented(kind), columns, tuple(said), chart)


def _said(found: Sequence[tuple[str, Rows[Any]]]) -> Iterator[str]:
    """What the rows of all segments say, and what those of some do, with whose it is."""
    common = set.intersection(*(set(rows.about) for _, rows in found))
    for name, rows in found:
        yield from (line if line in common else f"{name}: {line}" for line in rows.about if not line.startswith(ONLY))
