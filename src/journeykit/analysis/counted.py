"""The steps whose moves were counted, or believed with a stated strength: how sure their shares are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from journeykit.analysis.chain import DROP_OFF, END, Floats
from journeykit.analysis.ends.walk import Walk, walks
from journeykit.graph.filling import Filled, fill
from journeykit.model.transitions import implicit_ends

if TYPE_CHECKING:
    from journeykit.model import JourneyMap, Persona, Transition

__all__ = ["Counted", "Row", "counted", "uncounted"]

_Group = tuple["Transition | None", list[tuple[str, float]]]


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

    The counts are one multinomial sample: the covariance of q is (diag(q) - q q') / n. Where transitions carry a prior,
    worth `prior` observations together, q is Dirichlet instead, and n + prior + 1 stands for n: its exact covariance.
    Several `rows` are the same observation in the chains of several personas.
    """

    step: str
    n: int
    q: Floats
    rows: tuple[Row, ...]
    prior: float = 0.0

    @property
    def worth(self) -> float:
        """What the covariance of the shares is divided by."""
        return self.n + self.prior + 1 if self.prior else float(self.n)

    def variance(self, gradient: Floats) -> float:
        """The variance that these counts bring into a figure with this gradient in q: by the delta method."""
        mean = float(self.q @ gradient)
        return max(0.0, float(self.q @ (gradient - mean) ** 2)) / self.worth

    def variances(self, gradients: Floats) -> Floats:
        """The same for f figures with their gradients as columns: g by f."""
        means = self.q @ gradients
        return np.asarray(np.maximum(self.q @ (gradients - means) ** 2, 0.0) / self.worth)

    def unseen(self, gradients: Floats, z: float) -> Floats:
        """How far f figures move where those who took a way that nobody was seen to take are as many as can be.

        Of n who were counted none took it. That many may have: z² / (n + z²), the end of Wilson's interval of 0 of n,
        with z standard errors to each side. All go the way that moves the figure most. Gradients are columns, g by f.
        """
        if self.prior or (self.q > 0).all():
            return np.zeros(gradients.shape[1])
        moved = np.abs(gradients[self.q <= 0] - self.q @ gradients).max(axis=0)
        return np.asarray(moved * z * z / (self.n + z * z))

    def fewest(self) -> float:
        """How many took the way that the fewest took."""
        return round(self.n * float(self.q.min()), 6) + self.prior

    def drawn(self, random: np.random.Generator, n: int, prior: float) -> Floats:
        """So many draws of the shares, n by g: from the step's own prior if it has one, else with `prior` each."""
        return random.dirichlet((self.n + self.prior) * self.q + (0.0 if self.prior else prior), size=n)


