"""Removal effects equal really removing the step or the channel."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from analysis.lever_maps import ENDS, journeys
from journeykit.analysis.chain import chains
from journeykit.analysis.change import change
from journeykit.analysis.goals import goal_of, reach
from journeykit.analysis.removal import removal
from journeykit.analysis.solve import Solver
from journeykit.errors import TrapError, UnknownName
from journeykit.model import JourneyMap, Outcome, Persona, Stage, Touchpoint, Transition

MANY = settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
GOALS = st.sampled_from([None, "won", "other", "s1", ("won", "s2")])


def success(journey, goals, persona=None):
    return sum(
        weight * float(chain.entry @ reach(chain, Solver(chain), goals)) for weight, chain in chains(journey, persona)
    )


@MANY
@given(journeys(steps=6), GOALS, st.randoms(use_true_random=False))
def test_removal_equals_really_removing(journey, goal, random):
    named = goal if isinstance(goal, tuple) else (goal,)
    assume(goal is None or {each.id for each in (*journey.steps, *journey.outcomes)}.issuperset(named))
    goals = goal_of(journey, goal)
    now = success(journey, goals)
    if not now > 0:
        with pytest.raises(ValueError, match="no journey reaches the goal"):
            removal(journey, goal)
        return
    found = list(removal(journey, goal))
    assert {each.id for each in found if each.kind == "step"} <= {step.id for step in journey.steps} - goals
    for each in random.sample(found, min(3, len(found))):
        gone = change(journey, {(step, None): 1 for step in each.steps})
        without = success(gone, goals)
        assert each.success == pytest.approx(now, abs=1e-10)
        assert each.without == pytest.approx(without, abs=1e-10)
        assert each.effect == pytest.approx(1 - without / now, abs=1e-10 / now)
        come = success(journey, each.steps) if goal in (None, "won", "other") else None
        if come is not None:
            assert each.reached == pytest.approx(come, abs=1e-10)


SHOP = JourneyMap(
    stages=[
        Stage(
            "buy",
            [
                Touchpoint("ad", channel="ads", entry=0.25),
                Touchpoint("shop", channel="store", entry=0.75),
                Touchpoint("till", "The till", channel="store"),
                "read",
            ],
        )
    ],
    outcomes=[Outcome("bought", result="success"), Outcome("left")],
    flow=[
        Transition("ad", "shop", probability=0.4),
        Transition("ad", "bought", probability=0.2),
        Transition("shop", "till", probability=0.5),
        Transition("till", "shop", probability=0.2),
        Transition("till", "bought", probability=0.6),
        "read >> left",
    ],
)


def test_a_shop_in_closed_form():
    through = 0.5 * 0.6 / (1 - 0.5 * 0.2)
    now = 0.25 * (0.2 + 0.4 * through) + 0.75 * through
    found = {each.id: each for each in removal(SHOP)}
    assert [each.id for each in removal(SHOP)] == ["shop", "till", "ad", "read", "store", "ads"]
    assert found["ad"].effect == pytest.approx(1 - 0.75 * through / now)
    assert found["till"].effect == pytest.approx(1 - 0.25 * 0.2 / now)
    assert found["store"].effect == pytest.approx(found["till"].effect)
    assert found["shop"].effect == pytest.approx(found["till"].effect)
    assert (found["read"].effect, found["read"].reached) == (0.0, 0.0)
    assert (found["store"].title, found["till"].title) == ("Store", "The till")
    assert found["store"].steps == ("shop", "till")
    assert found["store"].reached == pytest.approx(0.75 + 0.25 * 0.4)


def test_one_of_two_personas_needs_the_step():
    two = JourneyMap(
        personas=[Persona("anna", share=0.5), Persona("ben", share=0.5)],
        stages=[Stage("s", ["ask", Touchpoint("advice", personas=["anna"])])],
        outcomes=ENDS,
        flow=[
            Transition("ask", "advice", probability=0.5, personas=["anna"]),
            "advice >> won",
            Transition("ask", "won", probability=0.25, personas=["ben"]),
        ],
    )
    effect = {each.id: each.effect for each in removal(two)}
    assert effect == {"ask": 1.0, "advice": pytest.approx(0.5 / 0.75)}
    assert {each.id: each.effect for each in removal(two, persona="anna")} == {"ask": 1.0, "advice": 1.0}
    assert {each.id for each in removal(two, persona="ben")} == {"ask"}


def test_a_large_loop_is_solved_as_a_part():
    size = 1_200
    steps = [f"s{at}" for at in range(size)]
    flow = [Transition(a, b, probability=0.999) for a, b in zip(steps, [*steps[1:], steps[0]], strict=True)]
    flow.append(Transition("s600", "won", probability=0.001))
    ring = JourneyMap(stages=[Stage("all", steps)], outcomes=ENDS, flow=flow)
    found = {each.id: each for each in removal(ring)}
    assert found["s601"].effect == pytest.approx(0.999**size, rel=1e-9)  # who comes back to s600 has passed s601
    assert found["s0"].effect == 1.0


def test_what_is_assumed_and_what_has_no_memory_is_said():
    fork = SHOP.replace(flow=["ad >> shop", "ad >> till", "shop >> bought", "till >> bought"])
    assert removal(fork).about[0] == "rests on assumed shares at ad"
    assert "without memory" in removal(SHOP).about[0]


@pytest.mark.parametrize(
    ("journey", "arguments", "error", "says"),
    [
        (SHOP, {"goal": "bougt"}, UnknownName, "did you mean 'bought'"),
        (SHOP, {"persona": "anna"}, UnknownName, "persona"),
        (SHOP, {"goal": "left"}, ValueError, "no journey reaches the goal"),
        (SHOP.replace(flow=["ad >> shop", "shop >> ad"]), {}, TrapError, "never end"),
        ("shop.yaml", {}, Exception, "JourneyMap|stages|outcomes"),
    ],
)
def test_bad_input_says_what_is_wrong(journey, arguments, error, says):
    with pytest.raises(error, match=says):
        removal(journey, **arguments)
