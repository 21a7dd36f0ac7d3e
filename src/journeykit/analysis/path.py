"""One walk with everything that can be told of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from journeykit.analysis.chain import DROP_OFF, END
from journeykit.analysis.ends.timing import pauses
from journeykit.analysis.feeling import LONG, feeling
from journeykit.analysis.rows import LISTED
from journeykit.model.frozen_map import FrozenMap

if TYPE_CHECKING:
    from journeykit.analysis.ends.walk import Walk
    from journeykit.analysis.path_search import Search
    from journeykit.model import JourneyMap, Persona, Step

__all__ = ["Path", "Teller"]


@dataclass(frozen=True, slots=True)
class Path:
    """A walk from an entry to an end.

    Attributes:
        steps: ids in order, with repeats.
        probability: the share of journeys that go exactly so, 0..1. It is 0.0 below 5e-324.
        cumulated: the share of all journeys that go so or one of the ways before it in the list.
        emotions: -2..+2 for each step, and at last for the end (that of an outcome); None where unknown. That of the
            persona asked for; else the mean of those known, weighted by who walks this path: share times probability.
        peak_end: the mean of the strongest emotion and the last (see `feeling`); None where none is known.
        lowest, mean: of the known emotions, each visit counted.
        channels: in order; neighbours in the same one count once, steps without are left out.
        duration: seconds, the sum of the means of steps and of `after` of moves; None where none is known.
        ends: the outcome's id, "drop_off", "end" (of a map without outcomes), or the step that was asked for.
        reason: why it ends, in words.
        unknown: the steps whose duration is unknown and left out of the sum.
        assumed: the steps on it whose moves rest on shares that nobody stated or counted.
        low, high, error: the interval of the probability and its standard error; None without one.
        cumulated_low, cumulated_high: the interval of the share that goes so or one of the ways before it.

    >>> from journeykit.analysis.paths import paths
    >>> from journeykit.model import JourneyMap, Outcome, Stage, Touchpoint
    >>> steps = [Touchpoint("quote", channel="email", emotion=-1, drop_off=.2, duration="10 min"), Touchpoint("sign")]
    >>> (best, other) = paths(JourneyMap(stages=[Stage("buy", steps)], outcomes=[Outcome("lives", result="success")]))
    >>> best.steps, best.probability, best.channels, best.duration, best.unknown, best.ends
    (('quote', 'sign'), 0.8, ('email',), 600.0, ('sign',), 'lives')
    >>> other.steps, other.emotions, other.reason
    (('quote',), (-1.0, None), 'leaves after Quote')
    """

    steps: tuple[str, ...]
    probability: float
    cumulated: float
    emotions: tuple[float | None, ...]
    peak_end: float | None
    lowest: float | None
    mean: float | None
    channels: tuple[str, ...]
    duration: float | None
    ends: str
    reason: str
    unknown: tuple[str, ...] = field(default=(), metadata=LISTED)
    assumed: tuple[str, ...] = field(default=(), metadata=LISTED)
    low: float | None = None
    high: float | None = None
    error: float | None = None
    cumulated_low: float | None = None
    cumulated_high: float | None = None

    @property
    def long(self) -> bool:
        """Whether it is known to take over a day: peak-end then says less."""
        return self.duration is not None and self.duration > LONG


class Teller:
    """Tells paths of a map from the nodes that they visit."""

    def __init__(self, journey: JourneyMap, search: Search) -> None:
        self.search = search
        self.steps: Sequence[Step] = journey.steps
        self.names = [*search.places, search.end or ""]
        self.channels = [getattr(step, "channel", None) for step in self.steps]
        self.seconds = [None if step.duration is None else step.duration.seconds for step in self.steps]
        self.assumed = frozenset().union(*(walk.chain.assumed for walk in search.who))
        self.reasons = [*_reasons(journey), f"comes to {search.end!r}"]
        self.felt = [[(share, _felt(journey, one)) for share, one in _people(walk)] for walk in search.who]
        self.after = [_after(journey, walk, search.places) for walk in search.who]
        one = self.felt[0] if len(self.felt) == 1 else []
        self.same = _mean(one) if one else None

    def path(self, nodes: tuple[int, ...], covered: float) -> Path:
        """The path of some nodes, after others that cover so much."""
        steps, end = nodes[:-1], nodes[-1]
        each = [network.probability(nodes) for network in self.search.networks]
        probability = sum(each)
        weights = [share / probability for share in each] if probability > 0 else [1 / len(each)] * len(each)
        emotions = self._emotions(nodes, weights)
        felt = feeling(emotions)
        names = _at(self.names, steps)
        seconds = _at(self.seconds, steps)
        known = [one for one in seconds if one is not None]
        moving = [
            weight * self._moving(nodes, after) for weight, after in zip(weights, self.after, strict=True) if after
        ]
        return Path(
            names,
            probability,
            min(1.0, covered + probability),
            emotions,
            felt.peak_end,
            felt.lowest,
            felt.mean,
            tuple(channel for channel, _ in groupby(_at(self.channels, steps)) if channel is not None),
            sum(known) + sum(moving) if known or sum(moving) else None,
            {DROP_OFF: "drop_off", END: "end"}.get(self.names[end], self.names[end]),
            self._reason(steps[-1], end),
            tuple(dict.fromkeys(name for name, one in zip(names, seconds, strict=True) if one is None)),
            tuple(dict.fromkeys(name for name in names if name in self.assumed)) if self.assumed else (),
        )

    def _emotions(self, nodes: tuple[int, ...], weights: Sequence[float]) -> tuple[float | None, ...]:
        if self.same is not None:
            return _at(self.same, nodes)
        people = [(weight * share, felt) for weight, who in zip(weights, self.felt, strict=True) for share, felt in who]
        here = [(weight, _at(felt, nodes)) for weight, felt in people if weight > 0]
        return tuple(_mean(here))

    @staticmethod
    def _moving(nodes: tuple[int, ...], after: Mapping[tuple[int, int], float]) -> float:
        return sum([after.get(pair, 0.0) for pair in pairwise(nodes)])

    def _reason(self, last: int, end: int) -> str:
        if self.names[end] != DROP_OFF:
            return self.reasons[end - len(self.steps)]
        step = self.steps[last]
        return f"leaves after {step.label}" + (f": {step.drop_off_reason}" if step.drop_off_reason else "")


def _at(values: Sequence[Any], nodes: tuple[int, ...]) -> tuple[Any, ...]:
    """The values at some nodes; as fast as Python is, for walks of thousands of steps."""
    return itemgetter(*nodes)(values) if len(nodes) > 1 else tuple(values[node] for node in nodes)


def _reasons(journey: JourneyMap) -> list[str]:
    told = [outcome.label + (f": {outcome.reason}" if outcome.reason else "") for outcome in journey.outcomes]
    return [*told, "the map ends", "leaves"]


def _people(walk: Walk) -> tuple[tuple[float, Persona | None], ...]:
    known = tuple((share, one) for share, one in walk.personas if share > 0)
    return known or ((1.0, None),)


def _felt(journey: JourneyMap, persona: Persona | None) -> list[float | None]:
    """What a persona feels at each node."""
    found: list[float | None] = []
    for step in journey.steps:
        if persona is not None:
            found.append(step.emotion_of(persona))
        else:
            found.append(None if isinstance(step.emotion, FrozenMap) else step.emotion)
    return [*found, *(outcome.emotion for outcome in journey.outcomes), None, None, None]


def _mean(people: Sequence[tuple[float, Sequence[float | None]]]) -> list[float | None]:
    """The mean of what is known at each node, by weight."""
    if len(people) == 1:
        return list(people[0][1])
    found: list[float | None] = []
    weights = [weight for weight, _ in people]
    for felt in zip(*(felt for _, felt in people), strict=True):
        known = [(weight, one) for weight, one in zip(weights, felt, strict=True) if one is not None]
        alike = {one for _, one in known}
        if len(alike) < 2:  # a mean of equals is not always their value
            found.append(alike.pop() if alike else None)
        else:
            found.append(sum(weight * one for weight, one in known) / sum(weight for weight, _ in known))
    return found


def _after(journey: JourneyMap, walk: Walk, places: Mapping[str, int]) -> dict[tuple[int, int], float]:
    """The seconds that moves take for those who walk this chain."""
    return {(places[source], places[target]): time for (source, target), time in pauses(journey, walk).items()}
