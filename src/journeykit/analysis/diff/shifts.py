"""What the differences of two maps do: to how journeys end, where they pass, how long they take, how they feel."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias
from warnings import catch_warnings, simplefilter

import numpy as np
from scipy.linalg import LinAlgError, LinAlgWarning

from journeykit.analysis.chain import DROP_OFF, END, Chain, Floats, chains
from journeykit.analysis.outcomes import outcomes
from journeykit.analysis.rows import Rows
from journeykit.analysis.solve import Solver
from journeykit.errors import TrapError
from journeykit.model.frozen_map import FrozenMap

if TYPE_CHECKING:
    from journeykit.model import JourneyMap

__all__ = ["MEMORY", "Shift", "shifts"]

Quantity: TypeAlias = Literal["outcome", "steps", "time", "visits", "duration", "emotion"]
MEMORY: Final = "Probabilities and visits take journeys without memory: what comes next depends on the step alone."
_SAME: Final = 1e-12
_ENDS: Final = {DROP_OFF: "drop-off", END: "end"}


@dataclass(frozen=True)
class Shift:
    """One figure of two maps.

    Attributes:
        what: `outcome`: the probability that journeys end so; `steps` and `time`: the expected number of steps met in a
            journey, and the seconds that it takes, those between steps included; `visits`: the expected visits to a
            step; `duration`: a step's, in seconds; `emotion`: how it feels, -2 to +2.
        id: of the outcome (`drop-off` for leaving without one) or the step; empty for the whole journey.
        persona: whose emotion, empty for everybody's.
        before, after: the figures; None where a map has none.
        difference: after less before; None where one of them is missing.
    """

    what: Quantity
    id: str
    persona: str
    before: float | None
    after: float | None
    difference: float | None


@dataclass(frozen=True)
class _Figures:
    """What is computed of one map; empty where a part of it cannot be left."""

    ends: Mapping[str, float]
    visits: Mapping[str, float]
    about: tuple[str, ...]
    time: float | None = None


def shifts(first: JourneyMap, second: JourneyMap) -> Rows[Shift]:
    """All outcomes, and what else differs, with what the figures rest on."""
    figures = [_figures(journey, which) for journey, which in ((first, "first"), (second, "second"))]
    about = tuple(dict.fromkeys(line for each in figures for line in each.about))
    rows = [*_probable(first, second, *figures), *_stated(first, second)]
    return Rows(Shift, rows, ((MEMORY, *about) if any(each.ends for each in figures) else about))


def _figures(journey: JourneyMap, which: str) -> _Figures:
    if not journey.steps:
        return _Figures({}, {}, (f"The {which} map has no steps: nothing follows from it.",))
    ends: dict[str, float] = {}
    visits: dict[str, float] = {}
    assumed: set[str] = set()
    try:
        for weight, chain in chains(journey):
            found = _visits(chain)
            arrived = np.asarray(chain.r.T @ found)
            for end, share in zip(chain.ends, arrived, strict=True):
                ends[end] = ends.get(end, 0.0) + weight * float(share)
            for step, count in zip(chain.steps, found, strict=True):
                visits[step] = visits.get(step, 0.0) + weight * float(count)
            assumed |= chain.assumed
        time = outcomes(journey).duration
    except (TrapError, LinAlgError) as error:
        return _Figures({}, {}, (f"Of the {which} map there are no probabilities and visits: {error}.",))
    guessed = [step.id for step in journey.steps if step.id in assumed]
    say = f"Figures of the {which} map rest on assumed shares at {', '.join(guessed)}." if guessed else ""
    return _Figures(ends, visits, (say,) if say else (), time)


def _visits(chain: Chain) -> Floats:
    """The expected visits; LinAlgError where a part can be left so rarely that numbers cannot hold it."""
    with catch_warnings():
        simplefilter("error", LinAlgWarning)
        try:
            found = Solver(chain).visits
        except (LinAlgWarning, RuntimeError):  # of a dense and of a sparse system
            found = np.full(len(chain.steps), np.inf)
    if not np.isfinite(found).all():
        raise LinAlgError("journeys leave a part of it so rarely that numbers cannot tell it from a trap")
    return found


def _probable(first: JourneyMap, second: JourneyMap, a: _Figures, b: _Figures) -> Iterator[Shift]:
    every = [outcome.id for journey in (second, first) for outcome in journey.outcomes]
    for end in dict.fromkeys((*every, *b.ends, *a.ends)):
        before, after = a.ends.get(end), b.ends.get(end)
        if end not in _ENDS or max(before or 0.0, after or 0.0) > _SAME:
            yield _shift("outcome", _ENDS.get(end, end), "", before, after)
    totals = [sum(each.visits.values()) if each.visits else None for each in (a, b)]
    if _differ(*totals):
        yield _shift("steps", "", "", *totals)
    if _differ(a.time, b.time):
        yield _shift("time", "", "", a.time, b.time)
    for step in dict.fromkeys((*b.visits, *a.visits)):
        before, after = a.visits.get(step), b.visits.get(step)
        if _differ(before, after) and a.visits and b.visits:
            yield _shift("visits", step, "", before, after)


def _stated(first: JourneyMap, second: JourneyMap) -> Iterator[Shift]:
    """Durations and emotions, which need no chain."""
    a, b = ({step.id: step for step in journey.steps} for journey in (first, second))
    order = list(dict.fromkeys((*b, *a)))
    for name in order:
        lengths = [step[name].duration if name in step else None for step in (a, b)]
        seconds = [length.seconds if length else None for length in lengths]
        if _differ(*seconds):
            yield _shift("duration", name, "", *seconds)
    for name in order:
        stated = [getattr(step.get(name), "emotion", None) for step in (a, b)]
        felt = [each for each in stated if isinstance(each, FrozenMap)]
        for who in sorted({who for each in felt for who in each}) or [""]:
            before, after = (each.get(who) if isinstance(each, FrozenMap) else each for each in stated)
            if _differ(before, after):
                yield _shift("emotion", name, who, before, after)


def _differ(before: float | None, after: float | None) -> bool:
    if before is None or after is None:
        return before is not after
    return abs(before - after) > _SAME * max(1.0, abs(before))


def _shift(what: Quantity, id: str, persona: str, before: float | None, after: float | None) -> Shift:
    known = before is not None and after is not None
    return Shift(what, id, persona, before, after, after - before if known else None)  # type: ignore[operator]
