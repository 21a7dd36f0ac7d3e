"""3xx: what nobody reaches, what leads nowhere, what cannot be left, and what leaks without a word."""

from __future__ import annotations

import pytest

import journeykit as jk

DONE = jk.Outcome("done", result="success")


def of(steps, flow=None, outcomes=(DONE,), **fields):
    return jk.JourneyMap(stages=[jk.Stage("one", steps)], flow=flow, outcomes=outcomes, **fields)


def at(journey, rule):
    return [each.step for each in jk.check(journey, rule)]


def test_only_the_head_of_an_unreachable_part_is_told():
    journey = of(["a", "lost", "then", "more"], ["a >> done", "lost >> then >> more >> done"])
    (finding,) = jk.check(journey, "JK301")
    assert finding.step == "lost"
    assert finding.place == "stages[0].steps[1]"
    assert finding.message == "no journey leads to 'lost', nor to what only it leads to (2 more)"


def test_an_unreachable_loop_is_told_at_its_first_step():
    assert at(of(["a", "b", "c"], ["a >> done", "c >> b >> c", "c >> done"]), "JK301") == ["b"]


def test_a_head_that_leads_to_itself_is_still_the_head():
    assert at(of(["a", "then", "lost"], ["a >> done", "lost >> lost", "lost >> then >> done"]), "JK301") == ["lost"]


def test_two_heads_of_one_part_are_both_told():
    assert at(of(["a", "x", "y", "z"], ["a >> done", "x >> z", "y >> z", "z >> done"]), "JK301") == ["x", "y"]


def test_a_flow_without_transitions_is_told_once():
    (finding,) = jk.check(of(["a", "b", "c"], []), "JK301")
    assert (finding.place, finding.step) == ("flow", None)
    assert "2 of 3 steps" in finding.message


def test_a_way_in_of_probability_0_is_none_and_an_entry_is_one():
    closed = of(["a", "b"], [{"from": "a", "to": "b", "probability": 0}, "a >> done", "b >> done"])
    assert at(closed, "JK301") == ["b"]
    assert at(closed.replace_step("b", entry=True).replace_step("a", entry=True), "JK301") == []


def test_steps_of_staff_are_not_asked_for():
    people = [jk.Persona("mia"), jk.Persona("clerk", side="employee")]
    steps = ["a", jk.Touchpoint("handbook", personas=["clerk"]), "b"]
    assert at(of(steps, personas=people), ["JK301", "JK302", "JK303", "JK304", "JK311"]) == []


def test_a_step_without_a_way_on_is_a_dead_end():
    journey = of(["a", "b", "c"], ["a >> b", "a >> c", "c >> done"])
    (finding,) = jk.check(journey, "JK302")
    assert (finding.step, finding.place) == ("b", "stages[0].steps[1]")


@pytest.mark.parametrize(
    "ending",
    [{"goal": True}, {"drop_off": 1}, {"drop_off": "100 %", "drop_off_reason": "wanted"}],
)
def test_an_end_on_purpose_is_no_dead_end(ending):
    journey = of(["a", "b", "c"], ["a >> b", "a >> c", "c >> done"]).replace_step("b", **ending)
    assert at(journey, "JK302") == []


def test_the_last_step_of_a_map_without_outcomes_is_its_end():
    assert at(of(["a", "b"], outcomes=()), "JK302") == []
    assert at(of(["a", "b", "c"], ["a >> b", "a >> c"], outcomes=()), "JK302") == ["b"]


def test_two_successes_leave_the_end_of_the_line_open():
    both = (DONE, jk.Outcome("other", result="success"))
    assert at(of(["a", "b"], outcomes=both), "JK302") == ["b"]


def test_an_unreachable_step_is_not_also_a_dead_end():
    assert at(of(["a", "lost"], ["a >> done"]), ["JK301", "JK302"]) == ["lost"]


def test_a_part_that_cannot_be_left_is_an_error():
    journey = of(["a", "b", "c", "d"], ["a >> done", "a >> b >> c >> d >> b"])
    report = jk.check(journey, "JK303")
    assert [each.severity for each in report] == ["error"]
    assert report.first.message == "'b', 'c' and 'd' only lead to each other, and can never be left"
    assert report.first.step == "b"


def test_a_step_that_only_leads_to_itself_is_a_trap_too():
    (finding,) = jk.check(of(["a", "b"], ["a >> b", "b >> b"]), "JK303")
    assert finding.message == "'b' only leads back to itself, and can never be left"


def test_a_part_that_leaks_or_leads_out_is_no_trap():
    assert at(of(["a", "b"], ["a >> b >> a", "b >> done"]), "JK303") == []
    assert at(of(["a", jk.Touchpoint("b", drop_off=0.1)], ["a >> b >> a"]), "JK303") == []


@pytest.mark.parametrize(
    ("chances", "left"),
    [([0.6], "40 %"), ([0.3, 0.3], "40 %"), ([0.98], "2 %"), ([0.5, 0.49], None), ([0.33, 0.33], "34 %")],
)
def test_a_rest_of_stated_probabilities_is_told_unless_rounding_explains_it(chances, left):
    moves = [{"from": "a", "to": to, "probability": p} for to, p in zip(["b", "done"], chances, strict=False)]
    report = jk.check(of(["a", "b"], [*moves, "b >> done"]), "JK304")
    assert [each.message for each in report] == ([f"{left} of those at 'a' leave without a word"] if left else [])


def test_thirds_in_whole_per_cent_are_no_drop_off():
    moves = [{"from": "a", "to": to, "probability": 0.33} for to in ("b", "c", "done")]
    assert at(of(["a", "b", "c"], [*moves, "b >> done", "c >> done"]), "JK304") == []


@pytest.mark.parametrize("said", [{"drop_off": 0.4}, {"drop_off_reason": "too dear"}])
def test_a_rest_that_is_explained_is_fine(said):
    moves = [{"from": "a", "to": "done", "probability": 0.6}]
    assert at(of([jk.Touchpoint("a", **said)], moves), "JK304") == []


def test_a_transition_without_a_probability_takes_the_rest():
    assert at(of(["a", "b"], ["in order", {"from": "a", "to": "done", "probability": 0.6}]), "JK304") == []


def test_counts_below_the_visits_are_a_rest():
    counted = [{"from": "a", "to": "done", "count": 30}]
    assert at(of([jk.Touchpoint("a", count=100)], counted), "JK304") == ["a"]
    assert at(of(["a"], counted), "JK304") == []


def test_a_dead_end_is_not_also_a_silent_drop_off():
    assert at(of(["a", "b"], ["a >> b"]), "JK304") == []


def test_a_rest_beyond_the_stated_drop_off_is_silent_too():
    portal = jk.Touchpoint("portal", drop_off=0.12, drop_off_reason="too many offers")
    moves = [portal.to("book", 0.5), portal.to("call", 0.25)]
    journey = jk.JourneyMap(stages=[jk.Stage("a", [portal, "book", "call"])], flow=moves)
    (found,) = [each for each in jk.check(journey, select="JK304") if each.step == "portal"]
    assert "13" in found.message
