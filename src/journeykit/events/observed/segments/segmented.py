"""The rows of several segments as one table: every kind of row, with its segment before."""

from __future__ import annotations

import copyreg
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import field, fields, make_dataclass
from functools import lru_cache
from typing import Any, Final, TypeAlias, TypeVar, cast

from journeykit.analysis.chart import Chart
from journeykit.analysis.rows import Rows

__all__ = ["ONLY", "Part", "coded", "decoded", "segmented", "together"]

ONLY: Final = "only cases of "
"""How the note of a segment's log begins, which its rows need not repeat."""

T = TypeVar("T")
Part: TypeAlias = tuple[str, Collection[T], tuple[str, ...]]
"""A segment, its rows, and what must be known of them."""


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
    kind: type[T],
    parts: Iterable[Part[T]],
    about: Iterable[str],
    chart: Callable[[Rows[T]], Chart] | None = None,
) -> Rows[T]:
    """The rows of each segment one after the other, `segment` first; what is said of all of them is said once."""
    found = list(parts)
    made: Any = segmented(cast("Any", kind))  # a type is hashable, which mypy does not know
    names = [each.name for each in fields(made) if each.name != "segment"]
    columns: dict[str, list[Any]] = {"segment": [name for name, rows, _ in found for _ in rows]}
    columns |= {each: [getattr(row, each) for _, rows, _ in found for row in rows] for each in names}
    said = dict.fromkeys([*about, *_said(found)])
    return Rows.of_columns(made, columns, tuple(said), chart)


def _said(found: Sequence[Part[Any]]) -> Iterator[str]:
    """What is said of all segments, and what of some, with whose it is."""
    common = set.intersection(*(set(about) for _, _, about in found))
    lines = [(name, line) for name, _, about in found for line in about if not line.startswith(ONLY)]
    yield from (line for _, line in lines if line in common)
    yield from (f"of {name}: {line}" for name, line in lines if line not in common)


def coded(place: int, activity: str) -> str:
    """The name of an activity in one of at most 1,000 segments: of one segment they sort as the activities do.

    >>> coded(7, "pay"), decoded("007pay")
    ('007pay', (7, 'pay'))
    """
    return f"{place:03}{activity}"


def decoded(name: str) -> tuple[int, str]:
    """The place of the segment and the activity."""
    return int(name[:3]), name[3:]
