"""Proposals say what their own maps do; nothing is applied."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from analysis.lever_maps import ENDS, journeys
from journeykit.analysis.chain import chains
from journeykit.analysis.goals import goal_of, reach
from journeykit.analysis.joining import joined
from journeykit.analysis.leaving import Departures
from journeykit.analysis.simplify import simplify
from journeykit.analysis.solve import Solver
from journeykit.errors import TrapError, UnknownName
from journeykit.graph import moves
from journeykit.model import JourneyMap, Outcome, Persona, Stage, Touchpoint, Transition
from journeykit.testing import maps

MANY = settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))


def success(journey, goals):
    return sum(weight * float(chain.entry @ reach(chain, Solver(chain), goals)) for weight, chain in chains(journey))


def shares(journey, persona):
    found = moves(journey, persona)
    out = {step: {None: share} for step, share in found.drop_off.items()}
    for step, share in found.ends.items():
        out[step][".end"] = share
    for move in found.moves:
        out[move.source][move.target] = move.probability
    return out, found.entries


@MANY
@given(journeys(steps=6), st.sampled_from([None, "won", "other", "s1", ("won", "s2")]))
def test_a_proposal_s_numbers_are_those_of_its_map(journey, goal):
    named = goal if isinstance(goal, tuple) else (goal,)
    assume(goal is None or {each.id for each in (*journey.steps, *journey.outcomes)}.issuperset(named))
    goals = goal_of(journey, goal)
    now = success(journey, goals)
    before = journey.model_dump_json()
    found = simplify(journey, goal)
    assert journey.model_dump_json() == before
    event(f"{min(len(found), 3)} proposals")
    for each in found[:3]:
        new = each.map()
        assert {step.id for step in new.steps} == {step.id for step in journey.steps} - {each.step}
        then = success(new, goals)
        assert each.success == pytest.approx(then, abs=1e-10)
        assert each.gain == pytest.approx(then - now, abs=1e-10)
        assert each.why == ("raises the goal" if each.gain > 0 else "loses nothing")
    assert [each.rank for each in found] == list(range(1, len(found) + 1))


@MANY
@given(maps(details=0, steps=5), st.data())
def test_whoever_came_to_a_step_goes_on_to_where_it_led(journey, data):
    assume(journey.steps)
    step = data.draw(st.sampled_from([each.id for each in journey.steps]))
    who = [one for one in Departures(journey).those(step) if one is None or one.side == "customer"]
    old = {one: shares(journey, one) for one in who}
    for out, entries in old.values():
        total = sum(share for target, share in out[step].items() if target not in (None, ".end", step))
        assume(step not in entries and total > 1e-9 and not out[step].get(".end"))
    assume(journey.outcomes or journey.steps[-1].id != step)
    new = joined(journey, step)
    for one, (out, entries) in old.items():
        after, still = shares(new, one)
        assert entries == still
        led = {target: share for target, share in out[step].items() if target not in (None, ".end", step)}
        for source in out.keys() - {step}:
            wanted = dict(out[source])
            came = wanted.pop(step, 0.0)
            for target, share in led.items():
                wanted[target] = wanted.get(target, 0.0) + came * share / sum(led.values())
            for target in wanted.keys() | after[source].keys():
                assert after[source].get(target, 0.0) == pytest.approx(wanted.get(target, 0.0), abs=1e-9)


SHOP = JourneyMap(
    stages=[
        Stage(
            "buy",
            [
                "look",
                Touchpoint("form", "The form", drop_off=0.2, duration="10 min", emotion=-1),
                Touchpoint("queue", duration="5 min"),
                Touchpoint("till", emotion=1),
                Touchpoint("lost", drop_off=1),
            ],
        )
    ],
    outcomes=[Outcome("bought", result="success"), Outcome("left", result="failure")],
    flow=[
        "look >> form",
        Transition("form", "queue", probability=0.6),
        Transition("form", "left", probability=0.2),
        Transition("queue", "till", probability=1, when="at last"),
        "till >> bought",
    ],
)


def test_a_shop_by_hand():
    form, queue = simplify(SHOP)  # look is the entry, the till is liked, who is lost goes nowhere
    assert (form.step, form.title, form.why, form.drop_off, form.visits) == (
        "form",
        "The form",
        "raises the goal",
        0.2,
        1.0,
    )
    assert (form.gain, form.success) == (pytest.approx(0.15), pytest.approx(0.75))
    assert (form.seconds, form.emotion, form.assumed) == (600.0, -1.0, False)
    assert (queue.step, queue.why, queue.gain, queue.seconds) == ("queue", "loses nothing", 0.0, pytest.approx(180.0))
    assert [(move.source, move.target, move.probability) for move in form.map().transitions[:2]] == [
        ("look", "queue", pytest.approx(0.75)),
        ("look", "left", pytest.approx(0.25)),
    ]
    assert Transition("form", "till", probability=0.6) in queue.map().transitions


def test_what_leads_to_one_place_keeps_its_words():
    asked = JourneyMap(
        stages=[Stage("s", ["a", "b", "c"])],
        outcomes=ENDS,
        flow=[Transition("a", "b", probability=0.4, when="in a hurry"), "a >> c", "b >> won", "c >> won"],
    )
    assert joined(asked, "b").transitions == (
        Transition("a", "c"),
        Transition("a", "won", probability=0.4, when="in a hurry"),
        Transition("c", "won"),
    )
    line = JourneyMap(stages=[Stage("s", ["a", "b", "c"])], outcomes=ENDS[:1])
    assert moves(joined(line, "b")).moves == moves(JourneyMap(stages=[Stage("s", ["a", "c"])], outcomes=ENDS[:1])).moves


@pytest.mark.parametrize(
    "kind", [{"emotion": 1}, {"emotion": {"anna": 1}}, {"value": 5}, {"gains": "warm"}, {"moment_of_truth": True},
             {"demand": "value"}, {"goal": True}]
)  # fmt: skip
def test_a_step_that_gives_somebody_something_is_not_proposed_for_nothing(kind):
    shop = SHOP.replace(personas=[Persona("anna")]).replace_step("queue", **kind)
    assert [each.step for each in simplify(shop)] == ["form"]


def test_a_loop_whose_only_way_out_is_a_drop_off_stays():
    ring = JourneyMap(
        stages=[Stage("s", ["a", Touchpoint("b", drop_off=0.5)])],
        outcomes=[*ENDS, Outcome("none")],
        flow=[Transition("a", "b", probability=1), Transition("b", "a", probability=0.5)],
    )
    assert len(simplify(ring)) == 0


def test_proposals_are_rows_with_what_they_suppose():
    found = simplify(SHOP)
    assert found.about[0].startswith("proposals suppose")
    assert pd.DataFrame(found)["step"].tolist() == ["form", "queue"]
    assert "journey" not in found.rows()[0]
    fork = SHOP.replace(flow=["look >> form", "form >> queue", "form >> till", "queue >> till", "till >> bought"])
    assert simplify(fork).about[0] == "rests on assumed shares at form"
    assert simplify(fork)[0].assumed


def test_maps_without_outcomes_end_where_they_did():
    plain = JourneyMap(stages=[Stage("s", ["a", "b", Touchpoint("c", goal=True), "d", "e"])])
    assert [each.step for each in simplify(plain)] == ["b", "d"]
    assert simplify(plain)[1].map().implicit_ends == ("e",)


@pytest.mark.parametrize(
    ("journey", "goal", "error", "says"),
    [
        (SHOP, "bougt", UnknownName, "did you mean 'bought'"),
        (SHOP.replace(outcomes=[Outcome("bought"), Outcome("left")]), None, ValueError, "name a goal"),
        (SHOP.replace(flow=["look >> form", "form >> look"]).replace_step("form", drop_off=None), None, TrapError, "n"),
    ],
)
def test_bad_input_says_what_is_wrong(journey, goal, error, says):
    with pytest.raises(error, match=says):
        simplify(journey, goal)
    with pytest.raises(UnknownName, match="did you mean 'form'"):
        joined(SHOP, "from")
