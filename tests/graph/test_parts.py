"""Loops, traps and what can be reached, against the plainest possible search."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

import journeykit as jk
from journeykit.graph import loops, moves, reachable, traps
from journeykit.testing import maps

WIDE = settings(max_examples=1000, suppress_health_check=list(HealthCheck))
GRAPHS = maps(details=0, steps=6)


def onward(journey):
    """For each step and outcome: all that one or more moves that are made lead to."""
    found = moves(journey)
    near = {each.id: set() for each in (*journey.steps, *journey.outcomes)}
    for move in found.moves:
        if move.probability > 0:
            near[move.source].add(move.target)
    for _ in near:
        near = {start: targets | {far for target in targets for far in near[target]} for start, targets in near.items()}
    return near


def parts(journey):
    """The groups of steps that lead to each other and so to themselves."""
    near = onward(journey)
    return {
        frozenset(other for other in targets if start in near[other])
        for start, targets in near.items()
        if start in targets
    }


@WIDE
@given(GRAPHS)
def test_loops_are_the_groups_of_steps_that_lead_back_to_themselves(journey):
    found = loops(journey)
    assert {frozenset(part) for part in found} == parts(journey)
    assert len(set(found)) == len(found)


@WIDE
@given(GRAPHS)
def test_reachable_is_what_some_journey_can_meet(journey):
    near, begins = onward(journey), moves(journey).entries
    assert reachable(journey) == set(begins).union(*(near[entry] for entry in begins))


@WIDE
@given(GRAPHS)
def test_traps_are_the_loops_that_nobody_leaves(journey):
    found, near = moves(journey), onward(journey)
    closed = {
        part
        for part in parts(journey)
        if all(near[step] <= part for step in part)
        and all(found.drop_off[step] == 0 and not found.ends.get(step) for step in part)
    }
    assert {frozenset(part) for part in traps(journey)} == closed


@WIDE
@given(GRAPHS)
def test_parts_stand_in_stage_order(journey):
    position = {step.id: index for index, step in enumerate(journey.steps)}
    for found in (loops(journey), traps(journey)):
        orders = [[position[step] for step in part] for part in found]
        assert orders == [sorted(order) for order in orders]
        assert [order[0] for order in orders] == sorted(order[0] for order in orders)


def stages(*steps):
    return [jk.Stage("s", list(steps))]


def test_a_move_that_nobody_makes_is_no_loop():
    flow = [jk.Transition("a", "b", probability=1), jk.Transition("b", "a", probability=0)]
    assert loops(jk.JourneyMap(stages=stages("a", "b"), flow=flow)) == ()


def test_a_loop_whose_probabilities_round_to_1_is_a_trap():
    flow = [jk.Transition("a", target, probability=share) for target, share in zip("abc", (0.7, 0.2, 0.1), strict=True)]
    journey = jk.JourneyMap(
        stages=stages("a", "b", "c"), outcomes=[jk.Outcome("done")], flow=[*flow, "b >> a", "c >> a"]
    )
    assert traps(journey) == (("a", "b", "c"),)


def test_a_drop_off_an_end_or_an_outcome_opens_a_loop():
    flow = ["a >> b", "b >> a"]
    assert traps(jk.JourneyMap(stages=stages("a", "b"), flow=flow)) == (("a", "b"),)
    assert traps(jk.JourneyMap(stages=stages("a", jk.Touchpoint("b", drop_off=0.1)), flow=flow)) == ()
    assert traps(jk.JourneyMap(stages=stages("a", "b"), flow=["in order", "b >> a"])) == ()
    done = [jk.Outcome("done")]
    assert traps(jk.JourneyMap(stages=stages("a", "b"), outcomes=done, flow=[*flow, "b >> done"])) == ()


def test_a_step_without_an_exit_is_no_trap_but_a_self_loop_is():
    assert traps(jk.JourneyMap(stages=stages("a"), flow=[])) == ()
    assert traps(jk.JourneyMap(stages=stages("a"), flow=["a >> a"])) == (("a",),)
    assert loops(jk.JourneyMap(stages=stages("a"), flow=["a >> a"])) == (("a",),)
