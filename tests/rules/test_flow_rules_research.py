"""3xx for maps that rest on research: guesses, failures, switches, loops, ends, size."""

from __future__ import annotations

import pytest

import journeykit as jk
from journeykit.rules import rule_called

ENDS = [jk.Outcome("won", result="success"), jk.Outcome("lost", result="failure")]


def found(journey, rule):
    return [(each.place, each.message) for each in rule_called(rule).findings(journey)]


def line(*flow, steps="abc", outcomes=ENDS, **fields):
    made = [jk.Touchpoint(each, **fields.pop(each, {})) for each in steps]
    return jk.JourneyMap("m", stages=[jk.Stage("s", made)], outcomes=outcomes, flow=list(flow), **fields)


def move(source, target, **fields):
    return {"from": source, "to": target, **fields}


@pytest.mark.parametrize(
    ("flow", "place"),
    [
        (["a >> b >> c >> won", "b >> lost"], ["stages[0].steps[1]"]),
        (["a >> b >> c >> won", move("b", "lost", probability=0.2)], []),
        (["a >> b >> c >> won", move("b", "lost", count=3), move("b", "c", count=7)], []),
        (["a >> b >> c >> won", "a >> c"], []),
        (["a >> b >> lost", "a >> c >> won"], []),
        (["a >> b >> c >> won"], []),
    ],
)
def test_turning_points_are_known(flow, place):
    assert [each for each, _ in found(line(*flow), "JK305")] == place


@pytest.mark.parametrize(
    ("flow", "minded"),
    [
        (["a >> b >> lost", "a >> c >> won"], True),
        (["a >> b >> lost", "b >> c >> won"], False),
        (["a >> b >> lost", "a >> c >> lost", "c >> won"], False),
        (["a >> b >> c >> won"], False),
        (["a >> b >> lost", "b >> a", "a >> c >> won"], False),
    ],
)
def test_somebody_comes_back_before_a_failure(flow, minded):
    assert [place for place, _ in found(line(*flow), "JK306")] == (["outcomes[1]"] if minded else [])


@pytest.mark.parametrize(
    ("first", "second", "handover", "words"),
    [
        ({"channel": "chat"}, {"channel": "phone", "pains": "again"}, None, "from a screen to a person"),
        ({"channel": "chat"}, {"channel": "phone", "pains": "again"}, "a note", None),
        ({"channel": "chat"}, {"channel": "phone"}, None, None),
        ({"channel": "chat", "emotion": 1}, {"channel": "phone", "emotion": 0}, None, "feel worse there"),
        ({"channel": "chat", "emotion": 1}, {"channel": "phone", "emotion": 1}, None, None),
        ({"channel": "phone"}, {"channel": "chat", "pains": "again"}, None, None),
        ({"ownership": "brand"}, {"ownership": "partner", "pains": "again"}, None, "from the brand to a partner"),
        ({"channel": "web", "ownership": "external"}, {"channel": "store", "pains": "again"}, None, None),
        ({"channel": "web"}, {"channel": "word_of_mouth", "pains": "again"}, None, None),
    ],
)
def test_switches_are_handed_over(first, second, handover, words):
    journey = line(move("a", "b", handover=handover), "b >> c >> won", a=first, b=second)
    assert [words in message for _, message in found(journey, "JK307")] == ([True] if words else [])


def test_several_ways_into_support_come_from_something():
    journey = line("a >> b", "a >> c", b={"title": "Calls the help desk"}, c={"demand": "failure"})
    assert found(journey, "JK308") == [("stages[0].steps[0]", "2 ways lead from 'a' into support: 'b' and 'c'")]
    assert not found(line("a >> b", "a >> c", b={"title": "Calls the help desk"}), "JK308")
    german = line(
        "a >> b", "a >> c", b={"title": "Ruft den Kundendienst an"}, c={"title": "Reklamation"}, language="de"
    )
    assert found(german, "JK308")
    assert not found(german.replace(language="en"), "JK308")


@pytest.mark.parametrize(
    ("back", "minded"),
    [({}, True), ({"when": "again"}, False), ({"note": "habit"}, False), ({"handover": "x"}, True)],
)
def test_ways_back_have_a_reason(back, minded):
    journey = line("a >> b >> c >> won", move("b", "a", probability=0.2, **back))
    assert bool(found(journey, "JK309")) == minded


def test_a_step_that_repeats_itself_is_a_way_back():
    assert found(line("a >> b >> c >> won", move("b", "b", probability=0.5)), "JK309") == [
        ("stages[0].steps[1]", "nothing says why customers go back from 'b' to 'b'")
    ]


def test_ends_are_reached():
    assert found(line("a >> b >> c >> won"), "JK310") == [("outcomes[1]", "no journey ends as 'lost'")]
    assert not found(jk.JourneyMap(outcomes=ENDS), "JK310")
    assert [each.code for each in jk.check(line("a >> b", "c >> won"), ["JK301", "JK310"])] == ["JK301", "JK310"]


def test_an_unreachable_step_explains_the_end_behind_it():
    codes = [each.code for each in jk.check(line(), ["JK301", "JK310"])]
    assert codes == ["JK301"]


def test_personas_get_to_their_steps():
    people = [jk.Persona("anna"), jk.Persona("ben"), jk.Persona("eve", side="employee")]
    flow = ["a >> b >> c", "c >> d"]
    mine = {"b": {"personas": "ben"}, "d": {"personas": ["anna", "eve"]}}
    journey = line(*flow, steps="abcd", outcomes=(), personas=people, **mine)
    assert found(journey, "unmet-step") == [("stages[0].steps[3]", "'anna' should meet 'd', and has no way to it")]
    assert not found(line("a >> b >> c", "a >> c >> d", steps="abcd", outcomes=(), personas=people, **mine), "JK311")
    assert not found(journey.replace(cast="together"), "JK311")


@pytest.mark.parametrize(
    ("stages", "steps", "words"),
    [
        (3, 2, None),
        (8, 2, None),
        (2, 2, "2 stages, where 3 to 8 can be read"),
        (9, 2, "9 stages"),
        (3, 7, "21 steps, more than 20"),
        (1, 30, "30 steps, more than 20 and 1 stage"),
    ],
)
def test_maps_can_be_read(stages, steps, words):
    made = [jk.Stage(f"s{s}", [jk.Touchpoint(f"t{s}_{t}") for t in range(steps)]) for s in range(stages)]
    told = found(jk.JourneyMap(stages=made), "JK312")
    assert [words in message for _, message in told] == ([True] if words else [])
    assert not found(jk.JourneyMap(stages=made, parent="whole"), "JK312")


@pytest.mark.parametrize(("second", "minded"), [({}, True), ({"personas": "ben"}, False)])
def test_transitions_are_stated_once(second, minded):
    first = move("a", "b", when="x", personas="anna")
    people = [jk.Persona("anna"), jk.Persona("ben")]
    journey = line(first, {**first, **second}, "b >> c >> won", personas=people)
    told = rule_called("JK313").findings(journey)
    assert [(each.place, each.fixes[0].kind) for each in told] == ([("flow[1]", "remove")] if minded else [])
    assert not found(line("a >> b", "a >> b", "b >> c"), "JK313")
