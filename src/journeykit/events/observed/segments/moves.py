"""Activities and moves of all segments at once: those of one log in which each segment has activities of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from journeykit.events.observed.activities import Observed, activities
from journeykit.events.observed.segments.segmented import Part, decoded
from journeykit.events.observed.transitions import ObservedMove, transitions

if TYPE_CHECKING:
    from journeykit.events.observed.segments.parted import Segments

__all__ = ["activities_by", "transitions_by"]

T = TypeVar("T")


def activities_by(segments: Segments, **asked: Any) -> list[Part[Observed]]:
    """The activities of each segment, as `activities` gives them."""
    found = activities(segments.coded, **asked)
    sizes = [row.cases for row in segments.sizes()]

    def own(row: Observed) -> tuple[int, Observed]:
        place, name = decoded(row.activity)
        return place, replace(row, activity=name, share=row.cases / sizes[place])

    return _parted(segments, own, found, found.about)


def transitions_by(segments: Segments, **asked: Any) -> list[Part[ObservedMove]]:
    """The moves of each segment, as `transitions` gives them; a share of starts is one of the segment's cases."""
    found = transitions(segments.coded, **asked)
    sizes = [row.cases for row in segments.sizes()]

    def own(row: ObservedMove) -> tuple[int, ObservedMove]:
        place, target = (0, None) if row.target is None else decoded(row.target)
        if row.source is None:
            return place, replace(row, target=target, share=row.count / sizes[place])
        place, source = decoded(row.source)
        return place, replace(row, source=source, target=target)

    return _parted(segments, own, found, found.about)


def _parted(segments: Segments, own: Callable[[T], tuple[int, T]], found: Any, about: tuple[str, ...]) -> list[Part[T]]:
    """The rows of each segment, in the order in which they come."""
    rows: list[list[T]] = [[] for _ in segments.names]
    for each in found:
        place, row = own(each)
        rows[place].append(row)
    return [(name, each, about) for name, each in zip(segments.names, rows, strict=True)]
