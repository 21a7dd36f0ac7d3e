"""What cases did, counted at the places of a map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Score", "Seen"]


@dataclass(frozen=True, slots=True)
class Score:
    """The answers at one place: how many, their mean, and their standard deviation (None for one answer)."""

    n: int
    mean: float
    deviation: float | None


@dataclass(frozen=True)
class Seen:
    """Counts of some cases. A place is the id of a step or outcome, or the name of an activity that is neither.

    Attributes:
        cases: how many there are.
        open: how many of them may go on: their last event lies less than the horizon before the end of the log.
        visits: how often they came to each place; two activities of a step in a row are one visit.
        starts: cases that begin at each place.
        moves: how often a visit of one place was followed by one of another, by (source, target).
        gaps: seconds between the beginnings of the two, their median or mean.
        stays: the same for all moves along the map that leave a place, together.
        closed: cases that end at each place and are not open; all where no horizon is stated.
        under_way: open cases whose last event is at each place.
        scores: the answers at each place.
        after: events after the first outcome of a case, which are left out; of all cases, not of these alone.
        within: moves from one activity of a step to another, by step: it goes on.
    """

    cases: int = 0
    open: int = 0
    visits: Mapping[str, int] = field(default_factory=dict)
    starts: Mapping[str, int] = field(default_factory=dict)
    moves: Mapping[tuple[str, str], int] = field(default_factory=dict)
    gaps: Mapping[tuple[str, str], float] = field(default_factory=dict)
    stays: Mapping[str, float] = field(default_factory=dict)
    closed: Mapping[str, int] = field(default_factory=dict)
    under_way: Mapping[str, int] = field(default_factory=dict)
    scores: Mapping[str, Score] = field(default_factory=dict)
    after: int = 0
    within: Mapping[str, int] = field(default_factory=dict)
