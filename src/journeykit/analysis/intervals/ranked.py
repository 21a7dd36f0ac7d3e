"""The intervals of ranked levers, and how often each of them would come first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from journeykit.analysis.intervals.doubt import doubt_of
from journeykit.analysis.intervals.drawn_gains import drawn_gains
from journeykit.analysis.intervals.gains import Levered, gain_slopes
from journeykit.analysis.intervals.method import FEW
from journeykit.analysis.intervals.systems import DENSE
from journeykit.analysis.leverage.items import leaks, turns
from journeykit.analysis.leverage.stakes import gathered

if TYPE_CHECKING:
    from journeykit.analysis.chain import Floats, Ints
    from journeykit.analysis.intervals.method import Method
    from journeykit.analysis.leverage.effects import Effects
    from journeykit.analysis.leverage.stakes import Of, Stake
    from journeykit.model import JourneyMap

__all__ = ["Asked", "lever_spans"]

Column = NDArray[Any] | list[float | None]
Spans = tuple[Column, Column, Column, Column]
"""For each lever where the interval of its gain begins and ends, the standard error, and how often it comes first: None
where there is none.
"""


@dataclass(frozen=True)
class Asked:
    """Which levers: of what, whether of moves or else of leaks, how many at least, and which part of them is mended."""

    of: Of
    moves: bool
    top: int
    share: float


def lever_spans(
    journey: JourneyMap,
    parts: Sequence[Stake],
    effects: Effects,
    method: Method | None,
    asked: Asked,
    *,
    order: Ints,
    gain: Floats,
) -> tuple[Spans, tuple[str, ...]]:
    """Those of ranked levers, and what must be said of them.

    `order` are the effects in their order, `gain` what each gains. Those that cannot be improved have no interval, nor
    have moves that neither help nor harm; on maps of over 500 steps, sampled of over 64, only the first `top` have one.

    Raises ValueError where nothing was counted, or where a map of over 500 steps is to be sampled.
    """
    none: NDArray[Any] = np.full(len(order), None, dtype=object)
    doubt = doubt_of([part.walk for part in parts], journey, method)
    if doubt is None:
        return (none, none, none, none), ()
    sampling = doubt.method.name == "sampling"
    if sampling and len(journey.steps) > FEW:
        raise ValueError(f"levers are sampled on maps of up to {FEW} steps: use method='delta'")
    every = len(journey.steps) <= (DENSE if sampling else FEW)
    sure = effects.improvable[order] & ((effects.derivative[order] != 0) | (not asked.moves))
    at = np.flatnonzero(sure)[: None if every else asked.top]
    each = _levered(journey, parts, effects, order[at], asked)
    value = gain[order[at]]
    first = none[at]
    if sampling:
        drawn = drawn_gains(each, doubt.known, doubt.draws, len(at), asked.share)
        ends = doubt.method.among(drawn)
        merit = np.abs(drawn) if asked.of == "duration" else drawn
        if len(at):
            first = np.bincount(merit.argmax(axis=1), minlength=len(at)) / len(drawn)
    else:
        ends = doubt.ends(value, gain_slopes(each, doubt.known, len(at), asked.share))
    low_end, high_end, errors = ends
    if asked.of == "goal":
        least = -1.0 if asked.moves else 0.0  # less leak never does harm
        low_end, high_end = np.clip(low_end, least, 1.0), np.clip(high_end, least, 1.0)
    low, high, error, often = (_spread(figures, at, none) for figures in (low_end, high_end, errors, first))
    return (low, high, error, often), doubt.about()


def _spread(figures: NDArray[Any], at: Ints, none: NDArray[Any]) -> list[float | None]:
    """Figures at their places, and None elsewhere."""
    found = none.copy()
    found[at] = figures
    return list(found.tolist())


def _levered(
    journey: JourneyMap, parts: Sequence[Stake], effects: Effects, wanted: Ints, asked: Asked
) -> list[Levered]:
    """The levers that are asked for, in each chain."""
    place = {effects.keys[effect]: column for column, effect in enumerate(wanted.tolist())}
    up = effects.up[wanted]
    made = []
    for stake in parts:
        found = gathered(journey, stake, asked.of)
        items = (turns if asked.moves else leaks)(stake, found)
        mine = [(item, place[key]) for item, key in enumerate(items.keys) if key in place]
        mine = [(item, column) for item, column in mine if items.improvable[item]]
        which, column = (np.array([pair[side] for pair in mine], dtype=np.int64) for side in (0, 1))
        made.append(Levered(stake, found, items, which, column, up[column] & asked.moves))
    return made
