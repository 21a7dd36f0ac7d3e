"""What every set of solutions would do to a chain: the probability of the goal under thousands of sets at once.

Solutions change the moves of few steps. The chain is watched at these (`watched`), and the system that is left is
eliminated step by step without any subtraction (Grassmann, Taksar & Heyman, Operations Research 33, 1985), for all
sets together: sets that agree on the solutions at the first steps share their elimination.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from journeykit.analysis.chain import DROP_OFF, END, Floats
from journeykit.analysis.ends.walk import walks
from journeykit.analysis.leaving import Departures
from journeykit.analysis.solutions import figures
from journeykit.analysis.watched import Watched, watched

if TYPE_CHECKING:
    from journeykit.analysis.ends.walk import Walk
    from journeykit.model import JourneyMap, Persona, Solution

__all__ = ["Bools", "Fixing", "Variants", "variants"]

Bools: TypeAlias = NDArray[np.bool_]

_SLACK: Final = 1e-9  # by which rounded shares may sum to more than 1
_EXACT: Final = 1e-12  # a rest that rounding alone may leave
_GOAL, _NEVER = -3, -1  # columns: beside the watched steps there are the goal, other ends, and being caught


@dataclass(frozen=True, slots=True)
class Fixing:
    """A new share of one move of a step: its place, the new and the old share, and the solutions that want it."""

    place: int
    new: float
    old: float
    wanted_by: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Step:
    """A watched step: what may be fixed there, and the places that take what others leave when nothing else does."""

    position: int
    fixings: tuple[Fixing, ...]
    takers: tuple[int, ...]

    @property
    def solutions(self) -> tuple[int, ...]:
        """The solutions that change something here."""
        return tuple(sorted({index for fixing in self.fixings for index in fixing.wanted_by}))


@dataclass(frozen=True, eq=False)
class Variants:
    """One chain with its weight among all, ready for any set of solutions."""

    weight: float
    seen: Watched
    steps: tuple[Step, ...]

    @cached_property
    def before(self) -> Floats:
        """What follows from the moves of each watched step as they are: k by k + 2."""
        return self.seen.rows()

    @property
    def solutions(self) -> tuple[int, ...]:
        """The solutions that matter here, in the order in which the elimination comes to them."""
        return tuple(dict.fromkeys(index for step in self.steps for index in step.solutions))

    def goal(self, bits: Mapping[int, Bools]) -> tuple[Floats, Bools, dict[int, Bools]]:
        """The goal's probability under sets of solutions, and which of the sets are possible.

        `bits` says by solution whether each of m sets has it. Solutions that it leaves out are tried both ways: the
        sets grow to m times 2 for each. The third result is `bits` as they are then.
        """
        now = {index: np.asarray(bit) for index, bit in bits.items()}
        batch = max((len(bit) for bit in now.values()), default=1)
        possible = np.ones(batch, dtype=np.bool_)
        gone: list[tuple[int, Floats]] = []
        for step in self.steps:
            for index in (each for each in step.solutions if each not in now):
                now = {known: np.repeat(bit, 2) for known, bit in now.items()}
                possible = np.repeat(possible, 2)
                now[index] = np.tile(np.array([False, True]), batch)
                batch *= 2
            rows, allowed = self.rows(step, now, batch)
            possible &= allowed
            if step.position in self.seen.goal:
                continue
            rows = _without(rows, gone)
            rows[:, step.position] = 0.0
            rows[:, _NEVER] += rows.sum(axis=1) <= _EXACT  # journeys that come here never come away
            gone.append((step.position, rows / rows.sum(axis=1, keepdims=True)))
        begin = _without(np.tile(np.append(self.seen.begin, 0.0), (batch, 1)), gone)
        return begin[:, _GOAL], possible & (begin[:, _NEVER] <= _EXACT), now

    def rows(self, step: Step, bits: Mapping[int, Bools], batch: int) -> tuple[Floats, Bools]:
        """What follows from a step's moves under each set: m by k + 3 (the last 0), and which are possible there."""
        onward = self.seen.onward
        on = np.stack([_any(bits, fixing.wanted_by, batch) for fixing in step.fixings], axis=1).astype(np.float64)
        new, old = (np.array([getattr(each, name) for each in step.fixings]) for name in ("new", "old"))
        there = onward[[fixing.place for fixing in step.fixings]]
        before = self.before[step.position]
        said, taken = on @ new, on @ old
        rest, others = np.maximum(0.0, 1.0 - said), 1.0 - taken
        scale = np.divide(rest, others, out=np.zeros(batch), where=others > _EXACT)
        rows = np.zeros((batch, onward.shape[1] + 1))
        rows[:, :_NEVER] = scale[:, None] * (before - (on * old) @ there) + (on * new) @ there
        possible = said <= 1 + _SLACK
        alone = np.flatnonzero((others <= _EXACT) & (rest > 0))
        patterns, which = np.unique(on[alone], axis=0, return_inverse=True) if alone.size else ((), alone)
        for number, pattern in enumerate(patterns):
            some = alone[which.ravel() == number]
            fixed = {fixing.place for fixing, wanted in zip(step.fixings, pattern, strict=True) if wanted}
            takers = [place for place in step.takers if place not in fixed]
            if not takers and self.seen.dropped not in fixed:
                takers = [self.seen.dropped]
            if takers:
                rows[some, :_NEVER] += rest[some, None] * onward[takers].mean(axis=0)
            else:
                possible[some] &= rest[some] <= _SLACK
        return np.maximum(rows, 0.0), possible


