"""The moves of whole maps: directions, entries, one persona, the mix of several, a group."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

import journeykit as jk
from journeykit.graph import moves
from journeykit.graph.moves import shares as shares_of
from journeykit.model.transitions import walkers
from journeykit.testing import maps

approx = pytest.approx
WIDE = settings(max_examples=1000, suppress_health_check=list(HealthCheck))
GRAPHS = maps(details=0) | maps(details=0, flow="any")


def shares(found, step):
    return {move.target: approx(move.probability) for move in found.out_of(step)}


def everybody(journey):
    return [None, *journey.personas]


@WIDE
@given(GRAPHS)
def test_what_leaves_a_step_sums_to_1(journey):
    for persona in everybody(journey):
        found = moves(journey, persona)
        for step, drop_off in found.drop_off.items():
            parts = [move.probability for move in found.out_of(step)] + [drop_off, found.ends.get(step, 0.0)]
            assert all(0 <= part <= 1 + 1e-12 for part in parts)
            assert abs(sum(parts) - 1) <= 1e-12


@WIDE
@given(GRAPHS)
def test_entries_sum_to_1_where_there_is_a_step(journey):
    for persona in everybody(journey):
        found = moves(journey, persona)
        assert found.entries.keys() <= found.drop_off.keys()
        if found.drop_off:
            assert sum(found.entries.values()) == approx(1, abs=1e-12)


@WIDE
@given(GRAPHS)
def test_moves_are_the_transitions_of_those_who_meet_both_ends(journey):
    ends = {outcome.id for outcome in journey.outcomes}
    for persona in journey.personas if journey.cast == "alternatives" else ():
        met = {step.id for step in journey.steps if step.met_by(persona)}
        found = moves(journey, persona)
        assert set(found.drop_off) == met
        assert {(move.source, move.target) for move in found.moves} == {
            (move.source, move.target)
            for move in journey.transitions
            if move.source in met and move.target in met | ends and (not move.personas or persona.id in move.personas)
        }


@WIDE
@given(GRAPHS)
def test_one_pair_is_one_move_and_none_leaves_an_outcome(journey):
    for persona in everybody(journey):
        pairs = [(move.source, move.target) for move in moves(journey, persona).moves]
        assert len(set(pairs)) == len(pairs)
        assert {source for source, _ in pairs} <= {step.id for step in journey.steps}


@WIDE
@given(GRAPHS)
def test_directions_follow_the_stage_order(journey):
    position = {step.id: index for index, step in enumerate(journey.steps)}
    for move in moves(journey).moves:
        if move.target not in position:
            assert move.kind == "forward"
        else:
            step = position[move.target] - position[move.source]
            assert move.kind == ("self" if step == 0 else "back" if step < 0 else "forward")


@WIDE
@given(maps(details=0, flow="any", cast="together"))
def test_a_group_has_one_journey_whoever_is_asked_for(journey):
    together = moves(journey)
    assert all(moves(journey, persona) == together for persona in journey.personas)
    assert set(together.drop_off) == {step.id for step in journey.steps}


@WIDE
@given(maps(details=0, flow="any", cast="alternatives"))
def test_the_mix_is_the_mean_over_those_who_meet_the_step(journey):
    who = walkers(journey)
    if not any(step.personas for step in journey.steps) and not any(move.personas for move in journey.transitions):
        return  # all go the same way
    weights = shares_of(who)
    mixed, each = moves(journey), [moves(journey, persona) for persona in who]
    for step in mixed.drop_off:
        here = [(one, weight) for one, weight in zip(each, weights, strict=True) if step in one.drop_off]
        total = sum(weight for _, weight in here)
        even = [(one, weight / total if total else 1 / len(here)) for one, weight in here]
        assert mixed.drop_off[step] == approx(sum(one.drop_off[step] * weight for one, weight in even))
        for move in mixed.out_of(step):
            mean = sum(
                found.probability * weight
                for one, weight in even
                for found in one.out_of(step)
                if found.target == move.target
            )
            assert move.probability == approx(mean)


ANNA, BEN = jk.Persona("anna", share=0.25), jk.Persona("ben", share=0.75)


def branching(**data):
    """`b` is Anna's alone."""
    return jk.JourneyMap(
        personas=[ANNA, BEN],
        stages=[jk.Stage("s", ["a", jk.Touchpoint("b", personas="anna"), "c"])],
        outcomes=[jk.Outcome("done")],
        **data,
    )


def test_one_persona_leaves_out_what_is_not_theirs_and_keeps_the_old_sum():
    flow = [
        jk.Transition("a", "b", probability=0.5),
        jk.Transition("a", "c", probability=0.1),
        jk.Transition("a", "done", probability=0.3),
    ]
    journey = branching(flow=flow)
    assert shares(moves(journey, "anna"), "a") == {"b": 0.5, "c": 0.1, "done": 0.3}
    assert shares(moves(journey, "ben"), "a") == {"c": 0.225, "done": 0.675}
    assert moves(journey, "ben").drop_off["a"] == approx(0.1)
    assert {move.basis for move in moves(journey, "ben").out_of("a")} == {"stated"}


