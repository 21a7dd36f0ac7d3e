"""What `outcomes` solves for at once, summed up move by move: limits in steps, money, and money that fades."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import journeykit as jk
from analysis.lever_maps import journeys
from journeykit.analysis.chain import chains
from journeykit.model.durations import MONTH_SECONDS

THOUSAND = settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
MONEY = st.none() | st.integers(-20, 50)


@THOUSAND
@given(journeys(), st.integers(1, 12))
def test_what_has_ended_within_so_many_steps(journey, limit):
    wanted, still = dict.fromkeys(jk.outcomes(journey).probability, 0.0), 0.0
    for weight, chain in chains(journey):
        q, r, here = chain.q.toarray(), chain.r.toarray(), chain.entry * weight
        for _ in range(limit):
            for end, share in zip(chain.ends, here @ r, strict=True):
                wanted[end] += share
            here = here @ q
        still += here.sum()
    found = jk.outcomes(journey, within=limit).within
    assert dict(found.probability) == pytest.approx(wanted, abs=1e-12)
    assert found.open == pytest.approx(still, abs=1e-12)


@st.composite
def shops(draw):
    """A map with money at some steps and outcomes."""
    journey = draw(journeys(personas=1, steps=4))
    for step in journey.steps:
        journey = journey.replace_step(step.id, value=draw(MONEY), cost_to_serve=draw(st.none() | st.integers(0, 9)))
    return journey.replace(outcomes=[each.replace(value=draw(MONEY)) for each in journey.outcomes])


def summed(journey, factor):
    """Value and cost, move by move: `factor(seconds)` is what money is worth after a move of that length."""
    ((_, chain),) = chains(journey)
    after = {(move.source, move.target): move.after.seconds for move in journey.transitions if move.after}
    stay = {step.id: step.duration.seconds if step.duration else 0.0 for step in journey.steps}
    q, r = chain.q.toarray(), chain.r.toarray()
    for matrix, names in ((q, chain.steps), (r, chain.ends)):
        for row, source in enumerate(chain.steps):
            for column, target in enumerate(names):
                matrix[row, column] *= factor(stay[source] + after.get((source, target), 0.0))
    steps = [journey.step(each) for each in chain.steps]
    worth = {each.id: each.value or 0 for each in journey.outcomes}
    earned = np.array([step.value or 0 for step in steps], dtype=float)
    spent = np.array([step.cost_to_serve or 0 for step in steps], dtype=float)
    last = np.array([worth.get(end, 0) for end in chain.ends], dtype=float)
    value, cost, here = 0.0, 0.0, chain.entry
    for _ in range(2_000):  # somebody leaves each step with 1/33 at least
        value, cost = value + here @ earned + here @ r @ last, cost + here @ spent
        here = here @ q
    assert here.sum() < 1e-9
    return value, cost


@THOUSAND
@given(shops(), st.sampled_from([0.0, 0.02, 0.5]), st.sampled_from(["step", "year", "month", "day"]))
def test_money_now_and_money_that_fades(journey, share, period):
    asked = share if period == "step" else f"{share:.0%} per {period}"
    found = jk.outcomes(journey, rate=asked)
    lengths = {"year": 12 * MONTH_SECONDS, "month": MONTH_SECONDS, "day": 86_400}
    fade = (lambda _: 1 / (1 + share)) if period == "step" else lambda time: (1 + share) ** (-time / lengths[period])
    value, cost = summed(journey, lambda _: 1.0)
    assert (found.value or 0.0) == pytest.approx(value, rel=1e-9, abs=1e-9)
    assert (found.cost or 0.0) == pytest.approx(cost, rel=1e-9, abs=1e-9)
    value, cost = summed(journey, fade)
    assert (found.discounted_value or 0.0) == pytest.approx(value, rel=1e-9, abs=1e-9)
    assert (found.discounted_cost or 0.0) == pytest.approx(cost, rel=1e-9, abs=1e-9)
