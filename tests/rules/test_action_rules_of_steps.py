"""5xx: what the steps of a map ask for: owners behind them, barriers, failure demand, questions."""

from __future__ import annotations

import pytest

import journeykit as jk
from journeykit.rules import rule_called

HERE = "stages[0].steps[0]"


def found(journey, rule):
    return [(each.place, each.message) for each in rule_called(rule).findings(journey)]


def at(*steps, **fields):
    return jk.JourneyMap("m", stages=[jk.Stage("s", list(steps), **fields)])


# behind the steps


@pytest.mark.parametrize(
    ("step", "stage", "said"),
    [
        ({"backstage": "crew planning", "support": "warehouse"}, {}, "'crew planning' and 'warehouse'"),
        ({"backstage": jk.Process("crew planning", owner="Operations"), "support": "warehouse"}, {}, "'warehouse'"),
        ({"frontstage": "fitters", "physical_evidence": "van"}, {}, None),
        ({"backstage": "crew planning", "owners": "Operations"}, {}, None),
        ({"backstage": "crew planning"}, {"owners": "Operations"}, None),
    ],
)
def test_somebody_answers_for_what_is_out_of_sight(step, stage, said):
    told = [(HERE, f"nobody answers for {said} behind 't'")] if said else []
    assert found(at(jk.Touchpoint("t", **step), **stage), "unowned-backstage") == told


def test_many_steps_without_owners_are_one_finding():
    journey = at(*[jk.Touchpoint(name, backstage="work") for name in "abcd"])
    (finding,) = jk.check(journey, "JK514")
    assert finding.message.startswith("4 steps have work behind them that nobody answers for: 'a', 'b', 'c'")


# barriers and failure demand


@pytest.mark.parametrize(
    ("pain", "step", "minded"),
    [
        ({"barrier": True}, {}, True),
        ({"barrier": True, "severity": 1}, {}, True),
        ({}, {}, False),
        ({"barrier": True, "opportunities": "ask"}, {}, False),
        ({"barrier": True}, {"opportunities": "ask"}, False),
    ],
)
def test_something_is_done_about_a_barrier(pain, step, minded):
    journey = at(jk.Touchpoint("t", pains=jk.PainPoint("no lease", **pain), **step))
    message = "'no lease' keeps people from going on at 't', and leads to no opportunity"
    assert found(journey, "unanswered-barrier") == ([(f"{HERE}.pains[0]", message)] if minded else [])


def test_one_pain_is_told_once():
    severe = at(jk.Touchpoint("t", pains=jk.PainPoint("no lease", barrier=True, severity=5)))
    assert [each.code for each in jk.check(severe, ["JK502", "JK515"])] == ["JK502"]
    assert [each.code for each in jk.check(severe, "JK515")] == ["JK515"]
    shared = jk.PainPoint("no lease", "lease", barrier=True)
    twice = at(jk.Touchpoint("a", pains=shared), jk.Touchpoint("b", pains=shared))
    assert [place for place, _ in found(twice, "JK515")] == [f"{HERE}.pains[0]"]
    assert not found(twice.replace_step("b", opportunities="ask"), "JK515")
    apart = at(jk.Touchpoint("a", pains=[jk.PainPoint("x", barrier=True), jk.PainPoint("y", barrier=True)]))
    assert len(found(apart, "JK515")) == 2


@pytest.mark.parametrize(
    ("step", "minded"),
    [
        (jk.Touchpoint("t", demand="failure"), True),
        (jk.Touchpoint("t", demand="failure", ownership="partner"), True),
        (jk.Touchpoint("t", demand="failure", cost_to_serve=0), False),
        (jk.Touchpoint("t", demand="failure", ownership="external"), False),
        (jk.Touchpoint("t", demand="value"), False),
        (jk.Action("t", demand="failure"), False),
        (jk.Touchpoint("t"), False),
    ],
)
def test_failure_demand_has_a_cost(step, minded):
    message = "'t' is there because something failed, and nothing says what a visit costs"
    assert found(at(step), "uncosted-failure-demand") == ([(HERE, message)] if minded else [])


# questions


@pytest.mark.parametrize(
    ("step", "stage", "places"),
    [
        ({"questions": "how much?"}, {}, [f"{HERE}.questions"]),
        ({"questions": "how much?", "content": "prices"}, {}, []),
        ({"questions": "how much?"}, {"content": "prices"}, []),
        ({"questions": "how much?", "channel": "web"}, {}, [f"{HERE}.questions"]),
        ({"questions": "how much?", "channel": "own"}, {}, [f"{HERE}.questions"]),
        ({"questions": "how much?", "channel": "phone"}, {}, []),
        ({"questions": "how much?", "channel": "store"}, {}, []),
        ({"questions": "how much?", "frontstage": "seller"}, {}, []),
        ({}, {"questions": "how much?"}, ["stages[0].questions"]),
        ({"content": "prices"}, {"questions": "how much?"}, []),
        ({"channel": "phone"}, {"questions": "how much?"}, []),
        ({"questions": "why?"}, {"questions": "how much?"}, ["stages[0].questions", f"{HERE}.questions"]),
    ],
)
def test_questions_are_answered(step, stage, places):
    told = found(at(jk.Touchpoint("t", **step), **stage), "unanswered-questions")
    assert [place for place, _ in told] == places


def test_an_unanswered_question_is_quoted():
    assert found(at(jk.Action("t", questions=["a?", "b?"])), "JK517")[0][1] == "nothing answers 'a?' and 'b?' at 't'"
    assert found(at("t", questions="a?"), "JK517")[0][1] == "nothing answers 'a?' in the stage 's'"
