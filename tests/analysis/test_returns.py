"""How often journeys come back: against the whole inverse, whatever way they are found."""

import numpy as np
import pytest

import journeykit as jk
from journeykit.analysis.chain import Chain
from journeykit.analysis.leverage.banded import Band
from journeykit.analysis.leverage.returns import Returns
from journeykit.analysis.solve import Solver


def moves(size, reach, each):
    """Moves from each of these steps to some within reach, in no order; each pair once."""
    random = np.random.default_rng(11)
    source = np.repeat(np.arange(size), each)
    target = np.clip(source + random.integers(-reach, reach + 1, len(source)), 0, size - 1)
    pairs = np.unique(source * size + target)
    names = random.permutation(size)
    return names[pairs // size], names[pairs % size]


def shares(source, together):
    share = np.random.default_rng(12).random(len(source))
    return share * together / np.bincount(source, share)[source]


def chain(size, source, target, out):
    share = shares(source, 1 - out)
    leaver = np.arange(size)
    gone = 1 - np.bincount(source, share, size)
    entry = np.full(size, 1 / size)
    return Chain(
        tuple(map(str, leaver)), (".drop_off",), entry, source, target, share, leaver, np.zeros(size, dtype=int), gone
    )


@pytest.mark.parametrize(("size", "reach", "each"), [(1, 1, 1), (5, 1, 1), (50, 5, 3), (61, 60, 2), (400, 9, 4)])
def test_a_band_is_the_inverse_beside_the_diagonal(size, reach, each):
    made = chain(size, *moves(size, reach, each), 0.03)
    inverse = np.linalg.inv(np.eye(size) - made.q.toarray())
    own, back = Band.of(size, made.source, made.target, made.probability).returns()
    assert own == pytest.approx(np.diag(inverse), rel=1e-10)
    assert back == pytest.approx(inverse[made.target, made.source], rel=1e-10, abs=1e-12)


@pytest.mark.parametrize("reach", [12, 700])
@pytest.mark.parametrize("asked", [3, 700])
def test_returns_are_those_of_the_inverse(reach, asked):
    """Few steps or all of them, of moves that lead near or anywhere; with steps in small loops and in none beside."""
    source, target = moves(700, reach, 5)
    beside = np.array([[700, 701], [701, 700], [700, 3], [702, 700], [703, 703]])
    made = chain(705, np.r_[source, beside[:, 0]], np.r_[target, beside[:, 1]], 0.02)
    inverse = np.linalg.inv(np.eye(705) - made.q.toarray())
    found, steps = Returns(Solver(made)), np.random.default_rng(13).permutation(705)[:asked]
    assert found.largest > 600
    found.solve(steps)
    assert found.own[steps] == pytest.approx(np.diag(inverse)[steps], rel=1e-10)
    mine = np.flatnonzero(np.isin(made.source, steps))
    assert found.cross(mine) == pytest.approx(inverse[made.target, made.source][mine], rel=1e-9, abs=1e-12)


def test_removal_of_a_large_map_is_really_removing_the_step():
    source, target = moves(600, 12, 5)
    told = zip(source.tolist(), target.tolist(), shares(source, 0.9).tolist(), strict=True)
    flow = [jk.Transition(f"s{a}", f"s{b}", probability=share) for a, b, share in told]
    flow += [jk.Transition(f"s{place}", "won", probability=0.01) for place in range(0, 600, 7)]
    names = [f"s{place}" for place in range(600)]
    won = jk.Outcome("won", result="success")
    big = jk.JourneyMap(stages=[jk.Stage("all", names)], outcomes=[won], flow=flow)
    found = jk.removal(big)
    now = success(big)
    for each in (found[0], found[3], found[40], found[200]):
        if each.id != "s0":
            kept = [move for move in flow if each.id != move.target]
            assert each.without == pytest.approx(success(big.replace(flow=kept)), abs=1e-10)
            assert each.success == pytest.approx(now, abs=1e-12)


def success(journey):
    return jk.outcomes(journey).probability["won"]