def counted(
    journey: JourneyMap, persona: Persona | str | None = None, found: Sequence[Walk] | None = None
) -> tuple[tuple[Walk, ...], tuple[Counted, ...]]:
    """The chains of a map, and the steps at which counts or priors say how sure shares are.

    A move with a count or a prior is a group of its own; its share is that of the map, which need not be count / n.
    Where the step was seen more often than its moves, the visits that are left are one more group: the moves that
    nobody counted, and those who dropped off. Else n is the sum of the counts. Moves with a stated share and neither
    are known. `found` are the map's chains, if they are there already.

    >>> from journeykit.model import JourneyMap, Outcome, Stage
    >>> solar = JourneyMap(stages=[Stage("decide", ["quote", "sign"])], outcomes=[Outcome("gave_up")],
    ...                    flow=[{"from": "quote", "to": "sign", "count": 30}, {"from": "quote", "to": "gave_up",
    ...                          "count": 10}])
    >>> _, (quote,) = counted(solar)
    >>> quote.step, quote.n, quote.q.tolist()
    ('quote', 40, [0.75, 0.25])
    """
    chains = tuple(walks(journey, persona) if found is None else found)
    differ = journey.cast != "together" and any(each.personas for each in (*journey.steps, *journey.transitions))
    leaving: dict[str, list[Transition]] = defaultdict(list)
    for move in journey.transitions:
        leaving[move.source].append(move)
    doubtful = {step for step, moves in leaving.items() if any(_counts(move) for move in moves)}
    rows: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    said: dict[tuple[object, ...], tuple[str, int, Floats, float]] = {}
    for position, walk in enumerate(chains if doubtful else ()):
        chain, size = walk.chain, len(walk.chain.steps)
        places = {**chain.index, **{end: size + index for end, index in chain.end_index.items()}}
        one = walk.personas[0][1] if differ and len(walk.personas) == 1 else None
        filled = _filled(journey, leaving, one)
        for step in (each for each in chain.steps if each in doubtful):
            n, prior, groups = _groups(filled(step), journey.step(step).count or 0)
            free = sum(share for _, way in groups for _, share in way)
            if not n + prior > 0 or free <= 0 or len(groups) < 2:
                continue
            q = np.array([sum(share for _, share in way) / free for _, way in groups])
            key = (step, n, tuple(move for move, _ in groups), tuple(np.round(q, 12)))
            ways = tuple(_normal([(places[target], share) for target, share in way]) for _, way in groups)
            rows[key].append(Row(position, chain.index[step], free, ways))
            said[key] = (step, n, q, prior)
    return chains, tuple(Counted(step, n, q, tuple(rows[key]), prior) for key, (step, n, q, prior) in said.items())


def _counts(move: Transition) -> bool:
    return move.count is not None or bool(move.prior)


def _filled(
    journey: JourneyMap, leaving: Mapping[str, list[Transition]], one: Persona | None
) -> Callable[[str], Filled]:
    """What leaves a step, for one persona or for all, as `analysis.leaving` has it: asked for many steps."""
    known = {step.id for step in journey.steps if one is None or step.met_by(one)}
    known |= {outcome.id for outcome in journey.outcomes}
    ends = implicit_ends(journey, one)

    def filled(step: str) -> Filled:
        mine = [move for move in leaving[step] if one is None or not move.personas or one.id in move.personas]
        return fill(journey.step(step), mine, known, ends=step in ends)

    return filled


def _groups(here: Filled, visits: int) -> tuple[int, float, list[_Group]]:
    """How many were counted, what priors are worth, and the groups of moves with the places that they lead to."""
    moves = [(move, share) for move, share, _ in here.moves if _counts(move)]
    seen = sum(move.count or 0 for move, _ in moves)
    prior = sum(move.prior or 0.0 for move, _ in moves)
    groups: list[_Group] = [(move, [(move.target, share)]) for move, share in moves]
    if visits > seen and any(move.count is not None for move, _ in moves):
        rest = [(move.target, share) for move, share, basis in here.moves if basis in ("derived", "assumed")]
        rest += [(DROP_OFF, here.drop_off), *([] if here.end is None else [(END, here.end)])]
        if sum(share for _, share in rest) > 0:
            return visits, prior, [*groups, (None, rest)]
    return seen, prior, groups


def _normal(way: Sequence[tuple[int, float]]) -> tuple[tuple[int, float], ...]:
    total = sum(share for _, share in way)
    return tuple((place, share / total if total else 1 / len(way)) for place, share in way)


def uncounted(found: Sequence[Walk], known: Sequence[Counted], met: Collection[str] | None = None) -> tuple[str, ...]:
    """Those of the steps that are met, by any journey if none are named, that more than one move leaves and of which
    nothing was counted.
    """
    seen = {each.step for each in known}
    names: dict[str, None] = {}
    for walk in found:
        chain = walk.chain
        ways = np.bincount(chain.source[chain.probability > 0], minlength=len(chain.steps))
        ways = ways + np.bincount(chain.leaver[chain.leaving > 0], minlength=len(chain.steps))
        here = (
            walk.solver.visits > 0 if met is None else np.array([step in met for step in chain.steps], dtype=np.bool_)
        )
        names |= {
            chain.steps[index]: None for index in np.flatnonzero((ways > 1) & here) if chain.steps[index] not in seen
        }
    return tuple(names)
