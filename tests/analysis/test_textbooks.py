"""Worked examples that stand in books, and closed forms that anybody can check with a pencil."""

from __future__ import annotations

import numpy as np
import pytest

import journeykit as jk
from journeykit.analysis.chain import chains
from journeykit.analysis.conditioned import conditioned
from journeykit.analysis.solve import Solver

NEAR = 1e-12
OZ = {
    "rain": {"rain": 0.5, "nice": 0.25, "snow": 0.25},
    "nice": {"rain": 0.5, "snow": 0.5},
    "snow": {"rain": 0.25, "nice": 0.25, "snow": 0.5},
}
"""Tomorrow's weather in the Land of Oz: never two nice days in a row (Kemeny & Snell, Finite Markov Chains)."""


def walk(rows, start, over=()):
    """A map of a chain that begins in `start`; `over` are its absorbing states."""
    steps = [jk.Touchpoint(name, entry=name == start or None) for name in rows]
    flow = [
        jk.Transition(source, target, probability=share)
        for source, row in rows.items()
        for target, share in row.items()
        if share
    ]
    return jk.JourneyMap(stages=[jk.Stage("s", steps)], outcomes=[jk.Outcome(each) for each in over], flow=flow)


@pytest.mark.parametrize(
    ("begin", "end", "days"),
    [
        ("rain", "rain", 5 / 2), ("rain", "nice", 4), ("rain", "snow", 10 / 3),
        ("nice", "rain", 8 / 3), ("nice", "nice", 5), ("nice", "snow", 8 / 3),
        ("snow", "rain", 10 / 3), ("snow", "nice", 4), ("snow", "snow", 5 / 2),
    ],
)  # fmt: skip
def test_mean_first_passage_in_the_land_of_oz(begin, end, days):
    """Kemeny & Snell, ch. 4: from each weather to each, and back to itself after 1 / share of days (2/5, 1/5, 2/5)."""
    rows = {"today": OZ[begin], **{name: row for name, row in OZ.items() if name != end}}
    rows = {name: {("there" if to == end else to): share for to, share in row.items()} for name, row in rows.items()}
    found = jk.outcomes(walk(rows, "today", ["there"]))
    assert found.steps == pytest.approx(days, abs=NEAR)
    assert found.probability["there"] == pytest.approx(1, abs=NEAR)


def test_long_ago_in_the_land_of_oz():
    """Whoever leaves with a small chance each day, whatever the weather, has met it in the shares 2/5, 1/5, 2/5."""
    leaving = 1e-6
    rows = {name: {to: share * (1 - leaving) for to, share in row.items()} for name, row in OZ.items()}
    visits = jk.outcomes(walk(rows, "nice")).visits
    total = sum(visits.values())
    assert total == pytest.approx(1 / leaving, rel=1e-9)
    assert [visits[each] / total for each in OZ] == pytest.approx([0.4, 0.2, 0.4], abs=1e-5)


def drunkard(up, start):
    """Five corners: home at one end, the bar at the other."""
    down = 1 - up
    rows = {"c1": {"bar": down, "c2": up}, "c2": {"c1": down, "c3": up}, "c3": {"c2": down, "home": up}}
    return walk(rows, start, ["home", "bar"])


@pytest.mark.parametrize("up", [0.5, 2 / 3, 0.1, 0.9])
def test_the_random_walk_of_kemeny_and_snell(up):
    """Ch. 3: N = 1/(p² + q²) [[p + q², p, p²], [q, 1, p], [q², q, q + p²]], N2 = N (2 N_dg - I) - N_sq, t = N 1,
    B = N R.
    """
    p, q = up, 1 - up
    n = np.array([[p + q * q, p, p * p], [q, 1, p], [q * q, q, q + p * p]]) / (p * p + q * q)
    variance = n @ (2 * np.diag(np.diag(n)) - np.eye(3)) - n**2
    for row, start in enumerate(("c1", "c2", "c3")):
        found = jk.outcomes(drunkard(up, start))
        assert [found.visits[each] for each in ("c1", "c2", "c3")] == pytest.approx(n[row], abs=NEAR)
        assert [found.variance(each) for each in ("c1", "c2", "c3")] == pytest.approx(variance[row], abs=1e-11)
        assert found.steps == pytest.approx(n[row].sum(), abs=NEAR)
        assert found.probability["home"] == pytest.approx(n[row, 2] * p, abs=NEAR)
        assert found.probability["bar"] == pytest.approx(n[row, 0] * q, abs=NEAR)
        met = n[row] / np.diag(n)  # H = (N - I) / N_dg off the diagonal: the probability to be met at all
        assert [found.visited[each] for each in ("c1", "c2", "c3")] == pytest.approx(met, abs=NEAR)


def test_the_drunkard_who_gets_to_the_bar():
    """The same chain, given that the bar is where it ends: from c1 to the bar 2/3, from c2 back to c1 3/4, from c3
    surely to c2.
    """
    ((_, chain),) = chains(drunkard(0.5, "c2"))
    share, given_end = conditioned(chain, Solver(chain), ["bar"])
    assert share == pytest.approx(0.5, abs=NEAR)
    assert given_end.q.toarray() == pytest.approx(np.array([[0, 1 / 3, 0], [3 / 4, 0, 1 / 4], [0, 1, 0]]), abs=NEAR)
    bar = given_end.r.toarray()[:, given_end.end_index["bar"]]
    assert bar == pytest.approx([2 / 3, 0, 0], abs=NEAR)


@pytest.mark.parametrize("p", [0.5, 0.6, 0.99])
def test_a_game_of_tennis_from_deuce(p):
    """Two points ahead: won with p² / (p² + q²), after 2 / (p² + q²) points."""
    q = 1 - p
    rows = {
        "deuce": {"ahead": p, "behind": q},
        "ahead": {"won": p, "deuce": q},
        "behind": {"deuce": p, "lost": q},
    }
    journey = walk(rows, "deuce", ["won", "lost"])
    found = jk.outcomes(journey)
    assert found.probability["won"] == pytest.approx(p * p / (p * p + q * q), abs=NEAR)
    assert found.steps == pytest.approx(2 / (p * p + q * q), abs=1e-11)
    (loop,) = jk.loops(journey)
    assert loop.again == pytest.approx(2 * p * q, abs=NEAR)
    shares = [path.probability for path in jk.paths(journey, 4, end="won")]
    assert shares == pytest.approx([p**2, p**3 * q, p**3 * q, 4 * p**4 * q**2 / 4], abs=NEAR)
