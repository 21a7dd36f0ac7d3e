"""Maps through plain data and back: pydantic's own ways and the document that files hold."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from pydantic import ValidationError

import journeykit as jk
from journeykit.model.document import document
from journeykit.testing import maps

MANY = settings(max_examples=1_000, suppress_health_check=list(HealthCheck))
PLAIN = (str, int, float, bool, type(None))


def plain(node):
    """Whether a tree holds nothing but what JSON has."""
    if type(node) is dict:
        return all(type(key) is str and plain(value) for key, value in node.items())
    return all(map(plain, node)) if type(node) is list else type(node) in PLAIN


@MANY
@given(maps())
def test_every_map_is_read_back_from_each_of_its_plain_forms(journey):
    tree = document(journey)
    assert plain(tree)
    for back in (
        jk.JourneyMap.model_validate(tree),
        jk.JourneyMap.model_validate(journey.model_dump()),
        jk.JourneyMap.model_validate(journey.model_dump(mode="json", exclude_none=True)),
        jk.JourneyMap.model_validate_json(journey.model_dump_json()),
        journey.replace(),
    ):
        assert back == journey
        assert document(back) == tree
        assert back.transitions == journey.transitions


@settings(MANY, max_examples=100)
@given(maps())
def test_a_document_is_the_same_however_often_it_is_written(journey):
    first = json.dumps(document(journey))
    assert json.dumps(document(jk.JourneyMap.model_validate(json.loads(first)))) == first


def test_a_made_instance_is_taken_as_it_is():
    journey = jk.JourneyMap("a")
    assert jk.JourneyMap.model_validate(journey) is journey


def test_a_shared_value_is_written_in_full_once_and_evidence_at_the_top():
    talks = jk.Evidence("talks", n=12)
    pain = jk.PainPoint("no price", "price", evidence=talks)
    steps = [jk.Touchpoint("a", pains=pain), jk.Touchpoint("b", pains=[pain, "x"], evidence=talks)]
    assert document(jk.JourneyMap("m", stages=[jk.Stage("s", steps)])) == {
        "id": "m",
        "stages": [
            {
                "id": "s",
                "steps": [
                    {"touchpoint": "a", "pains": [{"text": "no price", "id": "price", "evidence": "talks"}]},
                    {"touchpoint": "b", "pains": [{"ref": "price"}, "x"], "evidence": "talks"},
                ],
            }
        ],
        "evidence": [{"id": "talks", "n": 12}],
    }


def test_defaults_are_left_out_and_whole_numbers_are_whole():
    assert document(
        jk.JourneyMap("m", cast="alternatives", tags=[], metrics=jk.Metric("x", value=3.0, target=0.5))
    ) == {
        "id": "m",
        "metrics": [{"id": "x", "value": 3, "target": 0.5}],
    }


def test_bare_moves_are_joined_to_chains_and_qualified_ones_are_written_out():
    journey = jk.JourneyMap(
        stages=[jk.Stage("s", ["a", "b", "c"])],
        flow=["in order", "a >> b", "b >> c", jk.Transition("c", "a", probability=0.5), "a >> a"],
    )
    assert document(journey)["flow"] == [
        "in order",
        "a >> b >> c",
        {"from": "c", "to": "a", "probability": 0.5},
        "a >> a",
    ]


def test_both_spellings_of_a_transition_are_read():
    flow = [{"from": "a", "to": "a"}, {"source": "a", "target": "a", "count": 3}]
    journey = jk.JourneyMap(stages=[jk.Stage("s", ["a"])], flow=flow)
    assert journey.transitions == (jk.Transition("a", "a", count=3),)


def test_messages_survive_json_input():
    text = '{"stages": [{"id": "s", "steps": ["a"]}], "flow": ["a >> b"]}'
    with pytest.raises(ValidationError) as caught:
        jk.JourneyMap.model_validate_json(text)
    assert [fault["loc"] for fault in caught.value.errors()] == [("flow", 0, 1)]
