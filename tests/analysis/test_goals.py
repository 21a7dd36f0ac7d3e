import math

import numpy as np
import pytest

import journeykit as jk
from journeykit.analysis.chain import chains
from journeykit.analysis.goals import goal_of, reach
from journeykit.analysis.solve import Solver

SOLAR = jk.JourneyMap(
    stages=[jk.Stage("decide", ["quote", "think", "sign", jk.Touchpoint("use", goal=True)])],
    outcomes=[jk.Outcome("owner", result="success"), jk.Outcome("fan", result="success"), jk.Outcome("gave_up")],
    flow=[
        jk.Transition("quote", "think", probability=0.6),
        jk.Transition("think", "quote", probability=0.5),
        jk.Transition("think", "sign", probability=0.3),
        jk.Transition("quote", "gave_up", probability=0.4),
        jk.Transition("sign", "use", probability=0.9),
        jk.Transition("use", "owner", probability=0.7),
        jk.Transition("use", "fan", probability=0.2),
    ],
)


def test_a_goal_is_all_successes_or_an_outcome_or_a_step():
    assert goal_of(SOLAR) == {"owner", "fan"}
    assert goal_of(SOLAR, "gave_up") == goal_of(SOLAR, SOLAR.outcome("gave_up")) == {"gave_up"}
    assert goal_of(SOLAR, SOLAR.step("sign")) == {"sign"}
    assert goal_of(SOLAR, ["sign", SOLAR.outcome("fan")]) == {"sign", "fan"}


def test_a_map_without_successes_falls_back_on_its_goal_steps_and_else_says_how_to_mend():
    line = jk.JourneyMap(stages=[jk.Stage("a", ["x", jk.Touchpoint("y", goal=True)])])
    assert goal_of(line) == {"y"}
    with pytest.raises(ValueError, match="name a goal, like goal='z'"):
        goal_of(jk.JourneyMap(stages=[jk.Stage("a", ["x", "z"])]))
    with pytest.raises(ValueError, match=r"name a goal$"):
        goal_of(jk.JourneyMap())


@pytest.mark.parametrize(
    ("goal", "message"),
    [
        ("sing", "did you mean 'sign'"),
        (3, "outcome or step 3"),
        (math.nan, "unknown"),
        (".drop_off", "unknown"),
    ],
)
def test_what_is_no_outcome_or_step_is_no_goal(goal, message):
    with pytest.raises(jk.UnknownName, match=message):
        goal_of(SOLAR, goal)
    with pytest.raises(ValueError, match="none is named"):
        goal_of(SOLAR, [])


def test_the_probability_to_reach_outcomes_and_steps():
    ((_, chain),) = chains(SOLAR)
    solver = Solver(chain)
    met = 0.6 * 0.3 / (1 - 0.6 * 0.5)  # quote → think → sign, going round by think → quote
    assert np.allclose(reach(chain, solver, ["sign"]), [met, 0.3 + 0.5 * met, 1, 0], atol=1e-15)
    assert np.allclose(reach(chain, solver, ["owner", "fan"])[0], met * 0.9 * 0.9, atol=1e-15)
    assert np.allclose(reach(chain, solver, ["use", "gave_up"])[0], met * 0.9 + 0.4 / (1 - 0.6 * 0.5), atol=1e-15)
    assert reach(chain, solver, ["think"]).tolist()[:2] == [0.6, 1.0]
    assert reach(chain, solver, ["someone_elses"]).tolist() == [0, 0, 0, 0]
