"""4xx for maps that rest on research: no feelings, only good ones, falls, ends, waits, moments, whose view it is."""

from __future__ import annotations

import pytest

import journeykit as jk
from journeykit.rules import rule_called


def found(journey, rule):
    return [(each.place, each.message) for each in rule_called(rule).findings(journey)]


def felt(*emotions, **fields):
    steps = [jk.Touchpoint(f"t{index}", emotion=value) for index, value in enumerate(emotions)]
    return jk.JourneyMap("m", stages=[jk.Stage("s", steps)], **fields)


@pytest.mark.parametrize(
    ("journey", "minded"),
    [
        (felt(None, None, None), True),
        (felt(None, None), False),
        (felt(None, 0, None), False),
        (felt(None, None, None, state="future"), False),
        (felt(None, None, None).replace_step("t1", feelings="lost"), False),
    ],
)
def test_a_map_says_how_something_feels(journey, minded):
    assert found(journey, "no-emotion") == ([("stages", "none of 3 steps says how it feels")] if minded else [])


@pytest.mark.parametrize(
    ("emotions", "minded"),
    [
        ((1, 1, 2, 0.5), True),
        ((1, 1, 2), False),
        ((1, 1, 2, 0), False),
        ((1, 1, None, 2), False),
    ],
)
def test_journeys_of_today_have_a_low(emotions, minded):
    assert bool(found(felt(*emotions), "all-rosy")) == minded
    assert not found(felt(*emotions, state="future"), "all-rosy")


def test_feelings_of_each_persona_count():
    people = [jk.Persona("a"), jk.Persona("b")]
    good = felt({"a": 1, "b": 1}, {"a": 2, "b": 2}, personas=people)
    assert found(good, "JK403")
    assert not found(good.replace_step("t1", emotion={"a": 2, "b": -1}), "JK403")


@pytest.mark.parametrize(
    ("before", "after", "extra", "minded"),
    [
        (1.5, -1.5, {}, True),
        (1, -1.5, {}, False),
        (1.5, -1.5, {"pains": "x"}, False),
        (1.5, -1.5, {"thoughts": "x"}, False),
        (-1.5, 1.5, {}, False),
        ({"a": 2, "b": 0}, {"a": -2, "b": 0}, {}, True),
        ({"a": 2}, {"b": -2}, {}, False),
        (None, -2, {}, False),
    ],
)
def test_falls_are_explained(before, after, extra, minded):
    people = [jk.Persona("a"), jk.Persona("b")]
    journey = felt(before, after, personas=people).replace_step("t1", **extra)
    assert [place for place, _ in found(journey, "unexplained-fall")] == (
        ["stages[0].steps[1].emotion"] if minded else []
    )


def test_a_fall_that_another_rule_explains_is_told_once():
    assert [each.code for each in jk.check(felt(2, -1.5), ["JK401", "JK404"])] == ["JK401"]
    assert [each.code for each in jk.check(felt(2, -1.5), "JK404")] == ["JK404"]


@pytest.mark.parametrize(
    ("emotions", "outcome", "minded"),
    [
        ((1, -1), {}, True),
        ((-1, 1), {}, False),
        ((1, -1), {"emotion": 1}, False),
        ((1, 1), {"emotion": -1}, True),
        ((1, None), {}, False),
        ((1, -1), {"result": "failure"}, False),
    ],
)
def test_success_ends_well(emotions, outcome, minded):
    journey = felt(
        *emotions, outcomes=[jk.Outcome("end", **({"result": "success"} | outcome))], flow=["t0 >> t1 >> end"]
    )
    assert [place for place, _ in found(journey, "low-ending")] == (["outcomes[0]"] if minded else [])


def test_ends_are_weighted_by_how_many_come_from_them():
    ends = felt(0, -1, 1, outcomes=[jk.Outcome("end", result="success")])
    few = [{"from": "t0", "to": "t1", "probability": 0.2}, {"from": "t0", "to": "t2", "probability": 0.8}]
    many = [{"from": "t0", "to": "t1", "probability": 0.8}, {"from": "t0", "to": "t2", "probability": 0.2}]
    assert not found(ends.replace(flow=[*few, "t1 >> end", "t2 >> end"]), "JK405")
    assert (
        found(ends.replace(flow=[*many, "t1 >> end", "t2 >> end"]), "JK405")[0][1]
        == "those who reach 'end' end at -0.6"
    )


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        ({"duration": "14 weeks"}, "lasts 14 weeks"),
        ({"duration": "6 days"}, None),
        ({"duration": "6 days", "emotion": -1}, "feels bad"),
        ({"emotion": {"a": 1, "b": -2}}, "feels bad"),
        ({"duration": "14 weeks", "promise": "12 weeks"}, None),
        ({}, None),
    ],
)
def test_waits_come_with_a_promise(wait, words):
    people = [jk.Persona("a"), jk.Persona("b")]
    journey = jk.JourneyMap(
        personas=people, stages=[jk.Stage("s", [jk.Wait("w", **wait), jk.Action("go", duration="9 weeks")])]
    )
    assert [words in message for _, message in found(journey, "JK406")] == ([True] if words else [])


@pytest.mark.parametrize(
    ("moment", "evidence", "minded"),
    [
        (True, (), True),
        ({"type": "ZMOT"}, (), True),
        ({"why": "they leave"}, (), False),
        (True, "talks", False),
        (True, "guess", True),
        (None, (), False),
    ],
)
def test_moments_of_truth_have_a_reason(moment, evidence, minded):
    sources = [jk.Evidence("talks", kind="interview"), jk.Evidence("guess", kind="assumption")]
    step = jk.Touchpoint("t", moment_of_truth=moment, evidence=evidence)
    journey = jk.JourneyMap(
        evidence=[sources[0] if evidence == "talks" else sources[1]], stages=[jk.Stage("s", [step])]
    )
    assert [place for place, _ in found(journey, "JK407")] == (["stages[0].steps[0].moment_of_truth"] if minded else [])


def test_feelings_are_of_those_who_are_there():
    people = [jk.Persona("a"), jk.Persona("b"), jk.Persona("c")]
    step = jk.Touchpoint("t", personas="a", emotion={"a": 1, "b": 0, "c": 1}, thoughts={"a": "x"})
    journey = jk.JourneyMap(personas=people, stages=[jk.Stage("s", [step])])
    assert found(journey, "stray-emotion") == [
        ("stages[0].steps[0].emotion", "'t' states emotion of 'b' and 'c', who do not meet it")
    ]
    assert not found(journey.replace_step("t", personas=()), "stray-emotion")


@pytest.mark.parametrize(
    ("fields", "minded"),
    [
        ({"emotion": {"user": 1}}, True),
        ({"emotion": 1}, True),
        ({"emotion": {"chief": 1}}, False),
        ({"thoughts": {"chief": "no"}}, False),
        ({"emotion": 1, "personas": "chief"}, False),
        ({"personas": "chief"}, True),
    ],
)
def test_the_decider_is_heard(fields, minded):
    group = [jk.Persona("user", roles="user"), jk.Persona("chief", roles="decider")]
    journey = jk.JourneyMap(personas=group, cast="together", stages=[jk.Stage("s", [jk.Touchpoint("t", **fields)])])
    assert [place for place, _ in found(journey, "JK409")] == (["personas[1]"] if minded else [])
    assert not found(journey.replace(cast="alternatives"), "JK409")
