"""What lies ahead of each step: by hand, and as the analysis layer has it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

import journeykit as jk
from events.underway.shoppers import DROP, GOAL, LEAVES, MOVES, shop
from journeykit.analysis.ends.mix import mix
from journeykit.errors import TrapError
from journeykit.events.underway.ends import ends_of
from journeykit.events.underway.prospects import prospects
from journeykit.events.underway.stays import stays
from journeykit.testing import maps


def test_chances_solved_by_hand():
    table = prospects(shop())
    assert list(table) == ["look", "ask", "pay"]
    for step, row in table.items():
        assert row.goal == pytest.approx(GOAL[step], abs=1e-12)
        assert row.ends[".drop_off"] == pytest.approx(DROP[step], abs=1e-12)
        assert row.ends["bought"] == pytest.approx(GOAL[step], abs=1e-12)
        assert sum(row.ends.values()) == pytest.approx(1)
        assert not row.assumed


def test_what_comes_next_is_what_the_map_says():
    table = prospects(shop())
    for step, row in table.items():
        wanted = {b: share for (a, b), share in MOVES.items() if a == step}
        if LEAVES[step]:
            wanted[".drop_off"] = LEAVES[step]
        assert {each.to: each.probability for each in row.nexts} == pytest.approx(wanted)
        assert [each.to for each in row.nexts] == sorted(wanted, key=lambda to: -wanted[to])
    assert (table["look"].likely, table["look"].on.to) == (".drop_off", "ask"), "of equal ones the first by name"
    assert (table["pay"].stage, table["pay"].likely) == ("buy", "bought")


def test_a_goal_that_is_a_step_is_reached_where_one_stands_on_it():
    table = prospects(shop(), goal="pay")
    assert table["pay"].goal == 1.0
    assert table["look"].goal == pytest.approx(0.3 / 0.8125)
    assert table["ask"].goal == pytest.approx(0.625 * 0.3 / 0.8125)


def test_without_a_goal_there_is_no_chance_of_one():
    plain = jk.JourneyMap(stages=[jk.Stage("buy", ["look", "pay"])])
    assert {row.goal for row in prospects(plain).values()} == {None}
    assert prospects(plain)["look"].ends == {".end": 1.0, ".drop_off": 0.0}


def test_personas_are_weighed_by_how_often_they_come():
    """Ana, a quarter of all, comes to `pay` twice on average, Ben once; she buys always, he never."""
    cast = [jk.Persona("ana", share=0.25), jk.Persona("ben", share=0.75)]
    shop = jk.JourneyMap(
        personas=cast,
        stages=[jk.Stage("buy", ["pay"])],
        outcomes=[jk.Outcome("bought", result="success"), jk.Outcome("gone")],
        flow=[
            jk.Transition("pay", "pay", probability=0.5, personas=["ana"]),
            jk.Transition("pay", "bought", probability=0.5, personas=["ana"]),
            jk.Transition("pay", "gone", probability=1, personas=["ben"]),
        ],
    )
    row = prospects(shop)["pay"]
    assert row.goal == pytest.approx(0.5 / 1.25)
    assert {each.to: each.probability for each in row.nexts} == pytest.approx({"gone": 0.6, "pay": 0.2, "bought": 0.2})
    assert prospects(shop, "ana")["pay"].goal == pytest.approx(1)
    assert prospects(shop, "ben")["pay"].goal == 0


def test_shares_that_nobody_stated_are_said_as_far_back_as_they_matter():
    guessed = jk.JourneyMap(
        stages=[jk.Stage("buy", ["see", "look", "pay"])],
        outcomes=[jk.Outcome("bought", result="success"), jk.Outcome("gone")],
        flow=["see >> look", "look >> pay", "look >> gone", "pay >> bought"],
    )
    table = prospects(guessed)
    assert {step: row.assumed for step, row in table.items()} == {"see": True, "look": True, "pay": False}
    assert {each.basis for each in table["look"].nexts} == {"assumed"}


def test_a_trap_is_named():
    trap = jk.JourneyMap(stages=[jk.Stage("a", ["x", "y"])], flow=["x >> y", "y >> x"], outcomes=[jk.Outcome("z")])
    with pytest.raises(TrapError, match="'x' or 'y'"):
        prospects(trap)


def test_times_are_durations_and_what_passes_after_them():
    said = jk.JourneyMap(
        stages=[jk.Stage("a", [jk.Touchpoint("x", duration="1 hour", promise="2 hours"), "y", "z"])],
        flow=[jk.Transition("x", "y", after="30 min"), jk.Transition("x", "z", probability=0.2), "y >> z"],
    )
    row = prospects(said)["x"]
    assert {each.to: each.usual for each in row.nexts} == {"y": 5400.0, "z": 3600.0}
    assert (row.usual, row.stay.promise) == (5400.0, 7200.0)
    assert prospects(said)["y"].usual is None
    assert stays(said)["y"].until("z") is None


def test_times_of_other_personas_do_not_count():
    said = jk.JourneyMap(
        personas=[jk.Persona("ana"), jk.Persona("ben")],
        stages=[jk.Stage("a", ["x", "y"])],
        flow=[
            jk.Transition("x", "y", after="1 hour", personas=["ana"]),
            jk.Transition("x", "y", after="3 hours", personas=["ben"]),
        ],
    )
    assert [stays(said, who)["x"].until("y") for who in ("ana", "ben", None)] == [3600.0, 10800.0, 7200.0]


@settings(max_examples=100)
@given(maps())
def test_any_map_sums_to_what_its_outcomes_are(journey):
    """The entries' chances, weighed, are how journeys end; each step's sum to 1 where journeys come."""
    try:
        table = prospects(journey)
        found = jk.outcomes(journey)
    except TrapError:
        return
    for row in table.values():
        if found.visits[row.step] > 0:
            assert sum(row.ends.values()) == pytest.approx(1, abs=1e-9)
            assert sum(each.probability for each in row.nexts) == pytest.approx(1, abs=1e-9)
    chains = mix(journey, None).accounts
    if len(chains) == 1:
        entry = dict(zip(chains[0][1].chain.steps, chains[0][1].chain.entry.tolist(), strict=True))
        for end, share in found.probability.items():
            assert sum(entry[step] * row.ends[end] for step, row in table.items()) == pytest.approx(share, abs=1e-9)


def test_a_closed_journey_ends_as_the_fit_says():
    found = ends_of(shop(), {"bought"})
    assert found.closed == {"look": ".drop_off", "ask": ".drop_off", "pay": ".drop_off"}
    silent = shop().replace(outcomes=[jk.Outcome("bought", result="success")], flow=["look >> ask >> pay >> bought"])
    assert ends_of(silent, set()).closed["pay"] == "bought"
    assert ends_of(silent, {"bought"}).closed["pay"] == ".drop_off"


def test_nothing_more_can_be_seen_where_one_silent_end_is_sure():
    line = jk.JourneyMap(stages=[jk.Stage("buy", ["look", "pay"])], outcomes=[jk.Outcome("bought", result="success")])
    assert ends_of(line, set()).final == {"pay"}
    assert ends_of(line, {"bought"}).final == frozenset()
    assert ends_of(line.replace_step("pay", drop_off=0.1), set()).final == frozenset()
    assert ends_of(line.replace(outcomes=[]), set()).final == {"pay"}
    assert ends_of(line.replace(outcomes=[]), set()).closed["pay"] == ".end"
