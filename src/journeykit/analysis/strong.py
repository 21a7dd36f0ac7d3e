"""The strongly connected parts of a chain in which one can go round, and what happens inside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from journeykit.analysis.chain import Chain, Floats, Ints
from journeykit.analysis.solve import Solver

__all__ = ["MOST_ENTRIES", "Part", "parts"]

MOST_ENTRIES: Final = 2_000
"""Parts with more entries get no figures: each entry costs one solve."""

_AT_ONCE: Final = 64  # columns of one solve


@dataclass(frozen=True, eq=False)
class Part:
    """One part of a chain, by indices of steps; `out` counts ends on from the number of steps.

    `moves` are (source, target, probability) inside, `out` (source, target, share of those who came in), `entries`
    the steps with an arrival from outside. `again`, `rounds` and `visits` are as in `Loop`.
    """

    steps: list[int]
    entries: list[int]
    moves: list[tuple[int, int, float]]
    out: list[tuple[int, int, float]]
    reached: float
    again: float | None
    rounds: float | None
    visits: float | None


def parts(chain: Chain) -> list[Part]:
    """The parts of a chain in stage order of their first steps. Raises TrapError."""
    size = len(chain.steps)
    if not size:
        return []
    visits = Solver(chain).visits
    on = chain.probability > 0
    source, target, share = chain.source[on], chain.target[on], chain.probability[on]
    graph = sparse.csr_array((share, (source, target)), shape=(size, size))
    count, label = csgraph.connected_components(graph, directed=True, connection="strong")
    round_ = np.bincount(label, minlength=count) > 1
    round_[label[source[source == target]]] = True
    met = _met(chain)
    inside = label[source] == label[target]
    arrivals = chain.entry + np.bincount(target[~inside], (visits[source] * share)[~inside], size)
    entering = (chain.entry > 0) | (np.bincount(target[~inside], minlength=size) > 0)
    left = chain.leaving > 0
    out_source = np.concatenate([source[~inside], chain.leaver[left]])
    out_target = np.concatenate([target[~inside], chain.end[left] + size])
    out_share = np.concatenate([share[~inside], chain.leaving[left]])
    steps_of = _split(label, count)
    inner_of = _split(label[source[inside]], count)
    out_of = _split(label[out_source], count)
    found = []
    for each in np.flatnonzero(round_):
        steps, inner, out = steps_of[each], inner_of[each], out_of[each]
        found.append(
            _part(
                steps,
                steps[entering[steps]],
                np.where(met[steps], arrivals[steps], 0.0),
                (source[inside][inner], target[inside][inner], share[inside][inner]),
                (out_source[out], out_target[out], out_share[out]),
            )
        )
    return sorted(found, key=lambda part: part.steps[0])


def _part(
    steps: Ints, entries: Ints, arrivals: Floats, inner: tuple[Ints, Ints, Floats], out: tuple[Ints, Ints, Floats]
) -> Part:
    reached = float(arrivals.sum())
    moves = list(zip(*(column.tolist() for column in inner), strict=True))
    begun = np.flatnonzero(arrivals > 0)
    if not len(begun):
        ways = list(zip(out[0].tolist(), out[1].tolist(), [0.0] * len(out[0]), strict=True))
        return Part(steps.tolist(), entries.tolist(), moves, ways, 0.0, None, None, None)
    entry = arrivals / reached
    solver = Solver(_alone(steps, entry, inner, out))
    visits = solver.visits
    place = np.searchsorted(steps, out[0])
    ways = list(zip(out[0].tolist(), out[1].tolist(), (visits[place] * out[2]).tolist(), strict=True))
    again = rounds = None
    if len(begun) <= MOST_ENTRIES:
        back = _back(solver, begun)
        again, rounds = float(entry[begun] @ (1 - 1 / back)), float(entry[begun] @ (back - 1))
    reached = min(1.0, reached)
    return Part(steps.tolist(), entries.tolist(), moves, ways, reached, again, rounds, float(visits.sum()))


def _alone(steps: Ints, entry: Floats, inner: tuple[Ints, Ints, Floats], out: tuple[Ints, Ints, Floats]) -> Chain:
    """The part as a chain of its own: whoever leaves is gone."""
    source, target, leaver = (np.searchsorted(steps, each) for each in (inner[0], inner[1], out[0]))
    names = tuple(map(str, steps.tolist()))
    gone = np.zeros(len(leaver), dtype=np.int64)
    return Chain(names, ("out",), entry, source, target, inner[2], leaver, gone, out[2])


def _back(solver: Solver, begun: Ints) -> Floats:
    """N_ee for the steps e where journeys come in: the visits to e of those who came in there, at least 1."""
    found = np.ones(len(begun))
    for first in range(0, len(begun), _AT_ONCE):
        some = begun[first : first + _AT_ONCE]
        columns = np.zeros((solver.size, len(some)))
        columns[some, np.arange(len(some))] = 1.0
        found[first : first + len(some)] = solver.solve(columns)[some, np.arange(len(some))]
    return np.maximum(found, 1.0)


def _met(chain: Chain) -> np.ndarray:
    """Whether any journey meets each step, told from the moves: rounding makes a 0 of a solve a little more than 0."""
    size, begun = len(chain.steps), np.flatnonzero(chain.entry > 0)
    on = chain.probability > 0
    source = np.concatenate([chain.source[on], np.full(len(begun), size)])  # one more state leads to all entries
    target = np.concatenate([chain.target[on], begun])
    graph = sparse.csr_array((np.ones(len(source)), (source, target)), shape=(size + 1, size + 1))
    met = np.zeros(size + 1, dtype=bool)
    met[csgraph.breadth_first_order(graph, size, return_predecessors=False)] = True
    return met[:-1]


def _split(labels: np.ndarray, count: int) -> list[Ints]:
    """The positions of each label, in order."""
    order = np.argsort(labels, kind="stable").astype(np.int64)
    return np.split(order, np.cumsum(np.bincount(labels, minlength=count))[:-1])
