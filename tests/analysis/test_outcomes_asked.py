"""What a question may not be, and what the answer is as a value and a table."""

import copy
import math
import pickle

import pytest

import journeykit as jk
from analysis.solar import SOLAR


def test_what_cannot_be_asked():
    with pytest.raises(jk.UnknownName, match="did you mean 'quote'"):
        jk.outcomes(SOLAR).visits["qoute"]
    with pytest.raises(jk.UnknownName, match="step or stage 'owner'"):
        jk.outcomes(SOLAR).conversion("owner", "quote")
    with pytest.raises(jk.UnknownName, match="did you mean 'permit'"):
        jk.outcomes(SOLAR).conversion("quote", "permitt")
    with pytest.raises(jk.UnknownName, match="did you mean 'think'"):
        jk.outcomes(SOLAR).variance("thinks")
    with pytest.raises(jk.UnknownName, match="outcome or step 'onwer'"):
        jk.outcomes(SOLAR, goal="onwer")
    with pytest.raises(TypeError, match="outcomes are those of a JourneyMap, not of str"):
        jk.outcomes("solar.yaml")
    lonely = SOLAR.add_step("lonely", stage="build")
    with pytest.raises(ValueError, match="no journey comes to 'lonely'"):
        jk.outcomes(lonely).conversion("lonely", "quote")
    assert jk.outcomes(lonely).visited["lonely"] == 0


@pytest.mark.parametrize("limit", [0, -1, True, math.nan, 2.5, "soon", "0 steps", [1]])
def test_what_is_no_limit(limit):
    with pytest.raises(ValueError, match=r"within=|no duration"):
        jk.outcomes(SOLAR, within=limit)


@pytest.mark.parametrize("rate", [-0.1, math.nan, math.inf, True, "10", "ten % per year", "5 % per decade", [1]])
def test_what_is_no_rate(rate):
    with pytest.raises(ValueError, match="rate"):
        jk.outcomes(SOLAR, rate=rate)


def test_a_trap_is_named_before_anything_is_solved():
    trapped = SOLAR.replace(flow=[*SOLAR.flow, jk.Transition("install", "install", probability=1.0)])
    with pytest.raises(jk.TrapError) as caught:
        jk.outcomes(trapped)
    assert caught.value.steps == ("install",)


def test_the_result_is_a_value_and_a_table():
    import pandas as pd

    found = jk.outcomes(SOLAR, within="1 year", rate=0.1)
    assert (
        found
        == pickle.loads(pickle.dumps(found))
        == copy.copy(found)
        == jk.outcomes(SOLAR, within="12 months", rate=0.1)
    )
    assert found != jk.outcomes(SOLAR)
    assert hash(found) == hash(copy.deepcopy(found))
    with pytest.raises(AttributeError):
        found.goals = ()
    assert list(pd.DataFrame(found.by_outcome).columns) == list(found.rows()[0]) == list(found.to_dict())
    assert [row["outcome"] for row in found.rows()] == ["owner", "gave_up", ".drop_off"]
    assert "<table>" in found._repr_html_()
    assert [row.step for row in found.by_step] == ["quote", "think", "permit", "install"]
    assert str(found).endswith("; 2.83 steps, 52 days")


def test_an_empty_map_and_one_without_a_way():
    found = jk.outcomes(jk.JourneyMap())
    assert (found.steps, found.duration, found.dropped, dict(found.visits)) == (0.0, None, 0.0, {})
    assert str(found) == "no journey begins; 0 steps"
    assert found.rows() == [found.by_outcome.rows()[0]]
    alone = jk.outcomes(jk.JourneyMap(stages=[jk.Stage("s", ["a"])], outcomes=[jk.Outcome("o")], flow=[]))
    assert alone.dropped == 1
