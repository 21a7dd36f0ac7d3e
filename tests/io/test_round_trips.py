"""Maps there and back through each format, and the same bytes for equal maps."""

from __future__ import annotations

import json
import math

import pytest

import journeykit as jk
from journeykit.io import dumps, loads


def executed(source, name):
    space = {}
    exec(source, space)
    return space[name]


def through(journey, format):
    text = dumps(journey, format)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    if format != "python":
        return loads(text, format)
    last = [line.partition(" = ")[0] for line in text.splitlines() if " = jk.JourneyMap(" in line]
    return executed(text, last[-1])


@pytest.mark.parametrize("format", ["json", "yaml", "python"])
class TestThereAndBack:
    def test_a_full_map(self, full, format):
        back = through(full, format)
        assert back == full
        assert dumps(back, format) == dumps(full, format)
        assert back.evidence == full.evidence

    def test_sparse_maps(self, sparse, format):
        for journey in sparse:
            assert through(journey, format) == journey

    def test_odd_texts(self, odd, format):
        journey = jk.JourneyMap(
            "m",
            odd,
            personas=[jk.Persona("null", odd), jk.Persona("true")],
            stages=[
                jk.Stage(
                    "one",
                    [
                        jk.Touchpoint(
                            "no",
                            odd,
                            channel=odd,
                            thoughts={"null": [odd, "x"], "true": odd},
                            pains=[odd, jk.PainPoint(odd, "p")],
                        )
                    ],
                    goal=odd,
                )
            ],
            tags=[odd, odd],
            note=odd,
        )
        assert through(journey, format) == journey

    @pytest.mark.parametrize(
        "number",
        [0.1, -0.0, 1e300, 5e-324, 1.7976931348623157e308, 2.0**53, 2.0**60, 123456789.125, 1e16, 1e-7, math.pi],
    )
    def test_numbers(self, number, format):
        journey = jk.JourneyMap(metrics=[jk.Metric("m", value=number, target=-number)])
        assert through(journey, format) == journey

    def test_a_value_of_unusual_size(self, format):
        steps = [jk.Touchpoint(f"step_{n}", f"Title {n}", tags=[f"t{k}" for k in range(n)]) for n in range(60)]
        chain = " >> ".join(each.id for each in steps)
        journey = jk.JourneyMap("m", stages=[jk.Stage("one", steps)], flow=[chain])
        assert through(journey, format) == journey


def test_json_is_canonical(full):
    text = dumps(full, "json")
    assert text.startswith('{\n  "journeykit": 1,\n  "id": "quote",\n  "title": "A full map",\n')
    assert text.endswith("\n}\n")
    assert text == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"
    assert "Grüße" in dumps(jk.JourneyMap(title="Grüße"), "json")


def test_yaml_and_json_have_one_shape(full):
    from journeykit.io.text import Text
    from journeykit.io.yaml12.compose import read

    assert read(Text(dumps(full, "yaml"))).tree == json.loads(dumps(full, "json"))
    assert loads(dumps(full, "json"), "yaml") == full
