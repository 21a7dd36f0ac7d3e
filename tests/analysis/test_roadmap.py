"""`roadmap` finds just the plans that trying everything finds, and beyond 20 solutions its bound holds."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings

import journeykit as jk
from analysis.planned_maps import planned_maps
from journeykit.analysis import roadmap as at_work
from journeykit.analysis.apply import applied, apply, prepared
from journeykit.analysis.bounds import bound
from journeykit.analysis.chain import chains
from journeykit.analysis.goals import reach
from journeykit.analysis.roadmap import roadmap
from journeykit.analysis.search import Sets
from journeykit.analysis.solutions import chosen, contradictions
from journeykit.analysis.solve import Solver
from journeykit.analysis.variants import variants
from journeykit.model import Effect, Opportunity, Solution

MANY = settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
LAST = 1e-9


def goal_probability(journey, names):
    return sum(weight * float(chain.entry @ reach(chain, Solver(chain), names)) for weight, chain in chains(journey))


def tried(ready, some, names):
    """The goal's probability of a set; None where it cannot be."""
    if contradictions(some):
        return None
    try:
        return goal_probability(applied(ready, some), names)
    except ValueError:
        return None


def all_tried(ready, some, names):
    sets = [each for size in range(len(some) + 1) for each in combinations(some, size)]
    return {each: value for each in sets if (value := tried(ready, each, names)) is not None}


@MANY
@given(planned_maps())
def test_every_set_of_solutions_is_worth_what_applying_it_gives(journey):
    # one customer of 10^15 is nobody to some of the arithmetic, and somebody to the rest
    assume(max((step.count or 0 for step in journey.steps), default=0) < 10**12)
    some, goal = chosen(journey, None), frozenset([journey.outcomes[0].id])
    ready = prepared(journey, some)
    try:
        sets = Sets(variants(ready, None, some, goal), len(some), tuple((a, b) for a, b, _ in contradictions(some)))
    except jk.TrapError:
        assume(False)
    found = sets.all()
    efforts = np.array([each.effort for each in some])
    for number, value in enumerate(found):
        mine = [solution for index, solution in enumerate(some) if number >> index & 1]
        true = tried(ready, mine, goal)
        bits = np.array([[number >> index & 1 for index in range(len(some))]], dtype=bool)
        assert sets.of(bits)[0] == pytest.approx(value, abs=1e-12, nan_ok=True)
        if true is None or np.isnan(true):
            continue  # what `change` cannot say of all personas together counts as impossible nowhere else
        assert value == pytest.approx(true, abs=LAST)
        assert bound(sets, efforts, float(efforts @ bits[0])) >= true - LAST


@MANY
@given(planned_maps(personas=1))
def test_the_front_is_that_of_trying_everything(journey):
    some, goal = chosen(journey, None), frozenset([journey.outcomes[0].id])
    ready = prepared(journey, some)
    every = all_tried(ready, some, goal)
    assume(() in every and not any(np.isnan(value) for value in every.values()))
    moving = {each: value for each, value in every.items() if all(touches(one) for one in each)}
    try:
        plans = roadmap(journey, goal=goal, budget=6)
    except jk.TrapError:
        assume(False)
    front = [plan for plan in plans if plan.front]
    limits = sorted({sum(one.effort for one in each) for each in moving})
    for limit in (each for each in limits if each <= 6):
        best = max(value for each, value in moving.items() if sum(one.effort for one in each) <= limit)
        reached = max([every[()], *(plan.goal for plan in front if plan.effort <= limit)])
        assert reached == pytest.approx(best, abs=LAST)
    by_name = {each.text: each for each in some}
    for plan in plans:
        mine = tuple(by_name[name] for name in plan.solutions)
        assert plan.goal == pytest.approx(goal_probability(apply(journey, mine), goal), abs=LAST)
        assert plan.gain == pytest.approx(plan.goal - every[()], abs=LAST)
        assert plan.effort == sum(one.effort for one in mine)
        alone = sum(every[one,] - every[()] for one in mine if (one,) in every)
        assert plan.interaction == pytest.approx(plan.gain - alone, abs=LAST)
    efforts, gains = [plan.effort for plan in front], [plan.gain for plan in front]
    assert efforts == sorted(set(efforts), reverse=True)
    assert gains == sorted(set(gains), reverse=True)
    assert all(gain > 0 for gain in gains)
    assert {name for plan in plans for name in plan.solutions} >= {each.text for each in some if (each,) in every}


def touches(solution):
    return any(effect.probability is not None or effect.drop_off is not None for effect in solution.effects)


