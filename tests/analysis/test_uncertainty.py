"""Intervals from counts: the delta method against closed forms, finite differences and sampling."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import journeykit as jk
from journeykit.analysis.chain import chains
from journeykit.analysis.counted import counted
from journeykit.analysis.goals import reach
from journeykit.analysis.intervals.reaching import gradients, sampled
from journeykit.analysis.solve import Solver
from journeykit.analysis.uncertainty import uncertainty
from journeykit.metrics.intervals import wilson

MANY = settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
STEPS = ["a", "b", "c", "d"]
WON = frozenset(["won"])


@st.composite
def counted_maps(draw, least=1, most=60):
    """A map of four steps with random counts out of some; every step may also end in either outcome."""
    flow, steps = [], []
    for step in STEPS:
        targets = draw(st.lists(st.sampled_from(STEPS), max_size=3, unique=True))
        count = st.integers(least, most) if draw(st.booleans()) else st.none()
        share = 1 / (len(targets) + 3)
        for target in (*targets, "won", "lost"):
            seen = draw(count)
            flow.append(jk.Transition(step, target, count=seen, probability=None if seen else share))
        total = sum(move.count or 0 for move in flow if move.source == step)
        steps.append(jk.Touchpoint(step, count=total + draw(st.just(0) | st.integers(least, most)) if total else None))
    return jk.JourneyMap(
        stages=[jk.Stage("all", steps)],
        outcomes=[jk.Outcome("won", result="success"), jk.Outcome("lost")],
        flow=flow,
    )


def probability(journey, names=WON):
    return sum(weight * float(chain.entry @ reach(chain, Solver(chain), names)) for weight, chain in chains(journey))


def nudged(journey, known, way, by):
    """The map in which a little more takes one way out of a counted step, and all its other counted ways less."""
    q = known.q * (1 - by)
    q[way] += by
    moves = [move for move in journey.transitions if move.source == known.step]
    shares = dict(zip(((move.source, move.target) for move in moves), q, strict=False))
    flow = [
        jk.Transition(move.source, move.target, probability=min(1.0, float(shares[move.source, move.target])))
        if (move.source, move.target) in shares
        else move
        for move in journey.transitions
    ]
    return journey.replace(flow=flow)


@MANY
@given(counted_maps(), st.sampled_from([WON, frozenset(["lost"]), frozenset(["c"])]))
def test_derivatives_equal_finite_differences(journey, names):
    found, known = counted(journey)
    value, slopes = gradients(found, known, names)
    assert value == pytest.approx(probability(journey, names), abs=1e-12)
    for each, slope in zip(known, slopes, strict=True):
        mean = float(each.q @ slope)
        for way in range(len([move for move in journey.transitions if move.source == each.step])):
            step = 1e-6
            change = probability(nudged(journey, each, way, step), names) - probability(
                nudged(journey, each, way, -step), names
            )
            assert change / (2 * step) == pytest.approx(float(slope[way]) - mean, abs=2e-6)


@MANY
@given(counted_maps(least=300, most=3000))
def test_the_delta_method_and_sampling_agree_where_counts_are_large(journey):
    assume(any(move.count for move in journey.transitions))
    delta = uncertainty(journey)
    drawn = uncertainty(journey, method="sampling", n=3000, seed=7)
    assert delta.about[1:] == drawn.about[1:]
    for one, other in zip(delta, drawn, strict=True):
        assert (one.what, one.value) == (other.what, other.value)
        # 3000 draws tell a standard error to 1.3 %; five times that, and what is not linear
        assert other.error == pytest.approx(one.error, rel=0.09, abs=1e-4)
        assert other.low == pytest.approx(one.low, abs=0.35 * one.error + 1e-3)
        assert other.high == pytest.approx(one.high, abs=0.35 * one.error + 1e-3)


@MANY
@given(counted_maps())
def test_intervals_hold_the_figure_and_outcomes_sum_to_one(journey):
    assume(any(move.count for move in journey.transitions))
    found = uncertainty(journey)
    assert sum(each.value for each in found[1:]) == pytest.approx(1, abs=1e-12)
    for each in found:
        assert 0 <= each.low <= each.value + 1e-12
        assert each.value - 1e-12 <= each.high <= 1
    wider = uncertainty(journey, level=0.99)
    assert all(a.low >= b.low and a.high <= b.high for a, b in zip(found, wider, strict=True))
    twice = journey.replace(
        stages=[
            jk.Stage("all", [each.replace(count=4 * each.count if each.count else None) for each in journey.steps])
        ],
        flow=[move.replace(count=4 * move.count) if move.count else move for move in journey.transitions],
    )
    for one, more in zip(found, uncertainty(twice), strict=True):
        assert more.error == pytest.approx(one.error / 2, rel=1e-9, abs=1e-12)


def split(won, lost, **fields):
    """One step of which so many came to either outcome."""
    return jk.JourneyMap(
        stages=[jk.Stage("buy", [jk.Touchpoint("basket", **fields)])],
        outcomes=[jk.Outcome("won", result="success"), jk.Outcome("lost")],
        flow=[jk.Transition("basket", "won", count=won), jk.Transition("basket", "lost", count=lost)],
    )


@pytest.mark.parametrize("n", [1, 4, 20, 331, 100_000])
@pytest.mark.parametrize("level", [0.9, 0.95])
def test_none_or_all_of_n_have_the_interval_of_wilson(n, level):
    none, all_ = uncertainty(split(0, n), level=level), uncertainty(split(n, 0), level=level)
    assert (none[0].value, all_[0].value) == (0, 1)
    assert (none[0].low, none[0].high) == pytest.approx(wilson(0, n, level))
    assert (all_[0].low, all_[0].high) == pytest.approx(wilson(n, n, level))
    assert (
        "nobody took some way out of basket: intervals leave room for as many as Wilson's of such a count" in none.about
    )
    assert not [each for each in uncertainty(split(9, n + 9)).about if each.startswith("nobody")]


def test_all_of_one_customer_left_is_no_certainty():
    found = uncertainty(split(0, 0, count=1, drop_off=1.0))
    goal, _, _, left = found
    assert (goal.what, goal.value, left.what, left.value) == ("goal", 0, "drop_off", 1)
    assert (goal.low, goal.high) == pytest.approx(wilson(0, 1))
    assert (left.low, left.high) == pytest.approx(wilson(1, 1))


def test_the_delta_method_says_where_few_were_counted():
    few = "fewer than 5 took some way out of basket: intervals near 0 and 1 are too narrow, method='sampling' is better"
    assert uncertainty(split(4, 30)).about[-1] == few
    assert uncertainty(split(5, 30)).about == ("intervals of 95 % by the delta method, from counts",)
    assert few not in uncertainty(split(4, 30), method="sampling").about


def shop(*flow, personas=(), **fields):
    return jk.JourneyMap(
        personas=personas,
        stages=[jk.Stage("buy", [jk.Touchpoint("basket", **fields), "pay"])],
        outcomes=[jk.Outcome("won", result="success"), jk.Outcome("lost")],
        flow=flow,
    )


def test_closed_forms():
    loop = shop(
        jk.Transition("basket", "basket", count=50),
        jk.Transition("basket", "won", count=30),
        jk.Transition("basket", "lost", count=20),
    )
    # only who wins of those who leave matters: 30 of 50
    assert uncertainty(loop)[0].error == pytest.approx(sqrt(0.6 * 0.4 / 50))
    drawn = sampled(*counted(loop), WON, n=40_000, seed=3)
    beta = 30.5 * 20.5 / (51**2 * 52)  # Dirichlet, given that one leaves: Beta(30.5, 20.5)
    assert drawn.var() == pytest.approx(beta, rel=0.03)
    two = shop(
        jk.Transition("basket", "pay", count=80),
        jk.Transition("basket", "lost", count=20),
        jk.Transition("pay", "won", count=45),
        jk.Transition("pay", "lost", count=5),
    )
    assert uncertainty(two)[0].error == pytest.approx(sqrt(0.9**2 * 0.16 / 100 + 0.8**2 * 0.09 / 50))


def test_visits_beyond_the_counted_moves_are_drop_off_and_stated_shares_are_known():
    (basket,) = counted(shop(jk.Transition("basket", "won", count=30), count=100))[1] or (None,)
    assert (basket.n, basket.q.tolist()) == (100, pytest.approx([0.3, 0.7]))
    assert uncertainty(shop(jk.Transition("basket", "won", count=30), count=100))[0].error == pytest.approx(
        sqrt(0.21 / 100)
    )
    half = shop(
        jk.Transition("basket", "lost", probability=0.5),
        jk.Transition("basket", "won", count=30),
        jk.Transition("basket", "pay", count=10),
        jk.Transition("pay", "won", probability=0.4),
    )
    found = uncertainty(half)
    assert found[0].error == pytest.approx(0.5 * 0.6 * sqrt(0.75 * 0.25 / 40))
    assert found.about[1:] == ("taken as known, as nobody counted there: pay",)
    said = shop(
        jk.Transition("basket", "won", probability=0.4, count=30),
        jk.Transition("basket", "lost", probability=0.6, count=70),
    )
    assert uncertainty(said)[0].value == 0.4
    assert uncertainty(said)[0].error == pytest.approx(sqrt(0.24 / 100))


def test_personas_share_what_was_counted_of_all_of_them():
    move = [jk.Transition("basket", "won", count=30), jk.Transition("basket", "lost", count=70)]
    who = [jk.Persona("ana", share=0.5), jk.Persona("ben")]
    both = shop(*move, jk.Transition("pay", "won", personas=["ana"]), personas=who)
    assert len(chains(both)) == 2
    assert uncertainty(both)[0].error == pytest.approx(sqrt(0.21 / 100))
    apart = both.replace(
        flow=[
            move[0].replace(personas=["ana"]),
            move[1].replace(personas=["ana"]),
            move[0].replace(personas=["ben"]),
            move[1].replace(personas=["ben"]),
        ]
    )
    assert uncertainty(apart)[0].error == pytest.approx(sqrt(0.21 / 200))
    assert np.std(sampled(*counted(apart), WON, n=20_000, seed=1)) == pytest.approx(sqrt(0.21 / 200), rel=0.05)


def test_bad_input():
    journey = shop(jk.Transition("basket", "won", count=30), jk.Transition("basket", "lost", count=70))
    with pytest.raises(ValueError, match="nothing was counted"):
        uncertainty(shop("basket >> won"))
    with pytest.raises(jk.UnknownName, match="did you mean 'delta'"):
        uncertainty(journey, method="delt")
    for wrong in ({"n": 1}, {"n": 2.5}, {"level": 1}, {"level": float("nan")}, {"prior": 0}, {"prior": float("nan")}):
        with pytest.raises(ValueError, match=r"samples|level|prior"):
            uncertainty(journey, method="sampling", **wrong)
    with pytest.raises(jk.UnknownName, match="did you mean 'won'"):
        uncertainty(journey, "wonn")
    with pytest.raises(TypeError, match="needs a JourneyMap"):
        uncertainty("shop")
    assert uncertainty(journey, method="sampling", seed=1) == uncertainty(journey, method="sampling", seed=1)
