"""The rules of the language about people, ids, shares and shown names, one by one."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

import journeykit as jk
from journeykit.model import FrozenMap


def stages(*steps):
    return [jk.Stage("only", list(steps))]


def pairs(journey):
    return [(move.source, move.target) for move in journey.transitions]


def faults(*args, **data):
    with pytest.raises(ValidationError) as caught:
        jk.JourneyMap(*args, **data)
    return [(".".join(map(str, fault["loc"])), fault["type"], fault["msg"]) for fault in caught.value.errors()]


QUOTE, SIGN, TELL = jk.Touchpoint("quote", emotion=-1), jk.Touchpoint("sign"), jk.Action("tell")
LIVES, GAVE_UP = jk.Outcome("lives", result="success"), jk.Outcome("gave_up", result="failure")
PEOPLE = [jk.Persona("anna"), jk.Persona("ben"), jk.Persona("cleo")]


def test_disjoint_personas_may_each_qualify_the_same_pair():
    flow = [QUOTE.to(SIGN, 0.2, personas="anna"), QUOTE.to(SIGN, 0.9, personas=["ben"])]
    assert len(jk.JourneyMap(personas=PEOPLE, stages=stages(QUOTE, SIGN), flow=flow).transitions) == 2
    (fault,) = faults(personas=PEOPLE, stages=stages(QUOTE, SIGN), flow=[*flow, QUOTE.to(SIGN, 0.1, personas="ben")])
    assert fault[1] == "qualified_twice"


def test_a_repeat_holds_for_those_of_whom_nothing_is_said():
    flow = [QUOTE.to(SIGN, 0.2, personas="anna"), "quote >> sign"]
    journey = jk.JourneyMap(personas=PEOPLE, stages=stages(QUOTE, SIGN), flow=flow)
    assert journey.transitions[1] == jk.Transition("quote", "sign", personas=["ben", "cleo"])
    together = journey.replace(cast="together")
    assert together.transitions == (jk.Transition("quote", "sign", probability=0.2, personas=["anna"]),)


def test_moves_of_named_personas_join_and_stay_theirs():
    flow = [QUOTE.to(SIGN, personas="anna"), QUOTE.to(SIGN, personas="ben")]
    journey = jk.JourneyMap(personas=PEOPLE, stages=stages(QUOTE, SIGN), flow=flow)
    assert journey.transitions == (jk.Transition("quote", "sign", personas=["anna", "ben"]),)
    journey = journey.replace(flow=[QUOTE.to(SIGN, 0.4, personas="anna"), QUOTE.to(SIGN, personas="ben")])
    assert journey.transitions[1] == jk.Transition("quote", "sign", personas=["ben"])


def test_a_persona_takes_the_line_through_the_steps_they_meet():
    only_ben = jk.Touchpoint("sign", personas="ben")
    journey = jk.JourneyMap(personas=PEOPLE[:2], stages=stages(QUOTE, only_ben, TELL))
    assert journey.transitions == (
        jk.Transition("quote", "tell", personas=["anna"]),
        jk.Transition("quote", "sign", personas=["ben"]),
        jk.Transition("sign", "tell", personas=["ben"]),
    )
    assert pairs(journey.replace(cast="together")) == [("quote", "sign"), ("sign", "tell")]


@pytest.mark.parametrize("bad", ["Quote", "1st", "_a", "a-b", "", "a" * 65, "ä", "a\n", "a b"])
def test_ids_are_snake_case_of_at_most_64_signs(bad):
    with pytest.raises(ValidationError):
        jk.Touchpoint(bad)


def test_ids_are_unique_among_steps_and_outcomes_together():
    (fault,) = faults(stages=stages("lives"), outcomes=[LIVES])
    assert fault[:2] == ("outcomes.0.id", "duplicate_id")


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ({"stages": [jk.Stage("a"), jk.Stage("a")]}, "stages.1.id"),
        ({"personas": [jk.Persona("a"), jk.Persona("a")]}, "personas.1.id"),
        ({"evidence": [jk.Evidence("a"), jk.Evidence("a")]}, "evidence.1.id"),
        ({"stages": [jk.Stage("a", ["x"]), jk.Stage("b", ["x"])]}, "stages.1.steps.0.id"),
    ],
)
def test_ids_are_unique_among_their_kind(data, place):
    assert [fault[:2] for fault in faults(**data)] == [(place, "duplicate_id")]


def test_a_stage_a_persona_and_a_step_may_share_an_id():
    jk.JourneyMap("a", evidence=jk.Evidence("a"), personas=jk.Persona("a"), stages=jk.Stage("a", ["a"]))


def test_feelings_are_for_all_or_by_persona():
    step = jk.Touchpoint("quote", emotion={"ben": -1, "anna": 1.5}, thoughts="hm", needs={"anna": "calm"})
    assert step.emotion == FrozenMap({"anna": 1.5, "ben": -1.0})
    assert (step.emotion_of("anna"), step.emotion_of(jk.Persona("ben")), step.emotion_of("cleo")) == (1.5, -1.0, None)
    assert step.thoughts_of("anyone") == ("hm",)
    assert (step.needs_of("anna"), step.needs_of("ben")) == ((jk.Need("calm"),), ())


def test_who_does_not_meet_a_step_feels_nothing_there():
    step = jk.Touchpoint("quote", emotion=1, thoughts="hm", personas="anna")
    assert (step.emotion_of("anna"), step.emotion_of("ben"), step.thoughts_of("ben")) == (1.0, None, ())
    assert jk.Touchpoint("quote", emotion=1).emotion_of(jk.Persona("clerk", side="employee")) is None


def test_personas_are_given_by_value_or_id():
    assert jk.Touchpoint("quote", personas=[jk.Persona("anna"), "ben"]).personas == ("anna", "ben")


def test_an_entry_is_a_weight():
    assert [jk.Touchpoint("a", entry=given).entry for given in (True, 1, 2.5, False, None)] == [
        1.0,
        1.0,
        2.5,
        None,
        None,
    ]
    with pytest.raises(ValidationError):
        jk.Touchpoint("a", entry=0)


def test_probabilities_are_shares_or_percentages():
    assert jk.Transition("a", "b", probability="35 %").probability == 0.35
    for bad in (1.1, -0.1, "101 %", "0.5", True, float("nan")):
        with pytest.raises(ValidationError):
            jk.Transition("a", "b", probability=bad)


def test_probabilities_of_one_step_are_at_most_1():
    flow = [QUOTE.to(SIGN, 0.6), QUOTE.to(TELL, 0.3)]
    leaky = [QUOTE.replace(drop_off=0.2), SIGN, TELL]
    (fault,) = faults(stages=stages(*leaky), flow=[leaky[0].to(SIGN, 0.6), leaky[0].to(TELL, 0.3)])
    assert fault[:2] == ("flow.1.probability", "over_one")
    assert "0.6 + 0.3 + drop_off 0.2 = 1.1" in fault[2]
    jk.JourneyMap(stages=stages(QUOTE, SIGN, TELL), flow=flow)
    jk.JourneyMap(stages=stages(QUOTE, SIGN), flow=[QUOTE.to(SIGN, 0.7), QUOTE.to(QUOTE, 0.3 + 5e-10)])


def test_the_probabilities_of_a_group_are_those_of_one_chain():
    flow = [QUOTE.to(SIGN, 0.6, personas="anna"), QUOTE.to(SIGN, 0.6, personas="ben")]
    jk.JourneyMap(personas=PEOPLE, stages=stages(QUOTE, SIGN), flow=flow)
    assert faults(personas=PEOPLE, cast="together", stages=stages(QUOTE, SIGN), flow=flow)[0][1] == "over_one"


def test_nothing_leaves_an_outcome():
    (fault,) = faults(stages=stages(QUOTE), outcomes=[LIVES], flow=["quote >> lives >> quote"])
    assert fault[:2] == ("flow.0.1", "leaves_outcome")


def test_missing_titles_are_shown_and_never_stored():
    assert (GAVE_UP.label, GAVE_UP.title) == ("Gave up", None)
    assert jk.Touchpoint("a", "").label == ""
