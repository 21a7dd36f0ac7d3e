"""What a map does not say: the probabilities out of one step, and where each comes from."""

from __future__ import annotations

import pytest

import journeykit as jk
from journeykit.graph import moves

approx = pytest.approx


def out_of(step, *flow, outcomes=("done",), **data):
    """What leaves step `a`: probability and basis by target, and the drop-off."""
    journey = jk.JourneyMap(
        stages=[jk.Stage("s", [step, "b", "c", "d"])],
        outcomes=[jk.Outcome(name) for name in outcomes],
        flow=list(flow),
        **data,
    )
    found = moves(journey)
    leaving = {move.target: (approx(move.probability), move.basis) for move in found.out_of("a")}
    assert sum(move.probability for move in found.out_of("a")) + found.drop_off["a"] == approx(1, abs=1e-12)
    return leaving, (approx(found.drop_off["a"]), found.drop_off_basis["a"])


A = jk.Touchpoint("a")


def to(target, **fields):
    return jk.Transition("a", target, **fields)


def test_one_transition_without_a_probability_takes_what_is_left():
    assert out_of(A, to("b"), to("c", probability=0.3)) == (
        {"b": (0.7, "derived"), "c": (0.3, "stated")},
        (0, "derived"),
    )


def test_several_share_it_evenly():
    assert out_of(A, to("b"), to("c"), to("d", probability=0.4)) == (
        {"b": (0.3, "assumed"), "c": (0.3, "assumed"), "d": (0.4, "stated")},
        (0, "derived"),
    )


def test_a_stated_drop_off_is_kept():
    leaky = A.replace(drop_off=0.2)
    assert out_of(leaky, to("b")) == ({"b": (0.8, "derived")}, (0.2, "stated"))
    assert out_of(leaky, to("b", probability=0.8)) == ({"b": (0.8, "stated")}, (0.2, "stated"))


def test_where_all_have_a_probability_the_rest_drops_off():
    assert out_of(A, to("b", probability=0.5)) == ({"b": (0.5, "stated")}, (0.5, "derived"))
    assert out_of(A.replace(drop_off=0.1), to("b", probability=0.5)) == ({"b": (0.5, "stated")}, (0.5, "derived"))


def test_a_step_without_transitions_drops_everything():
    assert out_of(A, "b >> c") == ({}, (1, "derived"))
    assert out_of(A.replace(drop_off=1), "b >> c") == ({}, (1, "stated"))


def test_a_map_without_outcomes_ends_at_its_last_step():
    journey = jk.JourneyMap(
        stages=[jk.Stage("s", ["a", "b"])], flow=["in order", jk.Transition("b", "a", probability=0.3)]
    )
    found = moves(journey)
    assert (found.ends, found.drop_off) == ({"b": 0.7}, {"a": 0.0, "b": 0.0})
    found = moves(journey.replace(flow=["in order", "b >> a"]))
    assert (found.ends, found.out_of("b")[0].basis) == ({"b": 0.5}, "assumed")


def test_counts_are_shares_of_what_the_siblings_count():
    assert out_of(A, to("b", count=30), to("c", count=10)) == (
        {"b": (0.75, "counted"), "c": (0.25, "counted")},
        (0, "derived"),
    )


def test_counts_are_shares_of_the_observed_visits_where_those_are_known():
    assert out_of(A.replace(count=80), to("b", count=30), to("c", count=10)) == (
        {"b": (0.375, "counted"), "c": (0.125, "counted")},
        (0.5, "derived"),
    )


def test_what_the_counts_leave_goes_to_the_silent():
    assert out_of(A.replace(count=80), to("b", count=60), to("c")) == (
        {"b": (0.75, "counted"), "c": (0.25, "derived")},
        (0, "derived"),
    )


