"""The most probable complete walks of a map, loops included."""

from __future__ import annotations

import operator
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from journeykit.analysis.intervals.doubt import doubt_of
from journeykit.analysis.intervals.method import listed, method_of
from journeykit.analysis.intervals.walks import walk_spans
from journeykit.analysis.outcomes import MEMORYLESS
from journeykit.analysis.path import Path, Teller
from journeykit.analysis.path_search import Search, search
from journeykit.analysis.pictured import path_bars
from journeykit.analysis.rows import Rows

if TYPE_CHECKING:
    from journeykit.analysis.intervals.method import MethodName
    from journeykit.model import JourneyMap, Outcome, Persona, Step

__all__ = ["Path", "each_path", "paths"]


def paths(
    journey: JourneyMap,
    k: int = 10,
    *,
    start: str | Step | None = None,
    end: str | Step | Outcome | None = None,
    max_repeats: int | None = None,
    persona: Persona | str | None = None,
    method: MethodName | None = None,
    level: float = 0.95,
    n: int = 2000,
    seed: int = 0,
    prior: float = 0.5,
) -> Rows[Path]:
    """The k most probable complete walks from an entry to an end, best first; fewer where there are no more.

    The chain has no memory: the probability of a walk is the product of those of its entry and moves (Kemeny & Snell,
    Finite Markov Chains, 1960). Ties: fewer steps first, then the order of the map's steps, from the first step on in
    which two walks differ. Products of fractions of up to five decimals, and of even shares of them, are compared
    exactly. The walks of personas who move differently are one list: the same walk adds up over them, weighted by
    share; there, probabilities that agree to nine digits are a tie.

    Found lazily by sidetracks from the best way (Eppstein 1998): the time grows with k and the steps to tell, not with
    the number of walks there are. Only walks bounded by `max_repeats`, and those of several personas, are searched for.

    Args:
        journey: The map.
        k: How many, at least 1.
        start: The step at which walks begin, with probability 1, instead of the entries: what follows for a customer
            who is there.
        end: Only walks with this end: an outcome, "drop_off", or "end" (of a map without outcomes). Or a step: walks
            stop when they first reach it.
        max_repeats: How often a walk may come back to a step; 0: no step twice.
        persona: Only the walks and emotions of this one.
        method: How intervals of the probabilities come from the counts and priors of transitions: by the "delta"
            method, with exact derivatives, or by "sampling". Without it by the delta method on maps of up to 500 steps
            of which something was counted, and none on others.
        level: The probability that intervals are meant to have, like .95.
        n: How many samples are drawn.
        seed: Of their random numbers.
        prior: What is added to each count for sampling, where transitions have no prior of their own.

    Raises:
        UnknownName: for a step, outcome or persona that does not exist.
        TrapError: where journeys reach a part that they cannot leave.
        ValueError: for a k below 1 or a max_repeats below 0; for intervals where nothing was counted; and where
            `max_repeats` asks for more search than can be done, or walks of several personas do.

    >>> from journeykit.model import JourneyMap, Outcome, Stage
    >>> shop = JourneyMap(stages=[Stage("buy", ["basket", "pay"])], outcomes=[Outcome("bought", result="success")],
    ...                   flow=["in order", {"from": "pay", "to": "basket", "probability": .4}])
    >>> [(path.steps, path.probability, path.ends) for path in paths(shop, 2)]
    [(('basket', 'pay'), 0.6, 'bought'), (('basket', 'pay', 'basket', 'pay'), 0.24, 'bought')]
    >>> len(paths(shop, 10, max_repeats=0)), round(paths(shop, 5)[-1].cumulated, 6)
    (1, 0.98976)
    """
    count = _whole(k, "k", 1, "how many paths to find")
    found = search(journey, start=start, end=end, max_repeats=_bound(max_repeats), persona=persona)
    how = method_of(journey, method, level=level, n=n, seed=seed, prior=prior)
    told = list(islice(_each(journey, found), count))
    kept = tuple(path for _, path in told)
    doubt = doubt_of(found.who, journey, how)
    if doubt is None:
        return Rows(Path, kept, _about(found, kept), path_bars(journey))
    walks = [(nodes, path.probability, path.cumulated) for nodes, path in told]
    spans = walk_spans(doubt, found.networks, list(found.places), walks)
    sure = [
        replace(path, low=low, high=high, error=error, cumulated_low=below, cumulated_high=above)
        for path, (low, high, error, below, above) in zip(kept, spans, strict=True)
    ]
    met = frozenset(step for path in kept for step in path.steps)
    return Rows(Path, sure, (*_about(found, kept), *doubt.about(met)), path_bars(journey))


def each_path(
    journey: JourneyMap,
    *,
    start: str | Step | None = None,
    end: str | Step | Outcome | None = None,
    max_repeats: int | None = None,
    persona: Persona | str | None = None,
) -> Iterator[Path]:
    """All complete walks, one at a time, as `paths` orders them: where there are loops, without end.

    >>> from itertools import takewhile
    >>> from journeykit.model import JourneyMap, Stage
    >>> shop = JourneyMap(stages=[Stage("buy", ["basket", "pay"])],
    ...                   flow=["in order", {"from": "pay", "to": "basket", "probability": .4}])
    >>> len(list(takewhile(lambda path: path.probability > .01, each_path(shop))))
    5
    """
    found = search(journey, start=start, end=end, max_repeats=_bound(max_repeats), persona=persona)
    return (path for _, path in _each(journey, found))


def _each(journey: JourneyMap, found: Search) -> Iterator[tuple[tuple[int, ...], Path]]:
    teller = Teller(journey, found)
    covered = 0.0
    for nodes in found.walks():
        path = teller.path(nodes, covered)
        covered = path.cumulated
        yield nodes, path


def _about(found: Search, kept: tuple[Path, ...]) -> tuple[str, ...]:
    """What a reader must know, what the figures rest on first."""
    assumed = sorted({step for path in kept for step in path.assumed})
    unknown = sorted({step for path in kept for step in path.unknown})
    said = [f"rests on assumed shares at {listed(assumed)}"] if assumed else []
    if kept:
        share = f"{kept[-1].cumulated:.1%}"
        whose = f"of the journeys from {found.start!r}" if found.start else "of all journeys"
        said.append(f"{len(kept)} path{'s' if len(kept) > 1 else ''}, {share} {whose}")
    else:
        said.append("no journey gets there")
    if found.mixed:
        said.append("adds up the walks of several personas, weighted by their shares")
    said.append(MEMORYLESS)
    if unknown:
        said.append(f"durations leave out the unknown ones of {listed(unknown)}")
    if any(path.long and path.peak_end is not None for path in kept):
        said.append("peak-end is a heuristic from episodes of minutes to hours: it says less of paths over one day")
    return tuple(said)


def _bound(max_repeats: int | None) -> int | None:
    return None if max_repeats is None else _whole(max_repeats, "max_repeats", 0, "how often a step may come again")


def _whole(value: Any, name: str, least: int, meaning: str) -> int:
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise ValueError(f"{name} is a whole number, {meaning}, not {value!r}")
    number = operator.index(value)
    if number < least:
        raise ValueError(f"{name} is at least {least}, {meaning}, not {number}")
    return number
