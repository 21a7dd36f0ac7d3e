"""The rules of the language about steps, flow and references, one by one."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

import journeykit as jk


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


def test_steps_may_be_written_inline_and_the_flow_takes_ids_and_chains():
    journey = jk.JourneyMap(
        stages=stages(jk.Touchpoint("quote"), "sign"), outcomes=[GAVE_UP], flow=["quote >> sign", "quote >> gave_up"]
    )
    assert pairs(journey) == [("quote", "sign"), ("quote", "gave_up")]
    assert journey.step("sign") == jk.Touchpoint("sign")


def test_to_states_several_moves_at_once():
    flow = QUOTE.to({GAVE_UP: 0.2, "calculator": "35 %"})
    assert flow.transitions == (
        jk.Transition("quote", "gave_up", probability=0.2),
        jk.Transition("quote", "calculator", probability=0.35),
    )


def test_to_takes_a_mapping_or_a_probability_not_both():
    with pytest.raises(TypeError, match="leave out 'probability'"):
        QUOTE.to({SIGN: 0.2}, probability=0.1)


@pytest.mark.parametrize("target", [3, None, {}, {SIGN >> TELL: 0.2}, SIGN >> TELL])
def test_to_leads_to_steps_outcomes_or_ids_only(target):
    with pytest.raises(TypeError, match="leads to steps, outcomes or their ids"):
        QUOTE.to(target)


def test_in_order_ends_in_the_only_success():
    journey = jk.JourneyMap(stages=stages(QUOTE, SIGN), outcomes=[GAVE_UP, LIVES], flow=jk.in_order)
    assert pairs(journey) == [("quote", "sign"), ("sign", "lives")]


@pytest.mark.parametrize("ends", [[GAVE_UP], [LIVES, jk.Outcome("moves", result="success")]])
def test_in_order_ends_at_the_last_step_where_no_success_is_the_only_one(ends):
    assert pairs(jk.JourneyMap(stages=stages(QUOTE, SIGN), outcomes=ends)) == [("quote", "sign")]


def test_no_flow_means_in_order_and_is_not_stored():
    journey = jk.JourneyMap(stages=stages(QUOTE, SIGN, TELL))
    assert journey.flow is None
    assert pairs(journey) == [("quote", "sign"), ("sign", "tell")]


def test_an_empty_flow_means_no_transitions():
    journey = jk.JourneyMap(stages=stages(QUOTE, SIGN), flow=[])
    assert journey.flow == ()
    assert journey.transitions == ()


def test_in_order_may_be_left_out_and_chains_written():
    assert pairs(jk.JourneyMap(stages=stages(QUOTE, SIGN, TELL), flow=[TELL >> QUOTE])) == [("tell", "quote")]


def test_without_outcomes_the_last_step_is_an_implicit_end():
    assert jk.JourneyMap(stages=stages(QUOTE, SIGN)).implicit_ends == ("sign",)
    assert jk.JourneyMap(stages=stages(QUOTE, SIGN), outcomes=[LIVES]).implicit_ends == ()
    assert jk.JourneyMap(stages=stages(QUOTE, SIGN), flow=[SIGN >> QUOTE]).implicit_ends == ()
    assert jk.JourneyMap(stages=stages(QUOTE, SIGN), flow=[QUOTE >> SIGN]).implicit_ends == ("sign",)


def test_a_first_map_needs_a_title_stages_and_steps_only():
    first = jk.JourneyMap(title="First", stages=[jk.Stage("one", ["a", "b"]), jk.Stage("two", ["c", "d"])])
    assert pairs(first) == [("a", "b"), ("b", "c"), ("c", "d")]
    assert first.id == "journey"


@pytest.mark.parametrize(
    ("field", "noun"),
    [
        ("pains", jk.PainPoint),
        ("gains", jk.Gain),
        ("opportunities", jk.Opportunity),
        ("needs", jk.Need),
        ("expectations", jk.Expectation),
        ("quotes", jk.Quote),
        ("backstage", jk.Process),
    ],
)
def test_a_bare_string_is_the_text_of_what_is_known_by_its_text(field, noun):
    assert getattr(jk.Touchpoint("quote", **{field: "talks"}), field) == (noun("talks"),)
    assert getattr(jk.Touchpoint("quote", **{field: ["talks", "x"]}), field) == (noun("talks"), noun("x"))


def test_a_bare_string_is_the_text_of_a_solution():
    assert jk.Opportunity("x", solutions="a form").solutions == (jk.Solution("a form"),)


def test_a_bare_string_of_evidence_is_an_id_in_the_maps_pool():
    talks = jk.Evidence("talks", kind="interview")
    journey = jk.JourneyMap(evidence=talks, stages=stages(jk.Touchpoint("quote", evidence="talks")))
    assert journey.step("quote").evidence == (talks,)


def test_unknown_evidence_is_a_fault_with_the_near_name():
    (fault,) = faults(evidence=jk.Evidence("talks"), stages=stages(jk.Touchpoint("quote", evidence="talk")))
    assert fault == ("stages.0.steps.0.evidence.0", "unknown_id", "unknown evidence 'talk': did you mean 'talks'?")


def test_the_pool_holds_what_is_listed_and_then_what_is_used_in_order_of_use():
    first, second, third, fourth = (jk.Evidence(name) for name in ("first", "second", "third", "fourth"))
    journey = jk.JourneyMap(
        evidence=[third],
        personas=[jk.Persona("anna", evidence=first)],
        stages=stages(jk.Touchpoint("quote", evidence=[first, second])),
        flow=[jk.Transition("quote", "quote", evidence=fourth)],
    )
    assert journey.evidence == (third, first, second, fourth)
    assert journey.replace() == journey


def test_two_sources_with_one_id_are_a_fault():
    (fault,) = faults(evidence=jk.Evidence("a"), stages=stages(jk.Touchpoint("quote", evidence=jk.Evidence("a", n=3))))
    assert fault[:2] == ("stages.0.steps.0.evidence.0.id", "differs")


def test_a_shared_value_is_written_once_and_referred_to():
    pain = jk.PainPoint("no price", "price", severity=4)
    journey = jk.JourneyMap(
        stages=stages(jk.Touchpoint("quote", pains={"ref": "price"}), jk.Touchpoint("sign", pains=pain))
    )
    assert journey.step("quote").pains == (pain,) == journey.step("sign").pains


def test_two_values_under_one_id_are_a_fault():
    both = [jk.PainPoint("no price", "price"), jk.PainPoint("no trust", "price")]
    (fault,) = faults(stages=stages(jk.Touchpoint("quote", pains=both)))
    assert fault[1] == "differs"
    assert "stages[0].steps[0].pains[0]" in fault[2]


def test_an_unknown_reference_is_a_fault_with_the_near_name():
    pains = [jk.PainPoint("no price", "price"), {"ref": "prize"}]
    (fault,) = faults(stages=stages(jk.Touchpoint("quote", pains=pains)))
    assert fault[0].startswith("stages.0.steps.0.pains.1")
    assert "did you mean 'price'?" in fault[2]


def test_one_id_may_name_values_of_different_kinds():
    step = jk.Touchpoint("quote", pains=jk.PainPoint("p", "x"), gains=jk.Gain("g", "x"), needs=jk.Need("n", "x"))
    assert jk.JourneyMap(stages=stages(step)).step("quote") == step


def test_flow_holds_ids_only():
    journey = jk.JourneyMap(stages=stages(QUOTE, SIGN), flow=[QUOTE >> SIGN])
    assert journey.flow == (jk.Transition("quote", "sign"),)
    assert isinstance(journey.flow[0].source, str)


def test_a_value_in_the_flow_that_differs_from_the_declared_step_is_a_fault():
    (fault,) = faults(stages=stages(QUOTE, SIGN), flow=[QUOTE.replace(emotion=1) >> SIGN])
    assert fault[:2] == ("flow.0", "differs")


def test_an_equal_copy_of_a_declared_step_may_stand_in_the_flow():
    assert pairs(jk.JourneyMap(stages=stages(QUOTE, SIGN), flow=[QUOTE.replace() >> SIGN])) == [("quote", "sign")]


def test_a_value_in_the_flow_that_is_not_declared_is_a_fault():
    found = faults(stages=stages(QUOTE), flow=[QUOTE >> SIGN])
    assert [fault[:2] for fault in found] == [("flow.0.target", "unknown_id")]


def test_a_map_keeps_its_entries_as_written_and_says_what_they_mean():
    journey = jk.JourneyMap(
        stages=stages(QUOTE, SIGN, TELL), flow=["in order", "quote >> sign >> quote", QUOTE.to(SIGN, probability=0.5)]
    )
    assert journey.flow == (
        jk.in_order,
        jk.Transition("quote", "sign"),
        jk.Transition("sign", "quote"),
        jk.Transition("quote", "sign", probability=0.5),
    )
    assert journey.transitions == (
        jk.Transition("quote", "sign", probability=0.5),
        jk.Transition("sign", "tell"),
        jk.Transition("sign", "quote"),
    )


def test_two_qualified_transitions_of_one_pair_are_a_fault():
    (fault,) = faults(stages=stages(QUOTE, SIGN), flow=[QUOTE.to(SIGN, 0.2), QUOTE.to(SIGN, when="soon")])
    assert fault[:2] == ("flow.1", "qualified_twice")


def test_the_same_words_twice_are_no_fault():
    journey = jk.JourneyMap(stages=stages(QUOTE, SIGN), flow=[QUOTE.to(SIGN, 0.2), QUOTE.to(SIGN, 0.2)])
    assert journey.transitions == (jk.Transition("quote", "sign", probability=0.2),)
