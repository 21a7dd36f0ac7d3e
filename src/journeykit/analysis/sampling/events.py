"""The events of sampled customers as arrays: who stands where, and what is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from journeykit.analysis.chain import Floats, Ints
from journeykit.analysis.ends.timing import pauses
from journeykit.analysis.ends.walk import Walker
from journeykit.analysis.sampling.emotions import emotion_at
from journeykit.analysis.sampling.table import Table
from journeykit.model import JourneyMap

__all__ = ["Sampled", "Spread", "columns", "spread", "walked"]

Spread: TypeAlias = Literal["exponential", "lognormal", "fixed"]


@dataclass(frozen=True, eq=False)
class Sampled:
    """Events, case by case.

    Attributes:
        case: per event the case, from 0.
        begins: per case the row of its first event.
        node: per event the index of the step, or of the outcome (counted on from the steps).
        after: per event what passes after its step before the next, in seconds, as the transition says.
        ended: per case the id of its end.
        who: per case the index of its walker.
    """

    case: Ints
    begins: Ints
    node: Ints
    after: Floats
    ended: NDArray[Any]
    who: Ints


def walked(journey: JourneyMap, cast: Sequence[Walker], who: Ints, rng: np.random.Generator) -> Sampled:
    """Walks for cases whose walkers are given by index. Raises TrapError, ValueError for walks too long to hold."""
    places = {each.id: index for index, each in enumerate((*journey.steps, *journey.outcomes))}
    tables: dict[int, Table] = {}
    parts = []
    lengths = np.zeros(len(who), dtype=np.int64)
    ended = np.empty(len(who), dtype=object)
    for index, walker in enumerate(cast):
        mine = np.flatnonzero(who == index)
        if not len(mine):
            continue
        table = tables.get(id(walker.chain)) or tables.setdefault(id(walker.chain), Table(walker.chain))
        walks = table.walks(len(mine), rng)
        names = np.array(walker.chain.ends, dtype=object)
        ended[mine] = names[walks.ends]
        at_end = np.array([places.get(end, -1) for end in walker.chain.ends])[walks.ends]
        lengths[mine] = walks.lengths + (at_end >= 0)
        steps = np.array([places[step] for step in walker.chain.steps])
        parts.append((mine, walks, steps, at_end, _after(journey, walker, table)))
    begins = np.cumsum(lengths) - lengths
    node = np.empty(int(lengths.sum()), dtype=np.int64)
    after = np.zeros(len(node))
    for mine, walks, steps, at_end, seconds in parts:
        within = np.arange(len(walks.states)) - np.repeat(np.cumsum(walks.lengths) - walks.lengths, walks.lengths)
        rows = np.repeat(begins[mine], walks.lengths) + within
        node[rows] = steps[walks.states]
        after[rows] = seconds[walks.moves]
        reached = at_end >= 0
        node[(begins + lengths - 1)[mine[reached]]] = at_end[reached]
    return Sampled(np.repeat(np.arange(len(who)), lengths), begins, node, after, ended, who)


def _after(journey: JourneyMap, walker: Walker, table: Table) -> Floats:
    """How long each move of the table takes beside its steps, in seconds; 0 where nothing is stated."""
    between = pauses(journey, walker)
    if not between:
        return np.zeros(len(table.source))
    nodes = (*walker.chain.steps, *walker.chain.ends)
    pairs = zip(table.source.tolist(), table.target.tolist(), strict=True)
    return np.array([between.get((nodes[a], nodes[b]), 0.0) for a, b in pairs], dtype=np.float64)


def columns(
    journey: JourneyMap,
    cast: Sequence[Walker],
    found: Sampled,
    time: Ints,
    *,
    noise: float,
    rng: np.random.Generator,
) -> dict[str, NDArray[Any]]:
    """The columns of a `Simulation`; `time` in milliseconds since 1970."""
    case, begins, node, who = found.case, found.begins, found.node, found.who
    nodes = (*journey.steps, *journey.outcomes)
    feelings = np.array([[emotion_at(each, one.persona) for each in nodes] for one in cast], dtype=np.float64)
    emotion = feelings[who[case], node]
    score = np.full(len(node), np.nan)
    known = np.flatnonzero(~np.isnan(emotion))
    score[known] = np.clip(np.rint(emotion[known] + 3 + noise * rng.standard_normal(len(known))), 1, 5)
    how = np.full(len(node), "", dtype=object)
    how[np.append(begins[1:], len(node)) - 1] = found.ended
    names = _objects([one.persona.id if one.persona else None for one in cast])
    return {
        "case": case + 1,
        "customer": case + 1,
        "persona": names[who][case],
        "step": _objects([each.id for each in nodes])[node],
        "activity": _objects([each.events[0] if each.events else each.id for each in nodes])[node],
        "title": _objects([each.label for each in nodes])[node],
        "timestamp": time.astype("datetime64[ms]"),
        "order": np.arange(len(node)) - begins[case],
        "channel": _objects([getattr(each, "channel", None) for each in nodes])[node],
        "emotion": emotion,
        "score": score,
        "value": np.array([np.nan if each.value is None else each.value for each in nodes], dtype=np.float64)[node],
        "ended": how,
    }


def spread(mean: Floats, kind: Spread, rng: np.random.Generator) -> Ints:
    """Drawn lengths of time in milliseconds, with these means in seconds."""
    found = np.zeros(len(mean), dtype=np.int64)
    some = np.flatnonzero(mean > 0)
    if kind == "exponential":
        drawn = rng.standard_exponential(len(some))
    elif kind == "lognormal":  # of mean 1 and standard deviation 1
        drawn = np.exp(sqrt(log(2)) * rng.standard_normal(len(some)) - log(2) / 2)
    else:
        drawn = np.ones(len(some))
    found[some] = np.rint(mean[some] * 1000 * drawn).astype(np.int64)
    return found


def _objects(values: Sequence[str | None]) -> NDArray[Any]:
    found = np.empty(len(values), dtype=object)
    found[:] = [value or "" for value in values]  # polars tells the type of a column from its first value
    return found
