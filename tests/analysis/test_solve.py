from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from scipy import linalg

import journeykit as jk
from journeykit.analysis import solve
from journeykit.analysis.chain import Chain, chains
from journeykit.analysis.solve import Solver, factors


def ring(size, out):
    """Steps in a ring, the last of which lets hardly anybody out."""
    names = [f"s{place}" for place in range(size)]
    flow = [jk.Transition(a, b, probability=1.0) for a, b in pairwise(names)]
    flow += [jk.Transition(names[-1], "done", probability=out), jk.Transition(names[-1], names[0])]
    return jk.JourneyMap(stages=[jk.Stage("s", names)], outcomes=[jk.Outcome("done")], flow=flow)


@pytest.mark.parametrize("size", [1, 2, 7, 90])
@pytest.mark.parametrize("out", [0.5, 1e-9, 1e-13, 1e-40])
def test_a_loop_that_hardly_anybody_leaves_is_as_exact_as_any(size, out):
    ((_, chain),) = chains(ring(size, out))
    solver = Solver(chain)
    assert solver.visits == pytest.approx(np.full(size, 1 / out), rel=1e-12)
    assert solver.solve(np.ones(size))[0] == pytest.approx(size / out, rel=1e-12)


def test_one_that_practically_nobody_leaves_is_a_trap():
    ((_, chain),) = chains(ring(3, 1e-120))
    with pytest.raises(jk.TrapError, match="'s0' or 's1' or 's2'"):
        Solver(chain)


@pytest.mark.parametrize(("reach", "out"), [(10, 0.03), (1_500, 0.03), (1_500, 1e-7), (1_500, 0.9)])
def test_large_chains_are_solved_near_or_far(reach, out):
    """Near moves go to a sparse LU, far ones are iterated to the end, however long; both against a dense solve."""
    chain = regular(1_500, reach, out)
    system = np.eye(1_500) - chain.q.toarray()
    solver = Solver(chain)
    assert solver.visits == pytest.approx(np.linalg.solve(system.T, chain.entry), rel=1e-8, abs=1e-12)
    assert (solver.visits >= 0).all()
    assert solver.visits @ chain.leaving == pytest.approx(1, abs=1e-12 / out)
    gains = np.column_stack([chain.leaving, np.eye(1_500)[7]])  # what is large must not hide what is small
    assert solver.solve(gains) == pytest.approx(np.linalg.solve(system, gains), rel=1e-8, abs=1e-12)


@pytest.mark.parametrize("reach", [10, 1_500])
def test_many_columns_are_solved_one_by_one(monkeypatch, reach):
    chain = regular(1_500, reach, 0.03)
    gains = np.eye(1_500)[:, 3:7]
    together = Solver(chain).solve(gains)
    monkeypatch.setattr(solve, "_AT_HAND", 10)
    assert Solver(chain).solve(gains) == pytest.approx(together, rel=1e-9, abs=1e-13)


def test_what_nobody_meets_is_not_visited_at_all():
    chain = regular(1_500, 1_500, 0.03)
    kept = chain.target != 9
    cut = replace(chain, source=chain.source[kept], target=chain.target[kept], probability=chain.probability[kept])
    assert Solver(cut).visits[9] == 0


def regular(size, reach, out):
    """Three moves from each step, to steps at most so far on; of its visits `out` drop off."""
    random = np.random.default_rng(5)
    source = np.repeat(np.arange(size), 3)
    target = (source + random.integers(1, reach, len(source))) % size
    entry = np.zeros(size)
    entry[0] = 1.0
    every = np.arange(size)
    return Chain(
        tuple(map(str, every)),
        (".drop_off",),
        entry,
        source,
        target,
        np.full(len(source), (1 - out) / 3),
        every,
        np.zeros(size, dtype=np.int64),
        np.full(size, out),
    )


def test_the_factors_are_those_of_exact_arithmetic():
    """Against fractions: small odd numbers, and shares of leaving from 1/2 to 2^-60."""
    random = np.random.default_rng(4)
    for _ in range(20):
        size = 5
        weights = random.integers(0, 2**12, (size, size)).astype(float)
        losing = 2.0 ** -random.integers(1, 60, size)
        shares = weights / 2.0**16
        lost = losing / 2.0**4
        exact = [[-Fraction(share) for share in row] for row in shares.tolist()]
        for place in range(size):
            exact[place][place] = Fraction(lost[place]) - sum(exact[place][:place] + exact[place][place + 1 :])
        found = linalg.lu_solve(factors(shares, lost), np.ones(size))
        assert found == pytest.approx(np.array(solved(exact), dtype=float), rel=1e-13)


def solved(rows):
    """Gauss with fractions, right-hand side 1."""
    rows = [[*row, Fraction(1)] for row in rows]
    for place, row in enumerate(rows):
        rows[place] = [each / row[place] for each in row]
        for other in range(len(rows)):
            if other != place:
                factor = rows[other][place]
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[place], strict=True)]
    return [row[-1] for row in rows]
