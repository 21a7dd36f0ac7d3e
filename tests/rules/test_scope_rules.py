"""1xx: whose journey, from where to where, and whether its stages hold anything."""

from __future__ import annotations

import pytest

import journeykit as jk


def found(journey, rule):
    return [(each.place, each.message) for each in jk.check(journey, rule)]


@pytest.mark.parametrize("maturity", ["sketch", "research", "release", None])
def test_a_first_sketch_gets_few_findings(maturity):
    first = jk.loads("title: First\nstages:\n  - {id: one, steps: [a, b]}\n  - {id: two, steps: [c, d]}", "yaml")
    found = [each.code for each in jk.check(first.replace(maturity=maturity))]
    assert found[:1] == ["JK101"]
    assert len(found) <= (7 if maturity == "release" else 4)


def test_the_scope_names_what_is_missing():
    stages = [jk.Stage("one", ["a"])]
    full = jk.Scope(trigger="t", end="e", timeframe="1 day")
    for scope, said in [
        (None, "the scope names no trigger, end or timeframe"),
        (full.replace(end=None), "the scope names no end"),
        (full.replace(trigger=None, timeframe=None), "the scope names no trigger or timeframe"),
    ]:
        assert found(jk.JourneyMap(stages=stages, scope=scope), "JK102") == [("scope", said)]
    assert not found(jk.JourneyMap(stages=stages, scope=full), "JK102")


def test_what_the_scope_rule_proposes_is_a_scope():
    (hint,) = jk.check(jk.JourneyMap(), "JK102")
    proposed = [
        part.strip("`") for part in hint.repair.removeprefix("write under `scope` something like ").split("`, `")
    ]
    text = "scope:\n" + "".join(f"  {line}\n" for line in proposed) + "stages: [{id: a, steps: [b]}]"
    assert not jk.check(jk.loads(text, "yaml"), "JK102")


def test_each_empty_stage_is_told():
    stages = [jk.Stage("one", ["a"]), jk.Stage("two"), jk.Stage("three")]
    assert found(jk.JourneyMap(stages=stages), "JK103") == [
        ("stages[1]", "the stage 'two' has no steps"),
        ("stages[2]", "the stage 'three' has no steps"),
    ]


@pytest.mark.parametrize(
    ("stages", "said"),
    [([], "no stages and no steps"), ([jk.Stage("one"), jk.Stage("two")], "has stages and no steps")],
)
def test_a_map_without_steps_is_told_once(stages, said):
    ((place, message),) = found(jk.JourneyMap(stages=stages), "JK103")
    assert place == "stages"
    assert said in message
