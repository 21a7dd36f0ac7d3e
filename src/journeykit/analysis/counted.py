"""The steps whose moves were counted: how sure their shares are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from journeykit.analysis.chain import DROP_OFF, END, Floats
from journeykit.analysis.ends.walk import Walk, walks
from journeykit.analysis.leaving import leaving

if TYPE_CHECKING:
    from journeykit.analysis.leaving import Leaving, Share
    from journeykit.model import JourneyMap, Persona, Transition

__all__ = ["Counted", "Row", "counted", "uncounted"]


@dataclass(frozen=True, eq=False)
class Row:
    """The counted moves of one step in one chain.

    Attributes:
        walk: the chain, by its position among `walks`.
        step: the step's index in it.
        free: what share of the step's visits the counted moves take together; the others are known.
        ways: for each of g groups of moves where it leads: places (a step's index, or n plus an end's) with shares.
    """

    walk: int
    step: int
    free: float
    ways: tuple[tuple[tuple[int, float], ...], ...]

    def onward(self, values: Floats) -> Floats:
        """The mean value of the places that each group leads to, times `free`: g numbers, or g rows."""
        found = [sum((values[place] * share for place, share in way), start=values[0] * 0.0) for way in self.ways]
        return self.free * np.array(found)


@dataclass(frozen=True, eq=False)
class Counted:
    """A step at which n customers were counted, with the shares q of the g groups of moves that they took.

    The counts are one multinomial sample: the covariance of q is (diag(q) - q q') / n. Several `rows` are the same
    observation in the chains of several personas.
    """

    step: str
    n: int
    q: Floats
    rows: tuple[Row, ...]

    def variance(self, gradient: Floats) -> float:
        """The variance that these counts bring into a figure with this gradient in q: by the delta method."""
        mean = float(self.q @ gradient)
        return max(0.0, float(self.q @ (gradient - mean) ** 2)) / self.n


def counted(journey: JourneyMap, persona: Persona | str | None = None) -> tuple[tuple[Walk, ...], tuple[Counted, ...]]:
    """The chains of a map, and the steps at which counts say how sure shares are.

    A move with a count is a group of its own; its share is that of the map, which need not be count / n. Where the step
    was seen more often than its moves, the visits that are left are one more group: the moves that nobody counted, and
    those who dropped off. Else n is the sum of the counts. Moves with a stated share and no count are known.

    >>> from journeykit.model import JourneyMap, Outcome, Stage
    >>> solar = JourneyMap(stages=[Stage("decide", ["quote", "sign"])], outcomes=[Outcome("gave_up")],
    ...                    flow=[{"from": "quote", "to": "sign", "count": 30}, {"from": "quote", "to": "gave_up",
    ...                          "count": 10}])
    >>> _, (quote,) = counted(solar)
    >>> quote.step, quote.n, quote.q.tolist()
    ('quote', 40, [0.75, 0.25])
    """
    found = walks(journey, persona)
    differ = journey.cast != "together" and any(each.personas for each in (*journey.steps, *journey.transitions))
    rows: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    said: dict[tuple[object, ...], tuple[str, int, Floats]] = {}
    for position, walk in enumerate(found):
        chain, size = walk.chain, len(walk.chain.steps)
        places = {**chain.index, **{end: size + index for end, index in chain.end_index.items()}}
        sources = {move.source for move in journey.transitions if move.count is not None}
        for step in (each for each in chain.steps if each in sources):
            one = walk.personas[0][1] if differ and len(walk.personas) == 1 else None
            here = leaving(journey, step, one)
            n, groups = _groups(here, journey.step(step).count or 0)
            free = sum(share for _, way in groups for _, share in way)
            if n == 0 or free <= 0 or len(groups) < 2:
                continue
            q = np.array([sum(share for _, share in way) / free for _, way in groups])
            key = (step, n, tuple(move for move, _ in groups), tuple(np.round(q, 12)))
            ways = tuple(_normal([(places[target], share) for target, share in way]) for _, way in groups)
            rows[key].append(Row(position, chain.index[step], free, ways))
            said[key] = (step, n, q)
    return found, tuple(Counted(*said[key], tuple(each)) for key, each in rows.items())


def _groups(here: Leaving, visits: int) -> tuple[int, list[tuple[Transition | None, list[tuple[str, float]]]]]:
    """How many were counted, and the groups of moves with the places that they lead to."""
    moves: list[Share] = [each for each in here.shares if each.transition.count is not None]
    seen = sum(each.transition.count or 0 for each in moves)
    groups: list[tuple[Transition | None, list[tuple[str, float]]]] = [
        (each.transition, [(each.transition.target, each.probability)]) for each in moves
    ]
    if seen and visits > seen:
        rest = [(each.transition.target, each.probability) for each in here.shares if each.silent]
        rest += [(DROP_OFF, here.drop_off), *([] if here.end is None else [(END, here.end)])]
        if sum(share for _, share in rest) > 0:
            return visits, [*groups, (None, rest)]
    return seen, groups


def _normal(way: Sequence[tuple[int, float]]) -> tuple[tuple[int, float], ...]:
    total = sum(share for _, share in way)
    return tuple((place, share / total if total else 1 / len(way)) for place, share in way)


def uncounted(found: Sequence[Walk], known: Sequence[Counted]) -> tuple[str, ...]:
    """The steps that journeys meet, that more than one move leaves, and of which nothing was counted."""
    seen = {each.step for each in known}
    names: dict[str, None] = {}
    for walk in found:
        chain = walk.chain
        ways = np.bincount(chain.source[chain.probability > 0], minlength=len(chain.steps))
        ways = ways + np.bincount(chain.leaver[chain.leaving > 0], minlength=len(chain.steps))
        met = walk.solver.visits > 0
        names |= {
            chain.steps[index]: None for index in np.flatnonzero((ways > 1) & met) if chain.steps[index] not in seen
        }
    return tuple(names)
