"""Maps that analysts sketched over three real event logs: nothing is lost, and they can be checked and drawn."""

from __future__ import annotations

import pytest
from ruamel.yaml import YAML

import journeykit as jk
from real import sketches


@pytest.fixture(params=["olist3k", "bpic2012_loans", "completejourney"])
def sketch(request, shared_data):
    path = shared_data / request.param / "map.yaml"
    tree = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return tree, sketches.to_map(tree)


def test_a_sketch_loses_nothing(sketch):
    tree, journey = sketch
    assert sketches.to_tree(journey) == tree
    for name in ("yaml", "json"):
        assert jk.loads(jk.dumps(journey, name), name) == journey


def test_a_sketch_is_checked_and_drawn(sketch):
    _, journey = sketch
    assert not jk.check(journey).errors
    for view in ("flow", "poster", "blueprint"):
        svg = jk.draw(journey, view).svg
        assert all(f'data-step="{step.id}"' in svg for step in journey.steps)


def test_the_survey_goes_out_though_the_parcel_is_late(shared_data):
    text = (shared_data / "olist3k" / "map.yaml").read_text(encoding="utf-8")
    journey = sketches.to_map(YAML(typ="safe").load(text))
    assert [move.target for move in journey.transitions if move.source == "handed_to_carrier"] == [
        "delivered",
        "survey_sent",
    ]
    assert str(journey.step("payment_approved").promise) == "1 day"
    assert journey.persona("boleto_buyer").when == jk.AllOf([jk.Condition("payment_type", "is", "boleto")])
