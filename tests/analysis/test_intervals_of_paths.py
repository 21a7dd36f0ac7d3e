"""Intervals of paths: against derivatives in logarithms, closed forms and sampling."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import journeykit as jk
from analysis.counted_maps import counted_maps, moved
from journeykit.analysis.counted import counted

THOUSAND = settings(max_examples=1_000, deadline=None, suppress_health_check=list(HealthCheck))


def by_walk(journey, **question):
    return {(path.steps, path.ends): path for path in jk.paths(journey, 40, **question)}


@THOUSAND
@given(counted_maps(priors=True), st.integers(0, 7))
def test_errors_are_those_of_finite_differences(journey, rank):
    rows = jk.paths(journey, rank + 1, method="delta")
    path, walks = rows[-1], [(each.steps, each.ends) for each in rows]
    single = together = 0.0
    for each in counted(journey)[1]:
        step, slopes = 1e-6, []
        for way in range(sum(move.source == each.step for move in journey.transitions)):
            up, down = ([product(moved(journey, each, way, by), walk) for walk in walks] for by in (step, -step))
            slopes.append((np.array(up) - down) / (2 * step))
        if len(slopes) < len(each.q):
            slopes.append(-np.tensordot(each.q[:-1], slopes, 1) / each.q[-1])
        seen = each.n + each.prior + 1 if each.prior else each.n
        single += float(each.q @ np.square([slope[-1] for slope in slopes])) / seen
        together += float(each.q @ np.square([slope.sum() for slope in slopes])) / seen
    assert path.error == pytest.approx(sqrt(single), rel=1e-5, abs=1e-8)
    half = 1.959964 * sqrt(together)
    assert path.cumulated_low == pytest.approx(max(path.cumulated - half, 0), rel=1e-5, abs=1e-7)
    assert path.cumulated_high == pytest.approx(min(path.cumulated + half, 1), rel=1e-5, abs=1e-7)


def product(journey, walk):
    """The probability of a walk, from the moves of the map alone."""
    from journeykit.graph import moves

    found = moves(journey)
    shares = {(move.source, move.target): move.probability for move in found.moves}
    steps, end = walk
    pairs = zip(steps, (*steps[1:], end), strict=True)
    chances = [found.drop_off[a] if b == "drop_off" else shares[a, b] for a, b in pairs]
    return found.entries[steps[0]] * float(np.prod(chances))


@THOUSAND
@given(counted_maps(least=20_000, most=200_000), st.integers(0, 2**31))
def test_the_delta_method_and_sampling_agree_where_counts_are_large(journey, seed):
    """As for outcomes: 2,000 draws tell a standard error to 1.6 % and a quantile to 6 % of it; bounds are six times
    that.
    """
    delta, drawn = jk.paths(journey, 6), jk.paths(journey, 6, method="sampling", seed=seed)
    for one, other in zip(delta, drawn, strict=True):
        assert (one.steps, one.probability) == (other.steps, other.probability)
        assert other.error == pytest.approx(one.error, rel=0.11, abs=1e-9)
        assert other.low == pytest.approx(one.low, abs=0.4 * one.error + 1e-9)
        assert other.high == pytest.approx(one.high, abs=0.4 * one.error + 1e-9)
        wide = (one.cumulated_high - one.cumulated_low) / 4
        assert other.cumulated_low == pytest.approx(one.cumulated_low, abs=0.4 * wide + 1e-9)
        assert other.cumulated_high == pytest.approx(one.cumulated_high, abs=0.4 * wide + 1e-9)


def club(again=80, gone=20, **fields):
    return jk.JourneyMap(
        stages=[jk.Stage("club", ["year"])],
        outcomes=[jk.Outcome("left")],
        flow=[jk.Transition("year", "year", count=again, **fields), jk.Transition("year", "left", count=gone)],
    )


def test_a_loop_taken_twice():
    first, second, third = jk.paths(club(), 3)
    assert first.error == pytest.approx(sqrt(0.16 / 100))
    # p² (1 - p): its derivative is 2 p - 3 p²
    assert third.error == pytest.approx((2 * 0.8 - 3 * 0.64) * -1 * sqrt(0.16 / 100))
    # together 1 - p³
    half = 1.959964 * 3 * 0.64 * sqrt(0.16 / 100)
    assert (third.cumulated_low, third.cumulated_high) == (
        pytest.approx(1 - 0.8**3 - half, rel=1e-6),
        pytest.approx(1 - 0.8**3 + half, rel=1e-6),
    )
    assert second.cumulated_low < second.cumulated < second.cumulated_high


def test_what_is_counted_elsewhere_does_not_matter_to_a_path():
    shop = jk.JourneyMap(
        stages=[jk.Stage("buy", ["basket", "pay", "help"])],
        outcomes=[jk.Outcome("won", result="success"), jk.Outcome("lost")],
        flow=[
            jk.Transition("basket", "pay", probability=0.6),
            jk.Transition("basket", "help"),
            jk.Transition("pay", "won"),
            jk.Transition("help", "won", count=10),
            jk.Transition("help", "lost", count=30),
        ],
    )
    best, lost, won = jk.paths(shop)
    assert (best.error, best.low, best.high) == (0.0, 0.6, 0.6)
    assert (lost.error, won.error) == (pytest.approx(0.4 * sqrt(0.25 * 0.75 / 40)),) * 2
    # both together are sure again: what one gains the other loses
    assert (won.cumulated_low, won.cumulated_high) == (pytest.approx(1.0), pytest.approx(1.0))
    about = jk.paths(shop).about
    assert about[-2:] == (
        "intervals of 95 % by the delta method, from counts",
        "taken as known, as nobody counted there: basket",
    )


def test_walks_from_a_step_to_a_step_and_of_personas():
    (only,) = jk.paths(club(), 1, start="year", end="left")
    assert only.error == pytest.approx(sqrt(0.16 / 100))
    two = jk.JourneyMap(
        personas=[jk.Persona("ana", share=0.25), jk.Persona("ben")],
        stages=[jk.Stage("buy", ["look", "pay"])],
        outcomes=[jk.Outcome("won", result="success"), jk.Outcome("lost")],
        flow=[
            jk.Transition("look", "pay", count=60, personas=["ana"]),
            jk.Transition("look", "lost", count=40, personas=["ana"]),
            jk.Transition("look", "pay", count=20, personas=["ben"]),
            jk.Transition("look", "lost", count=20, personas=["ben"]),
            jk.Transition("pay", "won"),
        ],
    )
    best = jk.paths(two, 1)[0]
    assert best.probability == pytest.approx(0.25 * 0.6 + 0.75 * 0.5)
    error = sqrt((0.25**2) * 0.24 / 100 + (0.75**2) * 0.25 / 40)
    assert best.error == pytest.approx(error)
    drawn = jk.paths(two, 1, method="sampling", n=20_000)[0]
    assert drawn.error == pytest.approx(error, rel=0.05)
    reached = jk.paths(two, 1, end="pay")[0]
    assert (reached.steps, reached.error) == (("look", "pay"), pytest.approx(error))


def test_without_counts_there_are_none():
    plain = jk.JourneyMap(stages=[jk.Stage("buy", [jk.Touchpoint("basket", drop_off=0.2)])])
    assert [(path.low, path.cumulated_high) for path in jk.paths(plain)] == [(None, None)] * 2
    with pytest.raises(ValueError, match="nothing was counted"):
        jk.paths(plain, method="sampling")
    with pytest.raises(jk.UnknownName, match="did you mean 'sampling'"):
        jk.paths(club(), method="sampeling")


def test_a_trap_that_no_path_meets_is_no_matter():
    journey = club().replace(
        stages=[jk.Stage("club", [jk.Touchpoint("round", entry=True), jk.Touchpoint("year", entry=True)])],
        flow=["round >> round", *club().flow],
    )
    assert jk.paths(journey, 1, start="year")[0].error == pytest.approx(sqrt(0.16 / 100))