def funnel(count, per_step=1, effort=None):
    """A long way of steps with drop-off, and solutions that each lower one."""
    ideas = [
        Solution(
            f"idea {number}",
            effort=effort or 1 + number % 5,
            effects=Effect(
                f"s{number // per_step}", drop_off=0.02 + 0.005 * (number % 7) + 0.001 * (number % per_step)
            ),
        )
        for number in range(count)
    ]
    steps = [jk.Touchpoint(f"s{number}", drop_off=0.1) for number in range(-(-count // per_step))]
    steps[0] = steps[0].replace(opportunities=[Opportunity("all", solutions=ideas)])
    last = steps[-1].id
    return jk.JourneyMap(
        stages=[jk.Stage("all", steps)],
        outcomes=[jk.Outcome("won", result="success")],
        flow=["in order", jk.Transition(last, "s0", probability=0.2)],
    )


def test_twenty_solutions_are_tried_in_every_combination():
    plans = roadmap(funnel(20))
    best = plans[0]
    assert len(best.solutions) == 20
    assert best.goal == pytest.approx(goal_probability(apply(funnel(20)), ["won"]), abs=LAST)
    assert all(plan.bound == plan.gain for plan in plans if plan.front)
    assert plans.about == ()


def test_beyond_twenty_the_search_comes_close_and_its_bound_holds(monkeypatch):
    journey = funnel(14, per_step=2)
    exact = [plan for plan in roadmap(journey) if plan.front]
    monkeypatch.setattr(at_work, "EXACT", 3)
    searched = roadmap(journey)
    assert "too many to try every combination" in searched.about[0]
    for plan in (each for each in searched if each.front):
        best = max(each.gain for each in exact if each.effort <= plan.effort)
        assert plan.gain <= best + LAST <= plan.bound + 2 * LAST
        assert plan.gain >= 0.9 * best
    least = min((each for each in searched if each.front), key=lambda each: each.effort)
    assert least.bound < 0.5 * searched[0].gain  # a small effort is known not to reach far


def test_budget_effort_and_what_is_left_out():
    journey = funnel(5)
    plans = roadmap(journey, budget=3)
    assert all(plan.effort <= 3 for plan in plans if plan.front)
    assert {name for plan in plans for name in plan.solutions} == {f"idea {number}" for number in range(5)}
    step = journey.steps[0]

    def with_ideas(*ideas, **fields):
        return journey.replace_step(step.id, opportunities=[Opportunity("all", solutions=ideas, **fields)])

    one, two = Solution("one", effects=Effect("s1", drop_off=0)), Solution("two", effects=Effect("s2", drop_off=0))
    alike = roadmap(with_ideas(one, two))
    assert alike.about == ("no solution states an effort: each counts 1",)
    assert alike[0].effort == 2
    assert roadmap(with_ideas(one, two, effort=3))[0].effort == 6
    part = roadmap(with_ideas(one.replace(effort=2), two))
    assert part.about == ("left out of combinations, as nobody states their effort: 'two'",)
    assert [(plan.solutions, plan.effort, plan.per_effort is None) for plan in part] == [
        (("one",), 2.0, False),
        (("two",), None, True),
    ]
    feels = Solution("smile", effort=1, effects=[Effect("s0", emotion=2)])
    smile = roadmap(with_ideas(one.replace(effort=1), feels))
    assert smile[1].solutions == ("smile",)
    assert smile[1].gain == 0
    assert smile[1].emotion is None
    over = Solution("over", effects=[Effect("s1", drop_off=0.7), Effect("s1", "s2", probability=0.7)])
    assert "'over' cannot be done alone: the shares out of 's1' would be" in roadmap(with_ideas(one, over)).about[1]
    with pytest.raises(ValueError, match="no solution that is ahead has effects"):
        roadmap(with_ideas(one.replace(status="done"), Solution("vague")))
    for wrong in (0, -1, float("nan"), True, "3"):
        with pytest.raises(ValueError, match="a budget is a number above 0"):
            roadmap(journey, budget=wrong)
    with pytest.raises(jk.UnknownName, match="did you mean 'won'"):
        roadmap(journey, goal="wonn")
    with pytest.raises(TypeError, match="needs a JourneyMap"):
        roadmap("solar")


def test_alternatives_are_never_combined_and_emotion_and_value_are_told():
    step = jk.Touchpoint(
        "quote",
        emotion=-1,
        opportunities=Opportunity(
            "clear",
            solutions=[
                Solution(
                    "half", effort=1, effects=[Effect("quote", "lost", probability=0.25), Effect("quote", emotion=1)]
                ),
                Solution("none", effort=4, effects=[Effect("quote", "lost", probability=0.0)]),
                Solution("fast", effort=2, effects=[Effect("sign", duration="1 day")]),
            ],
        ),
    )
    journey = jk.JourneyMap(
        stages=[jk.Stage("decide", [step, jk.Touchpoint("sign", duration="3 days", emotion=1)])],
        outcomes=[jk.Outcome("won", result="success", value=100), jk.Outcome("lost")],
        flow=["quote >> sign >> won", jk.Transition("quote", "lost", probability=0.5)],
    )
    half, none, fast = (next(p for p in roadmap(journey) if p.solutions == (n,)) for n in ("half", "none", "fast"))
    assert [plan.solutions for plan in roadmap(journey)] == [("none",), ("half",), ("fast",)]
    assert (half.gain, none.gain, fast.gain) == (pytest.approx(0.25), pytest.approx(0.5), 0)
    assert (half.value, none.value) == (pytest.approx(25), pytest.approx(50))
    assert half.emotion == pytest.approx(1 - (-1 + 0.5) / 1.5)
    assert fast.duration == pytest.approx(-0.5 * 2 * 86400)
