"""1xx for maps that rest on research: what personas are to each other, time, purpose, baseline, aftermath."""

from __future__ import annotations

import pytest

import journeykit as jk
from journeykit.rules import Facts, rule_called
from journeykit.testing import assert_silent


def found(journey, rule, **known):
    return [(each.place, each.message) for each in rule_called(rule).findings(journey, Facts(journey, **known))]


def people(*personas, **fields):
    return jk.JourneyMap(personas=personas, stages=[jk.Stage("s", ["t"])], **fields)


@pytest.mark.parametrize(
    ("journey", "said"),
    [
        (people(jk.Persona("a"), jk.Persona("b"), cast="together"), "'a' and 'b' take part"),
        (people(jk.Persona("a", roles="buyer"), jk.Persona("b"), cast="together"), "'b' takes part"),
        (people(jk.Persona("a", relations=jk.Relation("b", "partner")), jk.Persona("b"), cast="together"), None),
        (people(jk.Persona("a"), jk.Persona("b")), None),
        (people(jk.Persona("a", roles="user"), jk.Persona("b", side="employee"), cast="together"), None),
        (people(jk.Persona("a"), cast="together"), None),
    ],
)
def test_personas_together_have_a_part(journey, said):
    told = found(journey, "unrelated-personas")
    assert [said in message for _, message in told] == ([True] if said else [])


def test_each_customer_wants_something():
    journey = people(
        jk.Persona("a"), jk.Persona("b", goals="x"), jk.Persona("c", needs="y"), jk.Persona("d", side="employee")
    )
    assert found(journey, "aimless-persona") == [("personas[0]", "nothing says what 'A' wants to reach")]
    assert_silent("aimless-persona", journey.replace(scope=jk.Scope(goal="a lower bill")))


def waiting(frame, **fields):
    stages = [jk.Stage("s", [jk.Wait("permit", duration="10 weeks", **fields), "go"])]
    return jk.JourneyMap(stages=stages, scope=jk.Scope(timeframe=frame))


def test_steps_fit_into_the_time_frame():
    assert found(waiting("2 months"), "JK106") == [
        ("scope.timeframe", "the steps take 2.3 months on average, and the time frame is 2 months")
    ]
    assert_silent("JK106", waiting("10 weeks"))
    assert_silent("JK106", waiting(None))
    assert_silent("JK106", jk.JourneyMap(scope=jk.Scope(timeframe="1 day")))


def test_loops_and_gaps_between_steps_count():
    twice = waiting("15 weeks").replace(flow=["permit >> go", {"from": "go", "to": "permit", "probability": 0.5}])
    assert found(twice, "JK106")[0][1].startswith("the steps take 4.6 months on average")
    gap = waiting("11 weeks").replace(flow=[{"from": "permit", "to": "go", "after": "4 weeks"}])
    assert found(gap, "JK106")[0][1].startswith("the steps take 3.2 months")


def test_a_trap_says_nothing_of_time():
    trap = waiting("1 day").replace(flow=["permit >> go", "go >> permit"])
    assert_silent("JK106", trap)


def kinds(*names, **fields):
    return jk.JourneyMap(
        stages=[jk.Stage(f"s{i}", ["t" + str(i)], kind=kind) for i, kind in enumerate(names)], **fields
    )


@pytest.mark.parametrize(
    ("journey", "place"),
    [
        (kinds("before", "during"), "stages[1]"),
        (kinds("during", "before"), "stages[0]"),
        (kinds("before", "during", "after"), None),
        (kinds("before"), None),
        (kinds(None, None), None),
        (kinds("during", scope=jk.Scope(exclusions="use")), None),
        (kinds("during", parent="whole"), None),
    ],
)
def test_something_comes_after_the_purchase(journey, place):
    assert [where for where, _ in found(journey, "ends-at-purchase")] == ([place] if place else [])


def test_a_future_names_what_it_starts_from():
    future = people(state="future")
    assert found(future, "JK108") == [("baseline", "nothing says which map of today this future starts from")]
    assert_silent("JK108", future.replace(baseline="today"))
    assert_silent("JK108", people())


def test_a_purpose_is_more_than_blanks():
    assert found(people(purpose="  "), "no-purpose")
    assert_silent("no-purpose", people(purpose="decide"))


TODAY = jk.JourneyMap("today", stages=[jk.Stage("s", [jk.Touchpoint("quote", emotion=-1, pains=["long", "dear"])])])
FUTURE = TODAY.replace(id="wish", state="future", baseline="today")


@pytest.mark.parametrize(
    ("change", "count"),
    [
        ({"pains": ()}, 2),
        ({"pains": (), "emotion": 0.5}, 0),
        ({"pains": (), "emotion": -1}, 2),
        ({"pains": (), "gains": "short now"}, 0),
        ({"pains": "long"}, 0),
        ({}, 0),
    ],
)
def test_pains_of_today_are_resolved_or_carried(change, count):
    future = FUTURE.replace_step("quote", **change)
    assert len(found(future, "forgotten-pain", baseline=TODAY)) == count
    assert not found(future, "forgotten-pain")


def test_a_step_that_is_gone_takes_its_pains_along():
    future = FUTURE.replace(stages=[jk.Stage("s", ["call"])], flow=None)
    assert not found(future, "forgotten-pain", baseline=TODAY)
    assert not found(TODAY.replace_step("quote", pains=()), "forgotten-pain", baseline=TODAY)
    report = jk.check(FUTURE.replace_step("quote", pains=()), "JK109", baseline=TODAY)
    assert [each.step for each in report] == ["quote", "quote"]
