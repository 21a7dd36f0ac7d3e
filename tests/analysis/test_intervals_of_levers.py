"""Intervals of levers: against derivatives from really changing the map, closed forms, and sampling."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import journeykit as jk
from analysis.counted_maps import counted_maps, moved
from journeykit.analysis.counted import counted

THOUSAND = settings(max_examples=1_000, deadline=None, suppress_health_check=list(HealthCheck))
OF = st.sampled_from(["goal", "emotion", "duration"])
BY = st.sampled_from(["step", "transition"])
GOALS = st.sampled_from([None, "lost", "c"])


def key(row):
    return row.step if hasattr(row, "step") else (row.source, row.target)


def gains(journey, **question):
    return {key(row): row.gain for row in jk.levers(journey, **question)}


@THOUSAND
@given(counted_maps(priors=True), OF, BY, GOALS, st.integers(0, 20))
def test_errors_are_those_of_finite_differences(journey, of, by, goal, pick):
    question = {"of": of, "by": by, "goal": goal}
    rows = [row for row in jk.levers(journey, **question, method="delta") if row.error is not None]
    assume(rows)  # nothing reaches some goals, and nothing can be mended then
    row = rows[pick % len(rows)]
    assume(abs(row.derivative) > 1e-4)  # a nudge may turn it elsewhere
    variance = 0.0
    for each in counted(journey)[1]:
        if goal == each.step:
            continue
        step, slopes = 1e-5, []
        for way in range(sum(move.source == each.step for move in journey.transitions)):
            up, down = (gains(moved(journey, each, way, sign), **question)[key(row)] for sign in (step, -step))
            slopes.append((up - down) / (2 * step))
        if len(slopes) < len(each.q):
            slopes.append(-float(each.q[:-1] @ slopes) / each.q[-1])
        seen = each.n + each.prior + 1 if each.prior else each.n
        variance += float(each.q @ np.square(slopes)) / seen
    large = 1e5 if of == "duration" else 1.0
    assert row.error == pytest.approx(sqrt(variance), rel=1e-4, abs=1e-6 * large)
    least, most = ((0.0 if by == "step" else -1.0), 1.0) if of == "goal" else (-np.inf, np.inf)
    half = 1.959964 * row.error
    assert row.low == pytest.approx(max(row.gain - half, least), rel=1e-6, abs=1e-9 * large)
    assert row.high == pytest.approx(min(row.gain + half, most), rel=1e-6, abs=1e-9 * large)


@THOUSAND
@given(counted_maps(least=20_000, most=200_000), OF, BY, GOALS, st.integers(0, 2**31))
def test_the_delta_method_and_sampling_agree_where_counts_are_large(journey, of, by, goal, seed):
    """2,000 draws tell a standard error to 1.6 % and a quantile to 6 % of it; bounds are six times that. A gain is a
    difference of two figures: where these move together, the second order weighs more, for which a twentieth is added.
    """
    question = {"of": of, "by": by, "goal": goal}
    delta = {key(row): row for row in jk.levers(journey, **question)}
    drawn = {key(row): row for row in jk.levers(journey, **question, method="sampling", seed=seed)}
    assert list(delta) == list(drawn)
    often = [row.first for row in drawn.values() if row.first is not None]
    assert not often or sum(often) == pytest.approx(1)
    large = 1e5 if of == "duration" else 1.0
    for name, one in delta.items():
        other = drawn[name]
        assert (one.error is None, one.first) == (other.error is None, None)
        if one.error is None or abs(one.derivative) < 10 * one.error:
            continue
        assert other.error == pytest.approx(one.error, rel=0.16, abs=1e-7 * large)
        assert other.low == pytest.approx(one.low, abs=0.45 * one.error + 1e-7 * large)
        assert other.high == pytest.approx(one.high, abs=0.45 * one.error + 1e-7 * large)


def decide(owner, gave_up, **fields):
    return jk.JourneyMap(
        stages=[jk.Stage("decide", ["quote"])],
        outcomes=[jk.Outcome("owner", result="success"), jk.Outcome("gave_up")],
        flow=[
            jk.Transition("quote", "owner", count=owner, **fields),
            jk.Transition("quote", "gave_up", count=gave_up),
        ],
    )


def test_a_single_proportion():
    (quote,) = jk.levers(decide(36, 64))
    assert quote.gain == pytest.approx(0.064)  # a tenth of the leak: its error is a tenth of the proportion's
    assert quote.error == pytest.approx(0.1 * sqrt(0.36 * 0.64 / 100))
    (sampled,) = jk.levers(decide(36, 64), method="sampling", n=40_000)
    beta = 64.5 * 36.5 / (101**2 * 102)
    assert sampled.error == pytest.approx(0.1 * sqrt(beta), rel=0.03)
    assert sampled.first == 1.0


def test_a_product_of_two_proportions():
    shop = jk.JourneyMap(
        stages=[jk.Stage("buy", [jk.Touchpoint("basket", count=100), jk.Touchpoint("pay", count=50)])],
        outcomes=[jk.Outcome("won", result="success")],
        flow=[jk.Transition("basket", "pay", count=80), jk.Transition("pay", "won", count=45)],
    )
    # (1 - p) q / 10 and p (1 - q) / 10
    basket, pay = jk.levers(shop)
    assert basket.error == pytest.approx(0.1 * sqrt(0.9**2 * 0.16 / 100 + 0.2**2 * 0.09 / 50))
    assert pay.error == pytest.approx(0.1 * sqrt(0.1**2 * 0.16 / 100 + 0.8**2 * 0.09 / 50))
    assert (basket.low, basket.high) == (
        pytest.approx(basket.gain - 1.959964 * basket.error),
        pytest.approx(basket.gain + 1.959964 * basket.error),
    )
    assert "intervals of 95 % by the delta method, from counts" in jk.levers(shop).about


def test_two_levers_that_are_equally_good_come_first_equally_often():
    fork = jk.JourneyMap(
        stages=[jk.Stage("all", [jk.Touchpoint("a", entry=True), jk.Touchpoint("b", entry=True)])],
        outcomes=[jk.Outcome("won", result="success"), jk.Outcome("lost")],
        flow=[
            jk.Transition(step, end, count=count) for step in ("a", "b") for end, count in (("won", 60), ("lost", 40))
        ],
    )
    first, second = jk.levers(fork, method="sampling", n=4_000)
    # half of 4,000 draws, within four standard errors of it
    assert first.first == pytest.approx(0.5, abs=4 * sqrt(0.25 / 4_000))
    assert first.first + second.first == pytest.approx(1)
    better = [jk.Transition("b", "won", count=90), jk.Transition("b", "lost", count=10)]
    apart = fork.replace(flow=[*fork.flow[:2], *better])
    best, other = jk.levers(apart, method="sampling")
    assert (best.step, best.first, other.first) == ("a", 1.0, 0.0)


def test_what_cannot_be_mended_has_no_interval():
    end = decide(36, 64).replace(
        stages=[jk.Stage("decide", [jk.Touchpoint("quote"), "wall"])],
        flow=[jk.Transition("quote", "owner", count=50), jk.Transition("quote", "wall", count=50)],
    )
    (wall,) = jk.levers(end)
    assert (wall.improvable, wall.low, wall.error) == (False, None, None)
    assert jk.levers(end, method="sampling")[0].first is None


def test_large_maps_have_the_top_levers_sure_when_they_are_asked():
    names = [f"s{place}" for place in range(600)]
    pairs = enumerate(zip(names, [*names[1:], "won"], strict=True))
    flow = [jk.Transition(a, b, count=90 + place % 7) for place, (a, b) in pairs]
    flow += [jk.Transition(name, "lost", count=1) for name in names]
    long = jk.JourneyMap(
        stages=[jk.Stage("all", names)], outcomes=[jk.Outcome("won", result="success"), jk.Outcome("lost")], flow=flow
    )
    assert jk.levers(long)[0].low is None
    rows = jk.levers(long, top=5, method="delta")
    assert [row.error is not None for row in rows] == [True] * 5 + [False] * 595
    assert rows[0].error == pytest.approx(rows[0].gain * sqrt(variance_of_logs(long, rows[0].step)), rel=1e-6)
    with pytest.raises(ValueError, match="up to 500 steps: use method='delta'"):
        jk.levers(long, method="sampling")


def test_maps_of_more_steps_than_are_solved_at_once():
    """The bounds are those of the random maps."""
    names = [f"s{place}" for place in range(80)]
    flow = [jk.Transition(a, b, count=90_000 + 700 * len(a)) for a, b in zip(names, [*names[1:], "won"], strict=True)]
    flow += [jk.Transition(name, "lost", count=1_000 + 300 * (place % 9)) for place, name in enumerate(names)]
    flow += [jk.Transition(names[place + 3], names[place], count=30_000) for place in range(0, 76, 5)]
    long = jk.JourneyMap(
        stages=[jk.Stage("all", names)], outcomes=[jk.Outcome("won", result="success"), jk.Outcome("lost")], flow=flow
    )
    for by in ("step", "transition"):
        delta, drawn = jk.levers(long, by=by), jk.levers(long, by=by, method="sampling", top=4, n=1_000)
        assert sum(row.first for row in drawn[:4]) == pytest.approx(1)
        assert [row.error for row in drawn[4:]] == [None] * (len(drawn) - 4)
        for one, other in zip(delta[:4], drawn[:4], strict=True):
            assert other.error == pytest.approx(one.error, rel=0.16)
            assert other.low == pytest.approx(one.low, abs=0.5 * one.error)
    figures = [("goal", None), ("steps", None), ("visits", "s40")]
    one, other = (jk.outcomes(long, method=method, n=1_000) for method in ("delta", "sampling"))
    for figure in figures:
        assert other.interval(*figure).error == pytest.approx(one.interval(*figure).error, rel=0.16)


def variance_of_logs(journey, step):
    """Of the logarithm of a gain P (1 - p) / 10 p, where P is the product of all p."""
    total = 0.0
    for move in journey.transitions:
        if move.target != "lost":
            n, p = move.count + 1, move.count / (move.count + 1)
            total += (1 / (1 - p) if move.source == step else 1 / p) ** 2 * p * (1 - p) / n
    return total


def test_bad_questions():
    with pytest.raises(ValueError, match="nothing was counted"):
        jk.levers(decide(None, None).replace(flow=[jk.Transition("quote", "owner", probability=0.3)]), method="delta")
    with pytest.raises(jk.UnknownName, match="did you mean 'delta'"):
        jk.levers(decide(1, 2), method="detla")
    with pytest.raises(ValueError, match="level"):
        jk.levers(decide(1, 2), level=0)
