"""Which deviations the moves, visits and failures of a log are, by the codes of its activities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from journeykit.events.conformance.charted import Charted, Verdict
    from journeykit.events.conformance.records import Kind
    from journeykit.events.matched import Matched

__all__ = ["Judge", "Tag"]


class Tag(NamedTuple):
    """What deviation it is: the fields of a `Deviation` that tell it from others."""

    kind: Kind
    step: str | None = None
    source: str | None = None
    target: str | None = None
    activity: str | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """What to sort by."""
        return tuple(each or "" for each in self)


@dataclass(frozen=True, eq=False)
class Judge:
    """A map, the activities of a log by their codes, and which step each of them is.

    Attributes:
        chart: the map.
        names: the activity of each code.
        places: the step or outcome of each code; None where it is not on the map.
        failing: the codes of activities that are a failure by their name.
    """

    chart: Charted
    names: Sequence[str]
    places: tuple[str | None, ...]
    failing: frozenset[int]

    @classmethod
    def of(cls, chart: Charted, names: Sequence[str], match: Matched) -> Judge:
        """The judge of a matched log. Steps that the chart leaves out, as those of other personas, are not on it."""
        found = (match.step_of.get(name) for name in names)
        places = tuple(place if place in chart.places else None for place in found)
        return cls(chart, names, places, frozenset(code for code, name in enumerate(names) if name in match.failed))

    @cached_property
    def known(self) -> tuple[int, ...]:
        """The codes of activities that are on the map."""
        return tuple(code for code, place in enumerate(self.places) if place is not None)

    @cached_property
    def foreign(self) -> tuple[int, ...]:
        """The codes of activities that are not."""
        return tuple(code for code, place in enumerate(self.places) if place is None)

    @cached_property
    def over(self) -> tuple[int, ...]:
        """The codes of activities that are an outcome: a case that has one of them is over."""
        return tuple(code for code, place in enumerate(self.places) if place in self.chart.outcomes)

    def codes(self, place: str | None) -> tuple[int, ...]:
        """The codes of the activities that are a step or outcome."""
        return tuple(code for code, each in enumerate(self.places) if each is not None and each == place)

    @cached_property
    def outcomes_seen(self) -> frozenset[str]:
        """The outcomes that are an activity of the log."""
        return frozenset(place for place in self.places if place is not None and place in self.chart.outcomes)

    def verdict(self, source: int, target: int) -> Verdict | None:
        """What a move between two activities is; None where one of them is not on the map."""
        here, there = self.places[source], self.places[target]
        if here is None or there is None:
            return None
        return self.chart.verdict(here, there, again=source == target)

    def fits(self, source: int, target: int) -> bool:
        """Whether a move between two activities is on the map."""
        verdict = self.verdict(source, target)
        return verdict is not None and verdict.fits

    def of_move(self, source: int, target: int) -> tuple[Tag, ...]:
        """The deviations that a move between two activities is: one for each step skipped, or one out of order."""
        verdict, here, there = self.verdict(source, target), self.places[source], self.places[target]
        if verdict is None or verdict.fits:
            return ()
        if verdict.kind == "missing":
            return tuple(Tag("missing", step, here, there) for step in verdict.missing)
        return (Tag("out_of_order", there, here, there),)

    def of_visit(self, activity: int, before: int | None, after: int | None) -> Tag:
        """An activity that is not on the map, between the steps before and after it."""
        here = None if before is None else self.places[before]
        there = None if after is None else self.places[after]
        return Tag("ad_hoc", here, here, there, self.names[activity])

    def of_failure(self, activity: int) -> Tag:
        """A step that failed."""
        return Tag("failed", self.places[activity])

    def counted(
        self,
        moves: Mapping[tuple[int, int], int],
        visits: Mapping[tuple[int, int | None, int | None], int],
        failures: Mapping[int, int],
    ) -> dict[Tag, int]:
        """How often each deviation happened, from counts by codes; moves over activities off the map count as moves."""
        found: dict[Tag, int] = {}
        for (source, target), count in moves.items():
            for tag in self.of_move(source, target):
                found[tag] = found.get(tag, 0) + count
        for (activity, before, after), count in visits.items():
            tag = self.of_visit(activity, before, after)
            found[tag] = found.get(tag, 0) + count
        for activity, count in failures.items():
            tag = self.of_failure(activity)
            found[tag] = found.get(tag, 0) + count
        return found
