"""What a single wrong value is told: what is wrong, and how to write it."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

import journeykit as jk


def message(tree):
    with pytest.raises(ValidationError) as caught:
        jk.JourneyMap.model_validate(tree)
    (fault,) = caught.value.errors()
    return fault["msg"]


def step(**fields):
    return {"stages": [{"id": "s", "steps": [{"touchpoint": "a", **fields}]}]}


@pytest.mark.parametrize(
    ("tree", "words"),
    [
        ({"title": None, "note": {"a": "b"}}, "a colon in prose needs quotes"),
        ({"note": ["a"]}, "one text, not a list"),
        ({"note": 3}, "not 3: put it in quotes"),
        ({"note": jk.Persona("anna")}, "not a Persona: write its id, 'anna'"),
        ({"note": jk.Scope()}, "not a Scope"),
        (step(emotion="1.5"), "without quotes"),
        (step(emotion="1,5"), "1.5"),
        (step(drop_off="20 percent"), "write 20 %"),
        (step(drop_off=20), "or a percentage: 20 %"),
        (step(count="many"), "a whole number, not 'many'"),
        (step(count=1.5), "whole number"),
        (step(effort=None, value="x"), "must be a number, not 'x'"),
        (step(cost_to_serve=-1), "at least 0"),
        (step(entry=0), "above 0"),
        (step(goal="yes"), "true or false"),
        (step(emotion={}), "at least one item"),
        (step(moment_of_truth=3), "MomentOfTruth"),
        (step(journey="anna, ben"), "several stand in a list, [anna, ben]"),
        (step(journey="Anna!"), "like 'anna'"),
        (step(colour="red"), "unknown key 'colour'"),
        (step(**{"x" * 200: 1}), "…"),
        (step(demand="vlue"), "did you mean 'value'?"),
        ({"stages": None}, "empty"),
        ({"stages": 3}, "Stage"),
        ({"scope": 3}, "takes a Scope"),
        ({"scope": {"durable": "yes"}}, "true or false"),
        ({"stages": [{"id": "s", "steps": [None]}]}, "a step begins with its kind and id"),
        ({"stages": [{"id": "s", "steps": [3]}]}, "a step begins with its kind and id"),
        ({"stages": [{"id": "s", "steps": [{"x": 1}]}]}, "a step begins with its kind and id"),
        ({"stages": [jk.Stage("s"), {"id": "t", "steps": [jk.Outcome("done")]}]}, "an Outcome ends the journey"),
        ({"personas": [{"id": "anna", "when": {"colum": 1}}]}, "a rule on data has a 'column'"),
        ({"evidence": [{"id": "talks", "date": "4 May"}]}, "write it like 2026-05-04"),
        ({"reviewed": 20260504}, "write it like 2026-05-04"),
        ({"metrics": [{"id": "nps", "interval": 3}]}, "list"),
        ({"metrics": [{"id": "nps", "value": float("nan")}]}, "finite"),
        ({"scope": {"timeframe": "a while"}}, "write it like '18 weeks'"),
        ({"flow": [{"from": "a"}], "stages": [{"id": "s", "steps": ["a"]}]}, "'to' is missing"),
    ],
)
def test_a_wrong_value_is_told_how_it_is_written(tree, words):
    assert words in message(tree)


def test_setting_a_field_is_told_about_replace():
    with pytest.raises(ValidationError, match=r"frozen"):
        jk.Touchpoint("a").title = "T"


@pytest.mark.parametrize("reader", ["intensity", "feelings", "expectations", "objections"])
def test_each_reader_reads_its_own_field(reader):
    value = 3 if reader == "intensity" else ["x"]
    read = getattr(jk.Touchpoint("a", **{reader: {"anna": value}}), f"{reader}_of")
    assert read("anna")
    assert not read("ben")
