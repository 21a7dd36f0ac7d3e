"""What lies ahead of a customer at each step of a map: the next steps, and every way to end, exactly.

The map is an absorbing Markov chain (Kemeny & Snell, Finite Markov Chains, 1960, ch. 3). It has no memory, so that a
small table, one row for each step, says all that the map knows of any customer under way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from journeykit.analysis.chain import DROP_OFF
from journeykit.analysis.ends.mix import Mix, mix
from journeykit.analysis.ends.tables import in_words
from journeykit.analysis.goals import Goal, goal_of, reach
from journeykit.events.underway.stays import Stay, stays
from journeykit.graph import moves

if TYPE_CHECKING:
    from journeykit.analysis.chain import Chain, Floats
    from journeykit.graph import Basis
    from journeykit.model import JourneyMap, Persona

__all__ = ["Next", "Prospect", "prospects"]


@dataclass(frozen=True, slots=True)
class Next:
    """One thing that may come next after a step.

    Attributes:
        to, title: a step or an outcome; `.drop_off` for leaving without one, `.end` for the end of a map without any.
        probability: that it comes next, 0..1.
        basis: `stated`, `counted`, `derived` or `assumed`, as the map has it.
        usual: seconds from the beginning of the step until it usually comes; None where nobody knows.
    """

    to: str
    title: str
    probability: float
    basis: Basis
    usual: float | None


@dataclass(frozen=True)
class Prospect:
    """What lies ahead of a customer who has just come to a step.

    Attributes:
        step, title, stage: where; the stage by its id.
        goal: the probability to reach the goal from here, this step included; None where the map states no goal.
        ends: the probability of each outcome, of the end on a map without outcomes, and of `.drop_off`, which sum to 1.
        nexts: what comes next, most likely first, leaving included.
        stay: how long customers usually stay, as the map says it.
        assumed: whether any of it rests on shares that nobody stated or counted.
    """

    step: str
    title: str
    stage: str
    goal: float | None
    ends: Mapping[str, float]
    nexts: tuple[Next, ...]
    stay: Stay
    assumed: bool

    @property
    def likely(self) -> str:
        """The most likely way to end; of equal ones the first in the order of the map."""
        return max(self.ends, key=lambda end: round(self.ends[end], 12))

    @property
    def on(self) -> Next | None:
        """The most likely next step or outcome of those who stay; None where everybody leaves."""
        return next((each for each in self.nexts if each.to != DROP_OFF), None)

    @property
    def usual(self) -> float | None:
        """Seconds that the map says usually pass from the beginning of the step to the most likely next one."""
        return self.stay.duration if self.on is None else self.on.usual


def prospects(journey: JourneyMap, persona: Persona | str | None = None, goal: Goal = None) -> Mapping[str, Prospect]:
    """What lies ahead of each step, in stage order: the rows of B = (I - Q)^-1 R, and of Q and R themselves.

    Where personas are alternatives and none is named, a customer at a step is one of them in proportion to the visits
    that each makes there: share times expected visits. Nothing else that is known of the customer counts.

    Args:
        journey: the map.
        persona: their chances only.
        goal: what counts as success; None for what the map says, and no goal where it says none.

    Raises TrapError, UnknownName, and ValueError for a goal that is none.

    >>> from journeykit.model import JourneyMap, Outcome, Stage, Touchpoint
    >>> shop = JourneyMap(stages=[Stage("buy", [Touchpoint("look", drop_off=.5), "pay"])],
    ...                   outcomes=[Outcome("bought", result="success")],
    ...                   flow=["in order", {"from": "pay", "to": "look", "probability": .2}])
    >>> found = prospects(shop)["pay"]
    >>> [(each.to, each.probability) for each in found.nexts], round(found.goal, 9), round(found.ends[".drop_off"], 9)
    ([('bought', 0.8), ('look', 0.2)], 0.888888889, 0.111111111)
    """
    names = goals_of(journey, goal)
    found = mix(journey, persona)
    weights = _weights(found)
    chances = _mixed(found, weights, lambda account: account.absorbed, len(found.ends))
    reached = np.full((len(found.steps), 1), np.nan)
    if names is not None:
        reached = _mixed(found, weights, lambda each: reach(each.chain, each.solver, names)[:, None], 1)
    basis: dict[tuple[str, str], Basis] = {
        (move.source, move.target): move.basis for move in moves(journey, persona).moves
    }
    leaving = moves(journey, persona).drop_off_basis
    titles = {each.id: each.label for each in (*journey.steps, *journey.outcomes)}
    times = stays(journey, persona)
    guessed = _guessed(found)
    made = {}
    for place, step in enumerate(found.steps):
        nexts = tuple(
            Next(
                to,
                titles.get(to) or in_words(to),
                share,
                leaving[step] if to == DROP_OFF else basis.get((step, to), "derived"),
                None if to == DROP_OFF else times[step].until(to),
            )
            for to, share in sorted(
                _nexts(found, weights, place).items(),
                key=lambda each: (-round(each[1], 12), each[0] == DROP_OFF, each[0]),
            )
        )
        hope = float(reached[place, 0])
        ends = MappingProxyType(dict(zip(found.ends, chances[place].tolist(), strict=True)))
        stage = journey.stage_of(step).id
        known = None if np.isnan(hope) else hope
        made[step] = Prospect(step, titles[step], stage, known, ends, nexts, times[step], step in guessed)
    return MappingProxyType(made)


def goals_of(journey: JourneyMap, goal: Goal) -> frozenset[str] | None:
    """The ids that count as the goal; None where nobody named one and the map states none."""
    if goal is not None:
        return goal_of(journey, goal)
    stated = any(each.result == "success" for each in journey.outcomes) or any(each.goal for each in journey.steps)
    return goal_of(journey) if stated else None


def _weights(found: Mix) -> list[Floats]:
    """For each chain the share of those at each of its steps who walk it; over all chains they sum to 1 at a step."""
    places = {step: place for place, step in enumerate(found.steps)}
    at = [np.array([places[step] for step in account.chain.steps], dtype=np.int64) for _, account in found.accounts]
    seen, known = np.zeros(len(found.steps)), np.zeros(len(found.steps))
    for (weight, account), where in zip(found.accounts, at, strict=True):
        seen[where] += weight * account.visits
        known[where] += weight
    each = []
    for (weight, account), where in zip(found.accounts, at, strict=True):
        never = seen[where] <= 0  # nobody comes here: whoever does all the same may be anybody
        total = np.where(never, known[where], seen[where])
        each.append(np.where(never, weight, weight * account.visits) / total)
    return each


def _mixed(found: Mix, weights: list[Floats], of: Any, width: int) -> Floats:
    """Numbers by step and column, each the mean over the chains at that step: n by `width`."""
    places = {step: place for place, step in enumerate(found.steps)}
    total = np.zeros((len(found.steps), width))
    for (_, account), weight in zip(found.accounts, weights, strict=True):
        where = [places[step] for step in account.chain.steps]
        numbers = of(account)
        columns = range(width) if width == 1 else [found.ends.index(end) for end in account.chain.ends]
        total[np.ix_(where, list(columns))] += weight[:, None] * numbers
    return total


def _nexts(found: Mix, weights: list[Floats], place: int) -> dict[str, float]:
    """What comes next after a step, with probabilities that sum to 1."""
    total: dict[str, float] = {}
    for (_, account), weight in zip(found.accounts, weights, strict=True):
        here = account.chain.index.get(found.steps[place])
        if here is not None:
            for to, share in _row(account.chain, here):
                total[to] = total.get(to, 0.0) + float(weight[here]) * share
    return {to: share for to, share in total.items() if share > 0}


def _row(chain: Chain, here: int) -> Iterator[tuple[str, float]]:
    on, out = np.flatnonzero(chain.source == here), np.flatnonzero(chain.leaver == here)
    yield from ((chain.steps[chain.target[each]], float(chain.probability[each])) for each in on)
    yield from ((chain.ends[chain.end[each]], float(chain.leaving[each])) for each in out)


def _guessed(found: Mix) -> set[str]:
    """The steps from which journeys can come to one whose shares nobody stated or counted, and those themselves."""
    steps: set[str] = set()
    for _, account in found.accounts:
        chain = account.chain
        size = len(chain.steps)
        start = [chain.index[step] for step in chain.assumed]
        on = chain.probability > 0  # turned around: from where one can come
        source = np.concatenate([chain.target[on], np.full(len(start), size)])
        target = np.concatenate([chain.source[on], np.array(start, dtype=np.int64)])
        graph = sparse.csr_array((np.ones(len(source)), (source, target)), shape=(size + 1, size + 1))
        order = csgraph.breadth_first_order(graph, size, return_predecessors=False)
        steps |= {chain.steps[each] for each in order.tolist() if each < size}
    return steps