def test_where_nothing_stated_is_left_the_silent_take_all():
    flow = [jk.Transition("a", "b", probability=0.5), jk.Transition("a", "c")]
    assert shares(moves(branching(flow=flow), "ben"), "a") == {"c": 1.0}


def test_each_persona_moves_on_their_own_terms():
    flow = [
        jk.Transition("a", "c", probability=0.6, personas="anna"),
        jk.Transition("a", "c", probability=0.2, personas="ben"),
    ]
    journey = branching(flow=flow)
    assert shares(moves(journey, "anna"), "a") == {"c": 0.6}
    assert shares(moves(journey, "ben"), "a") == {"c": 0.2}
    mixed = moves(journey)
    assert shares(mixed, "a") == {"c": 0.25 * 0.6 + 0.75 * 0.2}
    (move,) = mixed.out_of("a")
    assert move.transitions == (*journey.transitions[:2],)
    assert move.transition == journey.transitions[0]


def test_a_line_ends_for_each_persona_where_it_ends():
    last = jk.JourneyMap(personas=[ANNA, BEN], stages=[jk.Stage("s", ["a", "b", jk.Touchpoint("c", personas="anna")])])
    assert last.implicit_ends == ("c", "b")
    assert moves(last, "anna").ends == {"c": 1.0}
    assert moves(last, "ben").ends == {"b": 1.0}
    assert moves(last).ends == {"b": approx(0.75), "c": 1.0}
    assert shares(moves(last), "b") == {"c": 0.25}


def test_a_mixed_basis_is_the_weakest():
    flow = [
        jk.Transition("a", "c", probability=0.6, personas="anna"),
        jk.Transition("a", "c", personas="ben"),
        jk.Transition("a", "done", personas="ben"),
    ]
    assert {move.target: move.basis for move in moves(branching(flow=flow)).out_of("a")} == {
        "c": "assumed",
        "done": "assumed",
    }


def test_a_step_met_by_nobody_with_a_share_is_still_whole():
    journey = jk.JourneyMap(
        personas=[jk.Persona("anna", share=0), jk.Persona("ben", share=1)],
        stages=[jk.Stage("s", ["a", jk.Touchpoint("b", personas="anna"), "c"])],
    )
    assert shares(moves(journey), "b") == {"c": 1.0}
    assert moves(journey).entries == {"a": 1.0}


@pytest.mark.parametrize(
    ("given_", "weights"),
    [
        ((0.5, None, None), (0.5, 0.25, 0.25)),
        ((None, None), (0.5, 0.5)),
        ((0.2, 0.2), (0.5, 0.5)),
        ((0, 0), (0.5, 0.5)),
        ((1, None), (1, 0)),
    ],
)
def test_shares_are_normalised(given_, weights):
    people = [jk.Persona(f"p{index}", share=share) for index, share in enumerate(given_)]
    assert shares_of(people) == approx(weights)


def test_staff_do_not_walk_the_journey():
    clerk = jk.Persona("clerk", side="employee")
    journey = jk.JourneyMap(
        personas=[ANNA, clerk], stages=[jk.Stage("s", ["a", jk.Touchpoint("b", personas="clerk"), "c"])]
    )
    assert set(moves(journey).drop_off) == {"a", "c"}
    assert set(moves(journey, "clerk").drop_off) == {"b"}


def test_entries_are_weights_over_all_that_are_marked():
    steps = [jk.Touchpoint("a"), jk.Touchpoint("b", entry=True), jk.Touchpoint("c", entry=3)]
    assert moves(jk.JourneyMap(stages=[jk.Stage("s", steps)])).entries == {"b": 0.25, "c": 0.75}
    huge = [jk.Touchpoint("a", entry=1.7e308), jk.Touchpoint("b", entry=1.7e308)]
    assert moves(jk.JourneyMap(stages=[jk.Stage("s", huge)])).entries == {"a": 0.5, "b": 0.5}


def test_without_a_mark_the_first_step_of_the_first_stage_that_has_one_is_the_entry():
    assert moves(jk.JourneyMap(stages=[jk.Stage("empty"), jk.Stage("s", ["a", "b"])])).entries == {"a": 1.0}
    assert moves(jk.JourneyMap(stages=[jk.Stage("empty")])).entries == {}
    assert moves(jk.JourneyMap()).moves == ()


def test_an_entry_of_one_persona_alone_is_weighed_by_their_share():
    steps = [jk.Touchpoint("a", personas="anna"), jk.Touchpoint("b", personas="ben"), "c"]
    journey = jk.JourneyMap(personas=[ANNA, BEN], stages=[jk.Stage("s", steps)])
    assert moves(journey).entries == {"a": approx(0.25), "b": approx(0.75)}


def test_an_unknown_persona_is_told_with_the_near_name():
    with pytest.raises(jk.UnknownName, match="did you mean 'anna'"):
        moves(branching(), "ana")


def test_a_group_may_say_different_things_of_one_pair():
    flow = [
        jk.Transition("a", "c", probability=0.3, personas="anna"),
        jk.Transition("a", "c", probability=0.2, personas="ben"),
    ]
    found = moves(branching(cast="together", flow=flow))
    (move,) = found.out_of("a")
    assert (move.probability, len(move.transitions), found.drop_off["a"]) == (approx(0.5), 2, approx(0.5))
