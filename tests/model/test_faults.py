"""Everything that is wrong is told at once, each at its place, with the near name."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

import journeykit as jk


def faults(make):
    with pytest.raises(ValidationError) as caught:
        make()
    return {".".join(map(str, fault["loc"])): (fault["type"], fault["msg"]) for fault in caught.value.errors()}


DOCUMENT = {
    "id": "Solar",
    "titel": "Solar",
    "evidence": [{"id": "talks", "n": -1}],
    "personas": [{"id": "anna", "relations": {"to": "ben"}}],
    "stages": [
        {
            "id": "choose",
            "kind": "befor",
            "steps": [
                {"touchpoint": "quote", "emotion": 7, "thoughts": {"ana": "hm"}, "evidence": "talk", "personas": "ana"},
                {"wait": "permit", "pains": [{"text": "x", "personas": ["bob"]}, {"ref": "none"}]},
                {"tuchpoint": "sign"},
                "quote",
            ],
        }
    ],
    "outcomes": [{"id": "lives", "result": "succes"}],
    "flow": [
        "in order",
        "quote >> permitt >> quote",
        {"from": "lives", "to": "quot", "probability": "120 %"},
        {"from": "permit"},
        3,
        "quote -> permit",
    ],
}
EXPECTED = {
    "id": "string_pattern_mismatch",
    "titel": "extra_forbidden",
    "evidence.0.n": "greater_than_equal",
    "personas.0.relations.to": "unknown_id",
    "stages.0.kind": "literal_error",
    "stages.0.steps.0.emotion": "less_than_equal",
    "stages.0.steps.0.thoughts.ana": "unknown_id",
    "stages.0.steps.0.evidence": "unknown_id",
    "stages.0.steps.0.personas": "unknown_id",
    "stages.0.steps.1.pains.0.personas.0": "unknown_id",
    "stages.0.steps.1.pains.1.ref": "unknown_id",
    "stages.0.steps.2": "union_tag_not_found",
    "stages.0.steps.3": "duplicate_id",
    "outcomes.0.result": "literal_error",
    "flow.1.1": "unknown_id",
    "flow.2.from": "leaves_outcome",
    "flow.2.to": "unknown_id",
    "flow.2.probability": "less_than_equal",
    "flow.3.to": "missing",
    "flow.4": "flow_entry",
    "flow.5": "chain",
}


@pytest.fixture(scope="module")
def told():
    return faults(lambda: jk.JourneyMap.model_validate(DOCUMENT))


def test_all_faults_of_a_document_are_told_at_once(told):
    assert {place: code for place, (code, _) in told.items()} == EXPECTED


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("id", "like 'solar'"),
        ("titel", "did you mean 'title'?"),
        ("stages.0.kind", "did you mean 'before'?"),
        ("stages.0.steps.0.emotion", "it takes -2 to 2"),
        ("stages.0.steps.0.thoughts.ana", "did you mean 'anna'?"),
        ("stages.0.steps.0.evidence", "did you mean 'talks'?"),
        ("stages.0.steps.2", "did you mean 'touchpoint'?"),
        ("stages.0.steps.3", "stages[0].steps[0]"),
        ("outcomes.0.result", "did you mean 'success'?"),
        ("flow.1.1", "did you mean 'permit'?"),
        ("flow.2.to", "did you mean 'quote'?"),
        ("flow.5", "'>>' joins two steps"),
    ],
)
def test_a_message_says_how_to_mend_it(told, place, words):
    assert words in told[place][1]


def test_references_are_judged_where_fields_are_faulty_too():
    found = faults(lambda: jk.JourneyMap("Bad", stages=[jk.Stage("s", ["a"])], flow=["a >> b"]))
    assert found.keys() == {"id", "flow.0.1"}


def test_places_in_python_are_those_of_python():
    def make():
        move = jk.Transition("quot", "gone", personas="ana")
        jk.JourneyMap(personas=[jk.Persona("anna")], stages=[jk.Stage("s", ["quote"])], flow=[jk.in_order, move])

    assert faults(make).keys() == {"flow.1.source", "flow.1.target", "flow.1.personas.0"}


def test_a_place_in_a_long_chain_of_values_counts_its_moves():
    chain = jk.Touchpoint("a") >> "b" >> "c"
    found = faults(lambda: jk.JourneyMap(stages=[jk.Stage("s", ["a", "b"])], flow=[jk.in_order, chain]))
    assert found.keys() == {"flow.1.1.target"}


def test_one_item_for_a_list_is_read_where_there_are_faults_too():
    def make():
        jk.JourneyMap(
            "Bad",
            evidence={"id": "talks"},
            personas={"id": "anna", "evidence": "talks"},
            stages={"id": "s", "steps": {"touchpoint": "a", "moment_of_truth": {"evidence": ["talk"]}}},
            flow={"from": "a", "to": "b"},
        )

    assert faults(make).keys() == {"id", "stages.steps.moment_of_truth.evidence.0", "flow.0.to"}


def test_an_effect_names_a_step_that_is_there():
    solution = jk.Solution("s", effects=[jk.Effect("quot", "gon", probability=0.1)])
    pain = jk.PainPoint("p", opportunities=jk.Opportunity("o", solutions=solution))
    found = faults(
        lambda: jk.JourneyMap(stages=[jk.Stage("s", [jk.Touchpoint("quote", pains=pain)])], outcomes=jk.Outcome("gone"))
    )
    assert {code for code, _ in found.values()} == {"unknown_id"}
    assert {place.rsplit(".")[-1] for place in found} == {"step", "to"}


@pytest.mark.parametrize(
    ("effect", "words"),
    [
        ({"step": "a"}, "an effect changes"),
        ({"step": "a", "to": "b"}, "belong together"),
        ({"step": "a", "probability": 0.1}, "belong together"),
    ],
)
def test_an_effect_says_something(effect, words):
    with pytest.raises(ValidationError, match=words):
        jk.Effect(**effect)


def test_a_process_needs_one_that_is_there():
    stages = [jk.Stage("s", [jk.Touchpoint("a", support=jk.Process("p", needs=["crew"]))])]
    assert faults(lambda: jk.JourneyMap(stages=stages)).popitem()[1][0] == "unknown_id"


@pytest.mark.parametrize(
    ("operator", "value", "words"),
    [
        ("known", 3, "takes no value"),
        ("in", (), "one value or more"),
        ("is", [1, 2], "exactly one"),
        ("<", (), "exactly one"),
    ],
)
def test_a_condition_has_the_values_that_its_operator_takes(operator, value, words):
    with pytest.raises(ValidationError, match=words):
        jk.Condition("c", operator, value)


def test_rules_have_members():
    for noun in (jk.AllOf, jk.AnyOf):
        with pytest.raises(ValidationError, match="at least one"):
            noun([])


def test_an_interval_goes_up():
    with pytest.raises(ValidationError, match="lower to its upper"):
        jk.Metric("nps", interval=(3, 1))


def test_a_text_that_is_too_long_is_told_its_own_limit():
    with pytest.raises(ValidationError, match="64"):
        jk.Touchpoint("a" * 65)
    with pytest.raises(ValidationError) as caught:
        jk.JourneyMap(language="x" * 36)
    assert "id" not in caught.value.errors()[0]["msg"].split()


def test_unhashable_and_foreign_input_is_a_validation_error():
    for bad in ({"flow": 3}, {"flow": [[]]}, {"stages": 3}, {"personas": [None]}, {"evidence": [[]]}, {"outcomes": {}}):
        with pytest.raises(ValidationError):
            jk.JourneyMap(**bad)
    with pytest.raises(ValidationError):
        jk.JourneyMap.model_validate(3)