def test_counts_never_take_more_than_is_free():
    assert out_of(A.replace(count=10), to("b", count=30), to("c", probability=0.6)) == (
        {"b": (0.4, "counted"), "c": (0.6, "stated")},
        (0, "derived"),
    )
    assert out_of(A, to("b", count=30), to("c", probability=1)) == (
        {"b": (0, "counted"), "c": (1, "stated")},
        (0, "derived"),
    )


def test_visits_that_were_miscounted_are_at_least_what_left():
    leaving, _ = out_of(A.replace(count=10), to("b", count=10), to("c", probability=0.3, count=40))
    assert leaving == {"b": (0.2, "counted"), "c": (0.3, "stated")}


def test_where_both_are_given_the_probability_is_the_value():
    assert out_of(A, to("b", probability=0.2, count=90), to("c", count=10)) == (
        {"b": (0.2, "stated"), "c": (0.8, "counted")},
        (0, "derived"),
    )


def test_counts_of_nothing_say_nothing():
    assert out_of(A, to("b", count=0), to("c", count=0)) == ({"b": (0, "counted"), "c": (0, "counted")}, (1, "derived"))


def exact_drop_off(*shares):
    flow = [to(target, probability=share) for target, share in zip("bcd", shares, strict=True)]
    return moves(jk.JourneyMap(stages=[jk.Stage("s", ["a", "b", "c", "d"])], flow=flow)).drop_off["a"]


@pytest.mark.parametrize("shares", [(0.7, 0.2, 0.1), (0.6, 0.3, 0.1), (0.333333333, 0.333333333, 0.333333334)])
def test_a_computers_rounding_leaves_no_trace(shares):
    assert exact_drop_off(*shares) == 0


@pytest.mark.parametrize("share", [0.3333333333, 0.3333333336])
def test_peoples_rounding_is_forgiven_both_ways(share):
    assert exact_drop_off(share, share, share) == 0


def test_a_real_rest_is_not_taken_for_rounding():
    assert out_of(A, to("b", probability=0.999999))[1][0] == approx(1e-6)


def test_a_self_loop_counts_like_any_move():
    assert out_of(A, to("a", probability=0.25), to("done")) == (
        {"a": (0.25, "stated"), "done": (0.75, "derived")},
        (0, "derived"),
    )


def test_priors_are_observations_that_somebody_believes_in():
    assert out_of(A, to("b", prior=3), to("c", prior=1)) == (
        {"b": (0.75, "stated"), "c": (0.25, "stated")},
        (0, "derived"),
    )
    # the mean of Dirichlet(30 + 3, 10 + 1.5)
    assert out_of(A, to("b", count=30, prior=3), to("c", count=10, prior=1.5)) == (
        {"b": (33 / 44.5, "counted"), "c": (11.5 / 44.5, "counted")},
        (0, "derived"),
    )


def test_priors_add_to_the_visits_that_were_observed():
    # 100 visits of which 60 are counted, and 20 more that are believed in
    assert out_of(A.replace(count=100), to("b", count=60, prior=10), to("c", prior=10)) == (
        {"b": (70 / 120, "counted"), "c": (10 / 120, "stated")},
        (40 / 120, "derived"),
    )
    # visits alone say nothing of where they went
    assert out_of(A.replace(count=100), to("b", prior=2), to("c", prior=2)) == (
        {"b": (0.5, "stated"), "c": (0.5, "stated")},
        (0, "derived"),
    )


def test_a_stated_probability_is_not_changed_by_a_prior():
    assert out_of(A, to("b", probability=0.2, prior=90), to("c", prior=10)) == (
        {"b": (0.2, "stated"), "c": (0.8, "stated")},
        (0, "derived"),
    )


@pytest.mark.parametrize("seen", [{"count": 1}, {"prior": 1.0}])
def test_what_was_counted_takes_no_more_than_is_left(seen):
    """Nothing is left beside what is stated: observations cannot claim a second whole."""
    assert out_of(A.replace(count=1), to("b", probability=1, count=0), to("c", **seen)) == (
        {"b": (1, "stated"), "c": (0, "counted" if "count" in seen else "stated")},
        (0, "derived"),
    )