def _any(bits: Mapping[int, Bools], some: Sequence[int], batch: int) -> Bools:
    found = np.zeros(batch, dtype=np.bool_)
    for index in some:
        found |= bits[index]
    return found


def _without(rows: Floats, gone: Sequence[tuple[int, Floats]]) -> Floats:
    """What follows from rows in terms of the steps that are left; eliminated ones may be those of fewer sets."""
    for position, instead in gone:
        wide = rows.reshape(len(instead), -1, rows.shape[1])
        share = wide[:, :, position].copy()
        wide[:, :, position] = 0.0
        wide += share[:, :, None] * instead[:, None, :]
    return rows


def variants(
    journey: JourneyMap, persona: Persona | str | None, solutions: Sequence[Solution], names: frozenset[str]
) -> tuple[Variants, ...]:
    """The chains of those who walk a map that has all transitions of the solutions (`apply.prepared`).

    One for each persona who walks, or one for all where they walk alike; `names` are the outcomes and steps that are
    the goal together.
    """
    differ = any(each.personas for each in (*journey.steps, *journey.transitions)) and journey.cast != "together"
    wanted: dict[tuple[str, str], dict[float, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, solution in enumerate(solutions):
        for (step, target, what), value in figures(solution).items():
            if what in ("probability", "drop_off"):
                wanted[step, DROP_OFF if target is None else target][value].append(index)
    return tuple(
        _of(journey, walk, walk.personas[0][1] if differ and len(walk.personas) == 1 else None, wanted, names)
        for walk in walks(journey, persona)
        if walk.weight > 0
    )


def _of(
    journey: JourneyMap,
    walk: Walk,
    persona: Persona | None,
    wanted: Mapping[tuple[str, str], Mapping[float, Sequence[int]]],
    names: frozenset[str],
) -> Variants:
    chain, size = walk.chain, len(walk.chain.steps)
    places = {**chain.index, **{end: size + index for end, index in chain.end_index.items()}}
    departures = Departures(journey)
    there = {step: departures.at(step, persona) for step, _ in wanted if step in chain.index}
    mine = {
        (step, target): values
        for (step, target), values in wanted.items()
        if step in there and target in (*there[step].targets, DROP_OFF)
    }
    steps = sorted({step for step, _ in mine}, key=chain.index.__getitem__)
    more = [(chain.index[step], places[target]) for step, target in mine]
    seen = watched(chain, [chain.index[step] for step in steps], names, more)
    made: list[Step] = []
    for position, step in enumerate(steps):
        row = seen.shares[[position]].toarray()[0]
        fixings = tuple(
            Fixing(places[target], value, float(row[places[target]]), tuple(who))
            for (source, target), values in mine.items()
            if source == step
            for value, who in values.items()
        )
        silent = [places[each.transition.target] for each in there[step].shares if each.silent]
        ends = [places[END]] if there[step].end is not None else []
        made.append(Step(position, fixings, (*silent, *ends)))
    return Variants(walk.weight, seen, tuple(made))
