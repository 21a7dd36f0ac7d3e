"""The JSON Schema takes every document that a map writes, and what people write by hand, and refuses what is wrong."""

from __future__ import annotations

import json

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

import journeykit as jk
from journeykit.model.document import document
from journeykit.testing import maps

SCHEMA = jk.schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA
    assert SCHEMA["additionalProperties"] is False


@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(maps())
def test_every_document_is_valid(journey):
    VALIDATOR.validate({"journeykit": 1} | document(journey))


def with_step(**fields):
    return {"stages": [{"id": "s", "steps": [{"touchpoint": "a", **fields}]}]}


@pytest.mark.parametrize(
    "tree",
    [
        {},
        {"journeykit": 1, "$schema": "x", "title": "T"},
        {"stages": {"id": "s", "steps": "a"}},
        {"stages": [{"id": "s", "steps": ["a", {"wait": "b"}, {"action": "c"}]}], "flow": "in order"},
        with_step(emotion={"anna": 1.5}, drop_off="10 %", entry=True, moment_of_truth="ZMOT", pains="x"),
        with_step(moment_of_truth=True, needs={"anna": ["x", {"text": "y", "importance": 3}]}, evidence="talks"),
        with_step(moment_of_truth={"type": "TMOT", "why": "w"}, needs={"text": "y"}, gains=[{"ref": "g"}]),
        {"flow": ["in order", "a >> b", {"from": "a", "to": "b", "probability": 0.2, "personas": "anna"}]},
        {"personas": {"id": "anna", "when": {"all": [{"column": "c", "operator": "in", "value": [1, "a", True]}]}}},
        {"personas": [{"id": "anna", "when": {"not": {"column": "c", "operator": "known"}}}]},
        {"evidence": {"id": "talks", "date": "2026-05-04", "valid_for": "12 months"}},
    ],
)
def test_what_people_write_is_valid(tree):
    VALIDATOR.validate(tree)


@pytest.mark.parametrize(
    "tree",
    [
        {"journeykit": 2},
        {"titel": "x"},
        {"id": "Solar"},
        {"stages": [{"steps": ["a"]}]},
        {"stages": [{"id": "s", "kind": "befor"}]},
        {"stages": [{"id": "s", "steps": [{"step": "a"}]}]},
        {"stages": [{"id": "s", "steps": [3]}]},
        with_step(emotion=7),
        with_step(emotion={"Anna": 1}),
        with_step(emotion="good"),
        with_step(chanel="web"),
        with_step(drop_off=1.5),
        with_step(count=-1),
        with_step(pains=[{"severity": 3}]),
        with_step(pains=[{"text": "x", "severity": 9}]),
        {"flow": [{"from": "a"}]},
        {"flow": [{"from": "a", "to": "b", "chance": 1}]},
        {"flow": 3},
        {"personas": [{"id": "anna", "side": "both"}]},
        {"personas": [{"id": "anna", "when": {"column": "c", "operator": "like", "value": 1}}]},
        {"evidence": [{"id": "talks", "n": "twelve"}]},
        {"evidence": [3]},
        [],
    ],
)
def test_what_is_wrong_is_refused(tree):
    assert not VALIDATOR.is_valid(tree)


def test_every_field_is_explained_to_an_editor():
    silent = [
        (noun, name)
        for noun, each in SCHEMA["$defs"].items()
        for name, field in each.get("properties", {}).items()
        if not field.get("description")
    ]
    assert silent == []
