"""Ends of which a log cannot tell what they are: an outcome without an event, beside other outcomes of its step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from journeykit.events.fitting.shares import OTHER_END

if TYPE_CHECKING:
    from journeykit.events.matched import Matched
    from journeykit.model import JourneyMap

__all__ = ["eventless", "said_of_untold", "untold"]


def eventless(journey: JourneyMap, match: Matched) -> frozenset[str]:
    """The outcomes that no event names: only a case that ends at their step can tell that they came."""
    return frozenset(each.id for each in journey.outcomes if not each.events and each.id not in match.outcomes)


def untold(
    journey: JourneyMap, pairs: Iterable[tuple[str, str]], unseen: Collection[str]
) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """For each step at which an end may be one of several things: its outcomes without an event, and the others.

    Args:
        journey: the map.
        pairs: the moves of it that the customers in question may take.
        unseen: the outcomes that no event names.

    >>> from journeykit.model import JourneyMap, Outcome, Stage
    >>> hotel = JourneyMap(stages=[Stage("trip", ["stay"])], flow=["stay >> stayed", "stay >> rated"],
    ...                    outcomes=[Outcome("stayed"), Outcome("rated", events=["stars given"])])
    >>> untold(hotel, [("stay", "stayed"), ("stay", "rated")], {"stayed"})
    {'stay': (('stayed',), ('rated',))}
    >>> untold(hotel, [("stay", "stayed")], {"stayed"})
    {}
    """
    outcomes = {each.id: each for each in journey.outcomes}
    ways: dict[str, list[str]] = defaultdict(list)
    for source, target in sorted(set(pairs)):
        if target in outcomes:
            ways[source].append(target)
    found = {}
    for step in journey.steps:
        silent = tuple(to for to in ways[step.id] if to in unseen)
        others = tuple(to for to in ways[step.id] if to not in unseen)
        sole = len(silent) == 1 and (not others or OTHER_END in outcomes[silent[0]].tags)
        if silent and not sole:
            found[step.id] = (silent, others)
    return found


def said_of_untold(
    found: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]], ends: Mapping[str, int], taken: str
) -> Iterator[str]:
    """A sentence for each such step at which closed cases end; `taken` says what these ends are taken for.

    >>> print(*said_of_untold({"stay": (("stayed",), ("rated",))}, {"stay": 331}, "they count as drop-off"))
    331 cases end at 'stay', which leads to 'stayed' and 'rated': no event names 'stayed', so that nobody can tell who \
came to it from who left; they count as drop-off. Name its events, or make it the only outcome of the step
    """
    for step, (silent, others) in found.items():
        n = ends.get(step, 0)
        if n:
            one = len(silent) == 1
            cases = "1 case ends" if n == 1 else f"{n:,} cases end"
            yield (
                f"{cases} at {step!r}, which leads to {_listed((*silent, *others))}: no event names {_listed(silent)}, "
                f"so that nobody can tell who came to {'it' if one else 'them'} from who left; {taken}. Name "
                f"{'its events, or make it' if one else 'their events, or make one of them'} the only outcome of the "
                "step"
            )


def _listed(names: Collection[str]) -> str:
    *first, last = map(repr, names)
    return f"{', '.join(first)} and {last}" if first else last
